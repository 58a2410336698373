import type { CSSProperties, ReactNode } from 'react'
import { Ring } from './Ring'
import type { Seat } from './ring'
import styles from './WelcomeRing.module.css'

/** The order of colours that the welcome shows, clockwise after the free seat. */
const colours = [0, 5, 2, 8, 4, 6, 9, 3, 1, 7] as const
const others = colours.map((colour): Seat => ({ state: 'held', colour }))

/** The round table of the welcome: ten seats in ten colours, and the eleventh is free until a name is written at it, and fills with the first letter. */
export function WelcomeRing({ size = 510, name, taken = !!name, children }: { size?: number; name?: string; taken?: boolean; children?: ReactNode }) {
  const seats: Seat[] = [{ state: taken ? 'turn' : 'unheard' }, ...others]
  const step = 360 / seats.length
  return (
    <div className={styles.welcome} style={{ inlineSize: size, blockSize: size, '--size': `${size}px` } as CSSProperties}>
      <Ring size={size} seats={seats} thickness={size * 0.0875} from={step / 2 + 3} join={false} decorative />
      <div className={styles.middle}>{children}</div>
      {name && (
        // The ring runs clockwise everywhere, so its free seat is at the same side everywhere.
        <div className={styles.name} dir="ltr">
          <bdi>{name}</bdi>
        </div>
      )}
    </div>
  )
}
