import type { Disk } from '../../client/device/rows/disk'

/**
 * The disk as one tab has it: the tab may die between any two transactions, or after one was committed and before anybody
 * heard of it. Nothing that a dead tab asked for is ever answered.
 */
export class MortalDisk implements Disk {
  isDead = false
  /** Dies at the transaction after so many; null = lives. */
  #left: number | null = null
  #diesAfterCommit = false
  #died: () => void = () => {}

  constructor(readonly disk: Disk) {}

  dieAfter(transactions: number, afterCommit: boolean, died: () => void): void {
    this.#left = transactions
    this.#diesAfterCommit = afterCommit
    this.#died = died
  }
  /** Will not die after all. */
  live(): void {
    this.#left = null
  }
  async read(...args: Parameters<Disk['read']>): ReturnType<Disk['read']> {
    if (this.isDead) return never()
    const answers = await this.disk.read(...args)
    return this.isDead ? never() : answers
  }
  async change<T>(...args: Parameters<Disk['change']>): Promise<T> {
    if (this.isDead) return never()
    const isLast = this.#left !== null && this.#left-- <= 0
    if (isLast && !this.#diesAfterCommit) return this.#die()
    const value = await this.disk.change(...args)
    if (isLast) return this.#die()
    return this.isDead ? never() : (value as T)
  }
  #die(): Promise<never> {
    this.isDead = true
    this.#died()
    return never()
  }
  close(): void {}
}

const never = (): Promise<never> => new Promise(() => {})
