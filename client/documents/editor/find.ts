/** Find and replace (pure but for the drawing). Matches stay within one block; case does not count unless it is asked for. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'

export interface Match {
  readonly from: number
  readonly to: number
}

export interface FindOptions {
  readonly matchCase?: boolean
}

/** More are not looked for: nobody steps through them. */
export const MOST_MATCHES = 2000

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')

export function findMatches(doc: Node, query: string, { matchCase = false }: FindOptions = {}): Match[] {
  const matches: Match[] = []
  if (query === '') return matches
  const pattern = new RegExp(escaped(query), matchCase ? 'gu' : 'giu')
  doc.descendants((node, position) => {
    if (!node.isTextblock) return matches.length < MOST_MATCHES
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
    for (const { index, 0: found } of text.matchAll(pattern)) {
      if (matches.length >= MOST_MATCHES) break
      matches.push({ from: position + 1 + index, to: position + 1 + index + found.length })
    }
    return false
  })
  return matches
}

/** The match at the caret or after it; the first one after the last. -1 if there is none. */
export function nextMatch(matches: readonly Match[], from: number): number {
  if (matches.length === 0) return -1
  const index = matches.findIndex((match) => match.from >= from)
  return Math.max(index, 0)
}

export function goToMatch(editor: Editor, match: Match): void {
  const { tr, doc } = editor.state
  if (match.to > doc.content.size) return
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, match.from, match.to)).setMeta('addToHistory', false))
  const { node } = editor.view.domAtPos(match.from)
  const element = node instanceof HTMLElement ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

/** Puts `text` in the place of each, keeping the marks of what it replaces: one undo step however many. */
export function replaceMatches(editor: Editor, matches: readonly Match[], text: string): void {
  if (matches.length === 0) return
  const { tr, schema } = editor.state
  for (const { from, to } of [...matches].reverse()) {
    const marks = tr.doc.resolve(from).marksAcross(tr.doc.resolve(to)) ?? []
    if (text === '') tr.delete(from, to)
    else tr.replaceWith(from, to, schema.text(text, marks))
  }
  editor.storage.sharedText.undoManager?.stopCapturing()
  editor.view.dispatch(tr.setMeta('preventAutolink', true))
  editor.storage.sharedText.undoManager?.stopCapturing()
}

/** Marks what was found, by custom highlights (`::highlight(found)`); nothing where the browser has none: the selection shows the current one. */
export function showMatches(editor: Editor, matches: readonly Match[], current: number): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return
  const ranges = (wanted: readonly Match[]) =>
    wanted.flatMap(({ from, to }) => {
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
  CSS.highlights.set('found', new Highlight(...ranges(matches.filter((_, i) => i !== current))))
  CSS.highlights.set('found-now', new Highlight(...ranges(matches.slice(current, current + 1))))
}

export function hideMatches(): void {
  if (typeof CSS === 'undefined' || !('highlights' in CSS)) return
  CSS.highlights.delete('found')
  CSS.highlights.delete('found-now')
}
