import { hash, timingSafeEqual } from 'node:crypto'
import { CHAIN_BYTES } from '../shared/chain'
import { FRAME_ID_BYTES } from '../shared/frame'

/** The hashes of shared/ in the runtime's own code: a quarter of the time. Same results; a test holds them together. */
export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer')

const link = new Uint8Array(CHAIN_BYTES + FRAME_ID_BYTES)
/** [S2a] chain(n) from chain(n-1) and the id of frame n. */
export function chainAfter(chain: Uint8Array, frameId: Uint8Array): Uint8Array {
  link.set(chain)
  link.set(frameId, CHAIN_BYTES)
  return sha256(link).subarray(0, CHAIN_BYTES)
}

/** In constant time, for what is derived from secrets. */
export const isSameSecret = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && timingSafeEqual(a, b)

/** Bytes as the key of a Map: a sign for each. */
export const keyOf = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
