/**
 * Three-way merging of maps of flat records: a chart's roles, a proposal's fields. By record and field: what only theirs changed is clean, what both changed alike is
 * the same, anything else was changed in both; lists are sets and merge by element; removed against edited was changed in both.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { ByteWriter, equalBytes, toHex, utf8 } from '../../shared/bytes'
import { canonicalRecordsC1, type FlatRecords } from '../crypto/canonicalText'
import type { Decision, Hunk, HunkStatus, Merge, Mergeable } from './hunk'

type FlatRecord = FlatRecords[string]

export interface RecordTitle {
  readonly kind: 'added' | 'removed' | 'changed'
  readonly record: string
  /** null: the whole record. */
  readonly field: string | null
}
export interface RecordPart {
  readonly base: unknown
  readonly ours: unknown
  readonly theirs: unknown
}
/** A value for the field, or a record for the whole; null takes it away. */
export type MixedRecord = unknown
export type RecordHunk = Hunk<RecordTitle, RecordPart>
export type RecordDecision = Decision<MixedRecord>

/** What theirs gives when it is taken. */
interface Change {
  readonly title: RecordTitle
  readonly part: RecordPart
  readonly status: HunkStatus
  readonly taken: unknown
}

const isThere = (value: unknown): boolean => value !== null && value !== undefined
const bytesOf = (value: unknown): Uint8Array => canonicalRecordsC1({ value: { value: unordered(value) } })
/** Lists are sets: the order of their elements says nothing. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const elements = value.map((element: unknown) => ({ element: unordered(element), name: toHex(bytesOf(element)) }))
    return elements.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)).map(({ element }) => element)
  }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unordered(inner)])) : value
}
const same = (a: unknown, b: unknown): boolean => a === b || equalBytes(bytesOf(a), bytesOf(b))
const isMap = (value: unknown): value is FlatRecord => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)

function statusOf({ base, ours, theirs }: RecordPart): HunkStatus {
  if (same(ours, theirs)) return 'same'
  return same(ours, base) ? 'clean' : 'conflict'
}

const has = (list: readonly unknown[], element: unknown): boolean => list.some((other) => same(other, element))
/** Ours with what theirs put in, without what theirs took out. */
function mergedSet(base: readonly unknown[], ours: readonly unknown[], theirs: readonly unknown[]): unknown[] {
  const kept = ours.filter((element) => has(theirs, element) || !has(base, element))
  return [...kept, ...theirs.filter((element) => !has(base, element) && !has(kept, element))]
}

function fieldChange(record: string, field: string, part: RecordPart): Change {
  const title = { kind: 'changed', record, field } as const
  const { base, ours, theirs } = part
  const [b, o, t] = [base ?? [], ours ?? [], theirs ?? []]
  if (Array.isArray(b) && Array.isArray(o) && Array.isArray(t)) {
    const merged = mergedSet(b, o, t)
    const taken = merged.length === 0 && !isThere(theirs) ? null : merged
    return { title, part, status: same(taken, ours) ? 'same' : 'clean', taken }
  }
  return { title, part, status: statusOf(part), taken: theirs }
}

function changesOf(record: string, base: FlatRecord | undefined, ours: FlatRecord | undefined, theirs: FlatRecord | undefined): Change[] {
  if (same(base, theirs)) return []
  const part = { base, ours, theirs }
  if (!theirs) return [{ title: { kind: 'removed', record, field: null }, part, status: statusOf(part), taken: null }]
  if (!ours) return [{ title: { kind: 'added', record, field: null }, part, status: base ? 'conflict' : 'clean', taken: theirs }]
  const fields = [...new Set([...Object.keys(base ?? {}), ...Object.keys(theirs)])].sort()
  return fields
    .filter((field) => !same(base?.[field], theirs[field]))
    .map((field) => fieldChange(record, field, { base: base?.[field], ours: ours[field], theirs: theirs[field] }))
}

