import type { Cursor } from '../../shared/chain'

/**
 * The device log: what this device holds, append-only but for compaction. A replica is the fold of its device log.
 *
 * Rows of a document: `create` (the room's first frame, kept so that an empty relay can be filled again) · `base` (one
 * folded update) · `in/frameId` (from a relay or a file) · `out/session/n` (made here, with the relays that acknowledged
 * it) · `record/recordId` (never folded) · `cursor/relay`. Updates are Yjs V1. Every promise resolves only once the
 * transaction has been committed; each method is exactly one transaction, so what it does is done wholly or not at all.
 */

/** A document on this device: a local random id that no relay ever sees. */
export type DocumentKey = string & { readonly __brand: 'DocumentKey' }
/** A relay, by the URL it is dialled with. */
export type RelayKey = string & { readonly __brand: 'RelayKey' }
/** SHA-256 of a record's content, hex. */
export type RecordId = string & { readonly __brand: 'RecordId' }

/** [S11] An update and the schema number that it needs. */
export interface UpdateRow {
  readonly schema: number
  readonly update: Uint8Array
}
export interface InRow extends UpdateRow {
  /** Frame id, hex. */
  readonly id: string
  /** Who says to have made it: 16 bytes, hex; a claim. */
  readonly author: string
  /** When it came, ms since 1970, by this device's clock. */
  readonly at: number
}
export interface OutRow extends UpdateRow {
  /** Random, one per Y.Doc instance of a tab. */
  readonly session: string
  /** Counts up within the session. */
  readonly n: number
  readonly at: number
  readonly acknowledged: readonly RelayKey[]
}
export interface RecordRow {
  readonly id: RecordId
  /** The whole record; null once forgotten: the id stays, so that it does not come back. */
  readonly bytes: Uint8Array | null
  /** Made on this device: it has to be sent. */
  readonly own: boolean
  readonly acknowledged: readonly RelayKey[]
}
/** [S2a] Where this replica stands in a relay's log; `reoffer` = compare and put what is missing. */
export interface RelayCursor extends Cursor {
  readonly reoffer: boolean
}
export interface DocumentRows {
  readonly create: Uint8Array | null
  readonly base: UpdateRow | null
  readonly in: readonly InRow[]
  readonly out: readonly OutRow[]
  readonly records: readonly RecordRow[]
  readonly cursors: ReadonlyMap<RelayKey, RelayCursor>
}
/** What a document's Y.Doc is made of, and the highest schema number among it. */
export interface DocumentUpdates {
  readonly updates: readonly Uint8Array[]
  readonly schema: number
}

/** What came from a relay, or from a file (then without cursor). */
export interface Received {
  readonly in: readonly InRow[]
  readonly records: readonly { readonly id: RecordId; readonly bytes: Uint8Array }[]
  /** Ids whose bodies go: derived by the caller from valid forget records. Ids not yet known are kept as forgotten. */
  readonly forget: readonly RecordId[]
  readonly create?: Uint8Array
  readonly relay?: RelayKey
  readonly cursor?: RelayCursor
}
export interface Acknowledged {
  readonly out: readonly { readonly session: string; readonly n: number }[]
  readonly records: readonly RecordId[]
  readonly cursor?: RelayCursor
}

export type Change =
  /** Rows that others of this device may not know: which, so that a tab can read just these. None named: read `updates`. */
  | { readonly type: 'rows'; readonly doc: DocumentKey; readonly in: readonly string[]; readonly out: readonly { session: string; n: number }[] }
  | { readonly type: 'records'; readonly doc: DocumentKey }
  | { readonly type: 'acknowledged'; readonly doc: DocumentKey }
  | { readonly type: 'dropped'; readonly doc: DocumentKey }

/** [S13] Where rows go: the disk, or, after a failed write, this window's memory (tried again each minute). */
export type LogHealth = { readonly on: 'disk' } | { readonly on: 'memory'; readonly since: number; readonly reason: 'full' | 'failing' | 'absent' }

export interface DeviceLog {
  /** Everything of one document. */
  rows(doc: DocumentKey): Promise<DocumentRows>
  /** base, then in and out as updates, in the order in which they were written; what an editor is opened from. */
  updates(doc: DocumentKey): Promise<DocumentUpdates>
  /** Just these rows; null when none is named, or as soon as one of them is gone (folded): then read `updates`. */
  updatesOf(doc: DocumentKey, keys: { in: readonly string[]; out: readonly { session: string; n: number }[] }): Promise<DocumentUpdates | null>
  /** The records alone: no update is read. */
  records(doc: DocumentKey): Promise<readonly RecordRow[]>
  /** Ids of all documents that have rows. */
  documents(): Promise<DocumentKey[]>
  /** Number of out rows and own records that `relay` has not acknowledged, by document; documents without any are left out. */
  unsent(relay: RelayKey): Promise<ReadonlyMap<DocumentKey, number>>
  /** Number of in and out rows beside the base, by document, counted without reading a body; documents without are left out. */
  behind(): Promise<ReadonlyMap<DocumentKey, number>>

  /** [S1] Durable (strict) once resolved. */
  appendOut(doc: DocumentKey, row: OutRow): Promise<void>
  /** [S1] A record made here. `forget` as in `Received`. */
  appendRecord(doc: DocumentKey, record: { id: RecordId; bytes: Uint8Array }, forget: readonly RecordId[]): Promise<void>
  /** The first rows of a document, in one transaction: its create frame and its seeded base. */
  createDocument(doc: DocumentKey, rows: { create: Uint8Array | null; base: UpdateRow | null }): Promise<void>

  /** The next number of the fence: whoever held an earlier one can no longer write below. */
  takeFence(): Promise<number>
  /** [S3] Rows and cursor in one. false: fenced off, nothing written. Known records are not overwritten. */
  receive(fence: number, doc: DocumentKey, received: Received): Promise<boolean>
  /** [S3] Acknowledgements and cursor in one. false: fenced off. */
  acknowledge(fence: number, doc: DocumentKey, relay: RelayKey, acknowledged: Acknowledged): Promise<boolean>
  setCursor(fence: number, doc: DocumentKey, relay: RelayKey, cursor: RelayCursor): Promise<boolean>
  /**
   * [S3] Folds base, in and those out rows that every one of `relays` has acknowledged into base, in one transaction;
   * never an unacknowledged row. false: fenced off, or nothing to fold.
   */
  compact(fence: number, doc: DocumentKey, relays: readonly RelayKey[]): Promise<boolean>
  /** All rows of a document. The caller has asked. */
  drop(doc: DocumentKey): Promise<void>

  /** Changes made here or in another tab. Returns its end. */
  watch(listener: (change: Change) => void): () => void
  readonly health: LogHealth
  watchHealth(listener: (health: LogHealth) => void): () => void
  close(): Promise<void>
}
