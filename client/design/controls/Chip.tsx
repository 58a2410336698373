import type { ReactNode } from 'react'
import { formatNumber } from '../../words/formats'
import { classes } from '../classes'
import { Avatar } from '../people/Avatar'
import type { PersonLook } from '../people/person'
import styles from './Chip.module.css'

export interface ChipProps {
  chosen: boolean
  onToggle: () => void
  /** How many there are, inside. */
  count?: number
  voice?: 'people' | 'app'
  disabled?: boolean
  children: ReactNode
}

/** A filter (several may be on), or one choice among few. */
export function Chip({ chosen, onToggle, count, voice = 'app', disabled, children }: ChipProps) {
  return (
    <button type="button" className={classes(styles.chip, chosen && styles.chosen)} aria-pressed={chosen} disabled={disabled} onClick={onToggle}>
      <span className={voice === 'people' ? styles.people : undefined} dir="auto">
        {children}
      </span>
      {count !== undefined && <span className={styles.count}>{formatNumber(count)}</span>}
    </button>
  )
}

/** A person to choose: round, the disc at the start. */
export interface PersonChipProps {
  readonly person: PersonLook
  /** In place of the name: "You". The avatar keeps the letters of the name. */
  readonly words?: string | undefined
  readonly chosen: boolean
  readonly onToggle: () => void
}

export function PersonChip({ person, words, chosen, onToggle }: PersonChipProps) {
  return (
    <button type="button" className={classes(styles.chip, styles.round, chosen && styles.chosen)} aria-pressed={chosen} onClick={onToggle}>
      <Avatar person={person} size={22} />
      <span dir="auto">{words ?? person.name}</span>
    </button>
  )
}
