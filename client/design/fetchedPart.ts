export interface FetchedPart<T> {
  /** Null as long as it has not come. */
  here(): T | null
  fetch(): Promise<T>
}

/** A part of the app that comes when it is needed, and knows whether it has come: `drawPart` then draws it at once. */
export function fetchedPart<T>(load: () => Promise<T>): FetchedPart<T> {
  let here: T | null = null
  return {
    here: () => here,
    async fetch() {
      here = await load()
      return here
    },
  }
}
