/** jsdom has neither layout nor clipboard events: what an editor asks for when something is pasted. */
export function standInForLayout(): void {
  Object.assign(globalThis, {
    ClipboardEvent: class extends Event {
      readonly clipboardData = null
    },
  })
  document.elementFromPoint = () => null
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList
}
