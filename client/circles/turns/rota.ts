import { sha256 } from '@noble/hashes/sha2.js'
import { toHex, utf8 } from '../../../shared/bytes'
import type { PersonId } from '../../crypto/person'

/**
 * [R4] Whose turn it is (pure). Nobody hands turns out: the willing person with the fewest credited turns is next, then
 * whoever has waited longest, then a lot that nobody draws (SHA-256 of rota, occasion and person).
 *
 * Joining credits the present minimum, and so does coming back. A skip credits nothing: its person is next again. Where all
 * who are not skipping have gone round meanwhile, a skip falls one turn behind them and no further; so nobody is ever more
 * than one turn from anybody else, and nobody comes back to a mountain of debts.
 */
export interface Standing {
  readonly person: PersonId
  readonly credits: number
  /** The day of the last turn, or of joining: waited since. */
  readonly since: string
  /** Has had a turn of this rota. */
  readonly isExperienced: boolean
}

/** Whoever takes turns. Immutable: each step gives the next. */
export type Standings = ReadonlyMap<PersonId, Standing>

export const join = (standings: Standings, person: PersonId, day: string, isExperienced = false): Standings => {
  if (standings.has(person)) return standings
  const credits = fewest(standings)
  return new Map(standings).set(person, { person, credits, since: day, isExperienced })
}
const fewest = (standings: Standings): number => {
  let found = Number.POSITIVE_INFINITY
  for (const { credits } of standings.values()) found = Math.min(found, credits)
  return Number.isFinite(found) ? found : 0
}

export const stepOut = (standings: Standings, person: PersonId): Standings => {
  const next = new Map(standings)
  next.delete(person)
  return next
}

/** @param skipping of whom that occasion is known not to be */
export function had(standings: Standings, occasion: string, takers: readonly PersonId[], skipping: (person: PersonId) => boolean): Standings {
  const next = new Map(standings)
  let most = 0
  for (const person of takers) {
    const standing = next.get(person)
    if (!standing) continue
    const credits = standing.credits + 1
    most = Math.max(most, credits)
    next.set(person, { person, credits, since: occasion > standing.since ? occasion : standing.since, isExperienced: true })
  }
  for (const standing of standings.values()) {
    if (standing.credits < most - 1 && !takers.includes(standing.person) && skipping(standing.person))
      next.set(standing.person, { ...standing, credits: most - 1 })
  }
  return next
}

/** Settles what else is even, alike on every device. */
export const lot = (rota: string, occasion: string, person: PersonId): string => toHex(sha256(utf8(`leaderful/v1/rota\0${rota}\0${occasion}\0${person}`)))

/** All who could have this occasion, whoever is next first. */
export function orderOf(standings: Standings, rota: string, occasion: string): Standing[] {
  const lots = new Map<PersonId, string>()
  const lotOf = (person: PersonId): string => {
    const known = lots.get(person) ?? lot(rota, occasion, person)
    lots.set(person, known)
    return known
  }
  return [...standings.values()].sort(
    (a, b) => a.credits - b.credits || (a.since === b.since ? (lotOf(a.person) < lotOf(b.person) ? -1 : 1) : a.since < b.since ? -1 : 1),
  )
}
