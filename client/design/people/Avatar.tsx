import { t } from '../../words/words'
import { classes } from '../classes'
import styles from './Avatar.module.css'
import { initialsOf, type PersonLook, whoOf } from './person'

export interface AvatarProps {
  person: PersonLook
  /** Pixels: 20, 24, 28 and 32 are in use. Below 21 one letter. */
  size?: number
  /** Where no name stands beside it, the disc says it: "Ana, here now". */
  named?: boolean
  className?: string | undefined
}

/** A person: a disc of their colour with the first letters of their name. Here: filled. Away: outline. */
export function Avatar({ person, size = 28, named = false, className }: AvatarProps) {
  const { name, colour, here } = person
  const label = named ? (here === undefined ? name : t('design.person', { name, presence: t(here ? 'design.here' : 'design.away') })) : undefined
  return (
    <span
      className={classes(styles.avatar, here === false && styles.away, className)}
      data-who={whoOf(colour)}
      style={{ inlineSize: size, blockSize: size, fontSize: Math.max(10, Math.round(size * (size < 21 ? 0.55 : 0.42))) }}
      title={label}
      {...(named ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {initialsOf(name, size)}
    </span>
  )
}
