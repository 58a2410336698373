import { sha256 } from '@noble/hashes/sha2.js'
import { concat, fromHex, toHex, utf8 } from '../../shared/bytes'
import { type RoomKeys, SIGNATURE_BYTES } from '../../shared/frame'
import { ok, type Result, refuse } from '../../shared/result'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from './deterministicCbor'
import { publicKeyOf, sign, verify } from './ed25519'
import { ID_BYTES } from './frameBodies'
import { joinFits } from './joining'

/**
 * A record is a signed fact (PROTOCOL.md, "Records"). This file alone makes a `VerifiedRecord`.
 *
 *   record  := CBOR [content as bytes, device signature | null, write cosignature?]
 *   content := CBOR [type, workspaceId, documentId, subject, body, after, device, at]
 *   id      := SHA-256(content)
 */
/** SHA-256 of a record's content, hex. */
export type RecordId = string & { readonly __brand: 'RecordId' }

export interface RecordContent {
  /** What it says: 'join', 'position', … */
  readonly type: string
  /** 16 bytes each: stable names, never rooms. */
  readonly workspaceId: Uint8Array
  readonly documentId: Uint8Array
  /** What it is about: the id of a round, of a thread, of a rota … */
  readonly subject: string
  readonly body: CborValue
  /** The heads on its subject that its maker knew (`afterOf`). This is the order of records; `at` is only shown. */
  readonly after: readonly RecordId[]
  /** The maker's Ed25519 public key; null in a note. */
  readonly device: Uint8Array | null
  /** ms since 1970 by the maker's clock; null in a note. */
  readonly at: number | null
}

declare const verified: unique symbol
/** A record whose signatures were checked for the place where it is. */
export interface VerifiedRecord extends RecordContent {
  readonly [verified]: true
  readonly id: RecordId
  readonly bytes: Uint8Array
}
export interface MadeRecord {
  readonly id: RecordId
  readonly bytes: Uint8Array
}
export type RecordRefusal =
  | 'malformed'
  /** It is about another workspace or document. */
  | 'wrong place'
  | 'bad signature'
  /** Its type needs the edit rung, and the cosignature is missing or wrong. */
  | 'edit rung missing'
  /** A join whose invitation key did not countersign it. */
  | 'bad countersignature'

/** Unsigned input: no device, no time, after nothing; anybody with the voice rung may have made it. */
export const NOTE = 'note'
/** Types that carry the write key's cosignature, since the frame's signer is gone once records are folded. */
export const TYPES_NEEDING_EDIT: readonly string[] = ['decided', 'roster', 'moved']
export const MAX_AFTER = 256
const MAX_TYPE = 64
const MAX_SUBJECT = 256

const DEVICE_DOMAIN = utf8('leaderful/v1/record\0')
const WRITE_DOMAIN = utf8('leaderful/v1/record/write\0')
const idOf = (content: Uint8Array): RecordId => toHex(sha256(content)) as RecordId
export const isRecordId = (text: string): text is RecordId => /^[0-9a-f]{64}$/.test(text)
export const recordIdFrom = (bytes: Uint8Array): RecordId => toHex(bytes) as RecordId
/** Raw, as records name each other in their bodies. */
export const recordIdBytes = (id: RecordId): Uint8Array => fromHex(id)

/** @throws RangeError for a content that has no place in a record */
export function encodeContent(content: RecordContent): Uint8Array {
  const { type, workspaceId, documentId, subject, body, device, at } = content
  const after = [...new Set(content.after)].sort().map(recordIdBytes)
  const fields = [type, workspaceId, documentId, subject, body, after, device, at].map(cleanCbor)
  if (!readContent(fields)) throw new RangeError('not the content of a record')
  return encodeCbor(fields)
}
export const recordIdOf = (content: RecordContent): RecordId => idOf(encodeContent(content))

/**
 * `deviceSecret` is null for a note and for nothing else; `writeSecret` is needed for `TYPES_NEEDING_EDIT`.
 * Text is put into NFC. @throws RangeError when a secret is missing or out of place, or for a content that cannot be
 */
export async function makeRecord(content: RecordContent, deviceSecret: Uint8Array | null, writeSecret: Uint8Array | null = null): Promise<MadeRecord> {
  const isNote = content.type === NOTE
  if (isNote !== (deviceSecret === null)) throw new RangeError('a note has no device; everything else has one')
  if (deviceSecret && toHex(publicKeyOf(deviceSecret)) !== toHex(content.device ?? NONE)) throw new RangeError('not the device that the record names')
  const needsEdit = TYPES_NEEDING_EDIT.includes(content.type)
  if (needsEdit && !writeSecret) throw new RangeError(`${content.type} needs the edit rung`)
  const encoded = encodeContent(content)
  const signature = deviceSecret ? await sign(deviceSecret, concat(DEVICE_DOMAIN, encoded)) : null
  const parts: CborValue[] = [encoded, signature]
  if (needsEdit && writeSecret) parts.push(await sign(writeSecret, concat(WRITE_DOMAIN, encoded)))
  return { id: idOf(encoded), bytes: encodeCbor(parts) }
}

