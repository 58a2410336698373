/**
 * Threads out of records, the same on every device whatever the order of their coming. Pure.
 *
 * Records are ordered by what they come after; clocks only decide between two that were made without knowledge of each other. A thread is resolved if somebody
 * resolved it who knew all that was said in it: what was said without that knowledge, or since, opens it again, so that no word is put away unread.
 */
import type { RecordId, VerifiedRecord } from '../../crypto/record'
import { type CommentRecord, type Hook, type Mention, readCommentRecord } from './commentRecords'
import { COMMENT, HUNG, REOPENED, REPLY, RESOLVED } from './commentTypes'

export interface Saying {
  readonly id: RecordId
  /** Hex key of the device that said it. */
  readonly device: string
  /** ms, by its clock. */
  readonly at: number
  readonly text: string
  /** How many signs are not shown because it is too long. */
  readonly cut: number
  readonly mentions: readonly Mention[]
}

export interface Thread {
  readonly id: string
  /** null: it has not come, or was taken back. */
  readonly first: Saying | null
  readonly replies: readonly Saying[]
  readonly resolved: { readonly device: string; readonly at: number } | null
  /** Where it was hung last. */
  readonly hook: Hook | null
}

/** All that was said, in order. */
export const sayingsOf = ({ first, replies }: Thread): readonly Saying[] => (first ? [first, ...replies] : replies)

/** How many "resolved" at the end are looked at: more are somebody's mischief. */
const MOST_RESOLVED = 8

/** When each was made: by its clock, but never before what it comes after. So a wrong clock or a forgotten record does not break the order. */
function timesOf(records: readonly CommentRecord[]): ReadonlyMap<RecordId, number> {
  const byId = new Map(records.map((record) => [record.id, record]))
  const times = new Map<RecordId, number>()
  const open: CommentRecord[] = []
  for (const record of records) {
    open.push(record)
    for (let last = open.at(-1); last; last = open.at(-1)) {
      if (times.has(last.id)) {
        open.pop()
        continue
      }
      const before = last.after.flatMap((id) => byId.get(id) ?? [])
      const unknown = before.filter(({ id }) => !times.has(id))
      if (unknown.length > 0) {
        open.push(...unknown)
        continue
      }
      times.set(
        last.id,
        before.reduce((time, { id }) => Math.max(time, (times.get(id) ?? 0) + 1), last.at),
      )
      open.pop()
    }
  }
  return times
}

function inOrder(records: readonly CommentRecord[]): CommentRecord[] {
  const times = timesOf(records)
  const timeOf = (record: CommentRecord) => times.get(record.id) ?? record.at
  return [...records].sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))
}

function ancestors(byId: ReadonlyMap<RecordId, CommentRecord>, of: CommentRecord): { readonly known: ReadonlySet<RecordId>; readonly isWhole: boolean } {
  const known = new Set<RecordId>()
  const open = [...of.after]
  let isWhole = true
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (known.has(id)) continue
    known.add(id)
    const record = byId.get(id)
    if (record) open.push(...record.after)
    else isWhole = false
  }
  return { known, isWhole }
}

/** Whoever resolved it knowing all that was said; where a record between is gone, only what was said afterwards counts as not known. */
function resolvedBy(ordered: readonly CommentRecord[]): CommentRecord | null {
  const byId = new Map(ordered.map((record) => [record.id, record]))
  const said = ordered.filter(({ type }) => type === COMMENT || type === REPLY || type === REOPENED)
  const candidates = ordered.filter(({ type }) => type === RESOLVED).slice(-MOST_RESOLVED)
  const holds = (resolved: CommentRecord): boolean => {
    const { known, isWhole } = ancestors(byId, resolved)
    return said.every((record) => known.has(record.id) || (!isWhole && !ancestors(byId, record).known.has(resolved.id)))
  }
  return candidates.reverse().find(holds) ?? null
}

const sayingOf = ({ id, device, at, words }: Extract<CommentRecord, { words: unknown }>): Saying => ({ id, device, at, ...words })

