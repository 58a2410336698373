import type { DocumentKey, RecordId, RelayKey } from '../deviceLog'

/**
 * The keys of the one object store. All that is read together lies together: whatever a document has is under
 * `['doc', doc]`, and what has still to be sent is under `['send']`, so that counting it reads no body.
 */
export type Key = readonly (string | number)[]

export const KEYS = {
  fence: ['fence'] as Key,
  documents: ['doc'] as Key,
  document: (doc: DocumentKey): Key => ['doc', doc],
  create: (doc: DocumentKey): Key => ['doc', doc, 'create'],
  base: (doc: DocumentKey): Key => ['doc', doc, 'base'],
  ins: (doc: DocumentKey): Key => ['doc', doc, 'in'],
  in: (doc: DocumentKey, id: string): Key => ['doc', doc, 'in', id],
  outs: (doc: DocumentKey): Key => ['doc', doc, 'out'],
  out: (doc: DocumentKey, session: string, n: number): Key => ['doc', doc, 'out', session, n],
  records: (doc: DocumentKey): Key => ['doc', doc, 'record'],
  record: (doc: DocumentKey, id: RecordId): Key => ['doc', doc, 'record', id],
  cursors: (doc: DocumentKey): Key => ['doc', doc, 'cursor'],
  cursor: (doc: DocumentKey, relay: RelayKey): Key => ['doc', doc, 'cursor', relay],
  /** Who has acknowledged what was made here: small rows beside the bodies. */
  sends: ['send'] as Key,
  sendsOf: (doc: DocumentKey): Key => ['send', doc],
  sendsOfOut: (doc: DocumentKey): Key => ['send', doc, 'out'],
  sendsOfRecords: (doc: DocumentKey): Key => ['send', doc, 'record'],
  sendOut: (doc: DocumentKey, session: string, n: number): Key => ['send', doc, 'out', session, n],
  sendRecord: (doc: DocumentKey, id: RecordId): Key => ['send', doc, 'record', id],
  /** Rows that could not be read; compaction moves them here, whole, out of everybody's way. */
  aside: (key: Key): Key => ['aside', ...key],
  keys: ['key'] as Key,
  key: (name: string): Key => ['key', name],
  lease: (name: string): Key => ['lease', name],
}

export const keyText = (key: Key): string => JSON.stringify(key)

export const isUnder = (key: Key, prefix: Key): boolean => key.length >= prefix.length && prefix.every((part, i) => key[i] === part)

const comparePart = (a: string | number, b: string | number): number => {
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}

/** The order of IndexedDB: part by part, numbers before strings, the shorter first. */
export function compareKeys(a: Key, b: Key): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const order = comparePart(a[i] as string | number, b[i] as string | number)
    if (order !== 0) return order
  }
  return a.length - b.length
}
