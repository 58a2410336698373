import type { DocumentKey, DocumentRows, DocumentUpdates, InRow, OutRow, RecordId, RecordRow, RelayCursor, RelayKey, UpdateRow } from './deviceLog'
import { KEYS, type Key } from './rows/key'
import { entriesUnder, type Found, keysUnder, type Read, rowAt, rowsUnder, valueAt } from './rows/operation'
import { decodeBase, decodeCreate, decodeCursor, decodeIn, decodeOut, decodeRecord, decodeSend } from './rows/row'
import { inWritingOrder } from './writingOrder'

/** A transaction that only reads. */
export interface Reading<T> {
  readonly reads: readonly Read[]
  from(found: Found): T
}

const last = (key: Key): string => String(key.at(-1))
const placeOf = (key: Key): { session: string; n: number } => ({ session: String(key.at(-2)), n: Number(key.at(-1)) })

export const readIns = (found: Found, doc: DocumentKey): InRow[] => rowsUnder(found, KEYS.ins(doc), decodeIn).map(({ key, row }) => ({ id: last(key), ...row }))

/** Needs `entriesUnder` of `outs` and `sendsOfOut`. */
export function readOuts(found: Found, doc: DocumentKey): OutRow[] {
  const sends = new Map(rowsUnder(found, KEYS.sendsOfOut(doc), decodeSend).map(({ key, row }) => [outText(placeOf(key)), row]))
  return rowsUnder(found, KEYS.outs(doc), decodeOut).map(({ key, row }) => {
    const place = placeOf(key)
    return { ...place, ...row, acknowledged: sends.get(outText(place)) ?? [] }
  })
}
const outText = ({ session, n }: { session: string; n: number }): string => `${n} ${session}`

/** A record's row with the acknowledgements that stand in its send row. */
export function readRecord(found: Found, doc: DocumentKey, id: RecordId): RecordRow | null {
  const row = rowAt(found, KEYS.record(doc, id), decodeRecord)
  return row && { id, ...row, acknowledged: union(row.acknowledged, rowAt(found, KEYS.sendRecord(doc, id), decodeSend) ?? []) }
}
/** Needs `entriesUnder` of `records` and `sendsOfRecords`. */
function readRecords(found: Found, doc: DocumentKey): RecordRow[] {
  const sends = new Map(rowsUnder(found, KEYS.sendsOfRecords(doc), decodeSend).map(({ key, row }) => [last(key), row]))
  return rowsUnder(found, KEYS.records(doc), decodeRecord).map(({ key, row }) => {
    const id = last(key)
    return { id: id as RecordId, ...row, acknowledged: union(row.acknowledged, sends.get(id) ?? []) }
  })
}
export const union = (a: readonly RelayKey[], b: readonly RelayKey[]): RelayKey[] => [...new Set([...a, ...b])]

const together = (updates: readonly UpdateRow[]): DocumentUpdates => ({
  updates: updates.map(({ update }) => update),
  schema: updates.reduce((highest, { schema }) => Math.max(highest, schema), 0),
})

export const rowsOf = (doc: DocumentKey): Reading<DocumentRows> => ({
  reads: [
    valueAt(KEYS.create(doc)),
    valueAt(KEYS.base(doc)),
    entriesUnder(KEYS.ins(doc)),
    entriesUnder(KEYS.outs(doc)),
    entriesUnder(KEYS.records(doc)),
    entriesUnder(KEYS.cursors(doc)),
    entriesUnder(KEYS.sendsOfOut(doc)),
    entriesUnder(KEYS.sendsOfRecords(doc)),
  ],
  from(found) {
    const base = rowAt(found, KEYS.base(doc), decodeBase)
    const ins = readIns(found, doc)
    // What has been damaged here comes again from a relay, if the link begins at its beginning.
    const isWhole = ins.length === found.entries(KEYS.ins(doc)).length && (base !== null || found.value(KEYS.base(doc)) === undefined)
    const cursors = rowsUnder(found, KEYS.cursors(doc), decodeCursor).map(({ key, row }): [RelayKey, RelayCursor] => [last(key) as RelayKey, row])
    return {
      create: rowAt(found, KEYS.create(doc), decodeCreate),
      base,
      in: ins,
      out: readOuts(found, doc),
      records: readRecords(found, doc),
      cursors: new Map(isWhole ? cursors : []),
    }
  },
})

export const recordsIn = (doc: DocumentKey): Reading<readonly RecordRow[]> => ({
  reads: [entriesUnder(KEYS.records(doc)), entriesUnder(KEYS.sendsOfRecords(doc))],
  from: (found) => readRecords(found, doc),
})

export const updatesIn = (doc: DocumentKey): Reading<DocumentUpdates> => ({
  reads: [valueAt(KEYS.base(doc)), entriesUnder(KEYS.ins(doc)), entriesUnder(KEYS.outs(doc))],
  from(found) {
    const base = rowAt(found, KEYS.base(doc), decodeBase)
    const ins = rowsUnder(found, KEYS.ins(doc), decodeIn).map(({ row }) => row)
    const outs = rowsUnder(found, KEYS.outs(doc), decodeOut).map(({ row }) => row)
    return together([...(base ? [base] : []), ...inWritingOrder([...ins, ...outs])])
  },
})

export function updatesOf(doc: DocumentKey, keys: { in: readonly string[]; out: readonly { session: string; n: number }[] }): Reading<DocumentUpdates | null> {
  const ins = keys.in.map((id) => KEYS.in(doc, id))
  const outs = keys.out.map(({ session, n }) => KEYS.out(doc, session, n))
  return {
    reads: [...ins, ...outs].map(valueAt),
    from(found) {
      if (ins.length + outs.length === 0) return null
      const rows = [...ins.map((key) => rowAt(found, key, decodeIn)), ...outs.map((key) => rowAt(found, key, decodeOut))]
      const held = rows.filter((row) => row !== null)
      return held.length === rows.length ? together(held) : null
    },
  }
}

export const allDocuments: Reading<DocumentKey[]> = {
  reads: [keysUnder(KEYS.documents)],
  from: (found) => [...new Set(found.keys(KEYS.documents).map(([, doc]) => doc as DocumentKey))],
}

export const unsentTo = (relay: RelayKey): Reading<ReadonlyMap<DocumentKey, number>> => ({
  reads: [entriesUnder(KEYS.sends)],
  from(found) {
    const counts = new Map<DocumentKey, number>()
    for (const { key, row } of rowsUnder(found, KEYS.sends, decodeSend)) {
      if (row.includes(relay)) continue
      const doc = key[1] as DocumentKey
      counts.set(doc, (counts.get(doc) ?? 0) + 1)
    }
    return counts
  },
})

export const rowsBehind: Reading<ReadonlyMap<DocumentKey, number>> = {
  reads: [keysUnder(KEYS.documents)],
  from(found) {
    const counts = new Map<DocumentKey, number>()
    for (const [, doc, kind] of found.keys(KEYS.documents))
      if (kind === 'in' || kind === 'out') counts.set(doc as DocumentKey, (counts.get(doc as DocumentKey) ?? 0) + 1)
    return counts
  },
}
