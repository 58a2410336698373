import type { Capability } from '../../../client/crypto/seed'
import type { RoomKeys } from '../../../shared/frame'
import type { Result } from '../../../shared/result'

/** The value of a result that has to be one; the reason stands in the failure. */
export function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

/** Why something was refused; null: it was not. */
export const reasonOf = (result: Result<unknown>): string | null => (result.ok ? null : result.reason)

export function keysOf({ keys }: Capability): RoomKeys {
  if (!keys) throw new Error('a capability without keys')
  return keys
}

/** Bytes with a recognisable value, of a length. */
export const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value)
