/** Which block, and which gap between blocks, a place on screen belongs to. DOM only. */
import type { Editor } from '@tiptap/core'
import { type Blocks, blockAt } from './movable'

export function elementOf(editor: Editor, position: number): HTMLElement | null {
  const element = editor.view.nodeDOM(position)
  return element instanceof HTMLElement ? element : null
}

/** The block at this height; beside the text, too, so that the way to the handle loses nothing. */
export function hoveredBlock(editor: Editor, x: number, y: number): Blocks | null {
  const text = editor.view.dom.getBoundingClientRect()
  if (y < text.top || y > text.bottom || x < text.left - 56 || x > text.right + 56) return null
  const found = editor.view.posAtCoords({ left: Math.max(text.left + 24, Math.min(x, text.right - 24)), top: y })
  if (!found) return null
  return (
    blockAt(editor.state.doc, found.inside >= 0 ? Math.max(found.inside, found.pos) : found.pos) ??
    (found.inside >= 0 ? blockAt(editor.state.doc, found.inside) : null)
  )
}

export interface Gap {
  /** Where in the text. */
  readonly position: number
  /** Where on screen. */
  readonly y: number
  readonly left: number
  readonly width: number
}

/** The gap above or below the block that is pointed at, whichever is nearer. */
export function gapAt(editor: Editor, x: number, y: number): Gap | null {
  const text = editor.view.dom.getBoundingClientRect()
  const block = hoveredBlock(editor, Math.max(text.left, Math.min(x, text.right)), y)
  const element = block && elementOf(editor, block.from)
  if (!block || !element) return null
  const rect = element.getBoundingClientRect()
  const isAbove = y < rect.top + rect.height / 2
  return { position: isAbove ? block.from : block.to, y: isAbove ? rect.top - 3 : rect.bottom + 3, left: rect.left, width: rect.width }
}
