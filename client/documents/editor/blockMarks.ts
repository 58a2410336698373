/**
 * Marks over the text that are not in it: blocks that differ from another text, in the margin, and whatever another room lays over it. What is typed moves them
 * along; nothing of them gets into the document.
 */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

interface Laid {
  readonly layer: string
  readonly on: (doc: Node) => readonly Decoration[]
}
const key = new PluginKey<DecorationSet>('blockMarks')

export const BlockMarks = Extension.create({
  name: 'blockMarks',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply(transaction, before) {
          const marks = before.map(transaction.mapping, transaction.doc)
          const laid = transaction.getMeta(key) as Laid | undefined
          if (!laid) return marks
          return marks.remove(marks.find(undefined, undefined, ({ layer }) => layer === laid.layer)).add(transaction.doc, [...laid.on(transaction.doc)])
        },
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})

/** Lays decorations over the text, each with its `layer` in its spec, in place of those of that layer. */
export function layMarks(editor: Editor, layer: string, on: Laid['on']): void {
  const laid: Laid = { layer, on }
  if (!editor.isDestroyed) editor.view.dispatch(editor.state.tr.setMeta(key, laid).setMeta('addToHistory', false))
}

/** @param blocks top blocks, by their number */
export function markBlocks(editor: Editor, blocks: readonly number[]): void {
  const wanted = new Set(blocks)
  layMarks(editor, 'blocks', (doc) => {
    const marks: Decoration[] = []
    doc.forEach((node, at, index) => {
      if (wanted.has(index)) marks.push(Decoration.node(at, at + node.nodeSize, { 'data-differs': '' }, { layer: 'blocks' }))
    })
    return marks
  })
}
