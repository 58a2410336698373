/** Time as the link sees it, so that a simulation can bring its own. Milliseconds. */
export interface Clock {
  /** Since 1970. */
  now(): number
  /** Calls `run` once, after `ms`. Returns its cancellation. */
  after(ms: number, run: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** One timer that is set anew, never twice: the earliest time asked for wins. */
export class Alarm {
  readonly #clock: Clock
  readonly #ring: () => void
  #at = Number.POSITIVE_INFINITY
  #cancel: (() => void) | null = null

  constructor(clock: Clock, ring: () => void) {
    this.#clock = clock
    this.#ring = ring
  }
  /** Rings at `at` or, if it is set to an earlier time, then. */
  by(at: number): void {
    if (at >= this.#at) return
    this.#cancel?.()
    this.#at = at
    this.#cancel = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      this.#at = Number.POSITIVE_INFINITY
      this.#cancel = null
      this.#ring()
    })
  }
  off(): void {
    this.#cancel?.()
    this.#cancel = null
    this.#at = Number.POSITIVE_INFINITY
  }
}
