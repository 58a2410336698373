import { t } from '../words/words'
import { besideSeat, seatArcs } from './seats'
import styles from './WelcomeRing.module.css'

/** Eleven seats, as the picture has them, clockwise from twelve: ten of other people and, at one o'clock, yours. */
const COLOURS = [8, null, 1, 6, 3, 9, 5, 7, 10, 4, 2] as const
const R = 232
const HALF = 7.6
const ARCS = seatArcs(COLOURS.length, R, HALF, 3.2)
const NAME = besideSeat(R + 40, ARCS[1]?.middle ?? 0)

/** The welcome's table: your seat fills as you type, and the names of others are not known yet. */
export function WelcomeRing({ name, children }: { name: string; children: React.ReactNode }) {
  const isTaken = name !== ''
  return (
    <div className={styles.ring}>
      <svg role="img" aria-label={t('home.ring', { name: isTaken ? name : 'none' })} viewBox="-300 -262 600 524" fill="none" strokeLinecap="round">
        {ARCS.map(({ path }, i) => {
          const who = COLOURS[i]
          return who === null ? (
            <g key={path} className={styles.yours} data-taken={isTaken}>
              <path d={path} className={styles.empty} />
              <path d={path} className={styles.fill} />
            </g>
          ) : (
            <path key={path} d={path} className={styles.seat} data-who={who} />
          )
        })}
        <text x={NAME.x} y={NAME.y} className={styles.name} direction="ltr">
          {name}
        </text>
      </svg>
      <div className={styles.words}>{children}</div>
    </div>
  )
}
