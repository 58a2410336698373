import { type Store, writable } from '../sync/store'

/**
 * The service worker keeps the app for a start without any network. A newer version waits until a person takes it: then
 * the page that asked is opened again by that same act, and no other tab is touched.
 */
export interface AppUpdate {
  /** A newer version waits. */
  readonly isWaiting: Store<boolean>
  /** Takes it, and opens this tab again. Called from a person's click only. */
  take(): void
}

const HOUR = 60 * 60 * 1000

export function registerServiceWorker(container: ServiceWorkerContainer | undefined = navigator.serviceWorker): AppUpdate {
  const isWaiting = writable(false)
  let registration: ServiceWorkerRegistration | null = null
  if (!container || import.meta.env.DEV) return { isWaiting, take: () => undefined }

  const look = () => {
    // The first worker of all becomes active by itself; only one that follows another waits.
    if (registration?.waiting && container.controller) isWaiting.set(true)
  }
  const start = async () => {
    try {
      registration = await container.register('/sw.js')
    } catch {
      // No secure context, or switched off: the app works, but needs the network to start.
      return
    }
    look()
    registration.addEventListener('updatefound', () => registration?.installing?.addEventListener('statechange', look))
    setInterval(() => void registration?.update().catch(() => undefined), HOUR)
  }
  void start()
  return {
    isWaiting,
    take() {
      let isOpened = false
      container.addEventListener('controllerchange', () => {
        if (!isOpened) window.location.reload()
        isOpened = true
      })
      registration?.waiting?.postMessage('skip waiting')
    },
  }
}

let update: AppUpdate | null = null
/** One registration per tab. */
export function appUpdate(): AppUpdate {
  update ??= registerServiceWorker()
  return update
}
