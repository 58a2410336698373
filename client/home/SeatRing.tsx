import type { ReactNode } from 'react'
import { classes } from '../design/classes'
import { whoOf } from '../design/people/person'
import styles from './SeatRing.module.css'
import { arcPath, seatArcs } from './seats'

export interface Seat {
  /** free: a thin line. held: a person's, in their colour (ink before there is one). turn: waits for somebody. */
  readonly kind: 'free' | 'held' | 'turn'
  readonly colour?: number | null
}

export interface SeatRingProps {
  seats: readonly Seat[]
  /** Pixels across. */
  size: number
  /** Pixels: a held seat. */
  thick: number
  /** One sentence that says what it shows. */
  label: string
  children?: ReactNode
  className?: string | undefined
}

const R = 50

/** Equal seats round a table. */
export function SeatRing({ seats, size, thick, label, children, className }: SeatRingProps) {
  const scale = (2 * R) / (size - thick)
  const box = (size / 2) * scale
  const capAngle = (((thick / 2) * scale) / R) * (180 / Math.PI)
  const step = 360 / seats.length
  const held = seats.length === 2 ? step / 2 - 7 - capAngle : Math.min(step * 0.325, step / 2 - capAngle - 3)
  const thin = step * 0.39
  const places = seatArcs(seats.length, R, held, seats.length === 2 ? 90 : undefined)
  return (
    <div className={classes(styles.ring, className)} style={{ inlineSize: size, blockSize: size }}>
      <svg role="img" aria-label={label} viewBox={`${-box} ${-box} ${2 * box} ${2 * box}`} width={size} height={size} fill="none" strokeLinecap="round">
        {seats.map((seat, i) => {
          const place = places[i]
          if (!place) return null
          const isFree = seat.kind === 'free'
          return (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place in the ring
              key={i}
              className={classes(styles.seat, styles[seat.kind])}
              data-who={whoOf(seat.colour)}
              d={isFree ? arcPath(R, place.middle - thin, place.middle + thin) : place.path}
              strokeWidth={(isFree ? Math.max(3, thick * 0.3) : thick) * scale}
            />
          )
        })}
      </svg>
      {children !== undefined && <div className={styles.middle}>{children}</div>}
    </div>
  )
}
