/** How long to wait before the next attempt: doubling, with full jitter, so that a relay that comes back is not run over. */
export class Backoff {
  readonly #random: () => number
  readonly #first: number
  readonly #most: number
  #attempts = 0

  /** @param first,most milliseconds: the ceiling of the first wait, and of all */
  constructor(random: () => number, first = 500, most = 30_000) {
    this.#random = random
    this.#first = first
    this.#most = most
  }
  get attempts(): number {
    return this.#attempts
  }
  /** Milliseconds to wait now; each call counts as one more failure. */
  next(): number {
    const ceiling = Math.min(this.#most, this.#first * 2 ** Math.min(this.#attempts, 30))
    this.#attempts++
    return Math.round(ceiling / 4 + this.#random() * ceiling * 0.75)
  }
  reset(): void {
    this.#attempts = 0
  }
}
