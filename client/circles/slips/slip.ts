import { fromHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { fieldsOf } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { isId } from '../chart/chart'
import { countIn, dayIn, type Fact, type Facts, idIn, lastBy, peopleIn, wordsIn } from '../facts/facts'

/**
 * Permission slips (pure): standing leave to try things about something, up to a cap, until a day; tell us after. A use is
 * never refused afterwards: two who used one offline at once both did, and what is over the cap is shown.
 */
export const SLIP = 'slip'
export const SLIP_USED = 'slip-used'
export const SLIP_TOLD = 'slip-told'
export const SLIP_ENDED = 'slip-ended'
export const slipSubject = (slip: string): string => `slip/${slip}`
const SUBJECT = /^slip\/([0-9a-f]{32})$/

/** Amounts are whole hundredths: no float stands in a record. */
export const MAX_AMOUNT = 100_000_000_000

export interface SlipWords {
  readonly about: string
  /** In whose name; null: of the whole workspace. */
  readonly circle: string | null
  /** Devices of whoever may use it, hex; empty: everybody. */
  readonly people: readonly string[]
  /** null: it costs nothing. */
  readonly cap: number | null
  /** The last day; null: none. */
  readonly until: string | null
}
export const slipBody = ({ about, circle, people, cap, until }: SlipWords): CborValue => ({
  about: about.trim(),
  circle: circle === null ? null : fromHex(circle),
  people: people.map(fromHex),
  cap,
  until,
})
export const slipUsedBody = (what: string, amount: number, day: string): CborValue => ({ what: what.trim(), amount, day })
/** What came of it. */
export const slipToldBody = (use: RecordId, words: string): CborValue => ({ use: fromHex(use), words: words.trim() })

export interface SlipUse {
  readonly id: RecordId
  readonly by: PersonId
  readonly what: string
  readonly amount: number
  readonly day: string
  /** What came of it; '' until it is told. */
  readonly told: string
}
export interface Slip {
  readonly id: string
  readonly about: string
  readonly circle: string | null
  readonly by: PersonId
  readonly at: number
  /** Empty: everybody. */
  readonly people: readonly PersonId[]
  readonly cap: number | null
  readonly until: string | null
  /** Taken back by whoever gave it. */
  readonly isEnded: boolean
  readonly uses: readonly SlipUse[]
  readonly used: number
  /** null: no cap. Never below 0. */
  readonly left: number | null
  /** Used at once, more than there was. */
  readonly over: number
}

function useOf(fact: Fact, told: ReadonlyMap<string, Fact>): SlipUse | null {
  const amount = countIn(fact, 'amount')
  const day = dayIn(fact, 'day')
  if (fact.type !== SLIP_USED || amount === null || amount > MAX_AMOUNT || day === null) return null
  const report = told.get(`${fact.id}/${fact.by}`)
  return { id: fact.id, by: fact.by, what: wordsIn(fact, 'what'), amount, day, told: report ? wordsIn(report, 'words') : '' }
}

function slipOf(id: string, facts: readonly Fact[], personOf: Facts['personOf']): Slip | null {
  // What is allowed is what was said first: nobody widens it by saying it again.
  const given = facts.find(({ type }) => type === SLIP)
  const about = given ? wordsIn(given, 'about') : ''
  if (!given || about === '') return null
  const named = fieldsOf(given.body).people
  const people = peopleIn(given, 'people', personOf)
  const isForAll = !Array.isArray(named) || named.length === 0
  const cap = countIn(given, 'cap')
  const circle = idIn(given, 'circle', 16)
  const told = lastBy(facts, (fact) => (fact.type === SLIP_TOLD ? `${idIn(fact, 'use', 32)}/${fact.by}` : null))
  const uses = facts.flatMap((fact) => useOf(fact, told) ?? []).filter(({ by }) => isForAll || people.includes(by))
  const used = uses.reduce((sum, { amount }) => sum + amount, 0)
  return {
    id,
    about,
    circle: isId(circle) ? circle : null,
    by: given.by,
    at: given.at,
    people: isForAll ? [] : people,
    cap,
    until: dayIn(given, 'until'),
    isEnded: facts.some((fact) => fact.type === SLIP_ENDED && fact.by === given.by),
    uses,
    used,
    left: cap === null ? null : Math.max(0, cap - used),
    over: cap === null ? 0 : Math.max(0, used - cap),
  }
}

/** The newest last. */
export function slipsOf({ all, about, personOf }: Facts): Slip[] {
  const ids = new Set(all.flatMap(({ subject, type }) => (type === SLIP ? (SUBJECT.exec(subject)?.[1] ?? []) : [])))
  return [...ids].flatMap((id) => slipOf(id, about(slipSubject(id)), personOf) ?? []).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

export const isOver = ({ isEnded, until }: Slip, today: string): boolean => isEnded || (until !== null && until < today)
export const isFor = ({ people }: Slip, person: PersonId): boolean => people.length === 0 || people.includes(person)

/** "60", "12.50" or "12,50" as hundredths; null for anything else. Without a point, spaces and marks between thousands are looked over. */
export function amountFrom(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
  const found = /^(\d{1,3}(?:[.,]\d{3})+|\d{1,9})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (!found) return null
  return Number((found[1] ?? '').replace(/[.,]/g, '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
