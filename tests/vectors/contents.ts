import { fromHex, toHex } from '../../shared/bytes'
import type { CborValue } from '../../client/crypto/deterministicCbor'
import type { RecordContent } from '../../client/crypto/record'

/** JSON has no bytes: in the vectors they stand as `{ "bytes": hex }`. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export function toJson(value: CborValue): Json {
  if (value instanceof Uint8Array) return { bytes: toHex(value) }
  if (Array.isArray(value)) return value.map(toJson)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
}
export function fromJson(value: Json): CborValue {
  if (Array.isArray(value)) return value.map(fromJson)
  if (value === null || typeof value !== 'object') return value
  if (typeof value.bytes === 'string') return fromHex(value.bytes)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromJson(item)]))
}

export interface JsonContent {
  readonly type: string
  readonly workspaceId: string
  readonly documentId: string
  readonly subject: string
  readonly body: Json
  readonly after: readonly string[]
  readonly device: string | null
  readonly at: number | null
}
export const encodeContentOf = (content: RecordContent): JsonContent => ({
  type: content.type,
  workspaceId: toHex(content.workspaceId),
  documentId: toHex(content.documentId),
  subject: content.subject,
  body: toJson(content.body),
  after: [...content.after].sort(),
  device: content.device && toHex(content.device),
  at: content.at,
})
