import type { Editor } from '@tiptap/core'
import { useCallback, useEffect, useRef, useState } from 'react'
import { whenFetched } from '../../design/whenFetched'
import type { Asked } from './asked'
import { commentAct } from './keys'
import { type CommentsOf, useAreComments } from './useAreComments'

export interface CommentsDoor {
  /** Load and show them. */
  readonly wanted: boolean
  readonly asked: Asked | null
  /** Open comments, as far as is known. */
  readonly count: number
  readonly setCount: (count: number) => void
  readonly ask: (act: Asked['act']) => void
  readonly maySpeak: boolean
}

export const loadComments = () => whenFetched(() => import('./screen/Comments'))

/** What is selected is about to be commented on: the next letters must not take its place, however long the field needs to come. */
function leaveSelection(editor: Editor | null): void {
  if (!editor || editor.state.selection.empty) return
  editor.view.dom.blur()
  // An input method writes at the page's selection, focus or not; the editor keeps its own.
  document.getSelection()?.removeAllRanges()
}

/** All that a text carries of comments until there is one, or somebody begins one. */
export function useCommentsDoor(of: CommentsOf | null | undefined, editor: Editor | null): CommentsDoor {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [count, setCount] = useState(0)
  const areThere = useAreComments(of)
  const isThere = of !== null && of !== undefined
  // Who may comment and not write has come for that: their button floats at what they select.
  const wanted = isThere && (areThere || asked !== null || of.rung === 'voice')
  const maySpeak = isThere && of.rung !== 'read'
  const latest = useRef({ editor, maySpeak })
  latest.current = { editor, maySpeak }
  const ask = useCallback((act: Asked['act']) => {
    if (act === 'write' && latest.current.maySpeak) leaveSelection(latest.current.editor)
    setAsked({ act })
  }, [])
  useEffect(() => {
    if (!editor || !maySpeak) return
    // Whoever selects may be about to comment: then it is there at once.
    const fetchSoon = () => {
      if (editor.state.selection.empty) return
      editor.off('selectionUpdate', fetchSoon)
      void loadComments().catch(() => {})
    }
    editor.on('selectionUpdate', fetchSoon)
    return () => {
      editor.off('selectionUpdate', fetchSoon)
    }
  }, [editor, maySpeak])
  useEffect(() => {
    if (!isThere) return
    const onKey = (event: KeyboardEvent) => {
      const act = event.defaultPrevented ? null : commentAct(event)
      if (act === null) return
      event.preventDefault()
      ask(act)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [isThere, ask])
  return { wanted, asked, count, setCount, ask, maySpeak }
}
