import type { Result } from '../../../shared/result'
import type { Change } from '../deviceLog'
import type { Key } from './key'

/**
 * One transaction as a value: what it reads, and a pure function from what was found to what is written. So one piece
 * of logic runs on every engine, several operations share a transaction, and what a disk refused is done again later.
 */
export interface Operation<T> {
  readonly reads: readonly Read[]
  /** [S1] The commit waits for the disk. */
  readonly isStrict: boolean
  /** Runs inside the transaction: synchronous. May run more than once. */
  decide(found: Found): Outcome<T>
}

export interface Outcome<T> {
  readonly value: T
  readonly writes: readonly Write[]
  readonly changes?: readonly Change[]
  /**
   * The same once more, as data (structured-cloneable), whatever else has happened since. Null when nothing is written,
   * or nothing that has to outlive this session.
   */
  readonly again: unknown
}

/** `value`: one key. `entries` and `keys`: all under a prefix. */
export interface Read {
  readonly what: 'value' | 'entries' | 'keys'
  readonly key: Key
}
export const valueAt = (key: Key): Read => ({ what: 'value', key })
export const entriesUnder = (key: Key): Read => ({ what: 'entries', key })
export const keysUnder = (key: Key): Read => ({ what: 'keys', key })

export interface Entry {
  readonly key: Key
  /** What the storage gave: anything, if it is damaged. */
  readonly value: unknown
}

/** A value is a `Stored`, or, for a damaged row that is moved, whatever lay there. */
export type Write = { readonly put: Key; readonly value: unknown } | { readonly remove: Key } | { readonly removeUnder: Key }

/** What the reads of an operation have found. Only what the operation has declared may be asked for. */
export interface Found {
  /** False where the writes stay in this window's memory for now. */
  readonly isDurable: boolean
  value(key: Key): unknown
  entries(prefix: Key): readonly Entry[]
  keys(prefix: Key): readonly Key[]
  /** Reports a row that cannot be read. */
  damaged(key: Key, reason: string): void
}

export type Decode<T> = (value: unknown) => Result<T>

/** The row at `key`, or null if there is none, or none that can be read: that is reported. */
export function rowAt<T>(found: Found, key: Key, decode: Decode<T>): T | null {
  const value = found.value(key)
  if (value === undefined) return null
  const row = decode(value)
  if (row.ok) return row.value
  found.damaged(key, row.reason)
  return null
}

/** The rows under `prefix` that can be read; each other one is reported and stands in nobody's way. */
export function rowsUnder<T>(found: Found, prefix: Key, decode: Decode<T>): { key: Key; row: T }[] {
  const rows: { key: Key; row: T }[] = []
  for (const { key, value } of found.entries(prefix)) {
    const row = decode(value)
    if (row.ok) rows.push({ key, row: row.value })
    else found.damaged(key, row.reason)
  }
  return rows
}
