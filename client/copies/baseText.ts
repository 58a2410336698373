/** Texts as they are kept beside a copy and offered: JSON with its names in order, so that equal texts are equal bytes; deflated where they travel. Pure. */
import { fromUtf8, utf8 } from '../../shared/bytes'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { deflate, inflate } from '../crypto/deflate'

const inOrder = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
    : value

export const baseBytes = (text: ProseMirrorJson): Uint8Array => utf8(JSON.stringify(text, inOrder))

export const sameText = (a: ProseMirrorJson, b: ProseMirrorJson): boolean => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder)

export const packText = (text: ProseMirrorJson): Uint8Array => deflate(baseBytes(text))

/** null: not a text that was packed here. Whether it fits the schema is looked at where it is used. */
export function unpackText(bytes: Uint8Array): ProseMirrorJson | null {
  const inflated = inflate(bytes)
  return inflated.ok ? readText(inflated.value) : null
}

/** null: not the bytes of a text. */
export function readText(bytes: Uint8Array): ProseMirrorJson | null {
  try {
    const value: unknown = JSON.parse(fromUtf8(bytes))
    return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'doc' ? (value as ProseMirrorJson) : null
  } catch {
    return null
  }
}
