/** Something read from the editor, followed without standing in the way of a key: read once after the frame that shows what was typed. */
import type { Editor } from '@tiptap/core'
import { useCallback, useRef, useSyncExternalStore } from 'react'

/** @param read cheap; its result is compared as JSON, and only a change draws anew */
export function useEditorValue<T>(editor: Editor | null, read: (editor: Editor) => T, none: T): T {
  const last = useRef<{ editor: Editor | null; text: string; value: T }>({ editor: null, text: '', value: none })
  const reading = useRef(read)
  reading.current = read
  const subscribe = useCallback(
    (listener: () => void) => {
      let frame = 0
      const soon = () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0
          // After the paint of this frame.
          setTimeout(listener, 0)
        })
      }
      editor?.on('transaction', soon)
      editor?.on('focus', soon)
      editor?.on('blur', soon)
      return () => {
        cancelAnimationFrame(frame)
        editor?.off('transaction', soon)
        editor?.off('focus', soon)
        editor?.off('blur', soon)
      }
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => {
    if (!editor || editor.isDestroyed) return none
    const value = reading.current(editor)
    const text = JSON.stringify(value)
    if (last.current.editor !== editor || last.current.text !== text) last.current = { editor, text, value }
    return last.current.value
  })
}
