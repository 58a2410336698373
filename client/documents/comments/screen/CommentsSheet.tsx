import { type ReactNode, useRef } from 'react'
import type { RecordId } from '../../../crypto/record'
import { IconButton } from '../../../design/controls/IconButton'
import { Sheet } from '../../../design/layers/Sheet'
import { t } from '../../../words/words'
import type { Filter, Thread } from '../threads'
import styles from './CommentsSheet.module.css'
import { countWords, FilterMenu } from './FilterMenu'
import { type ThreadTools, ThreadView } from './ThreadView'

export interface CommentsSheetProps {
  readonly open: boolean
  /** All that the filter leaves, in the order of the text; those without a text last. */
  readonly threads: readonly Thread[]
  readonly lost: ReadonlySet<string>
  readonly chosen: string | null
  readonly filter: Filter
  readonly tools: ThreadTools
  readonly waiting: ReadonlyMap<string, ReadonlySet<RecordId>>
  readonly unsent: ReadonlySet<RecordId>
  /** The comment that is being written. */
  readonly draft: ReactNode
  readonly onChoose: (id: string) => void
  readonly onFilter: (filter: Filter) => void
  readonly onClose: () => void
}

const NOTHING: ReadonlySet<RecordId> = new Set()

/** From below on a phone, where there is no margin: one thread at a time, and its text above it. */
export function CommentsSheet(props: CommentsSheetProps) {
  const { threads, chosen, filter, tools, draft } = props
  const at = Math.max(
    0,
    threads.findIndex(({ id }) => id === chosen),
  )
  const thread = threads[at]
  const answer = useRef<HTMLTextAreaElement>(null)
  const step = (by: number) => {
    const next = threads[(at + by + threads.length) % threads.length]
    if (next) props.onChoose(next.id)
  }
  const title = draft
    ? t('comments.new')
    : thread
      ? t(filter === 'open' ? 'comments.at' : 'comments.atShown', { at: at + 1, count: threads.length })
      : countWords(filter, 0)
  const steps = !draft && (
    <>
      <FilterMenu filter={filter} onFilter={props.onFilter} />
      {threads.length > 1 && (
        <>
          <IconButton name="caretUp" label={t('comments.previous')} onClick={() => step(-1)} />
          <IconButton name="caretDown" label={t('comments.next')} onClick={() => step(1)} />
        </>
      )}
    </>
  )
  return (
    <Sheet open={props.open} onClose={props.onClose} title={title} tools={steps} beside>
      <div className={styles.body}>
        {draft ||
          (thread ? (
            <ThreadView
              key={thread.id}
              quoted
              wordy
              thread={thread}
              tools={tools}
              lost={props.lost.has(thread.id)}
              waiting={props.waiting.get(thread.id) ?? NOTHING}
              unsent={props.unsent}
              field={answer}
            />
          ) : (
            filter === 'open' && <p className={styles.empty}>{t(tools.maySpeak ? 'comments.empty' : 'comments.emptyRead')}</p>
          ))}
      </div>
    </Sheet>
  )
}
