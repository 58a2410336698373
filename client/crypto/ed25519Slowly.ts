import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concat, equalBytes, toHex } from '../../shared/bytes'
import { mayBeSignature } from '../../shared/curvePoint'

/** Ed25519 where WebCrypto has none: the same answers as `ed25519.ts` gives, for every key and signature. */

export const signSlowly = (secret: Uint8Array, bytes: Uint8Array): Uint8Array => ed25519.sign(bytes, secret)

export function verifySlowly(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!mayBeSignature(publicKey, signature)) return false
  if (!ed25519.verify(signature, bytes, publicKey, { zip215: false })) return false
  // noble's equation is multiplied by the cofactor; the engines' is not: R = sB - kA, byte for byte
  const { BASE, Fn } = ed25519.Point
  const commitment = signature.subarray(0, 32)
  const k = Fn.create(littleEndian(sha512(concat(commitment, publicKey, bytes))))
  const s = littleEndian(signature.subarray(32))
  const point = ed25519.Point.fromBytes(publicKey, false)
  return equalBytes(BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k)).toBytes(), commitment)
}
const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`)
