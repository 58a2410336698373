/** What a menu outside the text may ask of it. */
import type { Editor } from '@tiptap/core'
import { DOMSerializer, type Fragment } from '@tiptap/pm/model'
import { t } from '../words/words'
import type { DocumentNode } from './documentJson'
import { withTitles } from './links/documentLinks'
import { type FoundPlace, showPlace } from './search/showPlace'

export interface DocumentActions {
  /** The whole text (or what is selected, with `selection`) with its headings and lists, for a letter or another program. */
  copyRichText(selection?: 'selection'): Promise<void>
  /** The text as Markdown. The writer of Markdown is loaded when first asked for. */
  markdown(): Promise<string>
  /** The text as a Word document. What writes it is loaded when first asked for. */
  word(): Promise<Uint8Array>
  find(): void
  focus(): void
  /** Goes to what the search found, and marks it for a moment. false: the words stand nowhere any more. */
  showPlace(place: FoundPlace): boolean
  undo(): void
  redo(): void
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
      const { toMarkdown } = await import('./markdown')
      return toMarkdown(json())
    },
    async word() {
      const { wordOf } = await import('./docx/wordOf')
      return wordOf(json())
    },
    find,
    focus: () => editor.view.focus(),
    showPlace: (place) => showPlace(editor, place),
    undo: () => void editor.commands.undo(),
    redo: () => void editor.commands.redo(),
  }
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
