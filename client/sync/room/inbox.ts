import type { DownMessage } from '../../../shared/message'
import type { Arrived } from './parts'
import type { Undigested } from './roomState'

export type RoomMessage = Exclude<DownMessage, { type: 'getPart' | 'welcome' | 'live' | 'left' }>
type Item = Arrived | RoomMessage
const isArrived = (item: Item): item is Arrived => 'role' in item

/** Frames that are opened side by side, and stored in one transaction. */
const BATCH = { frames: 256, bytes: 2 * 1024 * 1024 } as const
/** Undigested bytes of one room: beyond, the channel is closed until they are stored. */
const MOST_BYTES = 16 * 1024 * 1024

/** What has come and is not done yet, in its order: frames, and what the relay said between them. */
export class Inbox {
  #items: Item[] = []
  #bytes = 0

  constructor(readonly undigested: Undigested) {}

  get isEmpty(): boolean {
    return this.#items.length === 0
  }
  get isTooFull(): boolean {
    return this.#bytes > MOST_BYTES
  }
  push(item: Item): void {
    this.#items.push(item)
    if (!isArrived(item)) return
    this.#bytes += item.bytes.length
    this.undigested.add(item.bytes.length)
  }
  /** The frames that come next, as many as are done together; or one message. `digested` afterwards. */
  next(): { frames: Arrived[] } | { message: RoomMessage } | null {
    const first = this.#items[0]
    if (!first) return null
    if (!isArrived(first)) {
      this.#items.shift()
      return { message: first }
    }
    const frames: Arrived[] = []
    let bytes = 0
    for (let item = this.#items[0]; item && isArrived(item) && frames.length < BATCH.frames && bytes < BATCH.bytes; item = this.#items[0]) {
      frames.push(item)
      bytes += item.bytes.length
      this.#items.shift()
    }
    return { frames }
  }
  digested(frames: readonly Arrived[]): void {
    this.#lighten(frames.reduce((bytes, frame) => bytes + frame.bytes.length, 0))
  }
  /** The channel is over: frames and acknowledgements still count, for their chain speaks for them. */
  keepFrames(): void {
    this.#items = this.#items.filter((item) => isArrived(item) || item.type === 'ack')
  }
  clear(): void {
    this.#items = []
    this.#lighten(this.#bytes)
  }
  #lighten(bytes: number): void {
    const less = Math.min(bytes, this.#bytes)
    this.#bytes -= less
    this.undigested.remove(less)
  }
}
