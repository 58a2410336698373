import type { ReactNode } from 'react'
import { Icon } from '../signs/Icon'
import styles from './TopBar.module.css'

export interface TopBarProps {
  /** From the start: a back button or crumbs, the title, a pill. */
  start: ReactNode
  /** At the end: where words are, who is here, one action, more. */
  end?: ReactNode
}

/** The bar over a document or a list; 52 px. */
export function TopBar({ start, end }: TopBarProps) {
  return (
    <header className={styles.bar}>
      <div className={styles.start}>{start}</div>
      {end !== undefined && <div className={styles.end}>{end}</div>}
    </header>
  )
}

/** Where this stands: the list it is in, a caret, and its title in people's voice. */
export function Crumbs({ href, place, children }: { href: string; place: ReactNode; children: ReactNode }) {
  return (
    <span className={styles.crumbs}>
      <a className={styles.place} href={href}>
        {place}
      </a>
      <Icon name="caretRight" size={14} weight="bold" className={styles.caret} />
      <span className={styles.title} dir="auto">
        {children}
      </span>
    </span>
  )
}

/** On a phone: the title, and below it a quiet line (where the words are). */
export function TopBarTitle({ children, below }: { children: ReactNode; below?: ReactNode }) {
  return (
    <span className={styles.stack}>
      <span className={styles.title} dir="auto">
        {children}
      </span>
      {below}
    </span>
  )
}
