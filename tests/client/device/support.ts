import type { DeviceLog } from '../../../client/device/deviceLog'
import type { Timers } from '../../../client/device/rows/rowStore'

/** A clock that is moved by hand. */
export class TestTimers implements Timers {
  #now = 1_000_000
  readonly #due = new Map<() => void, number>()

  now(): number {
    return this.#now
  }
  after(ms: number, run: () => void): () => void {
    const once = (): void => run()
    this.#due.set(once, this.#now + ms)
    return () => this.#due.delete(once)
  }
  get waiting(): number {
    return this.#due.size
  }
  /** What falls due on the way is run, in order. */
  pass(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = [...this.#due].filter(([, at]) => at <= end).sort(([, a], [, b]) => a - b)[0]
      if (!next) break
      this.#due.delete(next[0])
      this.#now = next[1]
      next[0]()
    }
    this.#now = end
  }
}

/** Lets everything run that waits for nothing but its turn: fake-indexeddb and the hub take turns, never time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

let devices = 0
export const newName = (): string => `device-${devices++}`

/** A small generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Resolves once the log is on the disk again. */
export const isOnDisk = (log: DeviceLog): Promise<void> =>
  new Promise((resolve) => {
    if (log.health.on === 'disk') return resolve()
    const stop = log.watchHealth(({ on }) => {
      if (on !== 'disk') return
      stop()
      resolve()
    })
  })
