/** Suggested changes laid over the live text: drawn beside its own words, never in it. */
import type { Editor } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { Decoration } from '@tiptap/pm/view'
import { layMarks } from '../../documents/editor/blockMarks'
import { type HunkView, tickOf } from '../review/choices'
import { marksOf, type SuggestionMark } from '../suggestionMarks'
import styles from './LaidSuggestion.module.css'

export function laySuggestion(editor: Editor, layer: string, views: readonly HunkView[], active: string | null): void {
  layMarks(editor, layer, (doc) =>
    views.flatMap((view) => marksOf(view.hunk, doc, editor.schema).flatMap((mark) => decoration(editor, layer, view, mark, view.hunk.id === active))),
  )
}
export const takeSuggestionOff = (editor: Editor, layer: string): void => layMarks(editor, layer, () => [])

function decoration(editor: Editor, layer: string, view: HunkView, mark: SuggestionMark, isActive: boolean): Decoration {
  const { id } = view.hunk
  const tick = tickOf(view)
  const data = { 'data-suggestion': id, 'data-tick': tick, ...(isActive ? { 'data-active': '' } : {}) }
  const spec = { layer }
  if (mark.kind === 'in') {
    const made = () => drawn(editor, mark.nodes, mark.isBlock, data)
    // Its key holds all that it shows, so that it is drawn anew only when that is another.
    const key = [layer, id, tick, isActive, ...mark.nodes.map((node) => node.toString())].join('|')
    return Decoration.widget(mark.at, made, { ...spec, key, side: 1, ignoreSelection: true, stopEvent: () => false })
  }
  const attributes = { ...data, class: (mark.kind === 'out' ? styles.out : styles.other) ?? '' }
  const isNode = mark.kind === 'other' || mark.isBlock
  return isNode ? Decoration.node(mark.from, mark.to, attributes, spec) : Decoration.inline(mark.from, mark.to, attributes, spec)
}

function drawn(editor: Editor, nodes: readonly Node[], isBlock: boolean, data: Readonly<Record<string, string>>): HTMLElement {
  const serializer = DOMSerializer.fromSchema(editor.schema)
  const [first] = nodes
  const only = isBlock && nodes.length === 1 && first ? serializer.serializeNode(first) : null
  // A list's item or a table's row has to stand there itself.
  const element = only instanceof HTMLElement ? only : document.createElement(isBlock ? 'div' : 'ins')
  if (element !== only) for (const node of nodes) element.append(serializer.serializeNode(node))
  for (const box of element.querySelectorAll('input')) box.disabled = true
  element.classList.add(styles.in ?? '')
  for (const [name, value] of Object.entries(data)) element.setAttribute(name, value)
  return element
}
