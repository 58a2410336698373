import * as Y from 'yjs'
import type { DeviceLog, DocumentKey, DocumentRows, InRow, OutRow, RecordId, RelayCursor, RelayKey } from '../../client/device/deviceLog'

/** One device of a test: each log that is opened on it is a window of its own. */
export interface TestDevice {
  open(): DeviceLog
  /** Resolves once windows have heard of each other. */
  settle(): Promise<void>
}

export const doc = 'doc-1' as DocumentKey
export const otherDoc = 'doc-2' as DocumentKey
export const relay = 'ws://one/relay' as RelayKey
export const otherRelay = 'ws://two/relay' as RelayKey
export const recordId = (name: string): RecordId => name as RecordId
export const bytes = (...values: number[]): Uint8Array => new Uint8Array(values)
export const cursorAt = (seq: number, reoffer = false): RelayCursor => ({ seq, chain: new Uint8Array(16).fill(seq & 255), reoffer })

/** An update that inserts `text` at the beginning, by a client of its own: the same bytes for the same text. */
export function typed(text: string): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = [...text].reduce((id, sign) => (id * 31 + sign.charCodeAt(0)) % 2 ** 31, 7)
  ydoc.getText('t').insert(0, text)
  return Y.encodeStateAsUpdate(ydoc)
}
export function textOf(updates: readonly Uint8Array[]): string {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return ydoc.getText('t').toString()
}
export const out = (n: number, text = `out${n}`, more: Partial<OutRow> = {}): OutRow => ({
  session: 'alice-tab',
  n,
  schema: 1,
  at: 1000 + n,
  update: typed(text),
  acknowledged: [],
  ...more,
})
export const incoming = (id: string, text = id, more: Partial<InRow> = {}): InRow => ({
  id,
  schema: 1,
  author: '00'.repeat(16),
  at: 2000,
  update: typed(text),
  ...more,
})
export const received = (seq: number, ...rows: InRow[]) => ({ in: rows, records: [], forget: [], relay, cursor: cursorAt(seq) })
export const EMPTY: DocumentRows = { create: null, base: null, in: [], out: [], records: [], cursors: new Map() }

export const sorted = (text: string): string => [...text].sort().join('')
