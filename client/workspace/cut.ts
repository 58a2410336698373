import type { ReplicaStatus } from '../sync/status'
import { type Store, writable } from '../sync/store'

/**
 * The browser's own word that there is no network. A socket that hangs notices after a minute; the browser knows at once,
 * and words that are on their way to nowhere are called so. What a relay has acknowledged stays "sent".
 */
export const asTheBrowserSays = (status: ReplicaStatus, cutSince: number | null): ReplicaStatus =>
  cutSince !== null && status.unsent > 0 && (status.relay === 'sending' || status.relay === 'sent')
    ? { ...status, relay: 'offline', since: status.since ?? cutSince }
    : status

/** Since when, ms; null: there is a network, as far as the browser knows. */
export function watchCut(now: () => number): Store<number | null> & { stop(): void } {
  const isCut = () => typeof navigator !== 'undefined' && navigator.onLine === false
  const since = writable<number | null>(isCut() ? now() : null)
  if (typeof window === 'undefined') return { ...since, stop: () => undefined }
  const look = () => since.set(isCut() ? (since.get() ?? now()) : null)
  window.addEventListener('online', look)
  window.addEventListener('offline', look)
  return {
    ...since,
    stop() {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    },
  }
}
