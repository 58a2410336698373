/**
 * [F2] Where a copy comes from: the main text, the version that it began with, who made it, why, for whom and until when. A record of the workspace for copies
 * that are listed, of the copy's own room for those that are not; never a word of it inside the texts. Pure.
 */
import { fromHex, toHex } from '../../shared/bytes'
import type { CborValue } from '../crypto/deterministicCbor'
import { bytesField, fieldsOf, textField } from '../crypto/joining'
import type { VerifiedRecord } from '../crypto/record'
import { headsOf } from '../crypto/recordSet'

/** How it began; said again with another date, or closed. */
export const FORK = 'fork'
export const forkSubject = (copyId: string): string => `fork/${copyId}`

export const NAME_LENGTH = 120
export const WHY_LENGTH = 1000

/** copy: a task force's or one's own · suggestion: changes that somebody would make, shown in the main text */
export type ForkKind = 'copy' | 'suggestion'

export interface ForkBody {
  /** Document id, hex. */
  readonly parent: string
  /** SHA-256 of the text that both began with (`baseText.ts`), hex. */
  readonly base: string
  readonly kind: ForkKind
  /** As somebody typed it; null: only whoever made it. */
  readonly forWhom: string | null
  readonly why: string
  /** ms; the last moment of that day where it was chosen. null: no date. */
  readonly until: number | null
  readonly closed: boolean
}

export function forkBody({ parent, base, kind, forWhom, why, until, closed }: ForkBody): CborValue {
  return {
    parent: fromHex(parent),
    base: fromHex(base),
    kind,
    for: forWhom?.trim().slice(0, NAME_LENGTH) || null,
    why: why.trim().slice(0, WHY_LENGTH),
    until,
    closed,
  }
}

/** null for what is no such body: it is looked over. */
export function readForkBody(body: CborValue): ForkBody | null {
  const fields = fieldsOf(body)
  const parent = bytesField(fields, 'parent', 16)
  const base = bytesField(fields, 'base', 32)
  const kind = textField(fields, 'kind')
  if (!parent || !base || (kind !== 'copy' && kind !== 'suggestion')) return null
  const { until } = fields
  return {
    parent: toHex(parent),
    base: toHex(base),
    kind,
    forWhom: textField(fields, 'for')?.trim().slice(0, NAME_LENGTH) || null,
    why: textField(fields, 'why')?.slice(0, WHY_LENGTH) ?? '',
    until: typeof until === 'number' ? until : null,
    closed: fields.closed === true,
  }
}

export interface Lineage extends ForkBody {
  /** The copy's document id, hex. */
  readonly id: string
  /** Device key, hex, and ms: of the first word about it. */
  readonly by: string
  readonly at: number
}

/** A copy that is on no list of this device: what was offered says all else that is needed. */
export const suggestionFrom = (parent: string, id: string): Lineage => ({
  ...{ id, parent, base: '', kind: 'suggestion', forWhom: null, why: '' },
  ...{ until: null, closed: false, by: '', at: 0 },
})

const SUBJECT = /^fork\/([0-9a-f]{32})$/

/**
 * By copy. What a copy comes from is what was said first; its date and whether it is closed is what was said last. Of two last words said at once: open rather
 * than closed, and the later date, so that nobody's time is cut short by chance.
 */
export function lineagesOf(records: readonly VerifiedRecord[]): Map<string, Lineage> {
  const bySubject = new Map<string, VerifiedRecord[]>()
  for (const record of records) {
    if (record.type !== FORK || record.device === null || !SUBJECT.test(record.subject) || !readForkBody(record.body)) continue
    bySubject.set(record.subject, [...(bySubject.get(record.subject) ?? []), record])
  }
  const found = new Map<string, Lineage>()
  for (const [subject, all] of bySubject) {
    const [, id = ''] = SUBJECT.exec(subject) ?? []
    const known = new Set(all.map((record) => record.id))
    const [first] = all.filter(({ after }) => !after.some((before) => known.has(before))).sort((a, b) => (a.id < b.id ? -1 : 1))
    const origin = first && readForkBody(first.body)
    if (!first?.device || !origin) continue
    const heads = new Set(headsOf(all, subject))
    const last = all.flatMap((record) => (heads.has(record.id) ? (readForkBody(record.body) ?? []) : []))
    const isClosed = last.every(({ closed }) => closed)
    const dates = last.filter(({ closed }) => closed === isClosed).map(({ until }) => until ?? Number.POSITIVE_INFINITY)
    const until = Math.max(...dates)
    found.set(id, { ...origin, id, by: toHex(first.device), at: first.at ?? 0, closed: isClosed, until: Number.isFinite(until) ? until : null })
  }
  return found
}

/** Copies of a text that are out, the oldest first. */
export const copiesOf = (lineages: ReadonlyMap<string, Lineage>, parent: string): Lineage[] =>
  [...lineages.values()].filter((lineage) => lineage.parent === parent && !lineage.closed).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))

export interface LineageNode {
  readonly id: string
  /** null: a main text that is no copy itself. */
  readonly lineage: Lineage | null
  readonly copies: readonly LineageNode[]
}

/** The whole family of a text, from the first main text down; what names itself its own forebear is cut there. */
export function familyOf(lineages: ReadonlyMap<string, Lineage>, id: string): LineageNode {
  let root = id
  const seen = new Set<string>()
  for (let up = lineages.get(root); up && !seen.has(root); up = lineages.get(root)) {
    seen.add(root)
    root = up.parent
  }
  const below = (of: string, above: ReadonlySet<string>): LineageNode => ({
    id: of,
    lineage: lineages.get(of) ?? null,
    copies: copiesOf(lineages, of).flatMap((copy) => (above.has(copy.id) ? [] : [below(copy.id, new Set([...above, copy.id]))])),
  })
  return below(root, new Set([root]))
}

/** Its date has passed and nobody closed it. */
export const isPast = ({ until, closed }: Pick<Lineage, 'until' | 'closed'>, now: number): boolean => !closed && until !== null && until < now

/** The end of a day that somebody chose, `days` from now. */
export function endOfDay(now: number, days: number): number {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(23, 59, 59, 999)
}