/** Where a record is looked at. */
export interface RecordPlace {
  readonly workspaceId: Uint8Array
  readonly documentId: Uint8Array
  readonly keys: Pick<RoomKeys, 'writePublic'>
  /** Write keys of rooms that this one succeeds: records are carried over as they were signed. */
  readonly earlierWriteKeys?: readonly Uint8Array[]
}

/**
 * The one door: never throws. Look a record up by its id only afterwards, for the id leaves the signatures out: an id
 * that is known says nothing about these bytes.
 */
export async function verifyRecord(bytes: Uint8Array, place: RecordPlace): Promise<Result<VerifiedRecord, RecordRefusal>> {
  const parts = readParts(bytes)
  const content = parts && readContent(decodeCbor(parts.content)?.value)
  if (!parts || !content) return refuse('malformed')
  const isHere = toHex(content.workspaceId) === toHex(place.workspaceId) && toHex(content.documentId) === toHex(place.documentId)
  if (!isHere) return refuse('wrong place')
  if (content.device === null || parts.signature === null) {
    if (content.device !== null || parts.signature !== null) return refuse('bad signature')
  } else if (!(await verify(content.device, concat(DEVICE_DOMAIN, parts.content), parts.signature))) return refuse('bad signature')
  if (TYPES_NEEDING_EDIT.includes(content.type) !== (parts.cosignature !== null)) return refuse(parts.cosignature ? 'malformed' : 'edit rung missing')
  if (parts.cosignature && !(await isCosigned(parts.content, parts.cosignature, place))) return refuse('edit rung missing')
  if (content.type === 'join' && !(await joinFits(content))) return refuse('bad countersignature')
  return ok({ ...content, id: idOf(parts.content), bytes } as VerifiedRecord)
}

async function isCosigned(content: Uint8Array, cosignature: Uint8Array, { keys, earlierWriteKeys = [] }: RecordPlace): Promise<boolean> {
  const message = concat(WRITE_DOMAIN, content)
  for (const key of [keys.writePublic, ...earlierWriteKeys]) if (await verify(key, message, cosignature)) return true
  return false
}

interface Parts {
  readonly content: Uint8Array
  readonly signature: Uint8Array | null
  readonly cosignature: Uint8Array | null
}
const isSignature = (value: CborValue | undefined): value is Uint8Array => value instanceof Uint8Array && value.length === SIGNATURE_BYTES

function readParts(bytes: Uint8Array): Parts | null {
  const value = decodeCbor(bytes)?.value
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return null
  const [content, signature, cosignature] = value as readonly CborValue[]
  if (!(content instanceof Uint8Array) || !(signature === null || isSignature(signature))) return null
  if (value.length === 3 && !isSignature(cosignature)) return null
  return { content, signature, cosignature: isSignature(cosignature) ? cosignature : null }
}

const NONE = new Uint8Array(0)
const hasLength = (value: CborValue | undefined, length: number): value is Uint8Array => value instanceof Uint8Array && value.length === length
const isText = (value: CborValue | undefined, from: number, to: number): value is string =>
  typeof value === 'string' && utf8(value).length >= from && utf8(value).length <= to

function readContent(value: CborValue | undefined): RecordContent | null {
  if (!Array.isArray(value) || value.length !== 8) return null
  const [type, workspaceId, documentId, subject, body, afterBytes, device, at] = value as readonly CborValue[]
  if (!isText(type, 1, MAX_TYPE) || !isText(subject, 0, MAX_SUBJECT) || body === undefined) return null
  if (!hasLength(workspaceId, ID_BYTES) || !hasLength(documentId, ID_BYTES)) return null
  const after = readAfter(afterBytes)
  if (!after) return null
  if (type === NOTE) return device === null && at === null && after.length === 0 ? { type, workspaceId, documentId, subject, body, after, device, at } : null
  if (!hasLength(device, 32) || typeof at !== 'number' || at < 0) return null
  return { type, workspaceId, documentId, subject, body, after, device, at }
}

/** Ids in rising order, each once: a set has one encoding. */
function readAfter(value: CborValue | undefined): RecordId[] | null {
  if (!Array.isArray(value) || value.length > MAX_AFTER) return null
  const ids: RecordId[] = []
  for (const item of value as readonly CborValue[]) {
    if (!hasLength(item, 32)) return null
    const id = recordIdFrom(item)
    const last = ids.at(-1)
    if (last !== undefined && last >= id) return null
    ids.push(id)
  }
  return ids
}
