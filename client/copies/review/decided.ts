/**
 * What was decided about a review, frozen [F7]: which texts and which state it was pinned to, an answer for each change, and the bases that follow. From this
 * record alone every device makes the same update. Needs the edit rung. Pure.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromHex, fromUtf8, toHex, utf8 } from '../../../shared/bytes'
import { type CborValue, decodeCbor } from '../../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../../crypto/joining'
import type { RecordId, VerifiedRecord } from '../../crypto/record'
import { ancestorsOf } from '../../crypto/recordSet'
import { decisionBytes } from '../../merge/commit'
import type { TextDecision } from '../../merge/textMerge'

export const DECIDED = 'decided'
/** push: a copy's changes into its main text · pull: the main text's into the copy */
export type Direction = 'push' | 'pull'

/** SHA-256, hex, of each text and state, as they are kept in the history of the text that is changed. */
export interface PinNames {
  readonly base: string
  readonly theirs: string
  readonly state: string
}

export interface DecidedBody {
  /** Document id, hex. */
  readonly copy: string
  readonly direction: Direction
  readonly pin: PinNames
  readonly decisions: readonly TextDecision[]
  readonly engine: number
  /** The client number of the update that follows: by it one sees whether it is in the text. 0: nothing was taken, there is none. */
  readonly client: number
  /** [F6] The copy's bases from now on, kept in the same history; a push leaves `pull` as it was. */
  readonly bases: { readonly push: string; readonly pull: string | null }
}

export interface Decided extends DecidedBody {
  readonly record: RecordId
  readonly review: string
  /** Device key, hex. */
  readonly by: string
  readonly at: number
}

export const decidedSubject = (review: string): string => `review/${review}`
const SUBJECT = /^review\/([0-9a-f]{64})$/

/**
 * A review's name: the same for everybody who begins it, and another one after each that was put in.
 * @param previous the record that settled the one before; null: the first
 */
export function reviewId(main: string, copy: string, direction: Direction, previous: RecordId | null): string {
  const parts = [utf8('leaderful/v1/review\0'), fromHex(main), fromHex(copy), utf8(direction), previous === null ? new Uint8Array(32) : fromHex(previous)]
  return toHex(sha256(concat(...parts)))
}

export const decidedBody = ({ copy, direction, pin, decisions, engine, client, bases }: DecidedBody): CborValue => ({
  copy: fromHex(copy),
  direction,
  pin: [pin.base, pin.theirs, pin.state].map(fromHex),
  decisions: decisionBytes(decisions),
  engine,
  client,
  bases: [fromHex(bases.push), bases.pull === null ? null : fromHex(bases.pull)],
})

const isHash = (value: CborValue | undefined): value is Uint8Array => value instanceof Uint8Array && value.length === 32
const listOf = (value: CborValue | undefined): readonly CborValue[] => (Array.isArray(value) ? value : [])

/** null: not decisions. Whether they fit the review is looked at where they are used. */
export function readDecisions(bytes: Uint8Array): TextDecision[] | null {
  const value = decodeCbor(bytes)?.value
  if (!Array.isArray(value)) return null
  const decisions: TextDecision[] = []
  for (const item of value as readonly CborValue[]) {
    const [hunk, seen, answer] = listOf(item)
    const read = readAnswer(answer)
    if (typeof hunk !== 'string' || typeof seen !== 'string' || read === null) return null
    decisions.push({ hunk, seen, answer: read })
  }
  return decisions
}

/** As `decisionBytes` writes it. null: no answer. */
export function readAnswer(answer: CborValue | undefined): TextDecision['answer'] | null {
  if (answer === 'ours' || answer === 'theirs' || answer === 'both') return answer
  if (!(answer instanceof Uint8Array)) return null
  try {
    const mixed: unknown = JSON.parse(fromUtf8(answer))
    return Array.isArray(mixed) && mixed.every(Array.isArray) ? { mixed } : null
  } catch {
    return null
  }
}

export function readDecided(record: VerifiedRecord): Decided | null {
  const [, review] = SUBJECT.exec(record.subject) ?? []
  if (record.type !== DECIDED || record.device === null || review === undefined) return null
  const fields = fieldsOf(record.body)
  const copy = bytesField(fields, 'copy', 16)
  const direction = textField(fields, 'direction')
  const [base, theirs, state] = listOf(fields.pin)
  const [push, pull] = listOf(fields.bases)
  const decisions = fields.decisions instanceof Uint8Array ? readDecisions(fields.decisions) : null
  if (!copy || (direction !== 'push' && direction !== 'pull') || !decisions || typeof fields.engine !== 'number' || typeof fields.client !== 'number')
    return null
  if (!isHash(base) || !isHash(theirs) || !isHash(state) || !isHash(push)) return null
  return {
    copy: toHex(copy),
    direction,
    pin: { base: toHex(base), theirs: toHex(theirs), state: toHex(state) },
    decisions,
    engine: fields.engine,
    client: fields.client,
    bases: { push: toHex(push), pull: isHash(pull) ? toHex(pull) : null },
    record: record.id,
    review,
    by: toHex(record.device),
    at: record.at ?? 0,
  }
}

/** By review, that which stands: the later one, else the smaller id; and the others, whose words are withdrawn. */
export function settled(records: readonly VerifiedRecord[]): Map<string, { readonly stands: Decided; readonly others: readonly Decided[] }> {
  const byReview = new Map<string, Decided[]>()
  for (const record of records) {
    const decided = readDecided(record)
    if (decided) byReview.set(decided.review, [...(byReview.get(decided.review) ?? []), decided])
  }
  return new Map(
    [...byReview].map(([review, all]) => {
      const before = ancestorsOf(
        records,
        all.map(({ record }) => record),
      )
      const [stands, ...others] = [...all].sort((a, b) => Number(before.has(a.record)) - Number(before.has(b.record)) || (a.record < b.record ? -1 : 1)) as [
        Decided,
        ...Decided[],
      ]
      return [review, { stands, others }]
    }),
  )
}

/** What was put in last of a copy, this way; by the clocks of those who did, else by id: all see the same. */
export function lastOf(all: Iterable<Decided>, copy: string, direction: Direction): Decided | null {
  return (
    [...all].filter((decided) => decided.copy === copy && decided.direction === direction).sort((a, b) => b.at - a.at || (a.record < b.record ? -1 : 1))[0] ??
    null
  )
}
