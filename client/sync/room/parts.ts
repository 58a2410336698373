import { concat, equalBytes } from '../../../shared/bytes'
import type { Cursor } from '../../../shared/chain'
import { LIMITS } from '../../../shared/limits'
import type { GetPart, Progress, PutPart } from '../../../shared/message'

/** A whole frame from the relay, and the place that it claims. */
export interface Arrived {
  readonly place: Cursor
  readonly role: 'row' | 'snapshot'
  readonly frameId: Uint8Array
  readonly bytes: Uint8Array
}

/**
 * [S6] Puts the parts of one frame together, across connections. Holds no more than has really come: a relay that
 * announces eight megabytes gets no memory for it before it has sent them.
 */
export class Incoming {
  #frameId: Uint8Array | null = null
  #parts: Uint8Array[] = []
  #got = 0
  #total = 0

  /** What `hello` says of a frame that is under way. */
  get progress(): Progress | null {
    return this.#frameId && { frameId: this.#frameId, offset: this.#got }
  }
  /** Bytes here, of how many; null between frames. */
  get fetching(): { got: number; of: number } | null {
    return this.#frameId && { got: this.#got, of: this.#total }
  }

  /** The frame, once it is whole; 'more' before; 'bad' for a part that does not fit: the channel is then cut. */
  take(part: GetPart): Arrived | 'more' | 'bad' {
    if (part.offset === 0) this.#begin(part)
    else if (!this.#frameId || !equalBytes(this.#frameId, part.frameId) || part.offset !== this.#got || part.total !== this.#total) return 'bad'
    if (part.bytes.length === 0) return 'bad'
    this.#parts.push(part.bytes.slice())
    this.#got += part.bytes.length
    if (this.#got < this.#total) return 'more'
    const { place, role } = part
    const arrived: Arrived = { place, role, frameId: part.frameId.slice(), bytes: concat(...this.#parts) }
    this.forget()
    return arrived
  }
  #begin({ frameId, total }: GetPart): void {
    this.#frameId = frameId.slice()
    this.#parts = []
    this.#got = 0
    this.#total = total
  }
  forget(): void {
    this.#frameId = null
    this.#parts = []
    this.#got = 0
    this.#total = 0
  }
}

/** [S6] Cuts a frame that was sealed once into parts, from wherever the relay has got to. */
export class Outgoing {
  #offset: number | null = null

  constructor(
    readonly frameId: Uint8Array,
    readonly bytes: Uint8Array,
  ) {}

  /** From here on, on this connection. An offset that cannot be begins anew. */
  startAt(offset: number): void {
    this.#offset = offset >= 0 && offset < this.bytes.length ? offset : 0
  }
  /** The connection is gone. */
  pause(): void {
    this.#offset = null
  }
  get hasMore(): boolean {
    return this.#offset !== null && this.#offset < this.bytes.length
  }
  next(channel: number): PutPart | null {
    if (this.#offset === null || this.#offset >= this.bytes.length) return null
    const offset = this.#offset
    this.#offset = Math.min(this.bytes.length, offset + LIMITS.part)
    return { type: 'putPart', channel, frameId: this.frameId, offset, total: this.bytes.length, bytes: this.bytes.subarray(offset, this.#offset) }
  }
}
