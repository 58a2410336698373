/**
 * Bytes, written and read front to back. Integers are big-endian (PROTOCOL.md, "Notation").
 * A reader that runs out throws `RangeError`; each decoder catches it once, at its edge, and answers with a refusal.
 */

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)
/** @throws TypeError when the bytes are not UTF-8 */
export const fromUtf8 = (bytes: Uint8Array): string => decoder.decode(bytes)

export function concat(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** Not constant-time: only for values that are no secrets, or hashes of secrets. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

/** Orders byte strings as unsigned numbers of the same length would be ordered. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
export const toHex = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += HEX[byte]
  return text
}
/** @throws RangeError when the text is not an even number of hexadecimal digits */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) throw new RangeError('not hexadecimal')
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3)
    const bits = (a << 16) | (b << 8) | c
    text += (ALPHABET[bits >> 18] ?? '') + (ALPHABET[(bits >> 12) & 63] ?? '')
    if (i + 1 < bytes.length) text += ALPHABET[(bits >> 6) & 63] ?? ''
    if (i + 2 < bytes.length) text += ALPHABET[bits & 63] ?? ''
  }
  return text
}
/** @throws RangeError for any sign outside the alphabet, a length that cannot be, or bits left over that are not zero */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 === 1) throw new RangeError('not base64url')
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let bits = 0
  let held = 0
  let at = 0
  for (const sign of text) {
    const value = ALPHABET.indexOf(sign)
    if (value < 0) throw new RangeError('not base64url')
    bits = (bits << 6) | value
    held += 6
    if (held >= 8) {
      held -= 8
      bytes[at++] = (bits >> held) & 255
    }
  }
  if ((bits & ((1 << held) - 1)) !== 0) throw new RangeError('not base64url')
  return bytes
}

export class ByteWriter {
  #bytes = new Uint8Array(256)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  get length(): number {
    return this.#length
  }
  /** Makes room, and says where. It may put a larger buffer in place: call it before `#bytes` or `#view` is looked at. */
  #room(more: number): number {
    const at = this.#length
    const needed = at + more
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2))
      larger.set(this.#bytes)
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    this.#length = needed
    return at
  }
  u8(value: number): this {
    const at = this.#room(1)
    this.#view.setUint8(at, value)
    return this
  }
  u16(value: number): this {
    const at = this.#room(2)
    this.#view.setUint16(at, value)
    return this
  }
  u32(value: number): this {
    const at = this.#room(4)
    this.#view.setUint32(at, value)
    return this
  }
  /** Whole numbers up to 2^53 - 1. */
  u64(value: number): this {
    const at = this.#room(8)
    this.#view.setBigUint64(at, BigInt(value))
    return this
  }
  raw(bytes: Uint8Array): this {
    const at = this.#room(bytes.length)
    this.#bytes.set(bytes, at)
    return this
  }
  /** u16 length, then the bytes. @throws RangeError past 65,535 bytes */
  bytes16(bytes: Uint8Array): this {
    if (bytes.length > 0xffff) throw new RangeError('too long for a u16 length')
    return this.u16(bytes.length).raw(bytes)
  }
  /** u32 length, then the bytes. */
  bytes32(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes)
  }
  text16(text: string): this {
    return this.bytes16(utf8(text))
  }
  /** A copy of what has been written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length)
  }
}

export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    // Node's Buffer is a Uint8Array whose `slice` does not copy: whoever copies what is read here shall get a copy
    this.#bytes = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  get position(): number {
    return this.#at
  }
  get left(): number {
    return this.#bytes.length - this.#at
  }
  #take(length: number): number {
    if (length > this.left) throw new RangeError('cut off')
    const at = this.#at
    this.#at += length
    return at
  }
  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }
  u16(): number {
    return this.#view.getUint16(this.#take(2))
  }
  u32(): number {
    return this.#view.getUint32(this.#take(4))
  }
  /** @throws RangeError past 2^53 - 1 */
  u64(): number {
    const value = this.#view.getBigUint64(this.#take(8))
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('number too large')
    return Number(value)
  }
  /** A view, not a copy: whoever keeps it copies it. */
  raw(length: number): Uint8Array {
    const at = this.#take(length)
    return this.#bytes.subarray(at, at + length)
  }
  bytes16(): Uint8Array {
    return this.raw(this.u16())
  }
  bytes32(): Uint8Array {
    return this.raw(this.u32())
  }
  text16(): string {
    return fromUtf8(this.bytes16())
  }
  rest(): Uint8Array {
    return this.raw(this.left)
  }
  /** @throws RangeError when something is left over */
  end(): void {
    if (this.left > 0) throw new RangeError('something left over')
  }
}
