import sprite from 'virtual:icon-sprite'
import { classes } from '../classes'
import styles from './Icon.module.css'
import { type IconName, type IconWeight, mirrored, symbolOf } from './icons'

export interface IconProps {
  name: IconName
  /** Pixels. 20 beside 14 px text, 16 beside 13 px, 22 on the phone's bar. */
  size?: number
  weight?: IconWeight
  className?: string | undefined
}

/** A drawing beside words. It is silent: what it stands for is said by the words or by the button's name. */
export function Icon({ name, size = 20, weight = 'regular', className }: IconProps) {
  return (
    <svg className={classes(styles.icon, mirrored.has(name) && styles.mirrors, className)} width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${symbolOf(name, weight)}`} />
    </svg>
  )
}
