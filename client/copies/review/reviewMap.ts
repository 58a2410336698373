/**
 * A review as it goes on, in the map `reviews` of the history of the text that is changed, shared live (pure, over a Y.Doc):
 *
 *   <review>/<change>/<device>          CBOR [seen, answer, reason, at]: what somebody would do; null takes it back
 *   <review>/<change>/<device>/<at>     CBOR text: something said about it
 *
 * Flat names, so that two who write at once keep both. Whoever may write there may have written anything: all is looked at.
 */
import type * as Y from 'yjs'
import { utf8 } from '../../../shared/bytes'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from '../../crypto/deterministicCbor'
import type { TextDecision } from '../../merge/textMerge'
import { readAnswer } from './decided'

const SAID_LENGTH = 4000

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
  readonly choices: readonly Choice[]
  /** The oldest first. */
  readonly said: readonly Said[]
}

export const reviewsOf = (history: Y.Doc): Y.Map<unknown> => history.getMap('reviews')
const HASH = /^[0-9a-f]{64}$/
const cborOf = (bytes: unknown): CborValue => (bytes instanceof Uint8Array ? (decodeCbor(bytes)?.value ?? null) : null)
const listOf = (bytes: unknown): readonly CborValue[] => {
  const value = cborOf(bytes)
  return Array.isArray(value) ? value : []
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
  const choices: Choice[] = []
  const said: Said[] = []
  for (const [name, bytes] of reviewsOf(history).entries()) {
    const [of, hunk = '', device = '', when] = name.split('/')
    if (of !== review) continue
    if (!HASH.test(hunk) || !HASH.test(device)) continue
    if (when === undefined) {
      const choice = readChoice(bytes, hunk, device)
      if (choice) choices.push(choice)
    } else {
      const words = cborOf(bytes)
      const at = Number(when)
      if (typeof words === 'string' && Number.isSafeInteger(at)) said.push({ hunk, device, at, words })
    }
  }
  const inTurn = (a: { at: number; device: string }, b: { at: number; device: string }): number => a.at - b.at || (a.device < b.device ? -1 : 1)
  return { choices: choices.sort(inTurn), said: said.sort(inTurn) }
}

function readChoice(bytes: unknown, hunk: string, device: string): Choice | null {
  const [seen, written, reason, at] = listOf(bytes)
  const answer = readAnswer(written)
  if (typeof seen !== 'string' || answer === null || typeof reason !== 'string' || typeof at !== 'number') return null
  return { hunk, seen, answer, reason, device, at }
}
