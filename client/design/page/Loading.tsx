import type { ReactNode } from 'react'
import { t } from '../../words/words'
import { useAfter } from '../useAfter'
import styles from './Loading.module.css'

export interface LoadingProps {
  /** What is under way, said after 2 s: "Fetching Homes we keep, 3 of 9 parts". */
  words?: ReactNode
  /** So many bars in place of the lines of text. */
  lines?: number
}

const widths = [46, 100, 94, 61, 88, 97, 72] as const

/** Nothing for 400 ms, then bars in place of text, and words after 2 s. Never over a text. */
export function Loading({ words, lines = 4 }: LoadingProps) {
  const bars = useAfter(true, 400)
  const said = useAfter(true, 2_000)
  if (!bars) return null
  return (
    <div className={styles.loading} role="status">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
        <div key={line} className={styles.bar} style={{ inlineSize: `${widths[line % widths.length]}%` }} />
      ))}
      {said && <p className={styles.words}>{words ?? t('design.opening')}</p>}
    </div>
  )
}
