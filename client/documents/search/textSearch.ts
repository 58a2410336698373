/** The search as the window sees it: asks, and is answered by a worker with its own look at the device log. */

import { whenFetched } from '../../design/whenFetched'
import type { DeviceLog } from '../../device/deviceLog'
import { type Store, writable } from '../../sync/store'
import type { FromSearch, Searched, ToSearch } from './messages'
import type { Found } from './searchIndex'

export interface TextSearch {
  /** These documents from now on; those first that are wanted first. */
  follow(documents: readonly Searched[]): void
  /** null: another question was asked meanwhile. */
  find(question: string): Promise<Found | null>
  /** Which documents link to this one, as far as they have been read. */
  linkedTo(id: string): Promise<readonly string[]>
  /** How far the reading is; changes whenever an answer may have changed. */
  readonly progress: Store<Progress>
  stop(): void
}
export interface Progress {
  readonly read: number
  readonly of: number
}

export interface TextSearchOptions {
  /** The window's own; read itself only where no worker can. */
  readonly log: DeviceLog
  readonly database?: string
}

interface Port {
  post(message: ToSearch): void
  stop(): void
}

export function startTextSearch({ log, database = 'leaderful' }: TextSearchOptions): TextSearch {
  const progress = writable<Progress>({ read: 0, of: 0 })
  let documents: readonly Searched[] = []
  let asked = 0
  let waiting: { ask: number; question: string; answer: (found: Found | null) => void } | null = null

  const links = new Map<number, { id: string; answer: (from: readonly string[]) => void }>()

  const hear = (message: FromSearch): void => {
    if (message.type === 'read') progress.set({ read: message.read, of: message.of })
    else if (message.type === 'linked') {
      links.get(message.ask)?.answer(message.from)
      links.delete(message.ask)
    } else if (waiting?.ask === message.ask) {
      waiting.answer(message.found)
      waiting = null
    }
  }
  const again = (): void => {
    port.post({ type: 'follow', documents })
    if (waiting) port.post({ type: 'find', ask: waiting.ask, question: waiting.question })
    for (const [ask, { id }] of links) port.post({ type: 'linked', ask, id })
  }
  const inline = (): Port => inlinePort(log, hear)
  let port: Port =
    typeof Worker === 'undefined' || log.health.on === 'memory'
      ? inline()
      : workerPort(database, hear, () => {
          port.stop()
          port = inline()
          again()
        })

  return {
    follow(next) {
      documents = next
      port.post({ type: 'follow', documents })
    },
    find(question) {
      waiting?.answer(null)
      const ask = ++asked
      return new Promise((answer) => {
        waiting = { ask, question, answer }
        port.post({ type: 'find', ask, question })
      })
    },
    linkedTo(id) {
      const ask = ++asked
      return new Promise((answer) => {
        links.set(ask, { id, answer })
        port.post({ type: 'linked', ask, id })
      })
    },
    progress,
    stop() {
      waiting?.answer(null)
      waiting = null
      for (const { answer } of links.values()) answer([])
      links.clear()
      port.stop()
      progress.end()
    },
  }
}

function workerPort(database: string, hear: (message: FromSearch) => void, onFailed: () => void): Port {
  const worker = new Worker(new URL('./search.worker.ts', import.meta.url), { type: 'module', name: 'search' })
  worker.onmessage = ({ data }: MessageEvent<FromSearch>) => hear(data)
  worker.onerror = (event) => {
    event.preventDefault()
    onFailed()
  }
  const start: ToSearch = { type: 'start', database }
  worker.postMessage(start)
  return {
    post: (message) => worker.postMessage(message),
    stop() {
      worker.onmessage = null
      worker.onerror = null
      worker.terminate()
    },
  }
}

/** Beside the log of this window. Fetched only when needed. */
function inlinePort(log: DeviceLog, hear: (message: FromSearch) => void): Port {
  let isStopped = false
  const after = (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  }
  const made = whenFetched(() => import('./searchHost')).then(({ SearchHost }) => (isStopped ? null : new SearchHost({ log, tell: hear, after })))
  return {
    post(message) {
      if (message.type !== 'start' && message.type !== 'stop') void made.then((host) => host?.hear(message))
    },
    stop() {
      isStopped = true
      void made.then((host) => host?.stop())
    },
  }
}
