import { useLayoutEffect, useRef } from 'react'
import { t } from '../../../words/words'
import type { Mention } from '../commentRecords'
import type { Person } from '../mentioning'
import styles from './Thread.module.css'
import { WriteField } from './WriteField'

export interface DraftCardProps {
  readonly place: string
  readonly people: readonly Person[]
  /** The words that it is about, where they are not beside it. */
  readonly quote: string | null
  readonly onSend: (text: string, mentions: readonly Mention[]) => Promise<string | null>
  readonly onCancel: () => void
}

/** A comment that is being written. */
export function DraftCard({ place, people, quote, onSend, onCancel }: DraftCardProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    // At once: the next letter belongs here.
    field.current?.focus({ preventScroll: true })
    // And again, after a sheet has taken the focus for itself.
    const timer = setTimeout(() => field.current?.focus({ preventScroll: true }), 60)
    return () => clearTimeout(timer)
  }, [])
  return (
    <section className={quote === null ? styles.chosen : styles.thread} aria-label={t('comments.new')}>
      {quote !== null && (
        <blockquote className={styles.quote} dir="auto">
          {quote.replaceAll('\ufffc', ' ')}
        </blockquote>
      )}
      <WriteField ref={field} place={place} label={t('comments.field')} send={t('comments.send')} people={people} onSend={onSend} onCancel={onCancel} />
    </section>
  )
}
