/** Time as the relay sees it; injected, so that tests and the simulation hold it in their hands. */
export interface Clock {
  /** ms since 1970. */
  now(): number
  /** Once, after `ms`; returns its end. */
  after(ms: number, run: () => void): () => void
  /** At the end of this event-loop turn. */
  soon(run: () => void): void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
  soon: (run) => void setImmediate(run),
}

/** Again and again, `ms` apart, until its end is called. */
export function every(clock: Clock, ms: number, run: () => void): () => void {
  let end = clock.after(ms, again)
  function again(): void {
    end = clock.after(ms, again)
    run()
  }
  return () => end()
}
