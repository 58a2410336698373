/**
 * Quiet words where nothing stands yet: in an empty title, and in the empty line of one's own caret. Both go the way of what is around them: by itself a block
 * without letters runs from the left in any language. Looks at two blocks, however long the text.
 */
import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

export interface PlaceholderWords {
  readonly title: string
  /** For the line after the title, when there is no other. */
  readonly text: string
  readonly heading: string
  readonly assumption: string
  readonly horizon: string
  readonly summary: string
}

const HEADINGS: ReadonlySet<string> = new Set(['title', 'heading'])

export const Placeholder = Extension.create<{ words: () => PlaceholderWords }>({
  name: 'placeholder',
  addOptions: () => ({ words: () => ({ title: '', text: '', heading: '', assumption: '', horizon: '', summary: '' }) }),
  addProseMirrorPlugins() {
    const { editor } = this
    const { words } = this.options
    return [
      new Plugin({
        props: {
          decorations({ doc, selection }) {
            const found: Decoration[] = []
            const add = (node: Node, position: number, text: string) => {
              // An empty heading would be nameless to the ear.
              const name = HEADINGS.has(node.type.name) && text !== '' ? { 'aria-label': text } : {}
              const words = text === '' ? {} : { 'data-placeholder': text }
              found.push(Decoration.node(position, position + node.nodeSize, { 'data-empty': '', ...words, ...name }))
            }
            const first = doc.firstChild
            if (first?.type.name === 'title' && first.content.size === 0) add(first, 0, words().title)
            const { $head } = selection
            const { parent } = $head
            if (editor.isEditable && selection.empty && parent.isTextblock && parent.content.size === 0 && parent !== first) {
              add(parent, $head.before(), wordsFor(parent, words(), $head.depth === 1))
            } else if (doc.childCount === 2 && doc.lastChild?.type.name === 'paragraph' && doc.lastChild.content.size === 0 && first) {
              add(doc.lastChild, first.nodeSize, words().text)
            }
            return DecorationSet.create(doc, found)
          },
        },
      }),
    ]
  },
})

function wordsFor(node: Node, words: PlaceholderWords, isTop: boolean): string {
  switch (node.type.name) {
    case 'paragraph':
      return isTop ? words.text : ''
    case 'heading':
      return words.heading
    case 'assumption':
      return words.assumption
    case 'horizon':
      return words.horizon
    case 'detailsSummary':
      return words.summary
    default:
      return ''
  }
}
