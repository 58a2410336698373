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
  const positions = about.filter((record) => record.type === 'position' && choiceOf(record) >= 0 && maker(record) !== null)
  const latest = (among: readonly VerifiedRecord[], person: string): VerifiedRecord[] => {
    const mine = among.filter((record) => maker(record) === person)
    return mine.filter((one) => !mine.some((other) => isAfter(other, one)))
  }
  const heard = (among: readonly VerifiedRecord[], person: string): string | null => {
    const most = Math.max(0, ...latest(among, person).map(choiceOf))
    return most === 0 ? null : (CAUTION[most] ?? null)
  }
  const outcome = (among: readonly VerifiedRecord[]): string => {
    const said = round.roster.flatMap((person) => heard(among, person) ?? [])
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
    if (person === null || !round.roster.includes(person) || cut.length < cited(closing).length) return false
    if (round.method === 'advice' && person !== round.by) return false
    const tried = ((field(closing, 'tried') ?? []) as [Uint8Array, string][]).filter(([, why]) => why.trim() !== '').map(([device]) => personOf(toHex(device)))
    const longer = about
      .filter((record) => record.type === 'longer' && maker(record) !== null && isAfter(closing, record))
      .map((one) => Number(field(one, 'closes')))
    const missing = round.roster.filter((one) => heard(cut, one) === null)
    if (missing.some((one) => round.owed.includes(one) && !tried.includes(one))) return false
    if (missing.length > 0 && (closing.at ?? 0) < Math.max(round.closes, ...longer)) return false
    return outcome(cut) === field(closing, 'outcome')
  }
  const standing = about.filter((record) => record.type === 'closing' && stands(record))
  const last = standing.filter((one) => !standing.some((other) => isAfter(other, one)))
  if (last.length === 0) return { state: 'open' }
  const late = round.roster
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
