import type { ReactNode } from 'react'
import { Ring } from '../people/Ring'
import type { Seat } from '../people/ring'
import { Mark } from '../signs/Mark'
import styles from './EmptyState.module.css'

export interface EmptyStateProps {
  /** ring: nothing here yet, and a seat waits. mark: nothing is missing. */
  figure?: 'ring' | 'mark' | 'none'
  title: ReactNode
  /** One line of help. */
  children?: ReactNode
  /** One or two ways on. */
  actions?: ReactNode
}

const freeSeats: Seat[] = [{ state: 'turn' }, ...Array.from({ length: 7 }, (): Seat => ({ state: 'unheard' }))]

/** What stands where there is nothing yet. */
export function EmptyState({ figure = 'ring', title, children, actions }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {figure === 'ring' && <Ring size={44} seats={freeSeats} join={false} decorative />}
      {figure === 'mark' && <Mark size={40} />}
      <h2 className={styles.title}>{title}</h2>
      {children && <p className={styles.help}>{children}</p>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
