import { toHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import type { RecordId, VerifiedRecord } from '../../crypto/record'
import { isDay } from '../../documents/schema/attributes'
import type { People } from '../../workspace/people'

/**
 * What people said about their turns, slips, circles and each other (pure): signed records of the chart's document, each
 * with the person who said it. Nothing of a device that is nobody's, or that its owner stopped, is among them.
 */
export interface Fact {
  readonly id: RecordId
  readonly type: string
  readonly subject: string
  readonly body: CborValue
  readonly after: readonly RecordId[]
  readonly by: PersonId
  /** ms by the maker's clock: shown, never compared. */
  readonly at: number
}

export interface Facts {
  /** Each behind all that its maker knew; of those that did not know of each other, by id. The same order on every device. */
  readonly all: readonly Fact[]
  about(subject: string): readonly Fact[]
  /** null: nobody of this workspace, or not known here yet. */
  personOf(device: Uint8Array): PersonId | null
}

/** What has to be known of people for it. */
export type Who = Pick<People, 'ofDevice'> & { readonly persons: Pick<People['persons'], 'counts'> }

export function factsOf(records: readonly VerifiedRecord[], people: Who): Facts {
  const facts = records.flatMap((record): Fact[] => {
    const member = record.device && people.persons.counts(record) ? people.ofDevice(record.device) : null
    if (!member) return []
    const { id, type, subject, body, after, at } = record
    return [{ id, type, subject, body, after, by: member.id, at: at ?? 0 }]
  })
  const all = inOrder(facts)
  const bySubject = new Map<string, Fact[]>()
  for (const fact of all) {
    const same = bySubject.get(fact.subject)
    if (same) same.push(fact)
    else bySubject.set(fact.subject, [fact])
  }
  return { all, about: (subject) => bySubject.get(subject) ?? [], personOf: (device) => people.ofDevice(toHex(device))?.id ?? null }
}

export const NO_FACTS: Facts = { all: [], about: () => [], personOf: () => null }

/** By how long a chain of others stands before each, then by id: nothing stands before what it comes after. */
export function inOrder<T extends Pick<Fact, 'id' | 'after'>>(facts: readonly T[]): T[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const depth = new Map<RecordId, number>()
  for (const { id: start } of facts) {
    const open = [start]
    while (open.length > 0) {
      const id = open.at(-1) as RecordId
      const before = byId.get(id)?.after.filter((one) => byId.has(one)) ?? []
      const unknown = depth.has(id) ? [] : before.filter((one) => !depth.has(one))
      if (unknown.length > 0) open.push(...unknown)
      else {
        if (!depth.has(id))
          depth.set(
            id,
            before.reduce((most, one) => Math.max(most, (depth.get(one) ?? 0) + 1), 0),
          )
        open.pop()
      }
    }
  }
  return [...byId.values()].sort((a, b) => (depth.get(a.id) ?? 0) - (depth.get(b.id) ?? 0) || (a.id < b.id ? -1 : 1))
}

/** The last that was said for each key, in the order of `facts`. */
export function lastBy<K>(facts: readonly Fact[], keyOf: (fact: Fact) => K | null): Map<K, Fact> {
  const last = new Map<K, Fact>()
  for (const fact of facts) {
    const key = keyOf(fact)
    if (key !== null) last.set(key, fact)
  }
  return last
}

export const WORDS_LENGTH = 2000
/** Somebody's words in a record; '' where there are none. */
export const wordsIn = (fact: Fact, field: string): string => (textField(fieldsOf(fact.body), field) ?? '').slice(0, WORDS_LENGTH).trim()
export function dayIn(fact: Fact, field: string): string | null {
  const text = textField(fieldsOf(fact.body), field)
  return text !== null && isDay(text) ? text : null
}
/** Hex of so many bytes. */
export function idIn(fact: Fact, field: string, length: number): string | null {
  const bytes = bytesField(fieldsOf(fact.body), field, length)
  return bytes && toHex(bytes)
}
export const isYes = (fact: Fact): boolean => fieldsOf(fact.body).yes === true
/** A whole number from 0. */
export function countIn(fact: Fact, field: string): number | null {
  const value = fieldsOf(fact.body)[field]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
/** The people whose devices a list names, each once. */
export function peopleIn(fact: Fact, field: string, personOf: Facts['personOf']): PersonId[] {
  const value = fieldsOf(fact.body)[field]
  if (!Array.isArray(value)) return []
  return [...new Set((value as readonly CborValue[]).flatMap((one) => (one instanceof Uint8Array && one.length === 32 ? (personOf(one) ?? []) : [])))]
}
export function personIn(fact: Fact, field: string, personOf: Facts['personOf']): PersonId | null {
  const device = bytesField(fieldsOf(fact.body), field, 32)
  return device && personOf(device)
}
