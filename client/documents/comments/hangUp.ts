/** Setting the marks that threads hang by. Comments are no edit of the text: undo passes them over. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import type { Shown } from '../binding/places'
import { anchorsIn } from './anchors'
import { findHook, type Range } from './hook'
import type { Thread } from './threads'

export interface Hanging {
  readonly id: string
  readonly range: Range
}

/** Threads that have no mark, but whose words are there: in the order of their ids, so that every replica does the same. */
export function hangingsOf(shown: Shown, doc: Node, threads: readonly Thread[]): readonly Hanging[] {
  const anchors = anchorsIn(doc)
  return [...threads]
    .filter(({ id, hook }) => hook !== null && !anchors.has(id))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, hook }) => {
      const range = hook && findHook(shown, doc, hook)
      return range ? [{ id, range }] : []
    })
}

const asComment = (tr: Transaction): Transaction => tr.setMeta('addToHistory', false).setMeta('preventAutolink', true)

/** Sets the marks, all at once. A mark that is there already is not set again: doing this twice, or on two devices, is doing it once. */
export function hangUp(editor: Editor, hangings: readonly Hanging[]): void {
  const { comment } = editor.schema.marks
  if (!comment || hangings.length === 0) return
  const { tr } = editor.state
  const size = tr.doc.content.size
  for (const { id, range } of hangings) tr.addMark(Math.min(range.from, size), Math.min(range.to, size), comment.create({ id }))
  if (tr.docChanged) editor.view.dispatch(asComment(tr))
}

/** Takes a thread's mark off wherever it hangs. */
export function takeDown(editor: Editor, id: string): void {
  const { comment } = editor.schema.marks
  const anchor = anchorsIn(editor.state.doc).get(id)
  if (!comment || !anchor) return
  editor.view.dispatch(asComment(editor.state.tr.removeMark(anchor.from, anchor.to, comment.create({ id }))))
}
