/**
 * What comments are made of: signed records of the text document, all of one thread under one subject, the thread's id. Reading never throws, and whatever is
 * not as agreed is left out; a text that is too long is cut, and says so. Pure.
 *
 *   comment            {text, mentions, quote, before, after, whole, position}   the first of a thread
 *   comment-reply      {text, mentions}
 *   comment-resolved   {}            comment-reopened {}
 *   comment-hung       {quote, before, after, whole, position}                   hung up again by hand
 */
import { fromHex, toHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../../crypto/joining'
import type { RecordId, VerifiedRecord } from '../../crypto/record'
import { COMMENT, HUNG, isCommentType, REOPENED, REPLY, RESOLVED } from './commentTypes'

/** In signs of one's own comment: longer thoughts are a text of their own. */
export const LONGEST_WRITTEN = 4_000
/** More of somebody else's is not shown, whatever their app let through. */
export const LONGEST_READ = 100_000
export const LONGEST_QUOTE = 400
/** Of what stands before and after the quote. */
export const CONTEXT = 40
const MOST_MENTIONS = 50
const LONGEST_NAME = 80
/** The end of the year 9999: a later clock is none, and could not be written as a date. */
const LATEST = 253_402_300_799_999
/** Two encoded relative positions are far below it. */
const LONGEST_POSITION = 200

export interface Mention {
  /** A device key of the person, hex: any of them names the person. */
  readonly device: string
  /** As it stands in the text, after the "@". */
  readonly name: string
}

/** Where a thread hangs, for whoever cannot see its mark: the words, what stands round them, and their place in Yjs. */
export interface Hook {
  readonly quote: string
  readonly before: string
  readonly after: string
  /** False: the words were longer than the quote. */
  readonly whole: boolean
  /** Encoded relative positions of the first and behind the last character. */
  readonly position: { readonly from: Uint8Array; readonly to: Uint8Array } | null
}

export interface Words {
  readonly text: string
  /** How many signs were left out. */
  readonly cut: number
  readonly mentions: readonly Mention[]
}

interface Read {
  readonly id: RecordId
  readonly thread: string
  /** Hex. */
  readonly device: string
  readonly at: number
  readonly after: readonly RecordId[]
}
export type CommentRecord = Read &
  (
    | { readonly type: typeof COMMENT; readonly words: Words; readonly hook: Hook | null }
    | { readonly type: typeof REPLY; readonly words: Words }
    | { readonly type: typeof RESOLVED | typeof REOPENED }
    | { readonly type: typeof HUNG; readonly hook: Hook }
  )

const THREAD = /^[0-9a-f]{32}$/
export const isThreadId = (id: unknown): id is string => typeof id === 'string' && THREAD.test(id)

// Signs that control (but for ends of lines and tabs), and those that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to be taken out
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g
const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROLS, '')

function wordsOf(fields: { readonly [key: string]: CborValue }): Words | null {
  const said = textField(fields, 'text')
  if (said === null) return null
  const text = clean(said.slice(0, LONGEST_READ)).trim()
  if (text === '') return null
  return { text, cut: Math.max(0, said.length - LONGEST_READ), mentions: mentionsOf(fields.mentions) }
}

function mentionsOf(value: CborValue | undefined): Mention[] {
  if (!Array.isArray(value)) return []
  return (value as readonly CborValue[]).slice(0, MOST_MENTIONS).flatMap((item) => {
    const fields = fieldsOf(item)
    const device = bytesField(fields, 'device', 32)
    const name = textField(fields, 'name')
    return device && name !== null && name !== '' ? [{ device: toHex(device), name: clean(name).slice(0, LONGEST_NAME) }] : []
  })
}

function hookOf(fields: { readonly [key: string]: CborValue }): Hook | null {
  const quote = textField(fields, 'quote')
  if (quote === null || quote === '') return null
  const { from, to } = fieldsOf(fields.position ?? null)
  const isPlace = (bytes: CborValue | undefined): bytes is Uint8Array => bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= LONGEST_POSITION
  return {
    quote: clean(quote.slice(0, LONGEST_QUOTE)),
    before: (textField(fields, 'before') ?? '').slice(-CONTEXT),
    after: (textField(fields, 'after') ?? '').slice(0, CONTEXT),
    whole: fields.whole === true && quote.length <= LONGEST_QUOTE,
    position: isPlace(from) && isPlace(to) ? { from, to } : null,
  }
}

/** null: no record of comments, or not one as agreed. */
export function readCommentRecord(record: VerifiedRecord): CommentRecord | null {
  const { type, subject: thread, device, at, id, after } = record
  if (!isCommentType(type) || !isThreadId(thread) || device === null || at === null) return null
  const read: Read = { id, thread, device: toHex(device), at: Math.min(at, LATEST), after }
  const fields = fieldsOf(record.body)
  if (type === RESOLVED || type === REOPENED) return { ...read, type }
  if (type === HUNG) {
    const hook = hookOf(fields)
    return hook && { ...read, type, hook }
  }
  const words = wordsOf(fields)
  if (!words) return null
  return type === COMMENT ? { ...read, type, words, hook: hookOf(fields) } : { ...read, type: REPLY, words }
}

const hookBody = ({ quote, before, after, whole, position }: Hook) => ({ quote, before, after, whole, position: position && { ...position } })
const mentionsBody = (mentions: readonly Mention[]) => mentions.map(({ device, name }) => ({ device: fromHex(device), name }))

export const commentBody = (text: string, mentions: readonly Mention[], hook: Hook): CborValue => ({
  text,
  mentions: mentionsBody(mentions),
  ...hookBody(hook),
})
export const replyBody = (text: string, mentions: readonly Mention[]): CborValue => ({ text, mentions: mentionsBody(mentions) })
export const hungBody = (hook: Hook): CborValue => hookBody(hook)

/** A new thread's id; unguessable, so that nobody else begins the same one. */
export const newThreadId = (): string => toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)))

/** Whether one's own words may be sent as they are: none, or how many signs too many. */
export function tooLong(text: string): number {
  return Math.max(0, text.trim().length - LONGEST_WRITTEN)
}
