import type { PersonId } from '../../crypto/person'
import type { Round } from './verdict'

/** [D0] Whom a round asks, as it began and with what was changed since (pure). */

export const SEATS = ['decide', 'impacted', 'responsible'] as const
export type RosterSeat = (typeof SEATS)[number]

export interface RosterChange {
  readonly id: string
  readonly by: PersonId
  readonly at: number
  readonly person: PersonId
  /** null: taken off. */
  readonly as: RosterSeat | null
  readonly why: string
}
export interface Asked extends Pick<Round, 'roster' | 'owed'> {
  readonly impacted: readonly PersonId[]
  readonly responsible: readonly PersonId[]
  /** Who was not among them when the round began, and by whose last word they are. */
  readonly added: ReadonlyMap<PersonId, RosterChange>
}

export interface Beginners {
  readonly decide: readonly PersonId[]
  readonly impacted: readonly PersonId[]
  readonly responsible: readonly PersonId[]
}

/**
 * @param changes only those that are to be looked at: all, or what a closing knew
 * @param spoke has this person a word of their own in the round? Then nobody else takes them off.
 */
export function askedOf(
  began: Beginners,
  changes: readonly RosterChange[],
  spoke: (person: PersonId) => boolean,
  after: (id: string, earlier: string) => boolean,
): Asked {
  const seats: Readonly<Record<RosterSeat, Set<PersonId>>> = {
    decide: new Set(began.decide),
    impacted: new Set(began.impacted),
    responsible: new Set(began.responsible),
  }
  const first = new Set([...began.decide, ...began.impacted, ...began.responsible])
  const added = new Map<PersonId, RosterChange>()
  const counting = changes.filter(({ person, by, as }) => as !== null || by === person || !spoke(person))
  for (const person of new Set(counting.map((change) => change.person))) {
    const mine = counting.filter((change) => change.person === person)
    const last = mine.filter((one) => !mine.some((other) => other !== one && after(other.id, one.id)))
    const stays = last.filter(({ as }) => as !== null)
    // Of two who change it at once, whoever asks more people is followed.
    if (stays.length === 0) for (const seat of SEATS) seats[seat].delete(person)
    for (const change of stays) if (change.as) seats[change.as].add(person)
    const [change] = [...stays].sort((a, b) => (a.id < b.id ? -1 : 1))
    if (change && !first.has(person)) added.set(person, change)
  }
  const [impacted, responsible] = [[...seats.impacted], [...seats.responsible]]
  return {
    roster: [...new Set([...seats.decide, ...impacted, ...responsible])],
    owed: [...new Set([...impacted, ...responsible])],
    impacted,
    responsible,
    added,
  }
}
