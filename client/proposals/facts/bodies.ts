import { fromHex, toHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../../crypto/joining'
import type { DeviceId } from '../../crypto/person'

/**
 * What the records of proposals say (PROTOCOL.md, 13c): records of the workspace's index, the voice rung is enough. A person is named by a device key. Pure.
 */
export const PROPOSAL = 'proposal'
export const AFFECTS = 'affects'
export const ROUND = 'round'
export const LONGER = 'longer'
export const POSITION = 'position'
export const CLOSING = 'closing'
/** [D9] What somebody said on paper or aloud, as a witness wrote it down. */
export const WITNESSED = 'witnessed'
export const MEDIA = ['paper', 'voice'] as const
export type Medium = (typeof MEDIA)[number]
/** [D0] Somebody is asked from now on, or not any more; it needs the edit rung. */
export const ROSTER = 'roster'
/** A decision that was taken in a room. */
export const WRITTEN = 'written-decision'
export const LOOKED = 'looked-again'
export const TASK = 'task-done'
/** Who looks after what was adopted, and when it is looked at again. */
export const OWNED = 'owned'

export const proposalSubject = (document: string): string => `proposal/${document}`
export const roundSubject = (round: string): string => `round/${round}`
export const decisionSubject = (decision: string): string => `decision/${decision}`

/** No reason is longer than this: the rest is cut, and the field says so before. */
export const WORDS = 20_000
export const SENTENCE = 600
export const cut = (text: string, most = WORDS): string => text.trim().slice(0, most)

export type Body = ReturnType<typeof fieldsOf>
export const words = (body: Body, field: string, most = WORDS): string => (textField(body, field) ?? '').slice(0, most)
export const hex = (body: Body, field: string, length: number): string | null => {
  const bytes = bytesField(body, field, length)
  return bytes && toHex(bytes)
}
export const moment = (body: Body, field: string): number | null => {
  const value = body[field]
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null
}
export const list = (body: Body, field: string): readonly CborValue[] => {
  const value = body[field]
  return Array.isArray(value) ? (value as readonly CborValue[]) : []
}
export const idsIn = (body: Body, field: string): string[] =>
  list(body, field).flatMap((value) => (value instanceof Uint8Array && value.length === 32 ? [toHex(value)] : []))
export const textsIn = (body: Body, field: string): string[] => list(body, field).flatMap((value) => (typeof value === 'string' ? [value.slice(0, WORDS)] : []))
export const devices = (ids: readonly DeviceId[]): Uint8Array[] => ids.map(fromHex)

export interface BidWords {
  readonly expect: string
  readonly cost: string
  readonly guardian: string
  readonly stopIf: string
  readonly until: number | null
}
export const bidBody = ({ expect, cost, guardian, stopIf, until }: BidWords): CborValue => ({ expect, cost, guardian, stopIf, until })
export function readBid(body: Body): BidWords | null {
  const bid = body.bid
  if (bid === null || bid === undefined) return null
  const fields = fieldsOf(bid)
  return {
    ...{ expect: words(fields, 'expect', 2000), cost: words(fields, 'cost', 200), guardian: words(fields, 'guardian', 200) },
    ...{ stopIf: words(fields, 'stopIf', 2000), until: moment(fields, 'until') },
  }
}
