/**
 * Time that passes only when the world says so: what was asked for runs in order, and nothing waits. It serves as the
 * clock of the link (`client/sync/clock.ts`) and of the relay (`sync-server/clock.ts`).
 */
export class VirtualTime {
  #now = 1_800_000_000_000
  #serial = 0
  readonly #timers = new Map<number, { at: number; run: () => void }>()
  #soon: (() => void)[] = []

  now = (): number => this.#now

  after = (ms: number, run: () => void): (() => void) => {
    const id = this.#serial++
    this.#timers.set(id, { at: this.#now + Math.max(0, ms), run })
    return () => this.#timers.delete(id)
  }

  /** The relay's "at the end of this turn": runs with the next `settle`. */
  soon = (run: () => void): void => {
    this.#soon.push(run)
  }

  /** Lets every promise go on that can, and every `soon`, until nothing moves. */
  async settle(): Promise<void> {
    for (;;) {
      await new Promise<void>((resolve) => setImmediate(resolve))
      const due = this.#soon
      if (due.length === 0) return
      this.#soon = []
      for (const run of due) run()
    }
  }

  /** Moves on by `ms`; what falls due meanwhile runs in its order, each settled before the next. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.settle()
    for (;;) {
      let due: [number, { at: number; run: () => void }] | null = null
      for (const timer of this.#timers) if (timer[1].at <= end && (due === null || timer[1].at < due[1].at)) due = timer
      if (due === null) break
      this.#timers.delete(due[0])
      this.#now = Math.max(this.#now, due[1].at)
      due[1].run()
      await this.settle()
    }
    this.#now = end
  }
}
