/** What can be put into a text: one table for the slash menu, the add button on a phone and the block menu. */
import type { Editor, JSONContent } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import type { PlainWord } from '../plainWord'
import { askForDocument } from './slash'

export interface Insertion {
  readonly id: string
  readonly words: PlainWord
  /** Other words by which it is found. */
  readonly also: PlainWord
  readonly icon:
    | 'text'
    | 'heading1'
    | 'heading2'
    | 'heading3'
    | 'bulletList'
    | 'numberedList'
    | 'taskList'
    | 'table'
    | 'quote'
    | 'codeBlock'
    | 'rule'
    | 'assumption'
    | 'horizon'
    | 'fold'
    | 'document'
    | 'picture'
  readonly run: (editor: Editor) => void
}

const detailsJson = {
  type: 'details',
  content: [{ type: 'detailsSummary' }, { type: 'detailsContent', content: [{ type: 'paragraph' }] }],
}

/** The empty line one stands in becomes the block; after a line with words it comes below. */
function place(editor: Editor, json: JSONContent, caretInside: number): void {
  const { $from } = editor.state.selection
  const isEmpty = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const at = isEmpty ? { from: $from.before(), to: $from.after() } : { from: $from.after(), to: $from.after() }
  editor
    .chain()
    .insertContentAt(at, json)
    .setTextSelection(at.from + caretInside)
    .scrollIntoView()
    .run()
}

export const insertions: readonly Insertion[] = [
  {
    id: 'heading2',
    words: 'documents.heading2',
    also: 'documents.also.heading',
    icon: 'heading2',
    run: (editor) => void editor.commands.setNode('heading', { level: 2 }),
  },
  {
    id: 'heading3',
    words: 'documents.heading3',
    also: 'documents.also.heading',
    icon: 'heading3',
    run: (editor) => void editor.commands.setNode('heading', { level: 3 }),
  },
  {
    id: 'heading1',
    words: 'documents.heading1',
    also: 'documents.also.heading',
    icon: 'heading1',
    run: (editor) => void editor.commands.setNode('heading', { level: 1 }),
  },
  {
    id: 'bullets',
    words: 'documents.bullets',
    also: 'documents.also.list',
    icon: 'bulletList',
    run: (editor) => void editor.commands.toggleList('bulletList', 'listItem'),
  },
  {
    id: 'numbers',
    words: 'documents.numbers',
    also: 'documents.also.list',
    icon: 'numberedList',
    run: (editor) => void editor.commands.toggleList('orderedList', 'listItem'),
  },
  {
    id: 'tasks',
    words: 'documents.tasks',
    also: 'documents.also.tasks',
    icon: 'taskList',
    run: (editor) => void editor.commands.toggleList('taskList', 'taskItem'),
  },
  {
    id: 'assumption',
    words: 'documents.assumption',
    also: 'documents.also.assumption',
    icon: 'assumption',
    run: (editor) => place(editor, { type: 'assumption' }, 1),
  },
  { id: 'horizon', words: 'documents.horizon', also: 'documents.also.horizon', icon: 'horizon', run: (editor) => place(editor, { type: 'horizon' }, 1) },
  {
    id: 'table',
    words: 'documents.table',
    also: 'documents.also.table',
    icon: 'table',
    run: (editor) => void editor.commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
  },
  { id: 'document', words: 'documents.linkDocument', also: 'documents.also.document', icon: 'document', run: askForDocument },
  { id: 'picture', words: 'documents.pictureAdd', also: 'documents.also.picture', icon: 'picture', run: (editor) => editor.storage.askForPicture?.ask() },
  { id: 'quote', words: 'documents.quote', also: 'documents.also.quote', icon: 'quote', run: (editor) => void editor.commands.toggleWrap('blockquote') },
  { id: 'details', words: 'documents.details', also: 'documents.also.details', icon: 'fold', run: (editor) => place(editor, detailsJson, 2) },
  { id: 'code', words: 'documents.codeBlock', also: 'documents.also.code', icon: 'codeBlock', run: (editor) => void editor.commands.setNode('codeBlock') },
  { id: 'rule', words: 'documents.rule', also: 'documents.also.rule', icon: 'rule', run: (editor) => void editor.commands.setHorizontalRule() },
]

/** Those whose words begin with, or contain, what was typed; in the table's order. */
export function matchingInsertions(query: string, say: (key: PlainWord) => string): Insertion[] {
  const wanted = query.trim().toLocaleLowerCase()
  if (wanted === '') return [...insertions]
  const begins = ({ words, also }: Insertion) =>
    `${say(words)} ${say(also)}`
      .toLocaleLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted))
  const contains = ({ words }: Insertion) => say(words).toLocaleLowerCase().includes(wanted)
  return insertions.filter((insertion) => begins(insertion) || contains(insertion))
}

/** A link to a document in place of what is selected or typed, and a space to go on after it. */
export function insertDocumentLink(editor: Editor, { id, title }: { readonly id: string; readonly title: string }): void {
  const mention = editor.schema.nodes.mention
  if (!mention) return
  const { from, to } = editor.state.selection
  const after = editor.state.doc.textBetween(to, Math.min(to + 1, editor.state.selection.$to.end()), undefined, '\ufffc')
  const marks = editor.state.selection.$from.marks().filter(({ type }) => type.name !== 'link' && type.name !== 'comment')
  const node = mention.create({ kind: 'document', id, label: title }, null, marks)
  const { tr } = editor.state
  tr.replaceWith(from, to, after === '' ? [node, editor.schema.text(' ', marks)] : [node])
  editor.view.dispatch(tr.setSelection(TextSelection.create(tr.doc, from + (after === '' ? 2 : 1))).scrollIntoView())
}
