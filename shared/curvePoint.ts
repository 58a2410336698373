/**
 * Ed25519 points that are refused, as keys and as the first half of a signature (PROTOCOL.md, "Signatures").
 *
 * With a point of small order as its key, one signature fits every message; some engines' native verification lets it
 * pass (Node 20 does). And a coordinate that is not reduced gives one point two encodings. Both are told by the bytes
 * alone: there are eight points of small order, with five y-coordinates.
 */
const SMALL_ORDER = [
  // y = 0: order 4 · y = 1: the identity · y = p - 1: order 2 · the last two: order 8
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map((hex) => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)))

const POINT_BYTES = 32
const SIGN_BIT = 0x80

/** Is the y-coordinate (little-endian, without the sign bit) below p = 2^255 - 19? */
function isReduced(point: Uint8Array): boolean {
  if (((point[31] ?? 0) & ~SIGN_BIT) !== 0x7f) return true
  for (let i = 30; i > 0; i--) if (point[i] !== 0xff) return true
  return (point[0] ?? 0) < 0xed
}

const isSmall = (point: Uint8Array): boolean =>
  SMALL_ORDER.some((small) => small.every((byte, i) => byte === (i === POINT_BYTES - 1 ? (point[i] ?? 0) & ~SIGN_BIT : point[i])))

/** Whether 32 bytes may be an encoded point. True says nothing of being on the curve: verification finds that. */
export const mayBePoint = (point: Uint8Array): boolean => point.length === POINT_BYTES && isReduced(point) && !isSmall(point)

/** What can be refused before any arithmetic: lengths, the key, and the point in the signature. */
export const mayBeSignature = (publicKey: Uint8Array, signature: Uint8Array): boolean =>
  signature.length === 2 * POINT_BYTES && mayBePoint(publicKey) && mayBePoint(signature.subarray(0, POINT_BYTES))
