import '../../words/later/proposals'
import type { ReactNode } from 'react'
import { PositionSign } from '../../design/people/PositionSign'
import { Ring } from '../../design/people/Ring'
import { Icon } from '../../design/signs/Icon'
import { formatNumber } from '../../words/formats'
import { t } from '../../words/words'
import styles from './Standing.module.css'
import { type HeardView, seatsOf, type Tally, tallyOf } from './view'

export interface StandingProps {
  readonly heard: readonly HeardView[]
  /** "The Assembly decides, by consent". */
  readonly title: string
  /** "It passes when no objection is open." */
  readonly rule: string
  readonly closes: string
  readonly isPast: boolean
}

const SHOWN = ['consent', 'concern', 'objection', 'aside', 'unheard'] as const

/** The table round which everybody sits: who was heard, by what it passes, until when. */
export function Standing({ heard, title, rule, closes, isPast }: StandingProps) {
  const tally = tallyOf(heard)
  const bracket = heard.filter(({ side }) => side === 'impacted').length
  return (
    <div className={styles.standing}>
      <div className={styles.head}>
        <Ring seats={seatsOf(heard)} size={108} {...(bracket > 0 ? { bracket } : {})} />
        <div className={styles.words}>
          <h2 className={styles.title}>{title}</h2>
          <p className={styles.rule}>{rule}</p>
          <p className={styles.closes} data-past={isPast}>
            <Icon name="deadline" size={18} />
            {closes}
          </p>
        </div>
      </div>
      <Counts tally={tally} />
    </div>
  )
}

function Counts({ tally }: { tally: Tally }) {
  const shown = tally.counts.abstain > 0 ? ([...SHOWN.slice(0, 4), 'abstain', 'unheard'] as const) : SHOWN
  return (
    <ul className={styles.counts} aria-hidden="true">
      {shown.map((state) => (
        <li key={state} className={styles.count}>
          <span className={styles.figure}>
            <PositionSign state={state} size={17} />
            <strong>{formatNumber(tally.counts[state])}</strong>
          </span>
          <span>{t(`proposals.counted.${state}`)}</span>
        </li>
      ))}
    </ul>
  )
}

/** What it would be if it were closed now, in words. */
export function IfClosed({ title, children }: { title: string; children: ReactNode }) {
  return (
    <p className={styles.closed} role="status">
      <strong>{title}</strong> {children}
    </p>
  )
}
