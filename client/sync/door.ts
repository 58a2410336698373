import type { Clock } from './clock'
import type { FromHost, ToHost } from './hostMessages'

/** Where the link runs, as the tab that has it sees it. */
export interface Door {
  post(message: ToHost): void
  stop(): void
  /** Where it runs in this thread: resolves when nothing is left to do before something comes. */
  settled(): Promise<void>
}
export type OpenDoor = (tell: (message: FromHost) => void) => Door

/** Ms after which the code of a late door is asked for again. */
const AGAIN_AFTER = 5000

/**
 * Another door, whose code is still on its way: what is said meanwhile is heard when it opens, in order. Code that does
 * not come, because the network went first, is asked for again.
 */
export const lateDoor =
  (coming: () => Promise<OpenDoor>, clock: Clock): OpenDoor =>
  (tell) => {
    let door: Door | null = null
    let early: ToHost[] = []
    let isStopped = false
    const come = (): Promise<void> =>
      coming().then(
        (open) => {
          if (isStopped) return
          door = open(tell)
          for (const message of early) door.post(message)
          early = []
        },
        () => {
          if (!isStopped) clock.after(AGAIN_AFTER, () => void come())
        },
      )
    const opened = come()
    return {
      post: (message) => (door ? door.post(message) : void early.push(message)),
      stop: () => {
        isStopped = true
        door?.stop()
      },
      settled: async () => {
        await opened
        await door?.settled()
      },
    }
  }

/** First message to the worker. */
export interface WorkerStart {
  readonly type: 'start'
  readonly database: string
  readonly author: Uint8Array
}

/** In a worker of its own, with its own view of the device log. `failed` is called once if it cannot run. */
export const workerDoor =
  (start: Omit<WorkerStart, 'type'>, failed: () => void): OpenDoor =>
  (tell) => {
    let worker: Worker
    try {
      worker = new Worker(new URL('./link.worker.ts', import.meta.url), { type: 'module', name: 'link' })
    } catch (error) {
      console.error('a worker could not be made', error)
      queueMicrotask(failed)
      return { post: () => {}, stop: () => {}, settled: async () => {} }
    }
    let isRunning = false
    worker.onmessage = ({ data }: MessageEvent<FromHost>) => {
      isRunning = true
      tell(data)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      // Without a message its script did not come, which the browser has said already.
      if (event.message) console.error('the link worker failed:', event.message)
      if (isRunning) return
      worker.terminate()
      failed()
    }
    worker.postMessage({ type: 'start', ...start } satisfies WorkerStart)
    return { post: (message) => worker.postMessage(message), stop: () => stopWorker(worker), settled: async () => {} }
  }

/** It says good-bye to the relays first. */
function stopWorker(worker: Worker): void {
  worker.postMessage({ type: 'stop' } satisfies WorkerStop)
  setTimeout(() => worker.terminate(), 500)
}
export interface WorkerStop {
  readonly type: 'stop'
}
