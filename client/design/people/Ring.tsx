import type { ReactNode } from 'react'
import { formatList } from '../../words/formats'
import { t } from '../../words/words'
import { classes } from '../classes'
import { whoOf } from './person'
import styles from './Ring.module.css'
import { type RingOptions, ringShape, type Seat, type SeatState } from './ring'

export interface RingProps extends RingOptions {
  seats: readonly Seat[]
  /** In place of the sentence that the ring makes of its seats. */
  label?: string
  /** Beside words that say the same. */
  decorative?: boolean
  /** In the middle; if nothing is given, a ring of positions from 88 px says how many were heard. */
  children?: ReactNode
}

const spoken: readonly SeatState[] = ['consent', 'concern', 'objection', 'aside', 'abstain']

/** A group as equal seats round a table. It always stands beside a list that says the same. */
export function Ring({ seats, label, decorative, children, ...options }: RingProps) {
  const { size } = options
  const shape = ringShape(seats, options)
  const isOfPositions = seats.some(({ state }) => spoken.includes(state) || state === 'unheard' || state === 'turn')
  const heard = seats.filter(({ state }) => spoken.includes(state)).length
  const middle = children ?? (isOfPositions && size >= 88 && !decorative ? <Heard heard={heard} all={seats.length} /> : null)
  return (
    <span
      className={styles.ring}
      style={{ inlineSize: size, blockSize: size }}
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label ?? sentenceOf(seats) })}
    >
      <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} fill="none" aria-hidden="true" focusable="false">
        {shape.bracket && <path className={styles.bracket} d={shape.bracket} />}
        {shape.seats.map((seat, index) => (
          <path
            // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place
            key={index}
            className={classes(styles[seat.state], styles[seat.form])}
            d={seat.path}
            strokeWidth={seat.width || undefined}
            strokeLinecap={seat.rounded ? 'round' : 'butt'}
            strokeDasharray={seat.form === 'dotted' ? `0 ${seat.width * 2.1}` : undefined}
            data-who={seat.state === 'held' ? whoOf(seat.colour) : undefined}
          />
        ))}
      </svg>
      {middle && <span className={styles.middle}>{middle}</span>}
    </span>
  )
}

function Heard({ heard, all }: { heard: number; all: number }) {
  return (
    <>
      <strong className={styles.heard}>{heard}</strong>
      <span className={styles.all}>{t('design.ring.heard', { all })}</span>
    </>
  )
}

/** The ring in one sentence: "11 of 17 heard: 9 consents, 1 concern, 1 objection and 6 not heard." */
export function sentenceOf(seats: readonly Seat[]): string {
  const count = (state: SeatState) => seats.filter((seat) => seat.state === state).length
  const parts: string[] = []
  const say = (state: SeatState, words: (count: number) => string) => {
    const found = count(state)
    if (found > 0) parts.push(words(found))
  }
  say('consent', (n) => t('design.ring.consent', { count: n }))
  say('concern', (n) => t('design.ring.concern', { count: n }))
  say('objection', (n) => t('design.ring.objection', { count: n }))
  say('aside', (n) => t('design.ring.aside', { count: n }))
  say('abstain', (n) => t('design.ring.abstain', { count: n }))
  say('held', (n) => t('design.ring.held', { count: n }))
  say('ending', (n) => t('design.ring.ending', { count: n }))
  say('unheard', (n) => t('design.ring.unheard', { count: n }))
  say('free', (n) => t('design.ring.free', { count: n }))
  say('turn', () => t('design.ring.yours'))
  const heard = seats.filter(({ state }) => spoken.includes(state)).length
  const isOfPositions = heard > 0 || count('unheard') > 0 || count('turn') > 0
  if (!isOfPositions) return formatList(parts)
  if (heard === 0) return t('design.ring.nobody', { all: seats.length })
  return t('design.ring.sentence', { heard, all: seats.length, parts: formatList(parts) })
}
