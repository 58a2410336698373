import { ByteReader, concat } from '../../shared/bytes'
import { ROOM_BYTES } from '../../shared/frame'
import { type CborValue, decodeCbor, encodeCbor } from './deterministicCbor'

/** The bodies of frames, by kind (PROTOCOL.md, "Bodies"). Those of `update` are Yjs's own. Decoders never throw. */

export const DOCUMENT_KINDS = ['index', 'text', 'history', 'chart', 'proposal'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const ID_BYTES = 16

/** Stable names, which a successor room repeats. Records, lineage and rounds name these, never rooms. */
export interface DocumentIdentity {
  readonly workspaceId: Uint8Array
  readonly documentId: Uint8Array
  readonly kind: DocumentKind
}

/** create := workspaceId 16 • documentId 16 • kind u8 (1 index, 2 text, 3 history, 4 chart, 5 proposal). @throws RangeError for other lengths */
export function encodeIdentity({ workspaceId, documentId, kind }: DocumentIdentity): Uint8Array {
  if (workspaceId.length !== ID_BYTES || documentId.length !== ID_BYTES) throw new RangeError('an id has 16 bytes')
  return concat(workspaceId, documentId, Uint8Array.of(DOCUMENT_KINDS.indexOf(kind) + 1))
}
export function decodeIdentity(body: Uint8Array): DocumentIdentity | null {
  if (body.length !== 2 * ID_BYTES + 1) return null
  const reader = new ByteReader(body)
  const workspaceId = reader.raw(ID_BYTES).slice()
  const documentId = reader.raw(ID_BYTES).slice()
  const kind = DOCUMENT_KINDS[reader.u8() - 1]
  return kind ? { workspaceId, documentId, kind } : null
}

/** A document folded into one update (Yjs V2), and all of its records, each as it was signed. */
export interface SnapshotBody {
  readonly state: Uint8Array
  readonly records: readonly Uint8Array[]
}
const allBytes = (values: readonly CborValue[]): values is readonly Uint8Array[] => values.every((value) => value instanceof Uint8Array)

/** snapshot := CBOR [state, [record …]], each a byte string. */
export const encodeSnapshotBody = ({ state, records }: SnapshotBody): Uint8Array => encodeCbor([state, records])
export function decodeSnapshotBody(body: Uint8Array): SnapshotBody | null {
  const value = decodeCbor(body)?.value
  if (!Array.isArray(value) || value.length !== 2) return null
  const [state, records] = value as readonly CborValue[]
  return state instanceof Uint8Array && Array.isArray(records) && allBytes(records) ? { state, records } : null
}

/** record := CBOR [record …], each a byte string; at least one. @throws RangeError for none */
export function encodeRecordBody(records: readonly Uint8Array[]): Uint8Array {
  if (records.length === 0) throw new RangeError('no record')
  return encodeCbor(records)
}
export function decodeRecordBody(body: Uint8Array): readonly Uint8Array[] | null {
  const value = decodeCbor(body)?.value
  return Array.isArray(value) && value.length > 0 && allBytes(value) ? value : null
}

/** moved := successor's room 32, or nothing at all: the document was deleted. @throws RangeError for other lengths */
export function encodeMovedBody(successor: Uint8Array | null): Uint8Array {
  if (successor && successor.length !== ROOM_BYTES) throw new RangeError('a room has 32 bytes')
  return successor ?? new Uint8Array(0)
}
export function decodeMovedBody(body: Uint8Array): { readonly successor: Uint8Array | null } | null {
  if (body.length === 0) return { successor: null }
  return body.length === ROOM_BYTES ? { successor: body.slice() } : null
}
