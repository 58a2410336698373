import { toHex } from '../../shared/bytes'
import { fieldsOf } from './joining'
import { MAX_AFTER, type RecordId, recordIdFrom, type VerifiedRecord } from './record'

/**
 * What follows from a set of records, whatever their order (PROTOCOL.md, "Order" and "Forgetting"). A record that is
 * named but not here yet changes nothing until it comes. Nothing here throws.
 */

/** The records on `subject` that no other one here comes directly after; in the order of their ids. */
export function headsOf(records: readonly VerifiedRecord[], subject: string): RecordId[] {
  const about = records.filter((record) => record.subject === subject && record.device !== null)
  const passed = new Set(about.flatMap(({ after }) => after))
  return about
    .map(({ id }) => id)
    .filter((id) => !passed.has(id))
    .sort()
}

/**
 * What a new record of `device` on `subject` comes after: all heads; past 256 of them the device's own and the
 * closings first, which are never left out in favour of others.
 */
export function afterOf(records: readonly VerifiedRecord[], subject: string, device: Uint8Array): RecordId[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const mine = toHex(device)
  const rank = (id: RecordId): number => {
    const record = byId.get(id)
    if (record?.device && toHex(record.device) === mine) return 0
    return record?.type === 'closing' ? 1 : 2
  }
  return headsOf(records, subject)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .slice(0, MAX_AFTER)
    .sort()
}

/** What was seen: all but these and what comes after them. What the device said itself after them it said knowing of them. */
export function withoutUnseen(records: readonly VerifiedRecord[], unseen: readonly RecordId[], device: Uint8Array): readonly VerifiedRecord[] {
  if (unseen.length === 0) return records
  const mine = toHex(device)
  const known = ancestorsOf(
    records,
    records.filter((record) => record.device && toHex(record.device) === mine).map(({ id }) => id),
  )
  const hidden = new Set(unseen.filter((id) => !known.has(id)))
  const isHidden = ({ id }: VerifiedRecord) => hidden.has(id) || [...ancestorsOf(records, [id])].some((before) => hidden.has(before))
  return hidden.size === 0 ? records : records.filter((record) => !isHidden(record))
}

/** All that the record with `id` comes after, directly or not, as far as it is here. */
export function ancestorsOf(records: readonly VerifiedRecord[], ids: readonly RecordId[]): Set<RecordId> {
  const byId = new Map(records.map((record) => [record.id, record]))
  const found = new Set<RecordId>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const before of byId.get(id)?.after ?? []) {
      if (found.has(before)) continue
      found.add(before)
      open.push(before)
    }
  }
  return found
}

export const FORGET = 'forget'
/** The rule of who may have what forgotten; a round may bring its own. */
export type MayForget = (forget: VerifiedRecord, target: VerifiedRecord) => boolean

/** Same device or same person. Without `personOf` (from `personsOf`) each device is a person of its own. */
export const bySamePerson =
  (personOf: (device: Uint8Array) => string = toHex): MayForget =>
  (forget, target) =>
    forget.device !== null && target.device !== null && personOf(forget.device) === personOf(target.device)

/** The body of a forget record. */
export const forgetBody = (ids: readonly Uint8Array[]): { readonly ids: readonly Uint8Array[] } => ({ ids })
export function readForgetBody(record: VerifiedRecord): RecordId[] {
  const { ids } = fieldsOf(record.body)
  if (record.type !== FORGET || !Array.isArray(ids)) return []
  return ids.filter((id) => id instanceof Uint8Array && id.length === 32).map(recordIdFrom)
}

/**
 * The ids whose bodies go. Derived only where both records are here: an id that is named before its record came is
 * decided when it comes. A forget record is itself never forgotten, so no order of arrival brings a body back.
 */
export function forgottenIds(records: readonly VerifiedRecord[], mayForget: MayForget = bySamePerson()): RecordId[] {
  const byId = new Map(records.map((record) => [record.id, record]))
  const forgotten = new Set<RecordId>()
  for (const forget of records) {
    for (const id of readForgetBody(forget)) {
      const target = byId.get(id)
      if (target && target.type !== FORGET && mayForget(forget, target)) forgotten.add(id)
    }
  }
  return [...forgotten].sort()
}
