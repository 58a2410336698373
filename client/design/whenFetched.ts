/** Ms until the next attempt, where the browser does not say that the network is back. */
const AGAIN_AFTER = 5000

const nextChance = (): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      clearTimeout(timer)
      window.removeEventListener('online', go)
      resolve()
    }
    const timer = setTimeout(go, AGAIN_AFTER)
    window.addEventListener('online', go)
  })

/**
 * A part of the app that stands beside what matters: when it cannot be fetched (the network went before it was kept on
 * the device), it is asked for again and again, and nothing else of the page goes down with it.
 */
export async function whenFetched<T>(fetch: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await fetch()
    } catch {
      await nextChance()
    }
  }
}
