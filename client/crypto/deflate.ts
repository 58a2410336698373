import { deflateSync, Inflate } from 'fflate'
import { LIMITS } from '../../shared/limits'
import { ok, type Result, refuse } from '../../shared/result'

/**
 * deflate-raw (RFC 1951), synchronous, and bounded on the way back: 1 KiB can claim to be a mebibyte, so input goes in
 * in small pieces and inflating ends as soon as the limit is passed. At most one piece's worth is ever held beyond it.
 */
export const deflate = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 6 })

/** deflate cannot do better than 1 : 1032. A piece gives at most an eighth of the limit. */
const BEST_RATIO = 1032
const pieceFor = (limit: number): number => Math.max(64, Math.floor(limit / (8 * BEST_RATIO)))

class PastLimit extends Error {}

export function inflate(bytes: Uint8Array, limit: number = LIMITS.inflated): Result<Uint8Array, 'malformed' | 'body too large'> {
  const pieces: Uint8Array[] = []
  let length = 0
  const inflater = new Inflate((piece) => {
    length += piece.length
    if (length > limit) throw new PastLimit()
    if (piece.length > 0) pieces.push(piece)
  })
  try {
    if (bytes.length === 0) return refuse('malformed')
    const step = pieceFor(limit)
    for (let at = 0; at < bytes.length; at += step) inflater.push(bytes.subarray(at, at + step), at + step >= bytes.length)
  } catch (error) {
    return refuse(error instanceof PastLimit ? 'body too large' : 'malformed')
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return ok(whole)
}
