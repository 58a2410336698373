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

/** A frame of which not all has come. */
interface Unfinished {
  readonly frameId: Uint8Array
  readonly total: number
  readonly parts: Uint8Array[]
  got: number
}

/**
 * [S6] Puts the parts of a frame together, across connections. Holds no more than has really come: a relay that
 * announces eight megabytes gets no memory for it before it has sent them.
 *
 * A relay that starts anew at cursor 0 sends the room's first frame before it goes on with a snapshot that was cut: so
 * one unfinished frame is kept while another comes.
 */
export class Incoming {
  #frame: Unfinished | null = null
  #kept: Unfinished | null = null

  /** What `hello` says of a frame that is under way: of two, the one that would cost more to fetch again. */
  get progress(): Progress | null {
    const frame = (this.#kept?.got ?? 0) > (this.#frame?.got ?? 0) ? this.#kept : this.#frame
    return frame && { frameId: frame.frameId, offset: frame.got }
  }
  /** Bytes here, of how many; null between frames. */
  get fetching(): { got: number; of: number } | null {
    return this.#frame && { got: this.#frame.got, of: this.#frame.total }
  }

  /** The frame, once it is whole; 'more' before; 'bad' for a part that does not fit: the channel is then cut. */
  take(part: GetPart): Arrived | 'more' | 'bad' {
    const frame = this.#frameOf(part)
    if (!frame || part.offset !== frame.got || part.total !== frame.total || part.bytes.length === 0) return 'bad'
    frame.parts.push(part.bytes.slice())
    frame.got += part.bytes.length
    if (frame.got < frame.total) return 'more'
    const { place, role } = part
    this.#frame = null
    return { place, role, frameId: frame.frameId, bytes: concat(...frame.parts) }
  }
  #frameOf({ frameId, offset, total }: GetPart): Unfinished | null {
    const isIt = (frame: Unfinished | null): boolean => frame !== null && equalBytes(frame.frameId, frameId)
    if (offset > 0) {
      if (!isIt(this.#frame) && isIt(this.#kept)) [this.#frame, this.#kept] = [this.#kept, null]
      return isIt(this.#frame) ? this.#frame : null
    }
    if (isIt(this.#kept)) this.#kept = null
    if (this.#frame && !isIt(this.#frame) && this.#frame.got > (this.#kept?.got ?? 0)) this.#kept = this.#frame
    this.#frame = { frameId: frameId.slice(), total, parts: [], got: 0 }
    return this.#frame
  }
  /** All that the relay has is here: what was kept is not gone on with. */
  dropKept(): void {
    this.#kept = null
  }
  forget(): void {
    this.#frame = null
    this.#kept = null
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
