import type { PersonId } from '../../crypto/person'
import { had, join, orderOf, type Standing, type Standings, stepOut } from './rota'
import { isSkipping, type Said, type Swap } from './said'

/** [R4] Who is next on each of the coming days (pure): what was said carried on. Nothing of it is stored. */
export interface Planned {
  readonly occasion: string
  /** Nobody: nobody is willing, or all who are cannot. Two who each said "I will" both stand here. */
  readonly people: readonly PersonId[]
  /** They said so themselves. */
  readonly isTaken: boolean
  readonly beside: PersonId | null
  /** By an agreed swap. */
  readonly swap: Swap | null
}

export interface Plan {
  readonly turns: readonly Planned[]
  /** Of everybody who is willing when the first of these days comes. */
  readonly standings: Standings
}

/** @param occasions rising days, from the first that is to be seen */
export function planOf(said: Said, occasions: readonly string[]): Plan {
  let standings = said.standings
  const waiting = [...said.coming]
  const learners = new Map(said.learning)
  const agreed = said.swaps.filter(({ state }) => state === 'agreed')
  const taken = said.turns.filter(({ isTaken }) => isTaken)
  const [first = ''] = occasions
  /** Swaps of which the first half came about: the other half binds. */
  const begun = new Set(agreed.filter(({ give, to }) => give < first || taken.some(({ occasion, person }) => occasion === give && person === to)))
  let atFirst: Standings | null = null
  const turns: Planned[] = []

  const come = (occasion: string) => {
    const held = new Set<PersonId>()
    for (const one of [...waiting]) {
      if (held.has(one.person) || one.from > occasion) {
        held.add(one.person)
        continue
      }
      waiting.splice(waiting.indexOf(one), 1)
      standings = one.as === 'turns' ? join(standings, one.person, one.from, said.experienced.has(one.person)) : stepOut(standings, one.person)
      if (one.as === 'learning') learners.set(one.person, one.from)
      else learners.delete(one.person)
    }
  }
  const choose = (occasion: string, skipping: (person: PersonId) => boolean): { person: PersonId; swap: Swap | null } | null => {
    const can = (person: PersonId) => standings.has(person) && !skipping(person)
    const bound = agreed.find((swap) => swap.take === occasion && begun.has(swap) && can(swap.from))
    if (bound) return { person: bound.from, swap: bound }
    // Whoever gave an earlier day away has the later one, and none between.
    const isElsewhere = (person: PersonId) => [...begun].some(({ from, take, give }) => from === person && take > occasion && give <= occasion)
    const next = orderOf(standings, said.rota, occasion).find(({ person }) => can(person) && !isElsewhere(person))
    if (!next) return null
    const given = agreed.findLast((swap) => swap.give === occasion && swap.from === next.person && can(swap.to))
    if (!given) return { person: next.person, swap: null }
    begun.add(given)
    return { person: given.to, swap: given }
  }
  const nextLearner = (teacher: PersonId): PersonId | null => {
    if (!standings.get(teacher)?.isExperienced) return null
    const [next] = [...learners]
      .filter(([person]) => person !== teacher)
      .sort(([a, since], [b, other]) => (since === other ? (a < b ? -1 : 1) : since < other ? -1 : 1))
    if (!next) return null
    learners.delete(next[0])
    return next[0]
  }

  for (const occasion of occasions) {
    come(occasion)
    atFirst ??= standings
    const skipping = isSkipping(said.turns, occasion)
    const own = taken.filter((turn) => turn.occasion === occasion)
    if (own.length > 0) {
      const beside = own.flatMap((turn) => turn.beside ?? [])[0] ?? null
      if (beside) learners.delete(beside)
      turns.push({ occasion, people: own.map(({ person }) => person), isTaken: true, beside, swap: null })
      // It was counted when it was said.
      continue
    }
    const chosen = choose(occasion, skipping)
    const beside = chosen ? nextLearner(chosen.person) : null
    if (chosen) standings = had(standings, occasion, [chosen.person], skipping)
    turns.push({ occasion, people: chosen ? [chosen.person] : [], isTaken: false, beside, swap: chosen?.swap ?? null })
  }
  return { turns, standings: atFirst ?? standings }
}

/** Everybody who is willing, with the first day that is theirs; whoever skips and has none comes where they would be next. */
export interface Row {
  readonly standing: Standing
  /** null: none among the days that were looked at. */
  readonly planned: Planned | null
}
export function rowsOf(plan: Plan, rota: string): Row[] {
  const firstOf = (person: PersonId): Planned | null => plan.turns.find(({ people }) => people.includes(person)) ?? null
  const [first] = plan.turns
  const order = orderOf(plan.standings, rota, first?.occasion ?? '')
  const rows = order.map((standing) => ({ standing, planned: firstOf(standing.person) }))
  const days = rows.filter(({ planned }) => planned !== null)
  days.sort((a, b) => ((a.planned?.occasion ?? '') < (b.planned?.occasion ?? '') ? -1 : 1))
  // Those without a day keep their place in the order; the others stand by their days.
  return rows.map((row) => (row.planned === null ? row : (days.shift() as Row)))
}
