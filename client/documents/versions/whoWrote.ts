/** Who wrote what, painted by the browser over the text, without an element in it: runs by Yjs's own book-keeping, devices by their own claim. */
import type { Editor } from '@tiptap/core'
import type * as Y from 'yjs'
import { authorRuns } from '../authorRuns'
import { authorsOf } from '../authors'
import { hasHighlights, rangeOf } from '../caret/remoteSelections'

const COLOURS = 10
/** The names in the style sheet: `::highlight(wrote-1)` … */
const nameOf = (colour: number): string => `wrote-${(colour % COLOURS) + 1}`
/** Ms after a change before it is painted anew. */
const QUIET = 400

/** @param colourOf null: nobody knows whose device it is; its runs stay as they are */
export function paintWriters(editor: Editor, ydoc: Y.Doc, colourOf: (device: string) => number | null, tell: (devices: readonly string[]) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null
  const clear = () => {
    if (hasHighlights()) for (let colour = 0; colour < COLOURS; colour++) CSS.highlights.delete(nameOf(colour))
  }
  const paint = () => {
    timer = null
    if (editor.isDestroyed) return
    const authors = authorsOf(ydoc)
    const byName = new Map<string, Range[]>()
    const devices = new Set<string>()
    for (const { from, to, client } of authorRuns(ydoc)) {
      const device = authors.get(client)
      if (device === undefined) continue
      devices.add(device)
      const colour = colourOf(device)
      const range = colour === null ? null : rangeOf(editor, from, to)
      if (colour === null || !range || range.collapsed) continue
      const ranges = byName.get(nameOf(colour)) ?? []
      ranges.push(range)
      byName.set(nameOf(colour), ranges)
    }
    clear()
    if (hasHighlights())
      for (const [name, ranges] of byName) {
        const highlight = new Highlight()
        for (const range of ranges) highlight.add(range)
        highlight.priority = -1
        CSS.highlights.set(name, highlight)
      }
    tell([...devices])
  }
  const soon = () => {
    timer ??= setTimeout(paint, QUIET)
  }
  paint()
  ydoc.on('updateV2', soon)
  return () => {
    if (timer) clearTimeout(timer)
    ydoc.off('updateV2', soon)
    clear()
  }
}
