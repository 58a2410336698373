import { decode, encode } from 'cborg'
import { equalBytes } from '../../shared/bytes'
import { ok, type Result, refuse } from '../../shared/result'
import { recordCipher, type Stored, type StoredRefusal } from './recordCipher'
import { KEYS } from './rows/key'
import { type Operation, rowAt, valueAt } from './rows/operation'

/**
 * As `DocumentWrite`, for what the key store holds. `was` is what the write has found: done again, it changes nothing
 * that somebody else has changed since.
 */
export type KeyWrite =
  | { readonly do: 'setKey'; readonly name: string; readonly value: unknown; readonly was: unknown }
  | { readonly do: 'removeKey'; readonly name: string; readonly was: unknown }

/** @throws when `value` is not plain data (numbers, strings, bytes, lists and maps of these) */
const encodeKey = (value: unknown): Stored => recordCipher.seal(new Uint8Array(encode(value)))
export function decodeKey(stored: unknown): Result<{ readonly value: unknown }, StoredRefusal | 'cut off or damaged'> {
  const bytes = recordCipher.open(stored)
  if (!bytes.ok) return bytes
  try {
    return ok({ value: decode(bytes.value) })
  } catch {
    return refuse('cut off or damaged')
  }
}

type Change = (old: unknown) => { readonly value: unknown } | 'remove' | 'leave'

function changeKey(name: string, change: Change): Operation<unknown> {
  const key = KEYS.key(name)
  return {
    reads: [valueAt(key)],
    isStrict: true,
    decide(found) {
      const was = rowAt(found, key, decodeKey)?.value
      const next = change(was)
      if (next === 'leave') return { value: undefined, writes: [], again: null }
      if (next === 'remove') return { value: undefined, writes: [{ remove: key }], again: { do: 'removeKey', name, was } satisfies KeyWrite }
      const { value } = next
      return { value, writes: [{ put: key, value: encodeKey(value) }], again: { do: 'setKey', name, value, was } satisfies KeyWrite }
    },
  }
}
const isSame = (a: unknown, b: unknown): boolean => a === b || (a !== undefined && b !== undefined && equalBytes(encode(a), encode(b)))

export const setKey = (name: string, value: unknown) => changeKey(name, () => ({ value })) as Operation<void>
export const removeKey = (name: string) => changeKey(name, () => 'remove') as Operation<void>
export const updateKey = <T>(name: string, change: (old: T | undefined) => T) =>
  changeKey(name, (old) => ({ value: change(old as T | undefined) })) as Operation<T>

export function keyWrite(data: KeyWrite): Operation<unknown> | null {
  const unlessChanged =
    (next: ReturnType<Change>): Change =>
    (old) =>
      isSame(old, data.was) ? next : 'leave'
  if (data.do === 'setKey') return changeKey(data.name, unlessChanged({ value: data.value }))
  return data.do === 'removeKey' ? changeKey(data.name, unlessChanged('remove')) : null
}
