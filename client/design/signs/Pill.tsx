import type { ReactNode } from 'react'
import { classes } from '../classes'
import { Icon } from './Icon'
import type { IconName } from './icons'
import styles from './Pill.module.css'

export interface PillProps {
  /** plain: draft, copy. dusk: in a round. pine: adopted. turn: waits for somebody (with a dot). brick: an open objection. */
  tone?: 'plain' | 'dusk' | 'pine' | 'turn' | 'brick'
  icon?: IconName
  children: ReactNode
}

/** What state a thing is in. 24 px high; not a button. */
export function Pill({ tone = 'plain', icon, children }: PillProps) {
  return (
    <span className={classes(styles.pill, styles[tone])}>
      {tone === 'turn' && !icon && <i className={styles.dot} />}
      {icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  )
}
