/** Tells the others where one's own caret stands: as places in Yjs, at most every 50 ms, and not at all while the text has no focus. */
import type { Editor } from '@tiptap/core'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { placeAt, type Shown } from '../binding/places'

/** At most one message in this many ms. */
const EVERY = 50

export function publishCaret(editor: Editor, awareness: Awareness, shown: () => Shown): () => void {
  let last = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  let sentAt = 0

  const publish = (): void => {
    timer = null
    if (editor.isDestroyed) return
    const { anchor, head } = editor.state.selection
    const from = editor.view.hasFocus() ? placeAt(shown(), anchor) : null
    const to = from && (anchor === head ? from : placeAt(shown(), head))
    const cursor = from && to ? { anchor: Y.relativePositionToJSON(from), head: Y.relativePositionToJSON(to) } : null
    const text = JSON.stringify(cursor)
    if (text === last) return
    last = text
    sentAt = Date.now()
    if (awareness.getLocalState() !== null) awareness.setLocalStateField('cursor', cursor)
  }
  const soon = (): void => {
    timer ??= setTimeout(publish, Math.max(0, EVERY - (Date.now() - sentAt)))
  }
  editor.on('transaction', soon)
  editor.on('focus', soon)
  editor.on('blur', soon)
  return () => {
    editor.off('transaction', soon)
    editor.off('focus', soon)
    editor.off('blur', soon)
    if (timer) clearTimeout(timer)
    if (last !== '' && last !== 'null' && awareness.getLocalState() !== null) awareness.setLocalStateField('cursor', null)
  }
}
