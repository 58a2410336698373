import { useSyncExternalStore } from 'react'

/** Draws again whenever the store says so. */
export function useStore<T>(store: { get(): T; subscribe(listener: () => void): () => void }): T {
  return useSyncExternalStore(store.subscribe, store.get)
}
