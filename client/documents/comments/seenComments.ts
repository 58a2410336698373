/** Which comments this person has looked at: kept on this device only, and only of those that waited for them. */
import type { RecordId } from '../../crypto/record'
import type { KeyStore } from '../../device/keyStore'

export interface SeenComments {
  has(id: RecordId): boolean
  see(ids: readonly RecordId[]): Promise<void>
  /** Another value after each change. */
  get(): object
  subscribe(listener: () => void): () => void
}

/** The oldest go; what is so far back is resolved, or answered, or past. */
const MOST = 5_000

async function openSeen(keys: KeyStore, workspaceId: string): Promise<SeenComments> {
  const place = `seen-comments/${workspaceId}`
  let seen = new Set((await keys.get<readonly RecordId[]>(place)) ?? [])
  const listeners = new Set<() => void>()
  return {
    has: (id) => seen.has(id),
    async see(ids) {
      const fresh = ids.filter((id) => !seen.has(id))
      if (fresh.length === 0) return
      seen = new Set([...seen, ...fresh])
      for (const listener of [...listeners]) listener()
      await keys.update<readonly RecordId[]>(place, (held) => [...new Set([...(held ?? []), ...fresh])].slice(-MOST))
    },
    get: () => seen,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const opened = new WeakMap<KeyStore, Map<string, Promise<SeenComments>>>()

/** One for all who ask: the list at home and the text itself. */
export function seenComments(keys: KeyStore, workspaceId: string): Promise<SeenComments> {
  const held = opened.get(keys) ?? new Map<string, Promise<SeenComments>>()
  opened.set(keys, held)
  const known = held.get(workspaceId) ?? openSeen(keys, workspaceId)
  held.set(workspaceId, known)
  return known
}
