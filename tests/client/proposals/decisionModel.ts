import { fieldsOf } from '../../../client/crypto/joining'
import type { VerifiedRecord } from '../../../client/crypto/record'
import { toHex } from '../../../shared/bytes'

/**
 * What a round comes to, said a second time and as plainly as can be: the oracle that the verdict is compared with. It shares no line with
 * `client/proposals/facts/`, keeps nothing, and looks at every record for every question.
 */
export interface ModelRound {
  readonly id: string
  readonly by: string
  readonly method: string
  readonly roster: readonly string[]
  readonly owed: readonly string[]
  readonly closes: number
}
export type ModelVerdict =
  | { readonly state: 'open' }
  | { readonly state: 'reopened'; readonly by: readonly string[] }
  | { readonly state: 'closed'; readonly outcome: string; readonly closing: string }

const CAUTION = ['none', 'consent', 'abstain', 'aside', 'concern', 'objection']

export function oracle(records: readonly VerifiedRecord[], round: ModelRound, personOf: (device: string) => string | null): ModelVerdict {
  const about = records.filter((record) => record.subject === `round/${round.id}`)
  const field = (record: VerifiedRecord, name: string): unknown => fieldsOf(record.body)[name]
  const maker = (record: VerifiedRecord): string | null => (record.device ? personOf(toHex(record.device)) : null)
  const isAfter = (one: VerifiedRecord, other: VerifiedRecord): boolean =>
    records.some((between) => one.after.includes(between.id) && (between.id === other.id || isAfter(between, other)))
  const choiceOf = (record: VerifiedRecord): number => CAUTION.indexOf(String(field(record, 'choice')))
  const named = (record: VerifiedRecord): string | null => {
    const device = field(record, 'person')
    return device instanceof Uint8Array ? personOf(toHex(device)) : null
  }
  const own = about.filter((record) => record.type === 'position' && choiceOf(record) >= 0 && maker(record) !== null)
  const isSeat = (as: unknown): boolean => as === null || as === 'decide' || as === 'impacted' || as === 'responsible'
  const changes = about.filter((record) => record.type === 'roster' && maker(record) !== null && named(record) !== null && isSeat(field(record, 'as')))
  /** [D0] Whom it asks, and whom it owes a hearing, as far as `knows` goes. */
  const asked = (knows: (record: VerifiedRecord) => boolean): { all: string[]; owed: string[] } => {
    const people = new Set([...round.roster, ...changes.flatMap((change) => named(change) ?? [])])
    const seats = [...people].map((person) => {
      const mine = changes.filter((one) => {
        if (named(one) !== person || !knows(one)) return false
        return field(one, 'as') !== null || maker(one) === person || !own.some((word) => maker(word) === person && knows(word))
      })
      const last = mine.filter((one) => !mine.some((other) => isAfter(other, one))).map((one) => field(one, 'as'))
      const isOff = last.length > 0 && last.every((as) => as === null)
      const isOwed = !isOff && (round.owed.includes(person) || last.some((as) => as === 'impacted' || as === 'responsible'))
      return { person, isOn: !isOff && (round.roster.includes(person) || last.length > 0), isOwed }
    })
    return { all: seats.filter(({ isOn }) => isOn).map(({ person }) => person), owed: seats.filter(({ isOwed }) => isOwed).map(({ person }) => person) }
  }
  const now = asked(() => true)
  /** [D9] */
  const mayWitness = (person: string | null): boolean => person !== null && [...round.roster, ...now.all].includes(person)
  const witnessed = about.filter((record) => {
    if (record.type !== 'witnessed' || choiceOf(record) < 0 || named(record) === null) return false
    return ['paper', 'voice'].includes(String(field(record, 'medium'))) && mayWitness(maker(record)) && maker(record) !== named(record)
  })
  const positions = [...own, ...witnessed]
  const latest = (among: readonly VerifiedRecord[], person: string): VerifiedRecord[] => {
    const said = own.filter((record) => among.includes(record) && maker(record) === person)
    const mine = said.length > 0 ? said : witnessed.filter((record) => among.includes(record) && named(record) === person)
    return mine.filter((one) => !mine.some((other) => maker(other) === maker(one) && isAfter(other, one)))
  }
  const heard = (among: readonly VerifiedRecord[], person: string): string | null => {
    const most = Math.max(0, ...latest(among, person).map(choiceOf))
    return most === 0 ? null : (CAUTION[most] ?? null)
  }
  const outcome = (among: readonly VerifiedRecord[], roster: readonly string[]): string => {
    const said = roster.flatMap((person) => heard(among, person) ?? [])
    const fors = said.filter((choice) => choice === 'consent' || choice === 'concern').length
    const against = said.filter((choice) => choice === 'objection').length
    const carried = { consent: fors > 0 && against === 0, 'show of hands': fors > against, advice: said.length > 0 }[round.method]
    return carried ? 'adopted' : 'not adopted'
  }
  const cited = (closing: VerifiedRecord): (VerifiedRecord | undefined)[] => {
    const cut = field(closing, 'cut')
    return Array.isArray(cut) ? cut.map((id) => positions.find((one) => one.id === toHex(id as Uint8Array))) : []
  }
  const stands = (closing: VerifiedRecord): boolean => {
    const person = maker(closing)
    const cut = cited(closing).filter((one) => one !== undefined)
    const then = asked((record) => isAfter(closing, record) || cut.includes(record))
    if (person === null || !then.all.includes(person) || cut.length < cited(closing).length) return false
    if (round.method === 'advice' && person !== round.by) return false
    const tried = ((field(closing, 'tried') ?? []) as [Uint8Array, string][]).filter(([, why]) => why.trim() !== '').map(([device]) => personOf(toHex(device)))
    const longer = about
      .filter((record) => record.type === 'longer' && maker(record) !== null && isAfter(closing, record))
      .map((one) => Number(field(one, 'closes')))
    const missing = then.all.filter((one) => heard(cut, one) === null)
    if (missing.some((one) => then.owed.includes(one) && !tried.includes(one))) return false
    if (missing.length > 0 && (closing.at ?? 0) < Math.max(round.closes, ...longer)) return false
    return outcome(cut, then.all) === field(closing, 'outcome')
  }
  const standing = about.filter((record) => record.type === 'closing' && stands(record))
  const last = standing.filter((one) => !standing.some((other) => isAfter(other, one)))
  if (last.length === 0) return { state: 'open' }
  const late = now.all
    .flatMap((person) => latest(positions, person))
    .filter((one) => field(one, 'choice') === 'objection' && last.some((closing) => !cited(closing).includes(one) && !isAfter(one, closing)))
  if (late.length > 0) return { state: 'reopened', by: late.map(({ id }) => id).sort() }
  const careful = last.some((one) => field(one, 'outcome') === 'not adopted') ? 'not adopted' : 'adopted'
  const [closing = ''] = last
    .filter((one) => field(one, 'outcome') === careful)
    .map(({ id }) => id)
    .sort()
  return { state: 'closed', outcome: careful, closing }
}
