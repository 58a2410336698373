import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

/**
 * Awareness updates, read without trust: whoever may read a document can have made them. One entry per client; states
 * are small and hold agreed fields only. [S12] There is no y-protocols message type in it, so nothing in a live frame
 * can be an edit.
 */
export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  /** null: it has left. */
  readonly state: AwarenessState | null
}
export type AwarenessState = { readonly [field: string]: Json }
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** Bytes of a state as JSON. */
export const STATE_BYTES = 1024
/** Entries of one live frame: the windows of one device. */
const ENTRIES = 16
/** What others may be told; everything else is left out on both sides. */
export const STATE_FIELDS = ['person', 'at', 'cursor', 'shown', 'copy'] as const
/** Relative positions are one object in another; nothing agreed is deeper. */
const DEPTH = 6

/** null when the bytes are no awareness update. Entries that are not as agreed are left out. */
export function readAwareness(bytes: Uint8Array): AwarenessEntry[] | null {
  try {
    const decoder = decoding.createDecoder(bytes)
    const count = decoding.readVarUint(decoder)
    const entries: AwarenessEntry[] = []
    for (let i = 0; i < Math.min(count, ENTRIES); i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      const json = decoding.readVarString(decoder)
      if (json.length > 4 * STATE_BYTES) continue
      const state = cleanState(JSON.parse(json))
      if (state !== undefined) entries.push({ client, clock, state })
    }
    return entries
  } catch {
    return null
  }
}

export function writeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const { client, clock, state } of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  }
  return encoding.toUint8Array(encoder)
}

/** Several awareness updates as one, as long as the result has at most `bytes`; the first ones count. */
export function joinAwareness(updates: readonly Uint8Array[], bytes: number): Uint8Array | null {
  let joined: Uint8Array | null = null
  const all: AwarenessEntry[] = []
  for (const update of updates) {
    all.push(...(readAwareness(update) ?? []))
    const longer = writeAwareness(all)
    if (longer.length > bytes) break
    joined = longer
  }
  return joined
}

/** The agreed fields of a state; null for one who left; undefined for what is no state, or too large. */
export function cleanState(state: unknown): AwarenessState | null | undefined {
  if (state === null) return null
  if (typeof state !== 'object' || Array.isArray(state)) return undefined
  const clean: Record<string, Json> = {}
  for (const field of STATE_FIELDS) {
    const value = (state as Record<string, unknown>)[field]
    if (value !== undefined && isShallow(value, DEPTH)) clean[field] = value as Json
  }
  return JSON.stringify(clean).length <= STATE_BYTES ? clean : undefined
}

function isShallow(value: unknown, depth: number): boolean {
  if (value === null || typeof value !== 'object') return typeof value !== 'function'
  return depth > 0 && Object.values(value).every((inner) => isShallow(inner, depth - 1))
}
