import { memo, type Ref } from 'react'
import type { RecordId } from '../../../crypto/record'
import { Button } from '../../../design/controls/Button'
import { IconButton } from '../../../design/controls/IconButton'
import { whoOf } from '../../../design/people/person'
import { formatAgo } from '../../../words/formats'
import { t } from '../../../words/words'
import type { Mention } from '../commentRecords'
import type { Person } from '../mentioning'
import { sayingsOf, type Thread } from '../threads'
import { type Face, SayingView } from './SayingView'
import styles from './Thread.module.css'
import { WriteField } from './WriteField'

/** What a card may ask for; the same object as long as nothing of it changes. */
export interface ThreadTools {
  readonly maySpeak: boolean
  readonly people: readonly Person[]
  /** What drafts of this text are kept under. */
  readonly place: string
  faceOf(device: string): Face
  reply(id: string, text: string, mentions: readonly Mention[]): Promise<string | null>
  resolve(id: string): void
  reopen(id: string): void
  takeBack(id: string, saying: RecordId): void
  hang(id: string): void
}

export interface ThreadViewProps {
  readonly thread: Thread
  readonly tools: ThreadTools
  /** Its words are nowhere in the text. */
  readonly lost: boolean
  readonly waiting: ReadonlySet<RecordId>
  readonly unsent: ReadonlySet<RecordId>
  /** Where the text is not beside it: its words first. */
  readonly quoted?: boolean
  /** Resolving as a button with words, beside the field. */
  readonly wordy?: boolean
  readonly field?: Ref<HTMLTextAreaElement>
}

const shownQuote = (quote: string): string => quote.replaceAll('\ufffc', ' ')

/** For the ear: who, about what, and how it begins. */
export function cardName(thread: Thread, faceOf: ThreadTools['faceOf']): string {
  const [first] = sayingsOf(thread)
  const name = first ? faceOf(first.device).called : ''
  const text = first?.text.slice(0, 140) ?? ''
  const quote = thread.hook ? shownQuote(thread.hook.quote).slice(0, 80) : ''
  return quote === '' ? t('comments.cardNamePlain', { name, text }) : t('comments.cardName', { name, quote, text })
}

/** A thread in full: what was said, an answer, resolving it. */
export function ThreadView({ thread, tools, lost, waiting, unsent, quoted = false, wordy = false, field }: ThreadViewProps) {
  const { id, hook, resolved, first } = thread
  const sayings = sayingsOf(thread)
  const { maySpeak } = tools
  const settle = resolved ? () => tools.reopen(id) : () => tools.resolve(id)
  const settleWords = t(resolved ? 'comments.reopen' : 'comments.resolve')
  const settleIcon = resolved ? 'restore' : 'check'
  return (
    <div className={styles.thread}>
      {(quoted || lost) && hook && (
        <blockquote className={styles.quote} dir="auto" data-who={first ? whoOf(tools.faceOf(first.device).colour) : undefined}>
          {shownQuote(hook.quote)}
        </blockquote>
      )}
      {lost && (
        <div className={styles.lost}>
          <p className={styles.note}>{t('comments.detachedLine')}</p>
          {maySpeak && (
            <Button small onMouseDown={(event) => event.preventDefault()} onClick={() => tools.hang(id)}>
              {t('comments.hang')}
            </Button>
          )}
        </div>
      )}
      {maySpeak && !wordy && (
        <span className={styles.settle}>
          <IconButton small name={settleIcon} label={settleWords} onClick={settle} />
        </span>
      )}
      {first === null && <p className={styles.note}>{t('comments.firstGone')}</p>}
      {sayings.map((saying) => (
        <SayingView
          key={saying.id}
          saying={saying}
          face={tools.faceOf(saying.device)}
          waits={waiting.has(saying.id)}
          unsent={unsent.has(saying.id)}
          onTakeBack={maySpeak ? (said) => tools.takeBack(id, said) : undefined}
        />
      ))}
      {resolved && <p className={styles.note}>{t('comments.resolvedBy', { name: tools.faceOf(resolved.device).name, when: formatAgo(resolved.at) })}</p>}
      {maySpeak && (
        <WriteField
          key={id}
          ref={field}
          quiet
          place={`${tools.place}/${id}`}
          label={t('comments.reply')}
          send={t('comments.reply')}
          people={tools.people}
          onSend={(text, mentions) => tools.reply(id, text, mentions)}
          beside={
            wordy && (
              <Button icon={settleIcon} onClick={settle}>
                {settleWords}
              </Button>
            )
          }
        />
      )}
    </div>
  )
}

export interface ThreadCardProps extends Omit<ThreadViewProps, 'quoted' | 'wordy' | 'field'> {
  readonly chosen: boolean
  readonly onChoose: (id: string) => void
}

/** A thread in the margin: at rest its first words, chosen the whole of it. */
export const ThreadCard = memo(function ThreadCard({ chosen, onChoose, ...view }: ThreadCardProps) {
  const { thread, tools, waiting, unsent } = view
  const [first, ...others] = sayingsOf(thread)
  if (!first) return null
  return (
    <article
      id={`comment-${thread.id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: with the focus it is chosen and opens
      tabIndex={0}
      aria-label={cardName(thread, tools.faceOf)}
      aria-current={chosen || undefined}
      data-focus={chosen ? '' : undefined}
      className={chosen ? styles.chosen : styles.card}
      onFocus={() => onChoose(thread.id)}
    >
      {chosen ? (
        <ThreadView {...view} />
      ) : (
        <>
          <SayingView brief saying={first} face={tools.faceOf(first.device)} waits={waiting.size > 0} unsent={unsent.has(first.id)} />
          {others.length > 0 && <p className={styles.note}>{t('comments.replies', { count: others.length })}</p>}
        </>
      )}
    </article>
  )
})
