/** A module that comes when it is first wanted, and is there at once from then on. */
export interface Later<T> {
  /** null: it has not come yet. */
  now(): T | null
  /** Rejects if it cannot be fetched; the next call tries again. */
  load(): Promise<T>
}

export function later<T>(fetch: () => Promise<T>): Later<T> {
  let here: T | null = null
  let coming: Promise<T> | null = null
  return {
    now: () => here,
    load() {
      coming ??= fetch().then(
        (it) => {
          here = it
          return it
        },
        (cause: unknown) => {
          coming = null
          throw cause
        },
      )
      return coming
    },
  }
}
