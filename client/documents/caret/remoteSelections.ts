/** The others' selections, without a single element in the text. */
import type { Editor } from '@tiptap/core'
import type { RemoteCaret } from './remoteCarets'

const COLOURS = 10
/** The names in the style sheet: `::highlight(who-1)` … */
const nameOf = (colour: number) => `who-${(colour % COLOURS) + 1}`

export const hasHighlights = (): boolean => typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function'

export function rangeOf(editor: Editor, from: number, to: number): Range | null {
  try {
    const start = editor.view.domAtPos(from, 1)
    const end = editor.view.domAtPos(to, -1)
    const range = editor.view.dom.ownerDocument.createRange()
    range.setStart(start.node, start.offset)
    range.setEnd(end.node, end.offset)
    return range
  } catch {
    return null
  }
}

/** One range per textblock, so that the space between blocks is not painted. */
function rangesOf(editor: Editor, { anchor, head }: RemoteCaret): Range[] {
  const [from, to] = [Math.min(anchor, head), Math.max(anchor, head)]
  const ranges: Range[] = []
  if (from === to) return ranges
  editor.state.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true
    const range = rangeOf(editor, Math.max(from, position + 1), Math.min(to, position + 1 + node.content.size))
    if (range && !range.collapsed) ranges.push(range)
    return false
  })
  return ranges
}

/** False where the browser has no custom highlights. */
export function showSelections(editor: Editor, carets: readonly RemoteCaret[]): boolean {
  if (!hasHighlights()) return false
  const byName = new Map<string, Range[]>()
  for (const caret of carets) {
    const ranges = rangesOf(editor, caret)
    if (ranges.length > 0) byName.set(nameOf(caret.colour), [...(byName.get(nameOf(caret.colour)) ?? []), ...ranges])
  }
  for (let colour = 0; colour < COLOURS; colour++) {
    const ranges = byName.get(nameOf(colour))
    if (ranges) CSS.highlights.set(nameOf(colour), new Highlight(...ranges))
    else CSS.highlights.delete(nameOf(colour))
  }
  return true
}

export function clearSelections(): void {
  if (!hasHighlights()) return
  for (let colour = 0; colour < COLOURS; colour++) CSS.highlights.delete(nameOf(colour))
}

/** The same as boxes, relative to `origin`. */
export function selectionBoxes(editor: Editor, carets: readonly RemoteCaret[], origin: DOMRect): { colour: number; rect: DOMRect }[] {
  return carets.flatMap((caret) =>
    rangesOf(editor, caret).flatMap((range) =>
      [...range.getClientRects()].map((rect) => ({ colour: caret.colour, rect: new DOMRect(rect.x - origin.x, rect.y - origin.y, rect.width, rect.height) })),
    ),
  )
}
