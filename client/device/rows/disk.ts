import type { Key } from './key'
import { KeyTree } from './keyTree'
import { type Answers, readText } from './layer'
import type { Entry, Read, Write } from './operation'

/** Rows that outlive a window. */
export interface Disk {
  /** One transaction for reading. */
  read(reads: readonly Read[]): Promise<Answers>
  /**
   * One transaction: reads, decides (synchronously), writes; resolves once committed. It may decide twice, when the
   * connection was lost under the first.
   */
  change<T>(reads: readonly Read[], isStrict: boolean, decide: (answers: Answers) => { readonly writes: readonly Write[]; readonly value: T }): Promise<T>
  close(): void
}

/** A disk in memory: it outlives the logs that are opened on it, as a disk outlives its tabs. */
export class MemoryDisk implements Disk {
  readonly #rows = new KeyTree<unknown>()

  #answer({ what, key }: Read): readonly Entry[] {
    if (what !== 'value') return this.#rows.under(key)
    const value = this.#rows.get(key)
    return value === undefined ? [] : [{ key, value }]
  }
  #answers(reads: readonly Read[]): Answers {
    return new Map(reads.map((read) => [readText(read), this.#answer(read)]))
  }
  async read(reads: readonly Read[]): Promise<Answers> {
    return this.#answers(reads)
  }
  async change<T>(
    reads: readonly Read[],
    _isStrict: boolean,
    decide: (answers: Answers) => { readonly writes: readonly Write[]; readonly value: T },
  ): Promise<T> {
    const { writes, value } = decide(this.#answers(reads))
    for (const write of writes) {
      if ('put' in write) this.#rows.put(write.put, write.value)
      else if ('remove' in write) this.#rows.remove(write.remove)
      else this.#rows.removeUnder(write.removeUnder)
    }
    return value
  }
  /** Anything at all, as a damaged storage may hold it. For tests. */
  plant(key: Key, value: unknown): void {
    this.#rows.put(key, value)
  }
  close(): void {}
}
