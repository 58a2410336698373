import { t } from '../../words/words'
import { Popover } from '../layers/Popover'
import { Avatar } from './Avatar'
import styles from './AvatarRow.module.css'
import { type PersonLook, whoOf } from './person'

export interface AvatarRowProps {
  people: readonly (PersonLook & { id: string; detail?: string })[]
  size?: number
  /** So many discs, then "+5", which opens the whole list. */
  max?: number
  /** What the row is, for the ear: "Here now". */
  label: string
}

/** Who is in something. The discs overlap by 2 px, with a gap of the ground between. */
export function AvatarRow({ people, size = 26, max = 4, label }: AvatarRowProps) {
  const shown = people.slice(0, people.length > max ? max : people.length)
  const more = people.length - shown.length
  return (
    <span className={styles.row} role="group" aria-label={label}>
      {shown.map((person) => (
        <span key={person.id} className={styles.disc} data-who={whoOf(person.colour)}>
          <Avatar person={person} size={size} named />
        </span>
      ))}
      {more > 0 && (
        <Popover
          label={label}
          button={
            <button type="button" className={styles.more} style={{ inlineSize: size, blockSize: size }} aria-label={t('design.andMore', { count: more })}>
              +{more}
            </button>
          }
        >
          <PersonList people={people} />
        </Popover>
      )}
    </span>
  )
}

/** Discs with names, one line each. */
export function PersonList({ people }: { people: AvatarRowProps['people'] }) {
  return (
    <ul className={styles.list}>
      {people.map((person) => (
        <li key={person.id} className={styles.person}>
          <Avatar person={person} size={24} />
          <span className={styles.name} dir="auto">
            {person.name}
          </span>
          {person.detail && (
            <span className={styles.detail} dir="auto">
              {person.detail}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
