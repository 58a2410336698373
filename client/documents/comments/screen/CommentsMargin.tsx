import type { Editor } from '@tiptap/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { RecordId } from '../../../crypto/record'
import { Button } from '../../../design/controls/Button'
import { t } from '../../../words/words'
import type { Range } from '../hook'
import { DRAFT } from '../lines'
import type { Filter, Thread } from '../threads'
import { usePlaces } from '../usePlaces'
import styles from './CommentsMargin.module.css'
import { countWords, FilterMenu } from './FilterMenu'
import { ThreadCard, type ThreadTools } from './ThreadView'

export interface CommentsMarginProps {
  readonly editor: Editor
  /** In the order of the text. */
  readonly threads: readonly Thread[]
  readonly lost: readonly Thread[]
  readonly rangeOf: (id: string) => Range | null
  /** Changes whenever the cards may have to move. */
  readonly moved: unknown
  readonly chosen: string | null
  readonly filter: Filter
  readonly tools: ThreadTools
  readonly waiting: ReadonlyMap<string, ReadonlySet<RecordId>>
  readonly unsent: ReadonlySet<RecordId>
  /** A comment that is being written, and where. */
  readonly draft: ReactNode
  readonly onChoose: (id: string) => void
  readonly onFilter: (filter: Filter) => void
}

const NOTHING: ReadonlySet<RecordId> = new Set()

/** Beside the text on a wide screen: each card at its line, moved apart where they would lie over each other. */
export function CommentsMargin(props: CommentsMarginProps) {
  const { editor, threads, lost, chosen, filter, tools, waiting, unsent, draft } = props
  const list = useRef<HTMLOListElement>(null)
  usePlaces(list, { editor, rangeOf: props.rangeOf, fixed: draft ? DRAFT : chosen, moved: [props.moved, threads, draft, waiting, unsent, filter] })
  const [lostShown, setLostShown] = useState(false)
  const isLostChosen = lost.some(({ id }) => id === chosen)
  useEffect(() => {
    if (isLostChosen) setLostShown(true)
  }, [isLostChosen])

  const card = (thread: Thread, isLost: boolean) => (
    <ThreadCard
      thread={thread}
      tools={tools}
      lost={isLost}
      chosen={thread.id === chosen}
      waiting={waiting.get(thread.id) ?? NOTHING}
      unsent={unsent}
      onChoose={props.onChoose}
    />
  )
  const items: { id: string; card: ReactNode }[] = threads.map((thread) => ({ id: thread.id, card: card(thread, false) }))
  if (draft) {
    const from = props.rangeOf(DRAFT)?.from ?? 0
    const before = threads.filter(({ id }) => (props.rangeOf(id)?.from ?? 0) <= from).length
    items.splice(before, 0, { id: DRAFT, card: draft })
  }
  return (
    <>
      <div className={styles.head}>
        <span className={styles.count}>{countWords(filter, threads.length + lost.length)}</span>
        <FilterMenu filter={filter} onFilter={props.onFilter} />
        {lost.length > 0 && (
          <div className={styles.lost}>
            <Button small kind="quiet" iconEnd={lostShown ? 'caretUp' : 'caretDown'} aria-expanded={lostShown} onClick={() => setLostShown(!lostShown)}>
              {t('comments.detached', { count: lost.length })}
            </Button>
            {lostShown && (
              <ol className={styles.lostCards}>
                {lost.map((thread) => (
                  <li key={thread.id}>{card(thread, true)}</li>
                ))}
              </ol>
            )}
          </div>
        )}
      </div>
      {/* biome-ignore lint/a11y/noRedundantRoles: without marks a list is none to some readers */}
      <ol ref={list} role="list" aria-label={t('comments.title')} className={styles.cards}>
        {items.map(({ id, card: shown }) => (
          <li key={id} data-card={id} className={styles.place} data-chosen={id === chosen || id === DRAFT}>
            {shown}
          </li>
        ))}
      </ol>
      {threads.length === 0 && lost.length === 0 && !draft && filter === 'open' && (
        <p className={styles.empty}>{t(tools.maySpeak ? 'comments.empty' : 'comments.emptyRead')}</p>
      )}
    </>
  )
}
