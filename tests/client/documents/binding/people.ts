/** Two or more people in one text, each with an editor and a Y.Doc of their own; what one writes reaches the others when the test says so. */
import type { Editor } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import * as Y from 'yjs'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { createEditor } from '../../../../client/documents/editor'
import { TEXT_FIELD } from '../../../../client/documents/schema/schema'
import { seedDocument } from '../../../../client/documents/seedDocument'

export interface Person {
  readonly editor: Editor
  readonly ydoc: Y.Doc
  /** Updates that the others have not seen. */
  outbox: Uint8Array[]
}

export const paragraph = (text = ''): DocumentNode => ({ type: 'paragraph', ...(text === '' ? {} : { content: [{ type: 'text', text }] }) })
export const documentOf = (...content: DocumentNode[]): DocumentNode => ({
  type: 'doc',
  content: [{ type: 'title', content: [{ type: 'text', text: 'A roof' }] }, ...content],
})

const FROM_OTHERS = { provider: true }

export function person(seed: Uint8Array, clientID: number): Person {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientID
  Y.applyUpdateV2(ydoc, seed)
  const element = document.createElement('div')
  document.body.append(element)
  const editor = createEditor({
    element,
    ydoc,
    mayWrite: true,
    label: 'Text',
    onUnknown: (what) => {
      throw new Error(`unknown: ${what}`)
    },
  })
  const made: Person = { editor, ydoc, outbox: [] }
  ydoc.on('updateV2', (update: Uint8Array, origin: unknown) => {
    if (origin !== FROM_OTHERS) made.outbox.push(update)
  })
  return made
}

export function people(content: DocumentNode, count = 2): Person[] {
  const seed = seedDocument('', content)
  return Array.from({ length: count }, (_, i) => person(seed, 100 + i))
}

/** Everything that `from` wrote so far reaches `to`, as one delivery. */
export function deliver(updates: readonly Uint8Array[], to: Person): void {
  if (updates.length === 0) return
  Y.transact(
    to.ydoc,
    () => {
      for (const update of updates) Y.applyUpdateV2(to.ydoc, update, FROM_OTHERS)
    },
    FROM_OTHERS,
    false,
  )
}

/** Until nobody has anything unsent. What arrives may make the receiver write: it goes round, too. */
export function meet(all: readonly Person[]): void {
  for (let round = 0; round < 20 && all.some(({ outbox }) => outbox.length > 0); round++) {
    for (const from of all) {
      const updates = from.outbox
      from.outbox = []
      for (const to of all) if (to !== from) deliver(updates, to)
    }
  }
}

export function bye(all: readonly Person[]): void {
  for (const { editor } of all) editor.destroy()
  document.body.replaceChildren()
}

/** Puts the caret before (or after) the first occurrence of `words`. */
export function caretAt({ editor }: Person, words: string, offset = 0): void {
  let found = -1
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock || found >= 0) return found < 0
    const at = node.textContent.indexOf(words)
    if (at >= 0) found = position + 1 + at
    return false
  })
  if (found < 0) throw new Error(`“${words}” is not in the text`)
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, found + offset)))
}

export function type({ editor }: Person, text: string): void {
  for (const letter of text) editor.view.dispatch(editor.state.tr.insertText(letter))
}

/** The blocks' texts with the caret drawn in. */
export function withCaret({ editor }: Person): string[] {
  const { head } = editor.state.selection
  const blocks: string[] = []
  editor.state.doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const offset = head - position - 1
    const text = node.textContent
    blocks.push(offset >= 0 && offset <= text.length ? `${text.slice(0, offset)}|${text.slice(offset)}` : text)
    return false
  })
  return blocks
}

export const fragmentOf = ({ ydoc }: Person) => ydoc.getXmlFragment(TEXT_FIELD)
