import type { Result } from '../../shared/result'
import { isAcknowledged } from './compaction'
import type { DocumentKey, RelayKey, UpdateRow } from './deviceLog'
import { readOuts } from './documentReads'
import { fenced } from './documentWrites'
import { fold } from './folding'
import { KEYS } from './rows/key'
import { type Entry, entriesUnder, type Found, type Operation, valueAt, type Write } from './rows/operation'
import { decodeBase, decodeIn, decodeOut, encodeBase } from './rows/row'
import { inWritingOrder } from './writingOrder'

/**
 * [S3] base, in and acknowledged out become one base, and the send rows of what was folded go. A row that cannot be read,
 * or that Yjs does not take, is moved aside as it is, and this document's cursors go with it: the link then begins at the
 * beginning, and what was damaged comes again.
 */
export function compact(fence: number, doc: DocumentKey, relays: readonly RelayKey[]): Operation<boolean> {
  const reads = [valueAt(KEYS.base(doc)), entriesUnder(KEYS.ins(doc)), entriesUnder(KEYS.outs(doc)), entriesUnder(KEYS.sendsOfOut(doc))]
  return fenced(fence, reads, (found) => {
    const parts = partsOf(found, doc, relays)
    const isNothing = parts.every(({ key, row }) => row !== null && key.length === KEYS.base(doc).length)
    if (isNothing) return { value: false, writes: [], again: null }
    const readable = inWritingOrder(parts.flatMap((part) => (part.row ? [{ ...part.row, part }] : [])))
    const folded = fold(readable.map(({ update }) => update))
    const good = readable.filter((_, place) => !folded.refused.has(place))
    const isGood = new Set(good.map(({ part }) => part))
    const damaged = parts.filter((part) => !isGood.has(part))
    for (const { key, row } of damaged) if (row) found.damaged(key, 'an update that cannot be applied')

    const writes = removals(found, doc, parts)
    for (const { key, value } of damaged) writes.push({ put: KEYS.aside(key), value })
    if (damaged.length > 0) writes.push({ removeUnder: KEYS.cursors(doc) })
    if (good.length > 0) {
      const schema = Math.max(...good.map(({ schema }) => schema))
      writes.push({ put: KEYS.base(doc), value: encodeBase({ schema, update: folded.update }) })
    }
    return { value: true, writes, again: null }
  })
}

interface Part extends Entry {
  /** Null: it cannot be read. */
  readonly row: (UpdateRow & { readonly at: number }) | null
}

/** All that this compaction takes away from where it stands. */
function partsOf(found: Found, doc: DocumentKey, relays: readonly RelayKey[]): Part[] {
  const base = { key: KEYS.base(doc), value: found.value(KEYS.base(doc)) }
  const waiting = new Set(readOuts(found, doc).flatMap((row) => (isAcknowledged(row, relays) ? [] : [placeText(row.session, row.n)])))
  const outs = found.entries(KEYS.outs(doc)).filter(({ key }) => !waiting.has(placeText(String(key.at(-2)), Number(key.at(-1)))))
  const decoded = (entry: Entry, row: Result<UpdateRow & { readonly at?: number }>): Part => {
    if (!row.ok) found.damaged(entry.key, row.reason)
    // A base stands before whatever came after it.
    return { ...entry, row: row.ok ? { at: 0, ...row.value } : null }
  }
  return [
    ...(base.value === undefined ? [] : [decoded(base, decodeBase(base.value))]),
    ...found.entries(KEYS.ins(doc)).map((entry) => decoded(entry, decodeIn(entry.value))),
    ...outs.map((entry) => decoded(entry, decodeOut(entry.value))),
  ]
}
const placeText = (session: string, n: number): string => `${n} ${session}`

/** Whole ranges where nothing of them stays: a key at a time is slow. */
function removals(found: Found, doc: DocumentKey, parts: readonly Part[]): Write[] {
  const outs = parts.filter(({ key }) => key[2] === 'out')
  const all: Write[] = [{ remove: KEYS.base(doc) }, { removeUnder: KEYS.ins(doc) }]
  if (outs.length === found.entries(KEYS.outs(doc)).length) return [...all, { removeUnder: KEYS.outs(doc) }, { removeUnder: KEYS.sendsOfOut(doc) }]
  return [...all, ...outs.flatMap(({ key }): Write[] => [{ remove: key }, { remove: KEYS.sendOut(doc, String(key[3]), Number(key[4])) }])]
}
