import { sha256 } from '@noble/hashes/sha2.js'
import { concat, equalBytes, utf8 } from '../../shared/bytes'
import { ok, type Result, refuse } from '../../shared/result'
import { type CborValue, decodeCbor, encodeCbor } from '../crypto/deterministicCbor'

/**
 * Two kinds of files (pure; PROTOCOL.md, "Files"):
 *
 *   file := "LFFILE" • version u8 = 1 • kind u8 (1 workspace, 2 carried) • deterministic CBOR • check 8
 *
 * check = the first 8 bytes of SHA-256 of everything before it: a file that was cut off on its way says so.
 * *workspace*: everything, with what opens it: whoever has the file is in. *carried*: sealed frames, exactly as they
 * would have gone to the relay: only members can open them.
 */

const MAGIC = utf8('LFFILE')
const VERSION = 1
const CHECK_BYTES = 8
const KINDS = { workspace: 1, carried: 2 } as const

export interface FileDocument {
  /** 16 bytes. */
  readonly documentId: Uint8Array
  readonly kind: string
  readonly room: Uint8Array
  readonly rung: string
  readonly secret: Uint8Array
  readonly create: Uint8Array | null
  /** One update that holds all of it (Yjs V1); empty: nothing of it was here. */
  readonly update: Uint8Array
  readonly schema: number
  readonly records: readonly Uint8Array[]
}
export interface WorkspaceFile {
  readonly kind: 'workspace'
  readonly workspaceId: Uint8Array
  readonly indexId: Uint8Array
  readonly room: Uint8Array
  readonly rung: string
  readonly secret: Uint8Array
  readonly name: string
  readonly relays: readonly string[]
  /** ms since 1970. */
  readonly at: number
  /** The index first. */
  readonly documents: readonly FileDocument[]
}
export interface CarriedFile {
  readonly kind: 'carried'
  readonly workspaceId: Uint8Array
  readonly at: number
  readonly documents: readonly { readonly documentId: Uint8Array; readonly room: Uint8Array; readonly frames: readonly Uint8Array[] }[]
}
export type LeaderfulFile = WorkspaceFile | CarriedFile
export type FileRefusal = 'not ours' | 'cut off' | 'newer' | 'malformed'

function seal(kind: keyof typeof KINDS, body: CborValue): Uint8Array {
  const bytes = concat(MAGIC, Uint8Array.of(VERSION, KINDS[kind]), encodeCbor(body))
  return concat(bytes, sha256(bytes).subarray(0, CHECK_BYTES))
}

export function encodeFile(file: LeaderfulFile): Uint8Array {
  if (file.kind === 'carried')
    return seal('carried', [file.workspaceId, file.at, file.documents.map(({ documentId, room, frames }) => [documentId, room, frames])])
  return seal('workspace', [
    file.workspaceId,
    file.indexId,
    file.room,
    file.rung,
    file.secret,
    file.name.normalize('NFC'),
    file.relays,
    file.at,
    file.documents.map((document) => [
      document.documentId,
      document.kind,
      document.room,
      document.rung,
      document.secret,
      document.create,
      document.update,
      document.schema,
      document.records,
    ]),
  ])
}

/** Never throws. */
export function decodeFile(bytes: Uint8Array): Result<LeaderfulFile, FileRefusal> {
  if (bytes.length < MAGIC.length || !equalBytes(bytes.subarray(0, MAGIC.length), MAGIC)) return refuse('not ours')
  const head = MAGIC.length + 2
  if (bytes.length < head + CHECK_BYTES) return refuse('cut off')
  if ((bytes[MAGIC.length] ?? 0) > VERSION) return refuse('newer')
  const body = bytes.subarray(0, bytes.length - CHECK_BYTES)
  if (!equalBytes(sha256(body).subarray(0, CHECK_BYTES), bytes.subarray(bytes.length - CHECK_BYTES))) return refuse('cut off')
  const value = decodeCbor(body.subarray(head))?.value
  if (!Array.isArray(value)) return refuse('malformed')
  const kind = bytes[MAGIC.length + 1]
  try {
    if (kind === KINDS.carried) return ok(readCarried(value))
    if (kind === KINDS.workspace) return ok(readWorkspace(value))
    return refuse('newer')
  } catch (error) {
    if (error instanceof RangeError) return refuse('malformed')
    throw error
  }
}

function bytesAt(value: unknown, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array) || (length !== undefined && value.length !== length)) throw new RangeError('bytes expected')
  return value
}
function textAt(value: unknown): string {
  if (typeof value !== 'string') throw new RangeError('text expected')
  return value
}
function numberAt(value: unknown): number {
  if (typeof value !== 'number' || value < 0) throw new RangeError('a number expected')
  return value
}
function listAt(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new RangeError('a list expected')
  return value
}

function readCarried([workspaceId, at, documents]: readonly unknown[]): CarriedFile {
  return {
    kind: 'carried',
    workspaceId: bytesAt(workspaceId, 16),
    at: numberAt(at),
    documents: listAt(documents).map((entry) => {
      const [documentId, room, frames] = listAt(entry)
      return { documentId: bytesAt(documentId, 16), room: bytesAt(room, 32), frames: listAt(frames).map((frame) => bytesAt(frame)) }
    }),
  }
}

function readWorkspace([workspaceId, indexId, room, rung, secret, name, relays, at, documents]: readonly unknown[]): WorkspaceFile {
  return {
    kind: 'workspace',
    workspaceId: bytesAt(workspaceId, 16),
    indexId: bytesAt(indexId, 16),
    room: bytesAt(room, 32),
    rung: textAt(rung),
    secret: bytesAt(secret, 32),
    name: textAt(name),
    relays: listAt(relays).map(textAt),
    at: numberAt(at),
    documents: listAt(documents).map(readDocument),
  }
}
function readDocument(entry: unknown): FileDocument {
  const [documentId, kind, room, rung, secret, create, update, schema, records] = listAt(entry)
  return {
    documentId: bytesAt(documentId, 16),
    kind: textAt(kind),
    room: bytesAt(room, 32),
    rung: textAt(rung),
    secret: bytesAt(secret, 32),
    create: create === null ? null : bytesAt(create),
    update: bytesAt(update),
    schema: numberAt(schema),
    records: listAt(records).map((record) => bytesAt(record)),
  }
}