function threadOf(id: string, records: readonly CommentRecord[]): Thread | null {
  const ordered = inOrder(records)
  const first = ordered.find((record) => record.type === COMMENT)
  const replies = ordered.flatMap((record) => (record !== first && (record.type === REPLY || record.type === COMMENT) ? [sayingOf(record)] : []))
  // Whose every word was taken back is gone, whatever else was said about it.
  if (!first && replies.length === 0) return null
  const hung = ordered.findLast((record) => record.type === HUNG)
  const resolved = resolvedBy(ordered)
  return {
    id,
    first: first?.type === COMMENT ? sayingOf(first) : null,
    replies,
    resolved: resolved && { device: resolved.device, at: resolved.at },
    hook: hung?.type === HUNG ? hung.hook : first?.type === COMMENT ? first.hook : null,
  }
}

/** In the order in which they were begun. What did not change since `before` is the very same thread, so that nothing is drawn again. */
export function threadsOf(records: readonly VerifiedRecord[], before: readonly Thread[] = []): readonly Thread[] {
  const byThread = new Map<string, CommentRecord[]>()
  for (const record of records) {
    const read = readCommentRecord(record)
    if (!read) continue
    const known = byThread.get(read.thread)
    if (known) known.push(read)
    else byThread.set(read.thread, [read])
  }
  const earlier = new Map(before.map((thread) => [thread.id, thread]))
  const threads = [...byThread].flatMap(([id, all]) => {
    const thread = threadOf(id, all)
    if (!thread) return []
    const old = earlier.get(id)
    return [old && isSame(old, thread) ? old : thread]
  })
  const begun = (thread: Thread) => sayingsOf(thread)[0]?.at ?? 0
  threads.sort((a, b) => begun(a) - begun(b) || (a.id < b.id ? -1 : 1))
  return threads.length === before.length && threads.every((thread, i) => thread === before[i]) ? before : threads
}

const isSame = (a: Thread, b: Thread): boolean =>
  sayingsOf(a).length === sayingsOf(b).length &&
  sayingsOf(a).every(({ id }, i) => sayingsOf(b)[i]?.id === id) &&
  a.first?.id === b.first?.id &&
  a.resolved?.at === b.resolved?.at &&
  a.resolved?.device === b.resolved?.device &&
  a.hook?.quote === b.hook?.quote &&
  a.hook?.before === b.hook?.before &&
  a.hook?.position?.from.join() === b.hook?.position?.from.join()

/** Who is meant by a device, and who is looking. */
export interface Reader {
  readonly me: string
  personOf(device: string): string
}

export const FILTERS = ['open', 'mine', 'mentions', 'resolved', 'all'] as const
export type Filter = (typeof FILTERS)[number]

const isMine = (thread: Thread, { me, personOf }: Reader): boolean => sayingsOf(thread).some(({ device }) => personOf(device) === me)
const mentions = ({ mentions: named }: Saying, { me, personOf }: Reader): boolean => named.some(({ device }) => personOf(device) === me)

export function isShown(thread: Thread, filter: Filter, reader: Reader): boolean {
  switch (filter) {
    case 'open':
      return thread.resolved === null
    case 'resolved':
      return thread.resolved !== null
    case 'mine':
      return isMine(thread, reader)
    case 'mentions':
      return sayingsOf(thread).some((saying) => mentions(saying, reader))
    case 'all':
      return true
  }
}

/**
 * What in an open thread waits for the reader: words of others, not seen yet, that name them or answer something that they said. What one has answered oneself
 * one has seen.
 */
export function waitingIn(thread: Thread, reader: Reader, seen: (id: RecordId) => boolean): readonly Saying[] {
  if (thread.resolved) return []
  const { me, personOf } = reader
  const sayings = sayingsOf(thread)
  const lastOwn = sayings.findLastIndex(({ device }) => personOf(device) === me)
  return sayings.filter((saying, i) => i > lastOwn && !seen(saying.id) && (lastOwn >= 0 || mentions(saying, reader)))
}
