/** At which height of the window commented words stand. Reads the page, changes nothing. */
import type { Editor } from '@tiptap/core'
import type { Range } from './hook'

/** In place of an id: the comment that is being written. */
export const DRAFT = 'draft'

/** So far beyond the window a block's beginning is near enough: asking for more would lay out what the browser has left out. */
const FAR = 1_500

/** The first piece of each comment in the text, found in one go. */
export function linesIn(text: HTMLElement): ReadonlyMap<string, HTMLElement> {
  const found = new Map<string, HTMLElement>()
  for (const piece of text.querySelectorAll<HTMLElement>('[data-comment]')) {
    const { comment } = piece.dataset
    if (comment !== undefined && !found.has(comment)) found.set(comment, piece)
  }
  return found
}

function blockOf(text: HTMLElement, inside: Node): HTMLElement | null {
  let at: Node | null = inside
  while (at && at.parentNode !== text) at = at.parentNode
  return at instanceof HTMLElement ? at : null
}

const isFar = ({ top, bottom }: DOMRect): boolean => bottom < -FAR || top > window.innerHeight + FAR

/** The top of the line on which a comment begins, from the top of the window. */
export function lineOf(editor: Editor, lines: ReadonlyMap<string, HTMLElement>, id: string, range: Range | null): number {
  const { view } = editor
  const piece = lines.get(id)
  if (piece) {
    const box = blockOf(view.dom, piece)?.getBoundingClientRect()
    if (box && isFar(box)) return box.top
    return (piece.getClientRects()[0] ?? piece.getBoundingClientRect()).top
  }
  if (!range) return view.dom.getBoundingClientRect().top
  try {
    const { node } = view.domAtPos(Math.min(range.from, editor.state.doc.content.size))
    const box = blockOf(view.dom, node)?.getBoundingClientRect()
    return box && isFar(box) ? box.top : view.coordsAtPos(range.from, 1).top
  } catch {
    return view.dom.getBoundingClientRect().top
  }
}

/** Brings commented words into sight, if they are not. @param part how much of the room is free of sheets, from its top */
export function showLine(editor: Editor, scroller: HTMLElement, id: string, range: Range | null, part = 1): void {
  const piece = linesIn(editor.view.dom).get(id)
  const element = piece ?? elementAt(editor, range)
  if (!element) return
  const { top, bottom } = element.getBoundingClientRect()
  const room = scroller.getBoundingClientRect()
  const end = room.top + room.height * part
  if (top < room.top + EDGE || bottom > end - EDGE / 2) scroller.scrollTop += top - (room.top + end) / 2
}

/** Below the tools, and above what is at the foot. */
const EDGE = 72

function elementAt(editor: Editor, range: Range | null): HTMLElement | null {
  if (!range) return null
  try {
    const { node } = editor.view.domAtPos(range.from)
    return node instanceof HTMLElement ? node : node.parentElement
  } catch {
    return null
  }
}

/** Paints ranges of the text under a name, where the browser can; none: takes them off. */
export function paintRanges(editor: Editor, name: string, ranges: readonly Range[]): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return
  const found = ranges.flatMap(({ from, to }) => {
    try {
      const start = editor.view.domAtPos(from, 1)
      const end = editor.view.domAtPos(to, -1)
      const range = document.createRange()
      range.setStart(start.node, start.offset)
      range.setEnd(end.node, end.offset)
      return [range]
    } catch {
      return []
    }
  })
  if (found.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...found))
}
