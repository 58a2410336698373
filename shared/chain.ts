import { sha256 } from '@noble/hashes/sha2.js'
import { concat } from './bytes'

/**
 * [S2a] A relay's log as a hash chain: chain(n) = SHA-256(chain(n-1) ‖ frameId(n)), first 16 bytes; chain(0) = zeros.
 * Two logs with the same chain at n hold the same n frames, so a cursor is (seq, chain) and never a number alone.
 */
export const CHAIN_BYTES = 16
export const CHAIN_ORIGIN: Uint8Array = new Uint8Array(CHAIN_BYTES)

export interface Cursor {
  /** Number of the last row seen; 0 = none. */
  readonly seq: number
  readonly chain: Uint8Array
}

export const CURSOR_ORIGIN: Cursor = { seq: 0, chain: CHAIN_ORIGIN }

export const nextChain = (chain: Uint8Array, frameId: Uint8Array): Uint8Array => sha256(concat(chain, frameId)).slice(0, CHAIN_BYTES)
