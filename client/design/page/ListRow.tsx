import type { ReactNode } from 'react'
import { classes } from '../classes'
import styles from './ListRow.module.css'

export interface ListRowProps {
  /** An icon, a disc or a ring. */
  start?: ReactNode
  title: ReactNode
  /** Whose words the title is. */
  voice?: 'people' | 'app'
  /** The second line, quiet. */
  detail?: ReactNode
  /** Beside the title, quiet: a kind, a state. */
  aside?: ReactNode
  /** At the end: buttons, discs, a date. They are not part of the link. */
  end?: ReactNode
  href?: string
  onClick?: () => void
  chosen?: boolean
}

/** A row with a hairline above it. Where it leads somewhere, all of it but its buttons does. */
export function ListRow({ start, title, voice = 'people', detail, aside, end, href, onClick, chosen }: ListRowProps) {
  const words = (
    <span className={voice === 'people' ? styles.title : styles.app} dir="auto">
      {title}
    </span>
  )
  return (
    <li className={classes(styles.row, (href !== undefined || onClick) && styles.leads, chosen && styles.chosen)}>
      {start !== undefined && <span className={styles.start}>{start}</span>}
      <span className={styles.words}>
        <span className={styles.line}>
          {href !== undefined ? (
            <a className={styles.whole} href={href} onClick={onClick} aria-current={chosen || undefined}>
              {words}
            </a>
          ) : onClick ? (
            <button type="button" className={styles.whole} onClick={onClick} aria-current={chosen || undefined}>
              {words}
            </button>
          ) : (
            words
          )}
          {aside !== undefined && <span className={styles.aside}>{aside}</span>}
        </span>
        {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      </span>
      {end !== undefined && <span className={styles.end}>{end}</span>}
    </li>
  )
}

/** The list that rows stand in. */
export function List({ children, label }: { children: ReactNode; label?: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  )
}
