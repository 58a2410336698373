import type { Editor } from '@tiptap/core'
import { memo, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { RecordId } from '../../../crypto/record'
import { Unseen } from '../../../design/Unseen'
import { t } from '../../../words/words'
import type { Asked } from '../asked'
import type { Hook, Mention } from '../commentRecords'
import { takeDown } from '../hangUp'
import { findHook, hookAt, type Range, trimmedRange } from '../hook'
import { DRAFT, showLine } from '../lines'
import { type Filter, isShown, type Thread } from '../threads'
import { threadToShow } from '../threadToShow'
import { shownOf, useAnchored } from '../useAnchored'
import type { CommentsOf } from '../useAreComments'
import { useCommentsRoom } from '../useCommentsRoom'
import { usePaint } from '../usePaint'
import { useTextPress } from '../useTextPress'
import { CommentsMargin } from './CommentsMargin'
import { CommentsSheet } from './CommentsSheet'
import { DraftCard } from './DraftCard'
import { SelectionButton } from './SelectionButton'
import { TakeBackDialog } from './TakeBackDialog'
import { cardName } from './ThreadView'
import { focusCard, hangAt, useThreadTools } from './useThreadTools'
import './highlights.css'

export interface CommentsProps {
  readonly of: CommentsOf
  readonly editor: Editor
  readonly awareness: Awareness
  readonly scroller: RefObject<HTMLElement | null>
  readonly mayWrite: boolean
  /** There is room beside the text; else a sheet. */
  readonly beside: boolean
  readonly phone: boolean
  readonly asked: Asked | null
  /** Of the margin. */
  readonly className: string
  readonly onCount: (open: number) => void
  readonly onNotice: (words: string) => void
}

const NOBODY: readonly Thread[] = []

/**
 * The comments of an open text: in the margin, or in a sheet. Loaded once there are any, or somebody begins one. Drawn again when something of them changed, never
 * because the text around them was.
 */
export const Comments = memo(function Comments(props: CommentsProps) {
  const { of, editor, awareness, scroller, mayWrite, beside, phone, asked, onCount, onNotice } = props
  const room = useCommentsRoom(of)
  const { threads: read, acts, waiting, seen, reader, maySpeak } = room
  const threads = read ?? NOBODY
  const anchors = useAnchored(editor, read, awareness, mayWrite)
  const [filter, setFilter] = useState<Filter>('open')
  const [chosen, setChosen] = useState<string | null>(null)
  const [draft, setDraft] = useState<Hook | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [takingBack, setTakingBack] = useState<{ thread: string; saying: RecordId } | null>(null)
  const [said, setSaid] = useState('')
  const underCaret = useRef<string | null>(null)

  const { shown, lost } = useMemo(() => {
    const byId = new Map(threads.filter((thread) => isShown(thread, filter, reader)).map((thread) => [thread.id, thread]))
    const pick = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? [])
    return { shown: pick(anchors.order), lost: pick(anchors.lost) }
  }, [threads, filter, reader, anchors.order, anchors.lost])
  const all = useMemo(() => [...shown, ...lost], [shown, lost])
  const openCount = threads.filter(({ resolved }) => resolved === null).length
  useEffect(() => onCount(openCount), [openCount, onCount])

  const draftRange = (): Range | null => {
    const place = shownOf(editor)
    return draft && place ? findHook(place, editor.state.doc, draft) : null
  }
  const rangeOf = (id: string): Range | null => (id === DRAFT ? draftRange() : anchors.rangeOf(id))

  const choose = (id: string | null, shows = false) => {
    setChosen(id)
    if (id !== null && shows && scroller.current) showLine(editor, scroller.current, id, anchors.rangeOf(id), phone ? 0.44 : 1)
  }
  // What is chosen has been seen; also what is said while one looks.
  const waitingHere = chosen === null ? undefined : waiting.get(chosen)
  useEffect(() => {
    if (!waitingHere || waitingHere.size === 0) return
    const see = () => {
      if (document.visibilityState === 'visible') void seen?.see([...waitingHere])
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [waitingHere, seen])

  useTextPress(editor, anchors, chosen, (id, isPressed) => {
    underCaret.current = id
    const isThere = id !== null && shown.some((thread) => thread.id === id)
    if (beside) {
      if (draft === null) choose(isThere ? id : null)
    } else if (isThere && isPressed && (!phone || !mayWrite)) {
      choose(id)
      setOpen(true)
    }
  })

  const selected = (): Range | null => {
    const { from, to, empty } = editor.state.selection
    return empty ? null : trimmedRange(editor.state.doc, { from, to })
  }
  const write = () => {
    const range = selected()
    const place = shownOf(editor)
    if (range && place && maySpeak) {
      setDraft(hookAt(place, editor.state.doc, range))
      setOpen(true)
    } else if (underCaret.current !== null && shown.some(({ id }) => id === underCaret.current)) toCard(underCaret.current)
    else if (maySpeak) onNotice(t('comments.select'))
  }
  const toCard = (id: string) => {
    choose(id)
    setOpen(true)
    focusCard(id)
  }
  const step = (by: 1 | -1) => {
    if (all.length === 0) return onNotice(t(maySpeak ? 'comments.empty' : 'comments.emptyRead'))
    const head = editor.state.selection.head
    const at = all.findIndex(({ id }) => id === chosen)
    const next = shown.findIndex(({ id }) => (anchors.rangeOf(id)?.from ?? 0) > head)
    const from = at >= 0 ? at + by : by > 0 ? Math.max(0, next) : (next < 0 ? shown.length : next) - 1
    const index = (from + all.length) % all.length
    const thread = all[index]
    if (!thread) return
    const isInCards = document.activeElement?.closest('[data-region="margin"]') != null
    choose(thread.id, true)
    setOpen(true)
    if (isInCards) toCard(thread.id)
    else {
      const range = anchors.rangeOf(thread.id)
      if (range && editor.isEditable && beside) editor.commands.setTextSelection(range.from + 1)
      setSaid(t('comments.jumped', { at: index + 1, count: all.length, card: cardName(thread, room.faceOf) }))
    }
  }
  const open = () => {
    choose(all.find(({ id }) => id === underCaret.current || id === chosen)?.id ?? all[0]?.id ?? null, true)
    setOpen(true)
  }
  const doing = useRef({ write, step, open, choose, chosen })
  doing.current = { write, step, open, choose, chosen }
  // The same function always, or every card would be drawn again.
  const chooseCard = useCallback((id: string) => doing.current.choose(id, id !== doing.current.chosen), [])
  const done = useRef<Asked | null>(null)
  useEffect(() => {
    // What was asked before the comments were read waits for them; each is done once.
    if (asked === null || read === null || asked === done.current) return
    done.current = asked
    const { act } = asked
    if (act === 'write') doing.current.write()
    else if (act === 'open') {
      doing.current.open()
    } else doing.current.step(act === 'next' ? 1 : -1)
  }, [asked, read])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the cards are there
  useEffect(() => {
    const wanted = threadToShow.get()
    if (wanted?.documentId !== of.id || !threads.some(({ id }) => id === wanted.thread)) return
    threadToShow.set(null)
    choose(wanted.thread, true)
    setOpen(true)
  }, [threads, anchors.order])

  const tools = useThreadTools({ editor, of: of.id, room, mayWrite, all, filter, onChoose: setChosen, onTakeBack: setTakingBack, onNotice })

  const send = async (text: string, mentions: readonly Mention[]): Promise<string | null> => {
    const range = draftRange()
    const place = shownOf(editor)
    if (!range || !place || !acts) return t('comments.lost')
    const hook = hookAt(place, editor.state.doc, range)
    const id = await acts.begin(text, mentions, hook)
    if (mayWrite) hangAt(editor, id, hook)
    anchors.look()
    setDraft(null)
    choose(id)
    if (beside) toText()
    return null
  }
  const toText = () => (editor.isEditable ? editor.view.focus() : document.getElementById('main')?.focus())
  const cancel = () => {
    setDraft(null)
    if (all.length === 0) setOpen(false)
    toText()
  }

  usePaint({
    editor,
    threads: filter === 'open' ? shown : [...shown, ...threads.filter((thread) => thread.resolved === null && !shown.includes(thread))],
    chosen,
    waits: (thread) => (waiting.get(thread.id)?.size ?? 0) > 0,
    colourOf: (device) => room.faceOf(device).colour,
    found: anchors.found(),
    draft: draftRange(),
  })

  const draftCard = draft && <DraftCard place={`${of.id}/new`} people={room.persons} quote={beside ? null : draft.quote} onSend={send} onCancel={cancel} />
  return (
    <>
      {beside ? (
        <aside
          className={props.className}
          tabIndex={-1}
          data-region="margin"
          aria-label={t('comments.title')}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.defaultPrevented) toText()
          }}
        >
          <CommentsMargin
            editor={editor}
            threads={shown}
            lost={lost}
            rangeOf={rangeOf}
            moved={anchors.order}
            chosen={chosen}
            filter={filter}
            tools={tools}
            waiting={waiting}
            unsent={room.unsent}
            draft={draftCard}
            onChoose={chooseCard}
            onFilter={setFilter}
          />
        </aside>
      ) : (
        <CommentsSheet
          open={isOpen}
          threads={all}
          lost={new Set(anchors.lost)}
          chosen={chosen}
          filter={filter}
          tools={tools}
          waiting={waiting}
          unsent={room.unsent}
          draft={draftCard}
          onChoose={(id) => choose(id, true)}
          onFilter={setFilter}
          onClose={() => {
            setOpen(false)
            setDraft(null)
          }}
        />
      )}
      {maySpeak && !mayWrite && draft === null && <SelectionButton editor={editor} onComment={write} />}
      {takingBack && (
        <Suspense fallback={null}>
          <TakeBackDialog
            onClose={() => setTakingBack(null)}
            onTakeBack={() => {
              const { thread, saying } = takingBack
              const isAlone = threads.some(({ id, first, replies }) => id === thread && first?.id === saying && replies.length === 0)
              setTakingBack(null)
              void acts?.takeBack(thread, saying).then(() => mayWrite && isAlone && takeDown(editor, thread))
            }}
          />
        </Suspense>
      )}
      <Unseen>
        <span role="status">{said}</span>
      </Unseen>
    </>
  )
})
