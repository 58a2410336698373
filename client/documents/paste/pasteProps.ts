/** What the editor does with what is pasted or dropped. The cleaner and the reader of Markdown are loaded when the editor is idle, or at the first paste. */
import type { Editor, EditorOptions } from '@tiptap/core'
import { Fragment, type Mark, type Node, type Schema, Slice } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import { whenFetched } from '../../design/whenFetched'
import { formatBytes } from '../../words/formats'
import { t } from '../../words/words'
import { PASTE_HTML_MOST, PASTE_TEXT_MOST } from './limits'
import { looksLikeMarkdown } from './looksLikeMarkdown'

interface Readers {
  readonly clean: (html: string) => string
  readonly markdown: typeof import('../markdown').fromMarkdown
}

let readers: Readers | null = null
let loading: Promise<Readers> | null = null

/** Loaded once for all editors. A failed load is tried again at the next paste. */
export function loadReaders(): Promise<Readers> {
  loading ??= Promise.all([whenFetched(() => import('./clean')), whenFetched(() => import('../markdown'))])
    .then(([{ cleanHtml }, { fromMarkdown }]) => {
      readers = { clean: (html) => cleanHtml(html, window as never), markdown: fromMarkdown }
      return readers
    })
    .catch((error: unknown) => {
      loading = null
      throw error
    })
  return loading
}

export interface PasteSettings {
  readonly editor: () => Editor | null
  readonly onRefused: (words: string) => void
}

export function pasteProps({ editor, onRefused }: PasteSettings): NonNullable<EditorOptions['editorProps']> {
  const refusesSize = (data: DataTransfer | null): boolean => {
    const text = data?.getData('text/plain').length ?? 0
    const html = text > 0 ? 0 : (data?.getData('text/html').length ?? 0)
    if (text <= PASTE_TEXT_MOST && html <= PASTE_HTML_MOST) return false
    const size = Math.max(text, html)
    onRefused(t('documents.pasteTooBig', { size: formatBytes(size), most: formatBytes(PASTE_TEXT_MOST) }))
    return true
  }
  return {
    handleDOMEvents: {
      focus: () => {
        void loadReaders().catch(() => {})
        return false
      },
      paste: (_view, event) => stopIf(event, refusesSize(event.clipboardData)),
      drop: (_view, event) => stopIf(event, refusesSize(event.dataTransfer)),
    },
    transformPastedHTML: (html) => (readers && html.length <= PASTE_HTML_MOST ? readers.clean(html) : ''),
    handlePaste: (view, event) => {
      const html = event.clipboardData?.getData('text/html') ?? ''
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (html.length > PASTE_HTML_MOST) {
        view.pasteText(text)
        return true
      }
      if (readers || (html === '' && !looksLikeMarkdown(text))) return false
      void loadReaders().then(
        () => again(view, html, text),
        () => view.pasteText(text),
      )
      return true
    },
    clipboardTextParser: (text, $context, plain) => {
      const current = editor()
      // null: as plain paragraphs.
      if (plain || !current || $context.parent.type.spec.code) return null as never
      return markdownSlice(current.schema, text) as never
    },
    transformPasted: (slice, view) => withoutKnownComments(slice, view),
  }
}

function stopIf(event: Event, refused: boolean): boolean {
  if (refused) event.preventDefault()
  return refused
}

function again(view: EditorView, html: string, text: string): void {
  if (view.isDestroyed) return
  const slice = html === '' ? markdownSlice(view.state.schema, text) : null
  if (html !== '') view.pasteHTML(html)
  else if (slice) view.dispatch(view.state.tr.replaceSelection(slice).scrollIntoView().setMeta('paste', true))
  else view.pasteText(text)
}

/** Plain text that was meant as Markdown; null if it was not, or its reader is not there yet. */
function markdownSlice(schema: Schema, text: string): Slice | null {
  const read = readers && looksLikeMarkdown(text) ? readers.markdown(text) : null
  if (!read?.ok) return null
  // A first heading of level 1 is read as a title; here it is one heading among others, and an empty one was only put there by the reader.
  const blocks = (read.value.content ?? []).map((block) =>
    schema.nodeFromJSON(block.type === 'title' ? { ...block, type: 'heading', attrs: { level: 1 } } : block),
  )
  const content = Fragment.fromArray(blocks.filter((block, i) => i > 0 || block.content.size > 0))
  const opens = (node: Node | null) => (node?.type.name === 'paragraph' ? 1 : 0)
  return new Slice(content, opens(content.firstChild), opens(content.lastChild))
}

/** A copied comment would be one thread in two places. What was cut and is put elsewhere keeps its thread, and so does what is dragged, or put over itself. */
function withoutKnownComments(slice: Slice, view: EditorView): Slice {
  if (view.dragging?.move) return slice
  const known = new Set<unknown>()
  const { doc, selection, schema } = view.state
  const { comment } = schema.marks
  // A drop leaves the selection as it is; what is pasted takes its place.
  const replaced = view.dragging ? { from: 0, to: 0 } : selection
  doc.descendants((node, position) => {
    if (position >= replaced.from && position + node.nodeSize <= replaced.to) return
    for (const mark of node.marks) if (mark.type === comment) known.add(mark.attrs.id)
  })
  if (known.size === 0) return slice
  const isKnown = (mark: Mark) => mark.type === comment && known.has(mark.attrs.id)
  const clean = (fragment: Fragment): Fragment => {
    const nodes: Node[] = []
    fragment.forEach((node) => {
      nodes.push(node.isText ? node.mark(node.marks.filter((mark) => !isKnown(mark))) : node.copy(clean(node.content)))
    })
    return Fragment.fromArray(nodes)
  }
  return new Slice(clean(slice.content), slice.openStart, slice.openEnd)
}
