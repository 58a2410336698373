import type { ReactNode } from 'react'
import { classes } from '../classes'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import styles from './FactRows.module.css'

export interface Fact {
  icon: IconName
  title: ReactNode
  detail?: ReactNode
  tone?: 'plain' | 'pine' | 'brick'
}

/** Facts with an icon and a quiet second line, hairlines between. */
export function FactRows({ facts }: { facts: readonly Fact[] }) {
  return (
    <ul className={styles.facts}>
      {facts.map(({ icon, title, detail, tone = 'plain' }) => (
        <li key={icon} className={classes(styles.fact, styles[tone])}>
          <Icon name={icon} className={styles.icon} />
          <div>
            <div className={styles.title} dir="auto">
              {title}
            </div>
            {detail && <div className={styles.detail}>{detail}</div>}
          </div>
        </li>
      ))}
    </ul>
  )
}
