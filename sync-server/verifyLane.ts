import type { KeyObject } from 'node:crypto'
import { Bucket } from './bucket'
import type { Clock } from './clock'
import type { VerifySignature } from './keys'

/** Two at a time: the pool has four threads, and the log needs some. */
const AT_ONCE = 2
/** Frames of strangers a second, whole relay: about a tenth of a core. */
const STRANGERS_PER_SECOND = 1000

interface Job {
  readonly key: KeyObject
  readonly bytes: Uint8Array
  readonly signature: Uint8Array
  readonly done: (isGood: boolean) => void
}
export type Lane = 'proven' | 'stranger'

/**
 * [S9] Signatures are verified one after another, off the main thread. What proven connections ask for goes first;
 * strangers share a slow lane. Both queues are bounded: past it the answer is 'busy'.
 */
export class VerifyLane {
  readonly #queues: Record<Lane, Job[]> = { proven: [], stranger: [] }
  #running = 0
  #waiting = 0
  #waitingBytes = 0
  #isPausing = false
  readonly #strangers: Bucket

  constructor(
    readonly verify: VerifySignature,
    readonly clock: Clock,
    readonly limits: { readonly verifyQueue: number; readonly verifyQueueBytes: number },
  ) {
    this.#strangers = new Bucket(STRANGERS_PER_SECOND, STRANGERS_PER_SECOND / 10, clock.now())
  }

  /** A proof: small, and bounded by how many messages of a connection may wait. */
  prove(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
    return new Promise((done) => {
      this.#queues.proven.push({ key, bytes, signature, done })
      this.#next()
    })
  }
  check(lane: Lane, key: KeyObject, bytes: Uint8Array, signature: Uint8Array): Promise<boolean | 'busy'> {
    const { verifyQueue, verifyQueueBytes } = this.limits
    // A queue that is empty takes anything, so that the largest frame has a way through.
    if (this.#waiting >= verifyQueue || (this.#waiting > 0 && this.#waitingBytes + bytes.length > verifyQueueBytes)) return Promise.resolve('busy')
    this.#waiting++
    this.#waitingBytes += bytes.length
    return new Promise((resolve) => {
      const done = (isGood: boolean): void => {
        this.#waiting--
        this.#waitingBytes -= bytes.length
        resolve(isGood)
      }
      this.#queues[lane].push({ key, bytes, signature, done })
      this.#next()
    })
  }
  #next(): void {
    while (this.#running < AT_ONCE) {
      const job = this.#queues.proven.shift() ?? this.#stranger()
      if (!job) return
      this.#running++
      const end = (isGood: boolean): void => {
        this.#running--
        job.done(isGood)
        this.#next()
      }
      void this.verify(job.key, job.bytes, job.signature).then(end, () => end(false))
    }
  }
  #stranger(): Job | undefined {
    if (this.#queues.stranger.length === 0 || this.#isPausing) return undefined
    if (this.#strangers.take(1, this.clock.now())) return this.#queues.stranger.shift()
    this.#isPausing = true
    this.clock.after(this.#strangers.wait(1, this.clock.now()), () => {
      this.#isPausing = false
      this.#next()
    })
    return undefined
  }
}
