import type { Editor } from '@tiptap/core'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../../design/controls/Button'
import { t } from '../../../words/words'
import { keepFocus } from '../../screen/Toolbar'
import { useFloating } from '../../screen/useFloating'
import { trimmedRange } from '../hook'
import styles from './SelectionButton.module.css'

/** For members who have no tools above the text: a button at what they selected. */
export function SelectionButton({ editor, onComment }: { editor: Editor; onComment: () => void }) {
  const at = useSelectionEnd(editor)
  return at === null ? null : <Floating editor={editor} at={at} onComment={onComment} />
}

function Floating({ editor, at, onComment }: { editor: Editor; at: number; onComment: () => void }) {
  const panel = useRef<HTMLDivElement>(null)
  useFloating(panel, editor, at)
  return createPortal(
    <div ref={panel} className={styles.floating}>
      <Button icon="comment" onMouseDown={keepFocus} onPointerDown={keepFocus} onClick={onComment}>
        {t('comments.short')}
      </Button>
    </div>,
    document.body,
  )
}

/** Where the selection ends, once it has come to rest; null if nothing is selected. */
function useSelectionEnd(editor: Editor): number | null {
  const [at, setAt] = useState<number | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const look = () => {
      timer = null
      if (editor.isDestroyed) return
      const { from, to, empty } = editor.state.selection
      const isHere = document.getSelection()?.isCollapsed === false
      setAt(!empty && isHere && trimmedRange(editor.state.doc, { from, to }) ? to : null)
    }
    const soon = () => {
      if (timer) clearTimeout(timer)
      timer = setTimeout(look, 200)
    }
    editor.on('selectionUpdate', soon)
    document.addEventListener('selectionchange', soon)
    // These comments are fetched beside the text: words may have been selected before they came.
    soon()
    return () => {
      editor.off('selectionUpdate', soon)
      document.removeEventListener('selectionchange', soon)
      if (timer) clearTimeout(timer)
    }
  }, [editor])
  return at
}
