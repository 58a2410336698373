import { type Store, writable } from '../sync/store'
import type { OpenWorkspace } from './openWorkspace'

/**
 * What is worked out of a workspace, one store for each that is open: followed as long as somebody listens.
 * @param none before anything is known, and again when nobody listens any more if it is not worth keeping (`forgets`)
 * @param follow tells what there is, now and whenever it is another; returns its end
 */
export function followed<T>(
  none: T,
  follow: (workspace: OpenWorkspace, tell: (value: T) => void) => () => void,
  { forgets = false }: { readonly forgets?: boolean } = {},
): (workspace: OpenWorkspace) => Store<T> {
  const stores = new WeakMap<OpenWorkspace, Store<T>>()
  const make = (workspace: OpenWorkspace): Store<T> => {
    const store = writable(none)
    let listeners = 0
    let stop: (() => void) | null = null
    return {
      get: store.get,
      subscribe(listener) {
        const end = store.subscribe(listener)
        if (listeners++ === 0) stop = follow(workspace, store.set)
        return () => {
          end()
          if (--listeners > 0) return
          stop?.()
          stop = null
          if (forgets) store.set(none)
        }
      },
    }
  }
  return (workspace) => {
    const store = stores.get(workspace) ?? make(workspace)
    stores.set(workspace, store)
    return store
  }
}
