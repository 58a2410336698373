import { x25519 } from '@noble/curves/ed25519.js'

/**
 * A device's X25519 key, to which others can seal something for this device alone. Its public half stands in the
 * device's join record, from the first day, so that doors and changed locks can be built later without asking anybody.
 */
export interface BoxKey {
  /** 32 bytes. */
  readonly secret: Uint8Array
  /** 32 bytes. */
  readonly public: Uint8Array
}

export function generateBoxKey(): BoxKey {
  const { secretKey, publicKey } = x25519.keygen()
  return { secret: secretKey, public: publicKey }
}
