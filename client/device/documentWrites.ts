import type { Acknowledged, Change, DocumentKey, OutRow, Received, RecordId, RelayCursor, RelayKey, UpdateRow } from './deviceLog'
import { union } from './documentReads'
import { fold } from './folding'
import { RecordChanges } from './recordChanges'
import { KEYS } from './rows/key'
import { type Found, type Operation, type Outcome, type Read, rowAt, valueAt, type Write } from './rows/operation'
import {
  decodeBase,
  decodeCreate,
  decodeNumber,
  decodeSend,
  encodeBase,
  encodeCreate,
  encodeCursor,
  encodeIn,
  encodeNumber,
  encodeOut,
  encodeSend,
} from './rows/row'

/** What a method of the log writes, as data: to be done again on the disk, or by another tab whose disk works [S13]. */
export type DocumentWrite =
  | { readonly do: 'appendOut'; readonly doc: DocumentKey; readonly row: OutRow; readonly again?: boolean }
  | {
      readonly do: 'appendRecord'
      readonly doc: DocumentKey
      readonly record: { readonly id: RecordId; readonly bytes: Uint8Array }
      readonly forget: readonly RecordId[]
    }
  | { readonly do: 'createDocument'; readonly doc: DocumentKey; readonly create: Uint8Array | null; readonly base: UpdateRow | null }
  | { readonly do: 'receive'; readonly fence: number; readonly doc: DocumentKey; readonly received: Received }
  | { readonly do: 'acknowledge'; readonly fence: number; readonly doc: DocumentKey; readonly relay: RelayKey; readonly acknowledged: Acknowledged }
  | { readonly do: 'setCursor'; readonly fence: number; readonly doc: DocumentKey; readonly relay: RelayKey; readonly cursor: RelayCursor }
  | { readonly do: 'drop'; readonly doc: DocumentKey }
  | { readonly do: 'raiseFence'; readonly fence: number }

const NOTHING = { writes: [], again: null } as const

const readsOfRecord = (doc: DocumentKey, id: RecordId): Read[] => [valueAt(KEYS.record(doc, id)), valueAt(KEYS.sendRecord(doc, id))]
const holdsFence = (found: Found, fence: number): boolean => rowAt(found, KEYS.fence, decodeNumber) === fence
/** [S3] Nothing is written for whoever holds an earlier number. */
export const fenced = (fence: number, reads: readonly Read[], decide: (found: Found) => Outcome<boolean>): Operation<boolean> => ({
  reads: [valueAt(KEYS.fence), ...reads],
  isStrict: false,
  decide: (found) => (holdsFence(found, fence) ? decide(found) : { value: false, ...NOTHING }),
})

// ---- made here --------------------------------------------------------------------------------------------------

export function appendOut(doc: DocumentKey, row: OutRow, again = false): Operation<void> {
  const send = KEYS.sendOut(doc, row.session, row.n)
  return {
    reads: again ? [valueAt(send)] : [],
    isStrict: true,
    decide: (found) => ({
      value: undefined,
      writes: [
        { put: KEYS.out(doc, row.session, row.n), value: encodeOut(row) },
        { put: send, value: encodeSend(union(row.acknowledged, again ? (rowAt(found, send, decodeSend) ?? []) : [])) },
      ],
      changes: [{ type: 'rows', doc, in: [], out: [{ session: row.session, n: row.n }] }],
      again: { do: 'appendOut', doc, row, again: true } satisfies DocumentWrite,
    }),
  }
}

export function appendRecord(doc: DocumentKey, record: { id: RecordId; bytes: Uint8Array }, forget: readonly RecordId[]): Operation<void> {
  return {
    reads: [record.id, ...forget].flatMap((id) => readsOfRecord(doc, id)),
    isStrict: true,
    decide(found) {
      const records = new RecordChanges(doc, found)
      records.make(record)
      for (const id of forget) records.forget(id)
      return {
        value: undefined,
        writes: records.writes(),
        changes: [{ type: 'records', doc }],
        again: { do: 'appendRecord', doc, record, forget } satisfies DocumentWrite,
      }
    },
  }
}

/** What is there already is never replaced: a create frame stays, a base is folded with the one given. */
export function createDocument(doc: DocumentKey, rows: { create: Uint8Array | null; base: UpdateRow | null }): Operation<void> {
  return {
    reads: [valueAt(KEYS.create(doc)), valueAt(KEYS.base(doc))],
    isStrict: true,
    decide(found) {
      const writes: Write[] = []
      if (rows.create && !rowAt(found, KEYS.create(doc), decodeCreate)) writes.push({ put: KEYS.create(doc), value: encodeCreate(rows.create) })
      if (rows.base) {
        const held = rowAt(found, KEYS.base(doc), decodeBase)
        const base = held ? { schema: Math.max(held.schema, rows.base.schema), update: fold([held.update, rows.base.update]).update } : rows.base
        writes.push({ put: KEYS.base(doc), value: encodeBase(base) })
      }
      return {
        value: undefined,
        writes,
        changes: [{ type: 'rows', doc, in: [], out: [] }],
        again: { do: 'createDocument', doc, ...rows } satisfies DocumentWrite,
      }
    },
  }
}

