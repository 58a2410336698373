/**
 * Before each commit React looks whether the focus stands in something editable; if so it counts, from the first word of it, where the selection is, to put it back
 * afterwards. In a long text that is a walk through every node, several times for each letter. React draws nothing in here and has nothing to put back: so whoever
 * asks the element's property is told that it is not editable. Browsers, ProseMirror and screen readers go by the attribute and by `isContentEditable`.
 */
export function outOfReact(text: HTMLElement): void {
  Object.defineProperty(text, 'contentEditable', {
    configurable: true,
    get: () => 'inherit',
    set: (value: string) => text.setAttribute('contenteditable', value),
  })
}
