import type { Clock } from './clock'
import type { RoomWrite, UpdateLog } from './updateLog'

/** What one room puts into a commit. */
export interface Contribution {
  /** null: nothing has to be written, it is only answered in its turn. */
  readonly write: RoomWrite | null
  /** [S2] Only now is it so. false: the write failed, nothing of it counts. */
  settle(isDurable: boolean): void
}
export interface Contributor {
  /** What waits, about `bytes` of it at most; what is left enlists again by itself. */
  contribute(bytes: number): Contribution
}

/** Frames of one commit, in bytes: larger ones only delay the first of them. */
const COMMIT_BYTES = 8 * 1024 * 1024

/**
 * Group commit without a timer: what arrives while a commit runs is the next one, so that an acknowledgement costs a
 * share of an fsync and a lone frame waits for nobody.
 */
export class Committer {
  #waiting = new Set<Contributor>()
  #isRunning = false
  #idle: (() => void)[] = []
  commits = 0
  /** ms since 1970. */
  lastAt = 0

  constructor(
    readonly log: UpdateLog,
    readonly clock: Clock,
    readonly failed: (reason: string) => void,
  ) {}

  enlist(contributor: Contributor): void {
    this.#waiting.add(contributor)
    if (this.#isRunning) return
    this.#isRunning = true
    this.clock.soon(() => void this.#run())
  }
  /** Resolves once nothing waits any more. */
  settled(): Promise<void> {
    return this.#isRunning ? new Promise((resolve) => this.#idle.push(resolve)) : Promise.resolve()
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) {
      const taken: Contribution[] = []
      const writes: RoomWrite[] = []
      let bytes = 0
      for (const contributor of this.#waiting) {
        if (bytes >= COMMIT_BYTES) break
        this.#waiting.delete(contributor)
        const contribution = contributor.contribute(COMMIT_BYTES - bytes)
        taken.push(contribution)
        if (!contribution.write) continue
        writes.push(contribution.write)
        for (const { frame } of contribution.write.rows) bytes += frame.length
      }
      let isDurable = true
      if (writes.length > 0) {
        try {
          await this.log.write(writes)
          this.commits++
          this.lastAt = this.clock.now()
        } catch (error) {
          isDurable = false
          this.failed(error instanceof Error ? error.message : 'unknown')
        }
      }
      for (const { settle } of taken) settle(isDurable)
    }
    this.#isRunning = false
    const idle = this.#idle
    this.#idle = []
    for (const resolve of idle) resolve()
  }
}
