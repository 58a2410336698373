/**
 * A review as it goes on, in the map `reviews` of the history of the text that is changed, shared live (pure, over a Y.Doc):
 *
 *   <review>/<change>/<device>          CBOR [seen, answer, reason, at, heard]: what somebody would do
 *                                       heard (may be missing): [[device, at] …], answers that were heard and settled
 *   <review>/<change>/<device>/<at>     CBOR text: something said about it
 *
 * Flat names, so that two who write at once keep both. Whoever may write there may have written anything: all is looked at.
 */
import type * as Y from 'yjs'
import { fromHex, toHex, utf8 } from '../../../shared/bytes'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from '../../crypto/deterministicCbor'
import type { TextDecision } from '../../merge/textMerge'
import { readAnswer } from './decided'

const SAID_LENGTH = 4000

/** An answer as it was heard: whoever gave another one since has not been heard. */
export interface Heard {
  readonly device: string
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
  /** Answers that this one was given against, in full view of them: with it the change is settled. */
  readonly heard?: readonly Heard[]
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

export function setChoice(history: Y.Doc, review: string, { hunk, seen, answer, reason, device, at, heard = [] }: Choice): void {
  const written = typeof answer === 'string' ? answer : utf8(JSON.stringify(answer.mixed))
  const settles = heard.length === 0 ? [] : [heard.map((each) => [fromHex(each.device), each.at])]
  const entry = [seen, written, reason.trim().slice(0, SAID_LENGTH), at, ...settles]
  reviewsOf(history).set(`${review}/${hunk}/${device}`, encodeCbor(cleanCbor(entry)))
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
  const [seen, written, reason, at, settles] = listOf(bytes)
  const answer = readAnswer(written)
  if (typeof seen !== 'string' || answer === null || typeof reason !== 'string' || typeof at !== 'number') return null
  const heard = readHeard(settles)
  return { hunk, seen, answer, reason, device, at, ...(heard.length > 0 ? { heard } : {}) }
}
function readHeard(value: CborValue | undefined): Heard[] {
  if (!Array.isArray(value)) return []
  return (value as readonly CborValue[]).flatMap((each) => {
    const [device, at] = Array.isArray(each) ? (each as readonly CborValue[]) : []
    return device instanceof Uint8Array && typeof at === 'number' ? [{ device: toHex(device), at }] : []
  })
}
