/** Ms until the next attempt, where the browser does not say that the network is back. */
const AGAIN_AFTER = 5000

/** A moment at which asking the network again may help. */
export const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      globalThis.removeEventListener?.('online', go)
      resolve()
    }
    const timer = setTimeout(go, AGAIN_AFTER)
    globalThis.addEventListener?.('online', go)
  })

/** What Chromium, Firefox, Safari and Vite say when a script or its styles did not come. A fault inside a script that came says other things. */
const NOT_FETCHED = /dynamically imported module|importing a module script failed|unable to preload/i

/**
 * A part of the app that comes when it is needed: when it cannot be fetched (the network went before it was kept on the
 * device), it is asked for again and again, and nothing else of the page goes down with it.
 * @throws (in the promise) what went wrong inside the part
 */
export async function whenFetched<T>(fetch: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await fetch()
    } catch (error) {
      if (!NOT_FETCHED.test(String(error))) throw error
      await nextChance()
    }
  }
}
