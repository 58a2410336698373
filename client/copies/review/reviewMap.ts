/**
 * A review as it goes on, in the map `reviews` of the history of the text that is changed, shared live (pure, over a Y.Doc):
 *
 *   <review>/pin                        CBOR [base, theirs, state, device, at]: the names of what it was pinned to last
 *   <review>/<change>/<device>          CBOR [seen, answer, reason, at]: what somebody would do; null takes it back
 *   <review>/<change>/<device>/<at>     CBOR text: something said about it
 *
 * Flat names, so that two who write at once keep both. Whoever may write there may have written anything: all is looked at.
 */
import type * as Y from 'yjs'
import { fromHex, toHex, utf8 } from '../../../shared/bytes'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from '../../crypto/deterministicCbor'
import type { TextDecision } from '../../merge/textMerge'
import { type PinNames, readAnswer } from './decided'

const SAID_LENGTH = 4000

export interface Pin extends PinNames {
  /** Device key, hex. */
  readonly by: string
  readonly at: number
}
export interface Choice {
  readonly hunk: string
  /** What stood there when it was chosen. */
  readonly seen: string
  readonly answer: TextDecision['answer']
  readonly reason: string
  readonly device: string
  readonly at: number
}
export interface Said {
  readonly hunk: string
  readonly device: string
  readonly at: number
  readonly words: string
}
export interface ReviewState {
  readonly pin: Pin | null
  readonly choices: readonly Choice[]
  /** The oldest first. */
  readonly said: readonly Said[]
}

export const reviewsOf = (history: Y.Doc): Y.Map<unknown> => history.getMap('reviews')
const HASH = /^[0-9a-f]{64}$/
const isHash = (value: CborValue | undefined): value is Uint8Array => value instanceof Uint8Array && value.length === 32
const cborOf = (bytes: unknown): CborValue => (bytes instanceof Uint8Array ? (decodeCbor(bytes)?.value ?? null) : null)
const listOf = (bytes: unknown): readonly CborValue[] => {
  const value = cborOf(bytes)
  return Array.isArray(value) ? value : []
}

export function setPin(history: Y.Doc, review: string, { base, theirs, state, by, at }: Pin): void {
  reviewsOf(history).set(`${review}/pin`, encodeCbor([...[base, theirs, state, by].map(fromHex), at]))
}
export function setChoice(history: Y.Doc, review: string, { hunk, seen, answer, reason, device, at }: Choice): void {
  const written = typeof answer === 'string' ? answer : utf8(JSON.stringify(answer.mixed))
  reviewsOf(history).set(`${review}/${hunk}/${device}`, encodeCbor(cleanCbor([seen, written, reason.trim().slice(0, SAID_LENGTH), at])))
}
export function takeBack(history: Y.Doc, review: string, hunk: string, device: string): void {
  if (reviewsOf(history).has(`${review}/${hunk}/${device}`)) reviewsOf(history).delete(`${review}/${hunk}/${device}`)
}
export function say(history: Y.Doc, review: string, { hunk, device, at, words }: Said): void {
  reviewsOf(history).set(`${review}/${hunk}/${device}/${at}`, encodeCbor(cleanCbor(words.trim().slice(0, SAID_LENGTH))))
}

export function reviewState(history: Y.Doc, review: string): ReviewState {
  let pin: Pin | null = null
  const choices: Choice[] = []
  const said: Said[] = []
  for (const [name, bytes] of reviewsOf(history).entries()) {
    const [of, hunk = '', device = '', when] = name.split('/')
    if (of !== review) continue
    if (hunk === 'pin') pin = readPin(bytes)
    else if (!HASH.test(hunk) || !HASH.test(device)) continue
    else if (when === undefined) {
      const choice = readChoice(bytes, hunk, device)
      if (choice) choices.push(choice)
    } else {
      const words = cborOf(bytes)
      const at = Number(when)
      if (typeof words === 'string' && Number.isSafeInteger(at)) said.push({ hunk, device, at, words })
    }
  }
  return { pin, choices, said: said.sort((a, b) => a.at - b.at || (a.device < b.device ? -1 : 1)) }
}

function readPin(bytes: unknown): Pin | null {
  const [base, theirs, state, by, at] = listOf(bytes)
  if (!isHash(base) || !isHash(theirs) || !isHash(state) || !isHash(by) || typeof at !== 'number') return null
  return { base: toHex(base), theirs: toHex(theirs), state: toHex(state), by: toHex(by), at }
}
function readChoice(bytes: unknown, hunk: string, device: string): Choice | null {
  const [seen, written, reason, at] = listOf(bytes)
  const answer = readAnswer(written)
  if (typeof seen !== 'string' || answer === null || typeof reason !== 'string' || typeof at !== 'number') return null
  return { hunk, seen, answer, reason, device, at }
}
