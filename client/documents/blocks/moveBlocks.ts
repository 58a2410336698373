/**
 * Moving, copying and taking out whole blocks. A move is a taking out and a putting in, for Yjs knows no other; the two are written one after the other and as one
 * change, so that no block is taken for another one whose words changed: others' carets and comments stay with every block but the one that moves, and its marks go with it.
 */
import type { Editor } from '@tiptap/core'
import { TextSelection, type Transaction } from '@tiptap/pm/state'
import { type Blocks, blocksBetween, childrenOf, fitting, mayStandAt, neighbourOf, putIn, takeOut } from './movable'

/** The blocks that the caret stands in, or that are selected. */
export const blocksAtCaret = ({ state: { doc, selection } }: Editor): Blocks | null => blocksBetween(doc, selection.anchor, selection.head)

/** Puts the blocks at `target`, with the caret where it was in them. False: they cannot stand there. */
export function moveTo(editor: Editor, blocks: Blocks, target: number): boolean {
  const { doc, selection } = editor.state
  if (!editor.isEditable || !mayStandAt(doc, blocks, target)) return false
  const nodes = fitting(childrenOf(doc, blocks), doc.resolve(target).parent)
  if (!nodes) return false
  const isInside = selection.from >= blocks.from && selection.to <= blocks.to
  const anchor = selection.anchor - blocks.from
  const head = selection.head - blocks.from
  const isSame = nodes.every((node, i) => node.type === childrenOf(doc, blocks)[i]?.type)
  let at = target
  inOne(editor, [
    (tr) => {
      takeOut(tr, blocks)
      at = tr.mapping.map(target)
    },
    (tr) => {
      putIn(tr, at, nodes)
      if (isInside && isSame) tr.setSelection(TextSelection.between(tr.doc.resolve(at + anchor), tr.doc.resolve(at + head)))
      else tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1)))
      tr.scrollIntoView()
    },
  ])
  return true
}

/** One place up or down. Of the two that change places the smaller one is moved: the other keeps everybody's carets. */
export function moveBy(editor: Editor, direction: -1 | 1, blocks: Blocks | null = blocksAtCaret(editor)): boolean {
  const { doc } = editor.state
  const neighbour = blocks && neighbourOf(doc, blocks, direction)
  if (!blocks || !neighbour || !editor.isEditable) return false
  if (neighbour.to - neighbour.from > blocks.to - blocks.from) return moveTo(editor, blocks, direction < 0 ? neighbour.from : neighbour.to)
  const nodes = childrenOf(doc, neighbour)
  const target = direction < 0 ? blocks.to : blocks.from
  let at = target
  inOne(editor, [
    (tr) => {
      tr.delete(neighbour.from, neighbour.to)
      at = tr.mapping.map(target)
    },
    (tr) => {
      const { selection } = tr
      putIn(tr, at, nodes)
      // What was put in at the caret's own edge must not push it.
      const bias = direction < 0 ? -1 : 1
      tr.setSelection(TextSelection.between(tr.doc.resolve(tr.mapping.map(selection.anchor, bias)), tr.doc.resolve(tr.mapping.map(selection.head, bias))))
      tr.scrollIntoView()
    },
  ])
  return true
}

/** The same once more below; what was said about the first is not said about the second. */
export function duplicate(editor: Editor, blocks: Blocks): void {
  const { doc, tr, schema } = editor.state
  const comment = schema.marks.comment
  const copy = putIn(tr, blocks.to, childrenOf(doc, blocks))
  if (comment) copy.removeMark(blocks.to, blocks.to + blocks.to - blocks.from, comment)
  editor.view.dispatch(copy.setSelection(TextSelection.near(copy.doc.resolve(blocks.to + 1))).scrollIntoView())
}

export function remove(editor: Editor, blocks: Blocks): void {
  const { tr } = editor.state
  takeOut(tr, blocks)
  editor.view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(blocks.from, tr.doc.content.size)), -1)))
}

/** Several changes of the editor as one change of the text. */
function inOne(editor: Editor, steps: readonly ((tr: Transaction) => void)[]): void {
  const dispatch = (step: (tr: Transaction) => void) => () => {
    const { tr } = editor.state
    step(tr)
    editor.view.dispatch(tr.setMeta('preventAutolink', true))
  }
  const { kept, undoManager } = editor.storage.sharedText
  undoManager?.stopCapturing()
  if (kept) kept.inOne(steps.map(dispatch))
  else for (const step of steps) dispatch(step)()
  undoManager?.stopCapturing()
}
