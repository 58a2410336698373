import '../../../client/design/fonts.css'
import '../../../client/design/tokens.css'
import '../../../client/design/base.css'
import './page.css'
import { Editor, Extension, type JSONContent } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { UndoRedo } from '@tiptap/extensions'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DocumentNode } from '../../../client/documents/documentJson'
import { createEditor } from '../../../client/documents/editor'
import { schemaExtensions, TEXT_FIELD } from '../../../client/documents/schema/schema'
import { longClass, textClass } from '../../../client/documents/screen/textStyles'

/**
 * What the app's editor is compared with, on the same nodes and in the same styles, without any screen around it:
 * TipTap alone, and TipTap with the stock parts for working together. For the cost of a remote update also our own editor.
 */
const attributes = { role: 'textbox', 'aria-label': 'The text', spellcheck: 'true', class: textClass }
const room = (): HTMLElement => {
  const main = document.querySelector('main')
  if (!main) throw new Error('a page with a main')
  main.replaceChildren()
  return main
}

const stockEditor = (ydoc: Y.Doc, awareness?: Awareness): Editor =>
  new Editor({
    element: room(),
    editorProps: { attributes },
    extensions: [
      ...schemaExtensions(),
      Collaboration.configure({ document: ydoc, field: TEXT_FIELD }),
      // What TipTap's own caret extension does, whose last release is older than the rest.
      ...(awareness ? [Extension.create({ name: 'carets', addProseMirrorPlugins: () => [yCursorPlugin(awareness)] })] : []),
    ],
  })

function plain(content: DocumentNode): void {
  new Editor({ element: room(), content: content as JSONContent, editorProps: { attributes }, extensions: [...schemaExtensions(), UndoRedo] })
}

/** Resolves when the text is here and drawn. */
async function together(url: string, name: string): Promise<void> {
  const ydoc = new Y.Doc()
  const provider = new WebsocketProvider(url, name, ydoc, { disableBc: true })
  await new Promise<void>((resolve) => {
    provider.once('sync', () => resolve())
  })
  stockEditor(ydoc, provider.awareness)
}

/** Ms that each of these updates takes until its layout is done, one after another, the next a frame later. */
async function remote(which: 'stock' | 'ours', state: readonly number[], updates: readonly (readonly number[])[]): Promise<number[]> {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, Uint8Array.from(state))
  const editor =
    which === 'stock'
      ? stockEditor(ydoc)
      : createEditor({ element: room(), ydoc, mayWrite: true, label: 'The text', className: `${textClass} ${longClass}`, onUnknown: () => {} })
  const dom = editor.view.dom
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)))
  // As in the app, the reader stands where others write.
  dom.children[dom.children.length >> 1]?.scrollIntoView({ block: 'center' })
  await frame()
  await frame()
  const took: number[] = []
  for (const update of updates) {
    const bytes = Uint8Array.from(update)
    const began = performance.now()
    Y.applyUpdate(ydoc, bytes, 'remote')
    dom.getBoundingClientRect()
    took.push(performance.now() - began)
    await frame()
  }
  editor.destroy()
  return took
}

const bench = { plain, together, remote }
export type EditorBench = typeof bench
Object.assign(globalThis, { bench })
