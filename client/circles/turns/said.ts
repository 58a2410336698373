import { fromHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { fieldsOf, textField } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { dayIn, type Fact, type Facts, idIn, isYes, lastBy, personIn, wordsIn } from '../facts/facts'
import { had, join, type Standings, stepOut } from './rota'

/**
 * What was said about one rota, and where each stands after it (pure, [R4]). A turn is keyed by rota and occasion (a day);
 * nothing is stored as "next". Any set of these records gives one answer, in whatever order they came.
 */
export const WILLING = 'willing'
export const TURN = 'turn'
export const SWAP = 'swap'
export const SWAP_ANSWER = 'swap-answer'
export const rotaSubject = (rota: string): string => `rota/${rota}`

/** Takes turns; learns beside whoever has the turn; neither. */
export const AS = ['turns', 'learning', 'not'] as const
export type As = (typeof AS)[number]

export const willingBody = (as: As, from: string): CborValue => ({ as, from })

export interface TurnSaying {
  readonly occasion: string
  /** I will, or I did: it is mine. */
  readonly isTaken: boolean
  /** Why not. */
  readonly reason: string
  /** The last day of not being able to; null: this occasion only. */
  readonly until: string | null
  /** For whoever has it next. */
  readonly lines: string
  /** A device of whoever learned beside, hex. */
  readonly beside: string | null
}
export const turnBody = ({ occasion, isTaken, reason, until, lines, beside }: TurnSaying): CborValue => ({
  occasion,
  what: isTaken ? 'taken' : 'skipped',
  reason: reason.trim(),
  until,
  lines: lines.trim(),
  beside: beside === null ? null : fromHex(beside),
})
export const swapBody = (give: string, take: string, to: string): CborValue => ({ give, take, to: fromHex(to) })
export const swapAnswerBody = (swap: RecordId, yes: boolean): CborValue => ({ swap: fromHex(swap), yes })

export interface Turn {
  readonly occasion: string
  readonly person: PersonId
  readonly isTaken: boolean
  readonly reason: string
  readonly until: string | null
  readonly lines: string
  readonly beside: PersonId | null
}
export interface Swap {
  readonly id: RecordId
  readonly from: PersonId
  readonly to: PersonId
  /** The occasion that `from` gives, and the one that it takes for it. */
  readonly give: string
  readonly take: string
  /** open: not answered · agreed: both signed · off: declined or taken back */
  readonly state: 'open' | 'agreed' | 'off'
}
/** Somebody comes in or goes; not before that day. */
export interface Coming {
  readonly person: PersonId
  readonly as: As
  readonly from: string
}

export interface Said {
  readonly rota: string
  /** By occasion, rising; of one occasion by person. */
  readonly turns: readonly Turn[]
  readonly swaps: readonly Swap[]
  /** After all turns that were taken. */
  readonly standings: Standings
  readonly learning: ReadonlyMap<PersonId, string>
  /** Have had a turn of this rota. */
  readonly experienced: ReadonlySet<PersonId>
  /** Said, but of a day after all turns that were taken. */
  readonly coming: readonly Coming[]
}

function turnOf(fact: Fact, { personOf }: Facts): Turn | null {
  const occasion = dayIn(fact, 'occasion')
  const what = textField(fieldsOf(fact.body), 'what')
  if (occasion === null || (what !== 'taken' && what !== 'skipped')) return null
  const until = dayIn(fact, 'until')
  return {
    occasion,
    person: fact.by,
    isTaken: what === 'taken',
    reason: wordsIn(fact, 'reason'),
    until: until !== null && until > occasion ? until : null,
    lines: wordsIn(fact, 'lines'),
    beside: personIn(fact, 'beside', personOf),
  }
}

/** A swap counts once both signed: whoever gives by making it, the other by saying yes. Either can take it back. */
function swapsOf(facts: readonly Fact[], all: Facts): Swap[] {
  const answers = new Map<string, Map<PersonId, boolean>>()
  for (const fact of facts) {
    const swap = fact.type === SWAP_ANSWER ? idIn(fact, 'swap', 32) : null
    if (swap !== null) answers.set(swap, (answers.get(swap) ?? new Map<PersonId, boolean>()).set(fact.by, isYes(fact)))
  }
  return facts.flatMap((fact): Swap[] => {
    const [give, take] = [dayIn(fact, 'give'), dayIn(fact, 'take')]
    const to = personIn(fact, 'to', all.personOf)
    if (fact.type !== SWAP || give === null || take === null || give === take || to === null || to === fact.by) return []
    const said = answers.get(fact.id)
    const isOff = said?.get(fact.by) === false || said?.get(to) === false
    const state = isOff ? 'off' : said?.get(to) === true ? 'agreed' : 'open'
    return [{ id: fact.id, from: fact.by, to, give, take, state }]
  })
}

/** Which of the records marked by `isMark` each record knew of. */
function knownMarks(facts: readonly Fact[], isMark: (fact: Fact) => boolean): Map<RecordId, ReadonlySet<RecordId>> {
  const known = new Map<RecordId, ReadonlySet<RecordId>>()
  for (const fact of facts) {
    const mine = new Set<RecordId>()
    for (const before of fact.after) for (const mark of known.get(before) ?? []) mine.add(mark)
    if (isMark(fact)) mine.add(fact.id)
    known.set(fact.id, mine)
  }
  return known
}

export const isSkipping = (turns: readonly Turn[], occasion: string) => {
  const out = new Set(
    turns.filter(({ isTaken, occasion: first, until }) => !isTaken && first <= occasion && occasion <= (until ?? first)).map(({ person }) => person),
  )
  return (person: PersonId): boolean => out.has(person)
}

export function saidOf(rota: string, all: Facts): Said {
  const facts = all.about(rotaSubject(rota))
  const last = lastBy(facts, (fact) => (fact.type === TURN ? `${dayIn(fact, 'occasion')}/${fact.by}` : null))
  const withRecord = [...last.values()].flatMap((fact) => {
    const turn = turnOf(fact, all)
    return turn ? [{ turn, id: fact.id }] : []
  })
  withRecord.sort(({ turn: a }, { turn: b }) => (a.occasion === b.occasion ? (a.person < b.person ? -1 : 1) : a.occasion < b.occasion ? -1 : 1))
  const turns = withRecord.map(({ turn }) => turn)
  const marks = knownMarks(facts, ({ type }) => type === WILLING)

  const takenOn = new Map<string, { takers: PersonId[]; knew: Set<RecordId> }>()
  for (const { turn, id } of withRecord) {
    if (!turn.isTaken) continue
    const at = takenOn.get(turn.occasion) ?? { takers: [], knew: new Set<RecordId>() }
    at.takers.push(turn.person)
    for (const mark of marks.get(id) ?? []) at.knew.add(mark)
    takenOn.set(turn.occasion, at)
  }
  // Who came in is counted from the first turn of whose taking it was known: not as of a day in the past, when nobody could have asked them.
  const waiting: (Coming & { readonly id: RecordId })[] = facts.flatMap((fact) => {
    const from = fact.type === WILLING ? dayIn(fact, 'from') : null
    const as = AS.find((known) => known === textField(fieldsOf(fact.body), 'as'))
    return from !== null && as ? [{ person: fact.by, as, from, id: fact.id }] : []
  })
  let standings: Standings = new Map()
  const learning = new Map<PersonId, string>()
  const experienced = new Set<PersonId>()
  const come = ({ person, as, from }: Coming) => {
    standings = as === 'turns' ? join(standings, person, from, experienced.has(person)) : stepOut(standings, person)
    if (as !== 'learning') learning.delete(person)
    else if (!learning.has(person)) learning.set(person, from)
  }
  /** Whoever said something earlier that may not count yet waits with what was said later. */
  const comeAll = (mayCome: (one: Coming & { readonly id: RecordId }) => boolean) => {
    const held = new Set<PersonId>()
    for (const one of [...waiting]) {
      if (held.has(one.person) || !mayCome(one)) held.add(one.person)
      else {
        waiting.splice(waiting.indexOf(one), 1)
        come(one)
      }
    }
  }
  const occasions = [...takenOn].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [occasion, { takers, knew }] of occasions) {
    comeAll(({ from, id }) => from <= occasion && knew.has(id))
    standings = had(standings, occasion, takers, isSkipping(turns, occasion))
    for (const person of takers) experienced.add(person)
    for (const { beside } of turns.filter((turn) => turn.isTaken && turn.occasion === occasion))
      if (beside && learning.has(beside)) learning.set(beside, occasion)
  }
  const end = occasions.at(-1)?.[0] ?? ''
  comeAll(({ from }) => from <= end)
  return { rota, turns, swaps: swapsOf(facts, all), standings, learning, experienced, coming: waiting.map(({ person, as, from }) => ({ person, as, from })) }
}

/** What somebody is now, as of a day: what was said last of those that have come. */
export function asOf(said: Said, person: PersonId, today: string): As {
  const coming = said.coming.filter((one) => one.person === person && one.from <= today).at(-1)
  if (coming) return coming.as
  return said.standings.has(person) ? 'turns' : said.learning.has(person) ? 'learning' : 'not'
}
