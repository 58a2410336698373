/** Pictures that are pasted or dropped, and the asking for one from the slash menu. */
import { Extension } from '@tiptap/core'
import type { EditorView } from '@tiptap/pm/view'

export const PICTURE_FILES = 'image/*'
const isPicture = ({ type }: File): boolean => type.startsWith('image/') && type !== 'image/svg+xml'

/** The pictures among files; where text comes along (from a word processor), the text is what is meant. */
function picturesIn(data: DataTransfer | null): File[] {
  if (!data || data.getData('text/html') !== '' || data.getData('text/plain') !== '') return []
  return [...data.files].filter(isPicture)
}

type Take = (file: File, at: number | null) => void

export function pastedPicture(view: EditorView, event: ClipboardEvent, take: Take): boolean {
  const [file] = picturesIn(event.clipboardData)
  if (!file || !view.editable) return false
  event.preventDefault()
  take(file, null)
  return true
}

export function droppedPicture(view: EditorView, event: DragEvent, take: Take): boolean {
  const [file] = picturesIn(event.dataTransfer)
  if (!file || !view.editable) return false
  event.preventDefault()
  take(file, view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null)
  return true
}

declare module '@tiptap/core' {
  interface Storage {
    askForPicture: { ask: () => void }
  }
}

/** Lets what is put into a text by name ask the screen for a file. */
export const AskForPicture = Extension.create<{ onAsk: () => void }, { ask: () => void }>({
  name: 'askForPicture',
  addOptions: () => ({ onAsk: () => {} }),
  addStorage() {
    return { ask: () => this.options.onAsk() }
  },
})
