import { t } from '../../words/words'
import { classes } from '../classes'
import styles from './PositionSign.module.css'

export type PositionState = 'consent' | 'concern' | 'objection' | 'aside' | 'abstain' | 'unheard' | 'turn'

const words = {
  consent: 'design.position.consent',
  concern: 'design.position.concern',
  objection: 'design.position.objection',
  aside: 'design.position.aside',
  abstain: 'design.position.abstain',
  unheard: 'design.position.unheard',
  turn: 'design.position.turn',
} as const

/** The word for a position. */
export const positionWords = (state: PositionState): string => t(words[state])

/** A position: shape first, then colour. 16 to 22 px. Where no word stands beside it, it says its own. */
export function PositionSign({ state, size = 18, named = false }: { state: PositionState; size?: number; named?: boolean }) {
  const name = named ? { role: 'img', 'aria-label': positionWords(state) } : { 'aria-hidden': true as const }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a name, or is hidden
    <svg {...name} className={classes(styles.sign, styles[state])} width={size} height={size} viewBox="0 0 18 18" fill="none">
      {drawings[state]}
    </svg>
  )
}

const drawings = {
  consent: (
    <>
      <circle className={styles.body} cx="9" cy="9" r="8" />
      <path className={styles.cut} d="M5.4 9.3 7.9 11.8 12.7 6.6" />
    </>
  ),
  concern: (
    <>
      <circle className={styles.edge} cx="9" cy="9" r="7.2" />
      <path className={styles.body} d="M9 1.8a7.2 7.2 0 0 0 0 14.4Z" />
    </>
  ),
  objection: (
    <>
      <path className={styles.body} d="M8 .9a1.4 1.4 0 0 1 2 0L17.1 8a1.4 1.4 0 0 1 0 2L10 17.1a1.4 1.4 0 0 1-2 0L.9 10a1.4 1.4 0 0 1 0-2Z" />
      <path className={styles.cut} d="M9 5.4v4M9 12.3v.1" />
    </>
  ),
  aside: <circle className={classes(styles.edge, styles.dashed)} cx="9" cy="9" r="7.2" />,
  abstain: (
    <>
      <circle className={styles.edge} cx="9" cy="9" r="7.2" />
      <path className={styles.edge} d="M5.6 9h6.8" />
    </>
  ),
  unheard: <circle className={classes(styles.edge, styles.thin)} cx="9" cy="9" r="7.2" />,
  turn: <circle className={styles.body} cx="9" cy="9" r="4.5" />,
} as const