/** All texts in a value: names of other records are among them. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isMap(value) ? Object.values(value).flatMap(textsIn) : []
}

const words = (value: unknown): string => (!isThere(value) ? '' : typeof value === 'string' ? value : JSON.stringify(value))

export class RecordMerge implements Merge<FlatRecords, RecordHunk, MixedRecord> {
  readonly hunks: readonly RecordHunk[]
  private readonly changes: ReadonlyMap<string, Change>

  constructor(
    base: FlatRecords,
    readonly ours: FlatRecords,
    theirs: FlatRecords,
    private readonly review: Uint8Array = new Uint8Array(),
  ) {
    const own = (records: FlatRecords, id: string) => (Object.hasOwn(records, id) ? records[id] : undefined)
    const records = [...new Set([...Object.keys(base), ...Object.keys(theirs)])].sort()
    const changes = records.flatMap((id) => changesOf(id, own(base, id), own(ours, id), own(theirs, id)))
    const ids = changes.map((change) => this.idOf(change))
    const added = new Map(
      changes.flatMap(({ title, status }, index) => (title.kind === 'added' && status !== 'same' ? [[title.record, ids[index] ?? '']] : [])),
    )
    this.changes = new Map(changes.map((change, index) => [ids[index] ?? '', change]))
    this.hunks = changes.map((change, index) => hunkOf(change, ids[index] ?? '', added))
  }

  private idOf({ title, part }: Change): string {
    const writer = new ByteWriter()
      .bytes32(this.review)
      .bytes32(utf8(title.record))
      .bytes32(utf8(title.field ?? ''))
    return toHex(sha256(writer.bytes32(bytesOf(part.base)).bytes32(bytesOf(part.theirs)).finish()))
  }

  /** A change whose `needs` were not taken is left, and told as unplaced. */
  apply(decisions: readonly RecordDecision[]): { readonly content: FlatRecords; readonly unplaced: readonly string[] } {
    const chosen = new Map(decisions.filter(({ answer }) => answer !== 'ours').map((decision) => [decision.hunk, decision.answer]))
    const fitting = new Map([...chosen].filter(([id]) => this.isFitting(id, chosen, new Set())))
    const content: Record<string, Record<string, unknown>> = Object.fromEntries(Object.entries(this.ours).map(([id, record]) => [id, { ...record }]))
    for (const { id, title } of this.hunks) {
      const answer = fitting.get(id)
      const change = this.changes.get(id)
      if (answer === undefined || !change) continue
      const value = typeof answer === 'object' ? answer.mixed : change.taken
      put(content, title, value)
    }
    return { content, unplaced: [...chosen.keys()].filter((id) => !fitting.has(id)) }
  }

  private isFitting(id: string, chosen: ReadonlyMap<string, unknown>, above: ReadonlySet<string>): boolean {
    if (above.has(id)) return true
    const hunk = this.hunks.find((other) => other.id === id)
    return hunk?.needs.every((need) => chosen.has(need) && this.isFitting(need, chosen, new Set([...above, id]))) ?? false
  }
}

function put(content: Record<string, Record<string, unknown>>, { record, field }: RecordTitle, value: unknown): void {
  if (field === null) {
    if (isMap(value)) define(content, record, { ...value })
    else delete content[record]
    return
  }
  const own = Object.hasOwn(content, record) ? content[record] : undefined
  if (!own) return
  if (isThere(value)) define(own, field, value)
  else delete own[field]
}
/** Also for names like `__proto__`. */
const define = (target: object, name: string, value: unknown) =>
  Object.defineProperty(target, name, { value, configurable: true, enumerable: true, writable: true })

function hunkOf({ title, part, status, taken }: Change, id: string, added: ReadonlyMap<string, string>): RecordHunk {
  const needs = new Set(textsIn(taken).flatMap((text) => (text === title.record ? [] : (added.get(text) ?? []))))
  return {
    id,
    seen: toHex(sha256(bytesOf(part.ours))),
    status,
    title,
    before: words(part.base),
    after: words(part.theirs),
    needs: [...needs],
    touching: false,
    answers: ['ours', 'theirs'],
    parts: [part],
  }
}

/** The engine for records. */
export function recordMerge<Doc>(read: (doc: Doc) => FlatRecords, review?: Uint8Array): Mergeable<Doc, FlatRecords, RecordHunk, MixedRecord> {
  return { read, diff3: (base, ours, theirs) => new RecordMerge(base, ours, theirs, review) }
}
