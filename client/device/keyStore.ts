import { decodeKey, removeKey, setKey, updateKey } from './keyWrites'
import { KEYS } from './rows/key'
import { keysUnder, rowAt, valueAt } from './rows/operation'
import type { RowStore } from './rows/rowStore'

/**
 * Small things that this device keeps under names: its keys, capabilities, settings. Values are plain data: numbers,
 * strings, booleans, null, bytes, and lists and objects of these. Strictly durable once a promise resolves; where the
 * disk fails, it goes with the log to memory [S13] and back.
 */
export interface KeyStore {
  get<T>(name: string): Promise<T | undefined>
  set(name: string, value: unknown): Promise<void>
  /** Reads and writes in one transaction. `change` is synchronous, and may run twice. When it throws, nothing is written. */
  update<T>(name: string, change: (old: T | undefined) => T): Promise<T>
  remove(name: string): Promise<void>
  /** Names that begin with `prefix`, in order. */
  names(prefix?: string): Promise<string[]>
}

export const keyStore = (store: RowStore): KeyStore => ({
  get: <T>(name: string) => store.ask([valueAt(KEYS.key(name))], (found) => rowAt(found, KEYS.key(name), decodeKey)?.value as T | undefined),
  set: async (name, value) => {
    await store.run(setKey(name, value))
  },
  update: (name, change) => store.run(updateKey(name, change)),
  remove: async (name) => {
    await store.run(removeKey(name))
  },
  names: (prefix = '') =>
    store.ask([keysUnder(KEYS.keys)], (found) =>
      found
        .keys(KEYS.keys)
        .map(([, name]) => String(name))
        .filter((name) => name.startsWith(prefix)),
    ),
})
