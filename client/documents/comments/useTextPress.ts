import type { Editor } from '@tiptap/core'
import { useEffect, useRef } from 'react'
import { commentsAt } from './anchors'
import type { Anchors } from './useAnchored'

/** The thread under the caret, or under a press where nobody writes: told when it is not the chosen one. `isPressed`: by hand, not by writing on. */
export function useTextPress(editor: Editor, anchors: Anchors, chosen: string | null, onThread: (id: string | null, isPressed: boolean) => void): void {
  const latest = useRef({ anchors, chosen, onThread })
  latest.current = { anchors, chosen, onThread }
  useEffect(() => {
    let last: string | null = null
    const tell = (id: string | null, isPressed: boolean) => {
      if (id === last && id === latest.current.chosen && !isPressed) return
      last = id
      latest.current.onThread(id, isPressed)
    }
    const foundAt = (position: number): string | null => {
      const { anchors: now } = latest.current
      return (
        now.order.find((id) => {
          const range = now.rangeOf(id)
          return range !== null && range.from <= position && position <= range.to
        }) ?? null
      )
    }
    const onSelection = () => {
      const { selection, doc } = editor.state
      if (!selection.empty || !editor.isFocused) return
      tell(commentsAt(doc, selection.head)[0] ?? null, false)
    }
    const onClick = (event: MouseEvent) => {
      const piece = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-comment]') : null
      if (piece?.dataset.comment !== undefined) return tell(piece.dataset.comment, true)
      if (editor.isEditable || !(document.getSelection()?.isCollapsed ?? true)) return
      const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      tell(at && foundAt(at.pos), true)
    }
    const { dom } = editor.view
    editor.on('selectionUpdate', onSelection)
    dom.addEventListener('click', onClick)
    return () => {
      editor.off('selectionUpdate', onSelection)
      dom.removeEventListener('click', onClick)
    }
  }, [editor])
}
