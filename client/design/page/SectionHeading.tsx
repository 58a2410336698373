import type { ReactNode } from 'react'
import styles from './SectionHeading.module.css'

/** The heading of a part of a screen; `detail` quiet beside it, `action` at the end. */
export function SectionHeading({ children, detail, action, level = 2 }: { children: ReactNode; detail?: ReactNode; action?: ReactNode; level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <div className={styles.head}>
      <Heading className={styles.title}>{children}</Heading>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {action !== undefined && <span className={styles.action}>{action}</span>}
    </div>
  )
}

/** The one heading of a screen, with a quiet line below it and what can be done at the end. */
export function ScreenHeading({ children, detail, action, people = false }: { children: ReactNode; detail?: ReactNode; action?: ReactNode; people?: boolean }) {
  return (
    <div className={styles.screen}>
      <div>
        <h1 className={people ? styles.peoples : styles.apps} dir="auto">
          {children}
        </h1>
        {detail !== undefined && <p className={styles.below}>{detail}</p>}
      </div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  )
}
