import { ok, type Result, refuse } from '../../shared/result'

/**
 * What stands in the device's storage as a value: bytes, and how they have been written. `v` 1 = plain. A passphrase lock
 * gets a number of its own; no key is ever kept beside what it encrypts.
 */
export interface Stored {
  readonly v: number
  readonly bytes: Uint8Array
}

export type StoredRefusal = 'not a stored value' | 'from a newer version'

/** Synchronous: a transaction of IndexedDB ends as soon as anything else is awaited inside it. */
export interface RecordCipher {
  /** `bytes` must own their whole buffer: structured cloning keeps all that lies behind a view. */
  seal(bytes: Uint8Array): Stored
  /** Takes anything that may lie in a damaged storage; never throws. */
  open(stored: unknown): Result<Uint8Array, StoredRefusal>
}

const PLAIN = 1

export const recordCipher: RecordCipher = {
  seal: (bytes) => ({ v: PLAIN, bytes }),
  open(stored) {
    if (typeof stored !== 'object' || stored === null) return refuse('not a stored value')
    const { v, bytes } = stored as Partial<Stored>
    if (typeof v !== 'number' || !(bytes instanceof Uint8Array)) return refuse('not a stored value')
    return v === PLAIN ? ok(bytes) : refuse(v > PLAIN ? 'from a newer version' : 'not a stored value')
  },
}
