import type { Editor } from '@tiptap/core'
import { useMemo, useRef } from 'react'
import type { RecordId } from '../../../crypto/record'
import { t } from '../../../words/words'
import type { Hook } from '../commentRecords'
import { hangUp, takeDown } from '../hangUp'
import { findHook, hookAt, trimmedRange } from '../hook'
import type { Filter, Thread } from '../threads'
import { shownOf } from '../useAnchored'
import type { useCommentsRoom } from '../useCommentsRoom'
import type { ThreadTools } from './ThreadView'

export interface ThreadToolsOf {
  readonly editor: Editor
  /** Document id. */
  readonly of: string
  readonly room: ReturnType<typeof useCommentsRoom>
  readonly mayWrite: boolean
  /** The cards as they stand, in their order. */
  readonly all: readonly Thread[]
  readonly filter: Filter
  readonly onChoose: (id: string | null) => void
  readonly onTakeBack: (what: { thread: string; saying: RecordId }) => void
  readonly onNotice: (words: string) => void
}

/** What can be done from a card. The same object as long as nothing of it changed: else every card would be drawn again. */
export function useThreadTools({ editor, of, room, mayWrite, all, filter, onChoose, onTakeBack, onNotice }: ThreadToolsOf): ThreadTools {
  const { acts, maySpeak, persons, faceOf } = room
  const cards = useRef({ all, filter })
  cards.current = { all, filter }
  return useMemo(() => {
    const kept = (act: Promise<unknown> | undefined) =>
      (act ?? Promise.reject(new Error('no room'))).then(
        () => null,
        () => t('comments.notKept'),
      )
    const told = (act: Promise<unknown> | undefined) => void kept(act).then((refusal) => refusal !== null && onNotice(refusal))
    return {
      maySpeak,
      people: persons,
      place: of,
      faceOf,
      reply: (id, text, mentions) => kept(acts?.reply(id, text, mentions)),
      resolve(id) {
        told(acts?.resolve(id))
        const { all, filter } = cards.current
        if (filter !== 'open') return
        // The focus goes on to the next card, or back to the one before.
        const at = all.findIndex((thread) => thread.id === id)
        const next = all[at + 1] ?? all[at - 1]
        onChoose(next?.id ?? null)
        if (next) focusCard(next.id)
      },
      reopen: (id) => told(acts?.reopen(id)),
      takeBack: (thread, saying) => onTakeBack({ thread, saying }),
      hang(id) {
        const { from, to, empty } = editor.state.selection
        const range = empty ? null : trimmedRange(editor.state.doc, { from, to })
        const place = shownOf(editor)
        if (!range || !place || !acts) return onNotice(t('comments.hangHow'))
        const hook = hookAt(place, editor.state.doc, range)
        const hung = acts.hang(id, hook).then(() => {
          if (mayWrite) hangAt(editor, id, hook)
          onNotice(t('comments.hung'))
        })
        told(hung)
      },
    }
  }, [maySpeak, persons, faceOf, of, acts, editor, mayWrite, onChoose, onTakeBack, onNotice])
}

/** Hangs a thread by its words, if they are still there, and nowhere else. */
export function hangAt(editor: Editor, id: string, hook: Hook): void {
  const place = shownOf(editor)
  const range = place && findHook(place, editor.state.doc, hook)
  if (!range) return
  takeDown(editor, id)
  hangUp(editor, [{ id, range }])
}

/** Once the cards have been drawn. */
export function focusCard(id: string): void {
  setTimeout(() => document.getElementById(`comment-${id}`)?.focus({ preventScroll: true }), 60)
}
