import type { ReactNode } from 'react'
import { classes } from '../classes'
import styles from './ComponentsPage.module.css'

/** One part of the page: a quiet name, and what it names. `row`: side by side. */
export function Sample({ name, row, children }: { name: string; row?: boolean; children: ReactNode }) {
  return (
    <section className={styles.sample} aria-label={name}>
      <h2 className={styles.name}>{name}</h2>
      <div className={classes(styles.inside, row && styles.row)}>{children}</div>
    </section>
  )
}
