import { ByteReader, ByteWriter } from '../../shared/bytes'
import { LIMITS } from '../../shared/limits'
import { ok, type Result, refuse } from '../../shared/result'
import { deflate, inflate } from './deflate'

/**
 * What is sealed in a frame (PROTOCOL.md, "Plaintext"):
 *
 *   plaintext := schema u16 • flags u8 (bit 0 Yjs V2, bit 1 deflate-raw) • author 16 • bodyLength u32 • body • zeros
 */
export interface Plaintext {
  /** [S11] The schema that the body needs. */
  readonly schema: number
  /** Who says to have made it; a claim, and zeros are allowed. */
  readonly author: Uint8Array
  /** The body is, or holds, a Yjs update in the second encoding. */
  readonly isV2: boolean
  readonly body: Uint8Array
}
export type PlaintextRefusal = 'malformed' | 'unknown flags' | 'body too large'

export const AUTHOR_BYTES = 16
export const NO_AUTHOR: Uint8Array = new Uint8Array(AUTHOR_BYTES)
const HEAD_BYTES = 2 + 1 + AUTHOR_BYTES + 4
/** Longer bodies are deflated, if that makes them shorter. */
const DEFLATED_FROM = 128
const V2 = 1
const DEFLATED = 2

/**
 * `sizeOf` says how long the whole plaintext becomes, zeros included, from how long it is without.
 * @throws RangeError for a schema that is no u16, an author that has not 16 bytes, a body past the limit
 */
export function encodePlaintext({ schema, author, isV2, body }: Plaintext, sizeOf: (length: number) => number): Uint8Array {
  if (!Number.isInteger(schema) || schema < 0 || schema > 0xffff) throw new RangeError('a schema number is a u16')
  if (author.length !== AUTHOR_BYTES) throw new RangeError('an author has 16 bytes')
  if (body.length > LIMITS.inflated) throw new RangeError('body too large')
  const deflated = body.length > DEFLATED_FROM ? deflate(body) : null
  const shorter = deflated && deflated.length < body.length ? deflated : null
  const written = shorter ?? body
  const plaintext = new Uint8Array(sizeOf(HEAD_BYTES + written.length))
  plaintext.set(
    new ByteWriter()
      .u16(schema)
      .u8((isV2 ? V2 : 0) | (shorter ? DEFLATED : 0))
      .raw(author)
      .u32(written.length)
      .finish(),
  )
  plaintext.set(written, HEAD_BYTES)
  return plaintext
}

/** Never throws. Views into `bytes` where nothing had to be inflated. */
export function decodePlaintext(bytes: Uint8Array, inflatedLimit: number = LIMITS.inflated): Result<Plaintext, PlaintextRefusal> {
  try {
    const reader = new ByteReader(bytes)
    const schema = reader.u16()
    const flags = reader.u8()
    const author = reader.raw(AUTHOR_BYTES)
    const written = reader.bytes32()
    if (flags > (V2 | DEFLATED)) return refuse('unknown flags')
    if (!reader.rest().every((byte) => byte === 0)) return refuse('malformed')
    if (written.length > inflatedLimit) return refuse('body too large')
    const body = flags & DEFLATED ? inflate(written, inflatedLimit) : ok(written)
    return body.ok ? ok({ schema, author, isV2: (flags & V2) !== 0, body: body.value }) : body
  } catch {
    return refuse('malformed')
  }
}
