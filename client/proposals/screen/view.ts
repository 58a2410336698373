import type { PositionState } from '../../design/people/PositionSign'
import type { Seat } from '../../design/people/ring'

/** What the screens of a proposal draw (pure): plain values, worked out elsewhere. */

export const STANDS = ['consent', 'concern', 'objection', 'aside', 'abstain'] as const
/** A position as it is drawn. */
export type Stand = (typeof STANDS)[number]

export interface PersonView {
  readonly id: string
  readonly name: string
  readonly colour: number | null
  readonly isMe: boolean
}

/** Who says that it affects somebody. */
export type Affected = { readonly how: 'says so' } | { readonly how: 'asked'; readonly by: string; readonly when: string } | { readonly how: 'assumed' }

export type Side = 'impacted' | 'responsible' | 'others'

/** One person of the roster. */
export interface HeardView {
  readonly person: PersonView
  readonly side: Side
  readonly affected: Affected | null
  /** null: not heard. */
  readonly stand: Stand | null
  readonly why: string
  readonly forWhom: string
  /** A passage, and the words that an objection could live with in its place. */
  readonly words: { readonly before: string; readonly after: string } | null
  /** Who wrote it down, and from what. */
  readonly witness: string | null
  /** Given before the words changed. */
  readonly isOlder: boolean
  /** Two statements that cancel each other. */
  readonly isTwo: boolean
  /** Who put this person on the roster after the round began, and why. */
  readonly added: string | null
}

export const stateOf = ({ stand, person }: Pick<HeardView, 'stand' | 'person'>): PositionState => stand ?? (person.isMe ? 'turn' : 'unheard')

const ORDER: readonly Side[] = ['impacted', 'responsible', 'others']

/** Clockwise: the most impacted from the top, the most responsible after them, then by name. */
export const inOrder = (heard: readonly HeardView[]): HeardView[] =>
  [...heard].sort((a, b) => ORDER.indexOf(a.side) - ORDER.indexOf(b.side) || a.person.name.localeCompare(b.person.name) || (a.person.id < b.person.id ? -1 : 1))

export const seatsOf = (heard: readonly HeardView[]): Seat[] => inOrder(heard).map((row) => ({ state: stateOf(row) }))

export interface Tally {
  readonly all: number
  readonly heard: number
  readonly counts: Readonly<Record<Stand | 'unheard', number>>
}

export function tallyOf(heard: readonly HeardView[]): Tally {
  const counts = { consent: 0, concern: 0, objection: 0, aside: 0, abstain: 0, unheard: 0 }
  for (const { stand } of heard) counts[stand ?? 'unheard']++
  return { all: heard.length, heard: heard.length - counts.unheard, counts }
}

export const heardIn = (heard: readonly HeardView[], side: Side): HeardView[] => inOrder(heard).filter((row) => row.side === side)
