/** What a menu outside the text may ask of it. */
import type { Editor } from '@tiptap/core'
import { DOMSerializer, type Fragment } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { whenFetched } from '../design/whenFetched'
import { t } from '../words/words'
import { EDITOR_META } from './binding/keptMapping'
import { ySyncPluginKey } from './binding/sharedText'
import type { DocumentNode } from './documentJson'
import { markBlocks } from './editor/blockMarks'
import { withTitles } from './links/documentLinks'
import { type FoundPlace, showPlace } from './search/showPlace'

export interface DocumentActions {
  /** For what is drawn over the text and is not in it. */
  readonly editor: Editor
  /** The whole text (or what is selected, with `selection`) with its headings and lists, for a letter or another program. */
  copyRichText(selection?: 'selection'): Promise<void>
  /** The text as Markdown. The writer of Markdown is loaded when first asked for. */
  markdown(): Promise<string>
  /** The text as a Word document. What writes it is loaded when first asked for. */
  word(): Promise<Uint8Array>
  find(): void
  /** Marks top blocks in the margin, by their number; the ones before are no longer marked. */
  markBlocks(blocks: readonly number[]): void
  focus(): void
  /** Goes to what the search found, and marks it for a moment. false: the words stand nowhere any more. */
  showPlace(place: FoundPlace): boolean
  undo(): void
  redo(): void
  /** Puts an update (V2) that was made from this text into it, as one change of one's own that can be undone. */
  apply(update: Uint8Array): void
  /** Makes the text say what a version says. 'same': it does already. */
  goBackTo(version: ProseMirrorJson, device: string): Promise<'done' | 'same' | 'newer content'>
  /** Paints each run of the text in its writer's colour, as long as it is not ended. `tell`: which devices (hex) wrote what stands there. Returns its end. */
  paintWriters(colourOf: (device: string) => number | null, tell: (devices: readonly string[]) => void): () => void
}

interface Around {
  readonly find: () => void
  readonly onNotice: (words: string) => void
  /** What a linked document is called now. */
  readonly titleOf: (id: string) => string | null
}

export function documentActions(editor: Editor, { find, onNotice, titleOf }: Around): DocumentActions {
  const json = () => withTitles(editor.getJSON() as DocumentNode, titleOf)
  return {
    editor,
    async copyRichText(selection) {
      const { doc, selection: selected } = editor.state
      const content = selection && !selected.empty ? selected.content().content : doc.content
      try {
        const html = new Blob([htmlOf(editor, content)], { type: 'text/html' })
        const text = new Blob([content.textBetween(0, content.size, '\n\n', '\n')], { type: 'text/plain' })
        await navigator.clipboard.write([new ClipboardItem({ 'text/html': html, 'text/plain': text })])
        onNotice(t('documents.copied'))
      } catch {
        onNotice(t('documents.copyFailed'))
      }
    },
    async markdown() {
      const { toMarkdown } = await whenFetched(() => import('./markdown'))
      return toMarkdown(json())
    },
    async word() {
      const { wordOf } = await whenFetched(() => import('./docx/wordOf'))
      return wordOf(json())
    },
    find,
    markBlocks: (blocks) => markBlocks(editor, blocks),
    focus: () => editor.view.focus(),
    showPlace: (place) => showPlace(editor, place),
    undo: () => void editor.commands.undo(),
    redo: () => void editor.commands.redo(),
    apply: (update) => applyAsOwn(editor, update),
    async goBackTo(version, device) {
      const { goBackIn } = await whenFetched(() => import('./versions/diffs'))
      const made = await goBackIn(Y.encodeStateAsUpdateV2(textOf(editor)), version, device)
      if (!made.ok) return made.reason
      if (made.value.isSame) return 'same'
      applyAsOwn(editor, made.value.update)
      return 'done'
    },
    paintWriters(colourOf, tell) {
      let stop: (() => void) | null = null
      let isOver = false
      void whenFetched(() => import('./versions/whoWrote')).then(({ paintWriters }) => {
        if (!isOver && !editor.isDestroyed) stop = paintWriters(editor, textOf(editor), colourOf, tell)
      })
      return () => {
        isOver = true
        stop?.()
      }
    },
  }
}

function textOf(editor: Editor): Y.Doc {
  const { ydoc } = bindingOf(editor)
  return ydoc
}
function bindingOf(editor: Editor): { readonly binding: unknown; readonly ydoc: Y.Doc; readonly undoManager: Y.UndoManager | null } {
  const { kept, undoManager } = editor.storage.sharedText
  if (!kept) throw new Error('the editor has no text')
  return { binding: kept.binding, ydoc: kept.binding.doc, undoManager }
}

/** By the editor's own origin, so that its undo takes it back, and by itself. */
function applyAsOwn(editor: Editor, update: Uint8Array): void {
  const { binding, ydoc, undoManager } = bindingOf(editor)
  undoManager?.stopCapturing()
  ydoc.transact((transaction) => {
    transaction.meta.set(EDITOR_META, binding)
    Y.applyUpdateV2(ydoc, update, ySyncPluginKey)
  }, ySyncPluginKey)
  undoManager?.stopCapturing()
}

/** Plain HTML: what is only ours (comments, marks of the editor) does not travel. */
function htmlOf(editor: Editor, content: Fragment): string {
  const holder = document.implementation.createHTMLDocument('').createElement('div')
  holder.append(DOMSerializer.fromSchema(editor.schema).serializeFragment(content, { document: holder.ownerDocument }))
  for (const comment of holder.querySelectorAll('[data-comment]')) comment.replaceWith(...comment.childNodes)
  for (const element of holder.querySelectorAll('*')) {
    for (const { name } of [...element.attributes])
      if (name.startsWith('data-') || name === 'class' || name === 'rel' || name === 'target') element.removeAttribute(name)
  }
  return holder.innerHTML
}
