/** A token bucket: `rate` a second flow in, at most `burst` are in it. It may go into debt, and says for how long. */
export class Bucket {
  #tokens: number
  #at: number

  constructor(
    readonly rate: number,
    readonly burst: number,
    now: number,
  ) {
    this.#tokens = burst
    this.#at = now
  }
  #fill(now: number): void {
    if (now > this.#at) this.#tokens = Math.min(this.burst, this.#tokens + ((now - this.#at) * this.rate) / 1000)
    this.#at = now
  }
  /** Takes them only if they are there. */
  take(amount: number, now: number): boolean {
    this.#fill(now)
    if (this.#tokens < amount) return false
    this.#tokens -= amount
    return true
  }
  /** Takes them in any case; returns the ms until the debt is made up for, 0 without one. */
  draw(amount: number, now: number): number {
    this.#fill(now)
    this.#tokens -= amount
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.rate) * 1000
  }
  /** ms until so many will be there. */
  wait(amount: number, now: number): number {
    this.#fill(now)
    return this.#tokens >= amount ? 0 : ((amount - this.#tokens) / this.rate) * 1000
  }
}
