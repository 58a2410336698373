import { createPublicKey, type KeyObject, verify } from 'node:crypto'
import { toHex } from '../shared/bytes'
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../shared/frame'

/**
 * Ed25519 by the runtime, strictly: a key is refused if it is not canonical (y >= p) or of small order. With a key of
 * small order one signature fits every message, and `crypto.verify` alone takes it.
 */
const P = 2n ** 255n - 19n
/** The y of all points of order 1, 2, 4 and 8, little-endian, the sign bit aside. */
const SMALL_ORDER = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])

/** null when it is no key that may be used. */
export function importKey(publicKey: Uint8Array): KeyObject | null {
  if (publicKey.length !== PUBLIC_KEY_BYTES) return null
  const y = publicKey.slice()
  y[31] = (y[31] ?? 0) & 0x7f
  if (SMALL_ORDER.has(toHex(y)) || BigInt(`0x${toHex(y.reverse())}`) >= P) return null
  try {
    // From JWK in a tenth of the time that DER takes.
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }, format: 'jwk' })
  } catch {
    return null
  }
}

/** On a thread of the pool: a large frame takes milliseconds. */
export type VerifySignature = (key: KeyObject, bytes: Uint8Array, signature: Uint8Array) => Promise<boolean>
export const verifySignature: VerifySignature = (key, bytes, signature) =>
  new Promise((resolve) => {
    if (signature.length !== SIGNATURE_BYTES) resolve(false)
    else verify(null, bytes, key, signature, (error, isGood) => resolve(!error && isGood))
  })
