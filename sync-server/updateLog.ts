import type { Cursor } from '../shared/chain'
import type { RoomKeys } from '../shared/frame'

/**
 * The relay's log: for each room the rows that no erased snapshot range holds, in the order of their numbers, and a
 * little about the room. One interface, one contract suite (tests/contracts/updateLog.ts), several engines. It knows
 * bytes and numbers; what may be written is `room.ts`'s business.
 *
 * An engine for several relays side by side (NATS JetStream: one subject per room, `write` = a publish with the expected
 * last sequence of the subject, `read` = an ordered consumer) fits behind it: every method is asynchronous, and nothing
 * here says that only one process holds a room.
 */

/** A place in a room's log, and how many bytes of frames lie in the rows up to it, erased ones included. */
export interface Mark {
  /** 0 = before the first row. */
  readonly seq: number
  readonly chain: Uint8Array
  readonly total: number
}

/** [S7] A snapshot that stands for the rows (0, to]. */
export interface Cover {
  /** The row of the snapshot itself; always after `to`. */
  readonly seq: number
  readonly frameId: Uint8Array
  readonly size: number
  readonly to: number
  readonly toChain: Uint8Array
  /** Bytes of the rows up to `to`. */
  readonly toTotal: number
  /** When it was stored, ms since 1970. */
  readonly since: number
  /** After a forget: what it covers goes at once. */
  readonly noGrace: boolean
}

/** What is kept about a room besides its rows; written when it changes, not with every row. */
export interface RoomMeta {
  readonly keys: RoomKeys
  /** By `to`. */
  readonly covers: readonly Cover[]
  /** The last row that counts as erased, and the bytes up to it. 0 = none. */
  readonly erasedTo: number
  readonly erasedTotal: number
}
export interface StoredRoom extends RoomMeta {
  readonly head: Mark
}

export interface Row extends Mark {
  readonly frameId: Uint8Array
  readonly frame: Uint8Array
}

export interface RoomWrite {
  readonly room: Uint8Array
  /** Numbered without a gap behind the room's head. */
  readonly rows: readonly Row[]
  /** null = as it was. */
  readonly meta: RoomMeta | null
}

/**
 * A write failed; nothing of it counts. Whether it is on the disk is known only after `recovered`.
 * `message` names the fault for the operator, without content.
 */
export class LogWriteError extends Error {
  override readonly name = 'LogWriteError'
}
/** The log cannot be opened. `message` is one plain sentence for the operator. */
export class LogOpenError extends Error {
  override readonly name = 'LogOpenError'
}

export interface UpdateLog {
  /** null = there is no such room. */
  load(room: Uint8Array): Promise<StoredRoom | null>
  /**
   * [S2] All of it or nothing, and durable once resolved. One at a time: the caller waits for the last one.
   * @throws LogWriteError; from then on every write fails, until `onRecovered` has been called
   */
  write(writes: readonly RoomWrite[]): Promise<void>
  /** The mark of a row; null = not (or no longer) there. */
  mark(room: Uint8Array, seq: number): Promise<Mark | null>
  /** Where a frame is stored (the newest place, should it be stored twice); null once its row has been erased. */
  placeOf(room: Uint8Array, frameId: Uint8Array): Promise<Cursor | null>
  /** At least the first 16 bytes of the id of each frame that is stored, in pages, in any order. */
  idHeads(room: Uint8Array): AsyncIterable<readonly Uint8Array[]>
  /** Rows after `after`, up to `to`, in order: about `bytes` of them, and one at least if there is one. */
  read(room: Uint8Array, after: number, to: number, bytes: number): Promise<Row[]>
  /**
   * Takes the rows up to `to` off the disk, all but the first: that is the room's `create`, which whoever may only read
   * needs for the keys. The meta that says so was written before; may be repeated.
   */
  erase(room: Uint8Array, to: number): Promise<void>
  /** The ids of all rooms, in pages. */
  rooms(): AsyncIterable<Uint8Array>
  /** Gives the space of what was erased back to the disk; for idle hours. */
  compact(): Promise<void>
  /** Called when writing works again after a failure: what was held in memory about rooms has to be loaded anew. */
  onRecovered: (() => void) | null
  /** false between a failed write and its recovery. */
  readonly writable: boolean
  close(): Promise<void>
}
