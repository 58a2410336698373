import type { PersonId } from '../../crypto/person'
import type { Member, People } from '../../workspace/people'
import type { Facts } from '../facts/facts'
import { type Plan, type Planned, planOf, type Row, rowsOf } from './plan'
import { occasionBefore, occasionsFrom, type Rota } from './rotas'
import { type As, asOf, isSkipping, type Said, type Swap, saidOf, type Turn } from './said'

/** One rota as a screen shows it (pure). */
export interface RotaView {
  readonly rota: Rota
  readonly said: Said
  readonly plan: Plan
  readonly rows: readonly RowView[]
  readonly next: Planned | null
  readonly learners: readonly Member[]
  /** What this person is here. */
  readonly mine: As
  /** The last turn that was had, for its three lines. */
  readonly last: Turn | null
  /** A day that has passed, of which nobody wrote down who had it. */
  readonly missed: string | null
  /** Asked and not answered, of days that are still to come. */
  readonly swaps: readonly Swap[]
  /** What people wrote down, the newest first. */
  readonly written: readonly Written[]
  /** How often each has it in a year, as it goes round now: from and to. */
  readonly perYear: readonly [number, number] | null
}
export interface RowView extends Row {
  readonly member: Member
  /** Not on the coming day. */
  readonly skip: Turn | null
}
export type Written = { readonly day: string; readonly turn: Turn } | { readonly day: string; readonly swap: Swap }

const PER_YEAR = { week: 52, 'two weeks': 26, month: 12 } as const

/** @param today a day of this device */
export function rotaView(rota: Rota, facts: Facts, people: People, today: string): RotaView {
  const said = saidOf(rota.id, facts)
  const willing = new Set([...said.standings.keys(), ...said.coming.map(({ person }) => person)])
  const plan = planOf(said, occasionsFrom(rota, today, Math.min(80, willing.size + 6)))
  const [next = null] = plan.turns
  const skipping = next ? isSkipping(said.turns, next.occasion) : () => false
  const skipOf = (person: PersonId): Turn | null =>
    next && skipping(person)
      ? (said.turns.findLast(
          (turn) => turn.person === person && !turn.isTaken && turn.occasion <= next.occasion && next.occasion <= (turn.until ?? turn.occasion),
        ) ?? null)
      : null
  const rows = rowsOf(plan, rota.id).flatMap((row): RowView[] => {
    const member = people.byId.get(row.standing.person)
    return member ? [{ ...row, member, skip: skipOf(member.id) }] : []
  })
  const had = said.turns.filter(({ isTaken, occasion }) => isTaken && occasion <= today)
  const before = occasionBefore(rota, today)
  const isMissed =
    before !== null && rows.some(({ standing }) => standing.since <= before) && !said.turns.some((turn) => turn.isTaken && turn.occasion === before)
  const learners = [...new Set([...said.learning.keys(), ...said.coming.filter(({ as }) => as === 'learning').map(({ person }) => person)])]
  const count = plan.standings.size
  const share = PER_YEAR[rota.every] / Math.max(1, count)
  return {
    rota,
    said,
    plan,
    rows,
    next,
    learners: learners.filter((person) => asOf(said, person, today) === 'learning').flatMap((person) => people.byId.get(person) ?? []),
    mine: people.me ? asOf(said, people.me.id, today) : 'not',
    last: had.filter(({ occasion }) => occasion !== next?.occasion || occasion < today).at(-1) ?? null,
    missed: isMissed ? before : null,
    swaps: said.swaps.filter(({ state, give, take }) => state === 'open' && give >= today && take >= today),
    written: writtenOf(said, today),
    perYear: count > 1 ? [Math.floor(share), Math.ceil(share)] : null,
  }
}

function writtenOf(said: Said, today: string): Written[] {
  // A skip is written down when it is said, for whichever day; a turn once its day is here.
  const turns = said.turns.filter(({ occasion, isTaken }) => !isTaken || occasion <= today).map((turn) => ({ day: turn.occasion, turn }))
  const swaps = said.swaps.filter(({ state }) => state === 'agreed').map((swap) => ({ day: swap.give < swap.take ? swap.give : swap.take, swap }))
  return [...turns, ...swaps].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}

/** Days that are somebody's in the plan, each once: what another could take for theirs. */
export const daysOfOthers = (view: RotaView, me: PersonId): { readonly member: Member; readonly occasion: string }[] =>
  view.rows.flatMap(({ member, planned }) => (member.id !== me && planned ? [{ member, occasion: planned.occasion }] : []))