export const drop = (doc: DocumentKey): Operation<void> => ({
  reads: [],
  isStrict: false,
  decide: () => ({
    value: undefined,
    writes: [{ removeUnder: KEYS.document(doc) }, { removeUnder: KEYS.sendsOf(doc) }, { removeUnder: KEYS.aside(KEYS.document(doc)) }],
    changes: [{ type: 'dropped', doc }],
    again: { do: 'drop', doc } satisfies DocumentWrite,
  }),
})

// ---- the link's, fenced -----------------------------------------------------------------------------------------

/**
 * What is taken on memory is not seen by other windows, and they may take the next number at the same time: so it leaps
 * by a random number, and never equals another's.
 */
export const takeFence = (random: () => number): Operation<number> => ({
  reads: [valueAt(KEYS.fence)],
  isStrict: true,
  decide(found) {
    const leap = found.isDurable ? 1 : 1 + Math.floor(random() * LEAP)
    const fence = (rowAt(found, KEYS.fence, decodeNumber) ?? 0) + leap
    return { value: fence, writes: [{ put: KEYS.fence, value: encodeNumber(fence) }], again: { do: 'raiseFence', fence } satisfies DocumentWrite }
  },
})
const LEAP = 1 << 20
const raiseFence = (fence: number): Operation<void> => ({
  reads: [valueAt(KEYS.fence)],
  isStrict: true,
  decide: (found) =>
    (rowAt(found, KEYS.fence, decodeNumber) ?? 0) >= fence
      ? { value: undefined, ...NOTHING }
      : { value: undefined, writes: [{ put: KEYS.fence, value: encodeNumber(fence) }], again: { do: 'raiseFence', fence } satisfies DocumentWrite },
})

export function receive(fence: number, doc: DocumentKey, received: Received): Operation<boolean> {
  const { in: ins, records, forget, create, relay, cursor } = received
  const ids = [...records.map(({ id }) => id), ...forget]
  const reads = [...(create ? [valueAt(KEYS.create(doc))] : []), ...ids.flatMap((id) => readsOfRecord(doc, id))]
  return fenced(fence, reads, (found) => {
    const writes: Write[] = ins.map((row) => ({ put: KEYS.in(doc, row.id), value: encodeIn(row) }))
    const changed = new RecordChanges(doc, found)
    for (const record of records) changed.take(record, relay)
    for (const id of forget) changed.forget(id)
    writes.push(...changed.writes())
    if (create && !rowAt(found, KEYS.create(doc), decodeCreate)) writes.push({ put: KEYS.create(doc), value: encodeCreate(create) })
    if (relay && cursor) writes.push({ put: KEYS.cursor(doc, relay), value: encodeCursor(cursor) })
    const changes: Change[] = []
    if (ins.length > 0) changes.push({ type: 'rows', doc, in: ins.map(({ id }) => id), out: [] })
    if (changed.isChanged) changes.push({ type: 'records', doc })
    return { value: true, writes, changes, again: { do: 'receive', fence, doc, received } satisfies DocumentWrite }
  })
}

export function acknowledge(fence: number, doc: DocumentKey, relay: RelayKey, acknowledged: Acknowledged): Operation<boolean> {
  const sends = acknowledged.out.map(({ session, n }) => KEYS.sendOut(doc, session, n))
  const reads = [...sends.map(valueAt), ...acknowledged.records.flatMap((id) => readsOfRecord(doc, id))]
  return fenced(fence, reads, (found) => {
    const writes: Write[] = []
    for (const key of sends) {
      if (found.value(key) === undefined) continue
      writes.push({ put: key, value: encodeSend(union(rowAt(found, key, decodeSend) ?? [], [relay])) })
    }
    const records = new RecordChanges(doc, found)
    for (const id of acknowledged.records) records.acknowledge(id, relay)
    writes.push(...records.writes())
    if (acknowledged.cursor) writes.push({ put: KEYS.cursor(doc, relay), value: encodeCursor(acknowledged.cursor) })
    return {
      value: true,
      writes,
      changes: [{ type: 'acknowledged', doc }],
      again: { do: 'acknowledge', fence, doc, relay, acknowledged } satisfies DocumentWrite,
    }
  })
}

export const setCursor = (fence: number, doc: DocumentKey, relay: RelayKey, cursor: RelayCursor): Operation<boolean> =>
  fenced(fence, [], () => ({
    value: true,
    writes: [{ put: KEYS.cursor(doc, relay), value: encodeCursor(cursor) }],
    again: { do: 'setCursor', fence, doc, relay, cursor } satisfies DocumentWrite,
  }))

/** An operation from data, as it was made by this or another window; null for what is not known here. */
export function documentWrite(data: DocumentWrite): Operation<unknown> | null {
  switch (data.do) {
    case 'appendOut':
      return appendOut(data.doc, data.row, data.again)
    case 'appendRecord':
      return appendRecord(data.doc, data.record, data.forget)
    case 'createDocument':
      return createDocument(data.doc, data)
    case 'receive':
      return receive(data.fence, data.doc, data.received)
    case 'acknowledge':
      return acknowledge(data.fence, data.doc, data.relay, data.acknowledged)
    case 'setCursor':
      return setCursor(data.fence, data.doc, data.relay, data.cursor)
    case 'drop':
      return drop(data.doc)
    case 'raiseFence':
      return raiseFence(data.fence)
    default:
      return null
  }
}
