import { useSyncExternalStore } from 'react'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** What the browser says of the network: a hint for words only. What is sent is known from the relay. */
export const useOnline = (): boolean => useSyncExternalStore(subscribe, () => navigator.onLine)
