import { sha256 } from '@noble/hashes/sha2.js'
import { concat, equalBytes, utf8 } from '../../shared/bytes'

/**
 * Signatures that only pretend, in the shape of Ed25519: what a simulation of thousands of frames can afford. Whoever does
 * not hold the secret is taken not to sign; nobody here tries to break it. Real ones have tests of their own.
 */
const publicOf = (secret: Uint8Array): Uint8Array => sha256(concat(utf8('public'), secret))
const signatureOf = (publicKey: Uint8Array, bytes: Uint8Array): Uint8Array => {
  const half = sha256(concat(publicKey, bytes))
  return concat(half, half)
}

/** In place of client/crypto/ed25519. */
export const pretendEd25519 = {
  publicKeyOf: publicOf,
  generateSigningKey: (): { secret: Uint8Array; public: Uint8Array } => {
    const secret = globalThis.crypto.getRandomValues(new Uint8Array(32))
    return { secret, public: publicOf(secret) }
  },
  sign: async (secret: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> => signatureOf(publicOf(secret), bytes),
  verify: async (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> => equalBytes(signatureOf(publicKey, bytes), signature),
}

/** In place of sync-server/keys: the "key object" is the public key itself. */
export const pretendKeys = {
  importKey: (publicKey: Uint8Array): Uint8Array => publicKey.slice(),
  verifySignature: async (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> =>
    equalBytes(signatureOf(publicKey, bytes), signature),
}
