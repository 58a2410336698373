/** A value that others may watch; the shape that React's `useSyncExternalStore` takes. */
export interface Store<T> {
  get(): T
  /** `listener` is called after each change. Returns its end. */
  subscribe(listener: () => void): () => void
}
export interface WritableStore<T> extends Store<T> {
  /** Tells the listeners, unless `value` is (by `isSame`) what is there already. */
  set(value: T): void
  /** Ends every subscription: whoever made the store is gone. */
  end(): void
}

/** @param isSame decides what counts as a change; by default identity */
export function writable<T>(first: T, isSame: (a: T, b: T) => boolean = Object.is): WritableStore<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (isSame(value, next)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    end: () => listeners.clear(),
  }
}

/** Equal by their JSON: for small plain values such as statuses. */
export const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
