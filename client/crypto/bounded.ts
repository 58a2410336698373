/** A map that holds at most `size` values; the one that was used longest ago goes first. */
export class BoundedMap<Value> {
  readonly #values = new Map<string, Value>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }
  get count(): number {
    return this.#values.size
  }
  /** The value held under `name`, else what `make` gives. */
  take(name: string, make: () => Value): Value {
    const held = this.#values.get(name)
    const value = held ?? make()
    this.#values.delete(name)
    this.#values.set(name, value)
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.#size) break
      this.#values.delete(oldest)
    }
    return value
  }
  drop(name: string): void {
    this.#values.delete(name)
  }
}
