/** Ms until the next attempt, where the browser does not say that the network is back. */
const AGAIN_AFTER = 5000

const waiting = new Set<() => void>()

/** A moment at which asking the network again may help. */
export const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      waiting.delete(go)
      globalThis.removeEventListener?.('online', go)
      resolve()
    }
    const timer = setTimeout(go, AGAIN_AFTER)
    waiting.add(go)
    globalThis.addEventListener?.('online', go)
  })

/** Somebody pressed: whatever waits is asked for again now. */
export function askAgain(): void {
  for (const go of [...waiting]) go()
}

let missing = 0
const listeners = new Set<() => void>()
function count(by: number): void {
  missing += by
  for (const listener of listeners) listener()
}
/** Is a part wanted that could not be fetched so far? As a store, for whoever shows it. */
export const unfetched = {
  get: (): boolean => missing > 0,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** What Chromium, Firefox, Safari and Vite say when a script or its styles did not come. A fault inside a script that came says other things. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload/i

/**
 * A part of the app that comes when it is needed: when it cannot be fetched (the network went before it was kept on the
 * device), it is asked for again and again, and nothing else of the page goes down with it.
 * @throws (in the promise) what went wrong inside the part
 */
export async function whenFetched<T>(fetch: () => Promise<T>): Promise<T> {
  let isMissing = false
  try {
    for (;;) {
      try {
        return await fetch()
      } catch (error) {
        if (!NOT_FETCHED.test(String(error))) throw error
        if (!isMissing) count(1)
        isMissing = true
        await nextChance()
      }
    }
  } finally {
    if (isMissing) count(-1)
  }
}
