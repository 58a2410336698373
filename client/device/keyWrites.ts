import { decode, encode } from 'cborg'
import { ok, type Result, refuse } from '../../shared/result'
import { recordCipher, type Stored, type StoredRefusal } from './recordCipher'
import { KEYS } from './rows/key'
import { type Operation, rowAt, valueAt } from './rows/operation'

/** As `DocumentWrite`, for what the key store holds. */
export type KeyWrite = { readonly do: 'setKey'; readonly name: string; readonly value: unknown } | { readonly do: 'removeKey'; readonly name: string }

/** @throws when `value` is not plain data (numbers, strings, bytes, lists and maps of these) */
const encodeKey = (value: unknown): Stored => recordCipher.seal(new Uint8Array(encode(value)))
export function decodeKey(stored: unknown): Result<unknown, StoredRefusal | 'cut off or damaged'> {
  const bytes = recordCipher.open(stored)
  if (!bytes.ok) return bytes
  try {
    return ok(decode(bytes.value))
  } catch {
    return refuse('cut off or damaged')
  }
}

export const setKey = (name: string, value: unknown): Operation<void> => ({
  reads: [],
  isStrict: true,
  decide: () => ({ value: undefined, writes: [{ put: KEYS.key(name), value: encodeKey(value) }], again: { do: 'setKey', name, value } satisfies KeyWrite }),
})

export const removeKey = (name: string): Operation<void> => ({
  reads: [],
  isStrict: true,
  decide: () => ({ value: undefined, writes: [{ remove: KEYS.key(name) }], again: { do: 'removeKey', name } satisfies KeyWrite }),
})

/** Done again, it sets what it has come to: the function stays here. */
export const updateKey = <T>(name: string, change: (old: T | undefined) => T): Operation<T> => ({
  reads: [valueAt(KEYS.key(name))],
  isStrict: true,
  decide(found) {
    const value = change((rowAt(found, KEYS.key(name), decodeKey) ?? undefined) as T | undefined)
    return { ...setKey(name, value).decide(found), value }
  },
})

export function keyWrite(data: KeyWrite): Operation<unknown> | null {
  if (data.do === 'setKey') return setKey(data.name, data.value)
  return data.do === 'removeKey' ? removeKey(data.name) : null
}
