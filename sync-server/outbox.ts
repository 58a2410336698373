import type { CLOSE } from '../shared/closeCodes'
import { type DownMessage, encodeDown } from '../shared/message'
import type { Clock } from './clock'
import { RECORD_HEAD, type Shared } from './records'
import type { RelayLimits } from './settings'

/** A WebSocket as the relay uses it; the simulation brings its own. */
export interface RelaySocket {
  /** `sent` is called once the bytes have left this process (or never will). */
  send(bytes: Uint8Array, sent: () => void): void
  /** Bytes handed to `send` that have not left yet. */
  readonly bufferedAmount: number
  /** Says why, after everything that was sent. */
  close(code: number, words: string): void
  terminate(): void
  /** Reads nothing more from it, or goes on. */
  pause(): void
  resume(): void
}
export type Close = (typeof CLOSE)[keyof typeof CLOSE]

/** Several records share a message, up to about this many bytes: small enough that a slow reader's progress is seen. */
const MESSAGE_BYTES = 128 * 1024
interface Waiting {
  /** null: `body` is the whole record. */
  readonly channel: number | null
  readonly type: number
  readonly body: Uint8Array
}

/**
 * What goes to one socket: everything of an event-loop turn in one WebSocket message, or a few. Knows when the other
 * side reads too slowly.
 */
export class Outbox {
  #queue: Waiting[] = []
  #queued = 0
  #isScheduled = false
  #isClosed = false
  #progressAt: number
  readonly #drained = new Set<() => void>()

  constructor(
    readonly socket: RelaySocket,
    readonly clock: Clock,
    readonly limits: RelayLimits,
  ) {
    this.#progressAt = clock.now()
  }

  /** A record that is the same for many, on this channel. */
  pushShared(channel: number, { type, body }: Shared): void {
    this.#add({ channel, type, body }, RECORD_HEAD + body.length)
  }
  push(message: DownMessage): void {
    const body = encodeDown(message)
    this.#add({ channel: null, type: 0, body }, body.length)
  }
  #add(waiting: Waiting, size: number): void {
    if (this.#isClosed) return
    if (this.#queued === 0 && this.socket.bufferedAmount === 0) this.#progressAt = this.clock.now()
    this.#queue.push(waiting)
    this.#queued += size
    if (this.#isScheduled) return
    this.#isScheduled = true
    this.clock.soon(() => this.flush())
  }

  /** Bytes that have not left. */
  get waiting(): number {
    return this.#queued + this.socket.bufferedAmount
  }
  /** Nothing that can be read from the log, or said later, is added now. */
  get isCongested(): boolean {
    return this.waiting >= this.limits.waitingBytes
  }
  /** ms since something left, while something waits. */
  stalledFor(now: number): number {
    return this.waiting === 0 ? 0 : now - this.#progressAt
  }
  /** Once, when there is room again. */
  onceDrained(run: () => void): void {
    this.#drained.add(run)
  }

  flush(): void {
    this.#isScheduled = false
    if (this.#isClosed) return
    const queue = this.#queue
    this.#queue = []
    this.#queued = 0
    for (let from = 0; from < queue.length; ) {
      let to = from
      let size = 0
      for (let next = queue[to]; next && (to === from || size < MESSAGE_BYTES); next = queue[++to])
        size += next.body.length + (next.channel === null ? 0 : RECORD_HEAD)
      this.socket.send(join(queue, from, to, size), this.#sent)
      from = to
    }
    if (!this.isCongested) this.#tell()
  }
  readonly #sent = (): void => {
    this.#progressAt = this.clock.now()
    if (this.#drained.size > 0 && this.waiting <= this.limits.waitingBytes / 2) this.#tell()
  }
  #tell(): void {
    if (this.#drained.size === 0 || this.#isClosed) return
    const drained = [...this.#drained]
    this.#drained.clear()
    for (const run of drained) run()
  }

  /** Sends what waits, then says why it is over. */
  close({ code, words }: Close): void {
    if (this.#isClosed) return
    this.flush()
    this.end()
    this.socket.close(code, words)
  }
  /** Nothing more goes out. */
  end(): void {
    this.#isClosed = true
    this.#queue = []
    this.#queued = 0
    this.#drained.clear()
  }
}

function join(queue: readonly Waiting[], from: number, to: number, size: number): Uint8Array {
  const only = queue[from]
  if (to === from + 1 && only?.channel === null) return only.body
  const bytes = Buffer.allocUnsafe(size)
  let at = 0
  for (let i = from; i < to; i++) {
    const { channel, type, body } = queue[i] as Waiting
    if (channel !== null) {
      bytes[at] = type
      bytes.writeUInt32BE(body.length + 4, at + 1)
      bytes.writeUInt32BE(channel, at + 5)
      at += RECORD_HEAD
    }
    bytes.set(body, at)
    at += body.length
  }
  return bytes
}
