/**
 * Puts a text in order again after one's *own* edits: the first block is the title, there is no other, and no comment's id stands on two stretches because of a
 * copy. Changes of others are left as they came: if every replica tidied what it received, two would tidy at once and make a new mess.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { isFromOthers } from './origin'

export const Normaliser = Extension.create({
  name: 'normaliser',
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction(transactions, _before, state) {
        const own = transactions.some((transaction) => transaction.docChanged && !isFromOthers(transaction))
        if (!own || transactions.some(isFromOthers)) return null
        const { tr } = state
        oneTitle(tr, state)
        return tr.docChanged ? tr : null
      },
    }),
  ],
})

/** The first block becomes a title; later titles become paragraphs (or go, if empty). */
function oneTitle(tr: Transaction, state: EditorState): void {
  const { title, paragraph } = state.schema.nodes
  if (!title || !paragraph) return
  const strays: { node: Node; position: number }[] = []
  state.doc.forEach((node, position, index) => {
    if (index > 0) collectTitles(node, position, strays)
  })
  for (const { node, position } of strays.reverse()) {
    const $at = tr.doc.resolve(position)
    if (node.content.size === 0 && $at.depth === 0 && $at.parent.childCount > 2) tr.delete(position, position + node.nodeSize)
    else tr.setNodeMarkup(position, paragraph, { lang: node.attrs.lang })
  }
  const first = tr.doc.firstChild
  if (!first || first.type === title) return
  if ((first.type === paragraph || first.type.name === 'heading') && title.validContent(first.content)) tr.setNodeMarkup(0, title, { lang: first.attrs.lang })
  else tr.insert(0, title.create())
}

function collectTitles(node: Node, position: number, into: { node: Node; position: number }[]): void {
  if (node.type.name === 'title') into.push({ node, position })
  else if (!node.isTextblock) {
    node.forEach((child, offset) => {
      collectTitles(child, position + 1 + offset, into)
    })
  }
}
