import type { ReactNode } from 'react'
import { classes } from '../classes'
import { Icon } from '../signs/Icon'
import type { IconName } from '../signs/icons'
import styles from './Banner.module.css'

export interface BannerProps {
  /** plain: news. turn: a time that ended. brick: a refusal, a full device. */
  tone?: 'plain' | 'turn' | 'brick'
  icon?: IconName
  /** The matter, in one sentence. */
  title: ReactNode
  /** What to do about it. */
  children?: ReactNode
  action?: ReactNode
  /** Said at once to the ear: only for what must not be missed, as "not saved". */
  urgent?: boolean
  /** With corners, where it stands inside of a page instead of below the top bar. */
  inside?: boolean
}

/** One line below the top bar, one at a time. It never covers the text. */
export function Banner({ tone = 'plain', icon, title, children, action, urgent = false, inside = false }: BannerProps) {
  const drawing = icon ?? ({ plain: 'info', turn: 'assumption', brick: 'warning' } as const)[tone]
  return (
    <div className={classes(styles.banner, styles[tone], inside && styles.inside)} role={urgent ? 'alert' : 'status'}>
      <Icon name={drawing} className={styles.icon} />
      <p className={styles.words}>
        <strong>{title}</strong> {children}
      </p>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
