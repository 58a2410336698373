/** Marks blocks of the text in the margin, such as those that differ from another text. Whoever knows which says so; what is typed moves the marks along. */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

const key = new PluginKey<DecorationSet>('blockMarks')

/** @param blocks top blocks, by their number */
function marksOn(doc: Node, blocks: readonly number[]): DecorationSet {
  const wanted = new Set(blocks)
  const marks: Decoration[] = []
  doc.forEach((node, at, index) => {
    if (wanted.has(index)) marks.push(Decoration.node(at, at + node.nodeSize, { 'data-differs': '' }))
  })
  return DecorationSet.create(doc, marks)
}

export const BlockMarks = Extension.create({
  name: 'blockMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, marks) {
          const blocks = transaction.getMeta(key) as readonly number[] | undefined
          return blocks ? marksOn(transaction.doc, blocks) : marks.map(transaction.mapping, transaction.doc)
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

export function markBlocks(editor: Editor, blocks: readonly number[]): void {
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, blocks).setMeta('addToHistory', false))
}
