/** Following a link to a document from the text: with the keys at the caret, with a click where nobody writes (or with Ctrl where somebody does). */
import { type Editor, getMarkRange } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'
import { documentIn } from './documentLinks'
import type { LinkTargets } from './linkTargets'

/** The address or document that the caret stands in or beside; null: no link is there. */
export function linkAtCaret(editor: Editor): { readonly id: string } | { readonly href: string } | null {
  const { $from } = editor.state.selection
  for (const node of [$from.nodeBefore, $from.nodeAfter])
    if (node?.type.name === 'mention' && node.attrs.kind === 'document') return { id: String(node.attrs.id) }
  const link = editor.schema.marks.link
  const range = link && getMarkRange($from, link)
  const href = range ? editor.state.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link)?.attrs.href : null
  return typeof href === 'string' ? { href } : null
}

/** False: there is no link at the caret. */
export function followAtCaret(editor: Editor, targets: LinkTargets): boolean {
  const link = linkAtCaret(editor)
  if (link === null) return false
  const id = 'id' in link ? link.id : documentIn(link.href)
  if (id !== null) targets.open(id, false)
  else if ('href' in link) window.open(link.href, '_blank', 'noopener,noreferrer')
  return true
}

/** A click on words that link to a document opens it here, not in another window. True: it was one. */
export function clickedLink(view: EditorView, event: MouseEvent, targets: LinkTargets): boolean {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null
  const id = documentIn(link?.getAttribute('href'))
  if (id === null || (view.editable && !event.ctrlKey && !event.metaKey)) return false
  event.preventDefault()
  targets.open(id, view.editable ? false : event.ctrlKey || event.metaKey)
  return true
}
