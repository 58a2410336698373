import { decode, encode, rfc8949EncodeOptions, Tokenizer, Type } from 'cborg'
import { equalBytes } from '../../shared/bytes'

/**
 * Deterministic CBOR (RFC 8949 §4.2.1), the part of it that Leaderful uses: whole numbers, text in NFC, bytes, arrays,
 * maps with text keys, true, false, null. Shortest forms, definite lengths, keys in the order of their encoding, each
 * once. No floats, no tags, no undefined. One value has one encoding; bytes that do not re-encode to themselves are refused.
 */
export type CborValue = null | boolean | number | string | Uint8Array | readonly CborValue[] | { readonly [key: string]: CborValue }

/** How deep arrays and maps may stand in each other. */
const MAX_DEPTH = 16

/** @throws RangeError for a value that has no place in this part of CBOR */
export function encodeCbor(value: CborValue): Uint8Array {
  check(value, 0)
  return Uint8Array.from(encode(value, rfc8949EncodeOptions))
}

/** null for anything but the one encoding of a value; never throws. */
export function decodeCbor(bytes: Uint8Array): { readonly value: CborValue } | null {
  try {
    const value = plain(decode(bytes, { ...STRICT, tokenizer: new ShallowTokenizer(bytes, STRICT) }))
    return equalBytes(encodeCbor(value), bytes) ? { value } : null
  } catch {
    return null
  }
}

/** The same value with every text made fit; what a person typed or pasted goes through here before it is encoded. */
export function cleanCbor(value: CborValue): CborValue {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanCbor)
  if (isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), cleanCbor(item)]))
  return value
}

/** Bytes as plain copies: in Node the library gives Buffers, whose `slice` does not copy. */
function plain(value: CborValue): CborValue {
  if (value instanceof Uint8Array) return Uint8Array.from(value)
  if (Array.isArray(value)) return value.map(plain)
  if (!isPlain(value)) return value
  for (const [key, item] of Object.entries(value))
    if (typeof item === 'object' && item !== null) Object.defineProperty(value, key, { ...OWN, value: plain(item) })
  return value
}
const OWN = { configurable: true, enumerable: true, writable: true } as const

const STRICT = {
  strict: true,
  allowIndefinite: false,
  allowUndefined: false,
  allowBigInt: false,
  allowInfinity: false,
  allowNaN: false,
  rejectDuplicateMapKeys: true,
} as const

/** Counts how deep it is, so that no stack is exhausted by ten thousand open brackets. */
class ShallowTokenizer extends Tokenizer {
  /** Of every array and map that is still open: how many items it waits for. */
  readonly #open: number[] = []

  override next() {
    const token = super.next()
    const items = token.type === Type.array ? token.value : token.type === Type.map ? 2 * token.value : 0
    if (this.#open.length > 0) this.#open[this.#open.length - 1] = (this.#open.at(-1) ?? 0) - 1
    if (items > 0) this.#open.push(items)
    while (this.#open.at(-1) === 0) this.#open.pop()
    if (this.#open.length > MAX_DEPTH) throw new RangeError('too deep')
    return token
  }
}

function check(value: CborValue, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError('too deep')
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('not a whole number')
  } else if (typeof value === 'string') checkText(value)
  else if (Array.isArray(value)) for (const item of value) check(item, depth + 1)
  else if (isPlain(value)) {
    for (const [key, item] of Object.entries(value)) {
      checkText(key)
      check(item, depth + 1)
    }
  } else throw new RangeError('not CBOR')
}
function checkText(text: string): void {
  if (text !== cleanText(text)) throw new RangeError('text that is not NFC')
}
/** Text as it may stand in CBOR: NFC, no halves of a surrogate pair, no byte order mark in front. */
const cleanText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/^\ufeff+/, '')
    .normalize('NFC')
const isPlain = (value: unknown): value is { readonly [key: string]: CborValue } =>
  typeof value === 'object' && value !== null && [Object.prototype, null].includes(Object.getPrototypeOf(value))
