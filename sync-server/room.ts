import { equalBytes } from '../shared/bytes'
import { CHAIN_ORIGIN, type Cursor } from '../shared/chain'
import type { RoomKeys, SnapshotCover } from '../shared/frame'
import type { Hello, Refusal } from '../shared/message'
import { chainAfter, keyOf } from './hashing'
import type { RelayLimits } from './settings'
import type { Cover, Mark, RoomMeta, Row, StoredRoom } from './updateLog'

/**
 * A room by its rules: what is taken, under which number, what a returning replica is given, what may go. Pure: frames
 * and marks in, decisions out; no disk, no socket, no clock. The model `Relay` in the design is its specification.
 *
 * A write goes through a draft: it is numbered there, written to the disk, and becomes the room only when it is durable
 * [S2]. A draft whose write failed is dropped, and nobody has seen its numbers.
 */

export const ORIGIN: Mark = { seq: 0, chain: CHAIN_ORIGIN, total: 0 }

export type RoomRules = Pick<
  RelayLimits,
  'standMs' | 'graceMs' | 'graceBytes' | 'roomBytes' | 'roomFrames' | 'askShare' | 'roomHeldBytes' | 'covers' | 'tailBytes'
>

/** A whole frame whose signature, or connection, has been found good. */
export interface Put {
  readonly frameId: Uint8Array
  readonly bytes: Uint8Array
  readonly isCreate: boolean
  /** Snapshots only. */
  readonly cover: SnapshotCover | null
  /** Where the disk holds this frame already; looked up if `mayBeStored`. */
  readonly stored: Cursor | null
  /** The mark of the row that `cover.to` names; looked up if `knownMark` has none. */
  readonly at: Mark | null
}
export type Outcome =
  /** It is here already: acknowledged with its place. */
  { readonly type: 'held'; readonly place: Cursor } | { readonly type: 'refused'; readonly refusal: Refusal } | { readonly type: 'numbered'; readonly row: Row }

/** What a hello is answered with. */
export interface Answer {
  /** [S2a] Go to cursor 0 and compare. */
  readonly reset: boolean
  /** [S5] Given in place of the rows up to its `to`. */
  readonly snapshot: Cover | null
  /** The rows after this one follow. */
  readonly from: number
}

const refused = (refusal: Refusal): Outcome => ({ type: 'refused', refusal })
const held = (place: Cursor): Outcome => ({ type: 'held', place })

/** Ids of the newest rows that are kept in memory; older ones are looked up on the disk. */
const RECENT = 1024

/** A room as it is, or as a draft would make it: what can be told from its head and its covers. */
class RoomView {
  head: Mark
  covers: readonly Cover[]
  erasedTo: number
  erasedTotal: number

  constructor(
    readonly keys: RoomKeys,
    { head, covers, erasedTo, erasedTotal }: Pick<StoredRoom, 'head' | 'covers' | 'erasedTo' | 'erasedTotal'>,
    readonly rules: RoomRules,
  ) {
    this.head = head
    this.covers = covers
    this.erasedTo = erasedTo
    this.erasedTotal = erasedTotal
  }

  /** The newest cover, whether it has stood or not. */
  get newest(): Cover | null {
    return this.covers.at(-1) ?? null
  }
  get coverEnd(): number {
    return this.newest?.to ?? 0
  }
  /** A cover that may be given: it has stood, or leaves no choice. */
  isUsable(cover: Cover, now: number): boolean {
    return cover.noGrace || cover.to === this.erasedTo || cover.since + this.rules.standMs <= now
  }
  /** Bytes and frames that no snapshot covers. */
  get uncovered(): { bytes: number; frames: number } {
    return { bytes: this.head.total - (this.newest?.toTotal ?? 0), frames: this.head.seq - this.coverEnd }
  }
  get isPressed(): boolean {
    const { bytes, frames } = this.uncovered
    return bytes > this.rules.roomBytes * this.rules.askShare || frames > this.rules.roomFrames * this.rules.askShare
  }
  /** [S7] The cover up to which everything may go now; null = nothing. */
  overdue(now: number): Cover | null {
    const usable = this.covers.filter((cover) => cover.to > this.erasedTo && this.isUsable(cover, now))
    const end = usable.at(-1)
    if (!end) return null
    const isTight = this.isPressed || this.head.total - this.erasedTotal > this.rules.roomBytes
    let target: Cover | null = null
    for (const cover of usable) {
      const graceBytes = end.toTotal - (target?.toTotal ?? this.erasedTotal)
      const isOver = cover.since + this.rules.graceMs <= now
      if (isTight || cover.noGrace || isOver || graceBytes > this.rules.graceBytes) target = cover
    }
    return target
  }
}

/** 30 bits of a frame's id: enough to tell that a frame is new, never that it is not. An id is a hash: its bits are as good as any. */
const shortOf = (key: string): number => ((key.charCodeAt(0) << 24) | (key.charCodeAt(1) << 16) | (key.charCodeAt(2) << 8) | key.charCodeAt(3)) >>> 2

export class Room extends RoomView {
  /** The rows after `#recentFrom`, by frame id. */
  readonly #recent = new Map<string, Cursor>()
  #recentFrom: number
  /** Those of the rows before, as far as no cover reaches; some more, too. */
  readonly #older = new Set<number>()
  /** Whether all of them are there: not of a room that was loaded, until it is told. */
  #knowsOlder = false

  constructor(stored: StoredRoom, rules: RoomRules) {
    super(stored.keys, stored, rules)
    this.#recentFrom = stored.head.seq
    this.#knowsOlder = this.#recentFrom <= this.coverEnd
  }

  // -- What the caller has to look up before it asks

  /** [S7] Whether the disk may hold this frame at a place that still counts. */
  mayBeStored(frameId: Uint8Array): boolean {
    if (this.#recentFrom <= this.coverEnd) return false
    const key = keyOf(frameId)
    return !this.#recent.has(key) && (!this.#knowsOlder || this.#older.has(shortOf(key)))
  }
  /** The ids on the disk are wanted, so that a new frame need not be looked up there. */
  get wantsIds(): boolean {
    return this.#recentFrom > this.coverEnd && !this.#knowsOlder
  }
  /** @param heads the beginnings of ids; `isAll`: there are no others on the disk */
  learnIds(heads: readonly Uint8Array[], isAll: boolean): void {
    for (const head of heads) this.#older.add(shortOf(keyOf(head)))
    if (isAll) this.#knowsOlder = true
  }
  recent(frameId: Uint8Array): Cursor | null {
    return this.#recent.get(keyOf(frameId)) ?? null
  }
  /** The mark at `seq` as far as memory knows it; undefined = ask the disk. */
  knownMark(seq: number): Mark | null | undefined {
    if (seq === 0) return ORIGIN
    if (seq === this.head.seq) return this.head
    if (seq > this.head.seq) return null
    const cover = this.covers.find((each) => each.to === seq)
    if (cover) return { seq, chain: cover.toChain, total: cover.toTotal }
    return seq <= this.erasedTo ? null : undefined
  }

  // -- Reading

  /** No row after `seq` has been erased. */
  isComplete(seq: number): boolean {
    return seq >= this.erasedTo
  }
  /** The newest cover that may be given, and is none of those. */
  usable(now: number, avoided: readonly Uint8Array[] = []): Cover | null {
    return this.covers.findLast((cover) => this.isUsable(cover, now) && !avoided.some((id) => equalBytes(id, cover.frameId))) ?? null
  }
  /** [S2a] [S5] [S7] `at` = the mark of the row that the cursor names; null = there is none. */
  answer({ cursor, avoided }: Pick<Hello, 'cursor' | 'avoided'>, at: Mark | null, now: number): Answer {
    let snapshot = this.usable(now, avoided)
    if (!this.isComplete(snapshot?.to ?? 0)) snapshot = this.usable(now)
    const isMatched = at !== null && at.seq === cursor.seq && equalBytes(at.chain, cursor.chain)
    if (isMatched && this.isComplete(cursor.seq)) {
      const asRows = this.head.total - at.total
      const asSnapshot = snapshot ? snapshot.size + this.head.total - snapshot.toTotal : this.head.total
      if (asRows <= asSnapshot) return { reset: false, snapshot: null, from: cursor.seq }
    }
    return { reset: cursor.seq > 0, snapshot, from: snapshot?.to ?? 0 }
  }

  // -- Keeping small

  /** [S7] The tail outweighs the last snapshot, or the room is getting full. */
  get wantsSnapshot(): boolean {
    const { newest, rules } = this
    const tail = this.head.total - (newest ? newest.toTotal + newest.size : 0)
    return tail > Math.max(rules.tailBytes, newest?.size ?? 0) || this.isPressed
  }
  // -- Writing

  draft(now: number): RoomDraft {
    return new RoomDraft(this, now)
  }
  /** The draft is durable: it is the room. */
  become(draft: RoomDraft): void {
    this.head = draft.head
    this.covers = draft.covers
    this.erasedTo = draft.erasedTo
    this.erasedTotal = draft.erasedTotal
    for (const [id, row] of draft.numbered) {
      // Stored again: among the newest, too.
      if (this.#recent.has(id)) this.#recent.delete(id)
      this.#recent.set(id, { seq: row.seq, chain: row.chain })
    }
    for (const [id, { seq }] of this.#recent) {
      if (this.#recent.size <= RECENT && seq > this.coverEnd) break
      this.#recent.delete(id)
      this.#recentFrom = Math.max(this.#recentFrom, seq)
      if (seq > this.coverEnd) this.#older.add(shortOf(id))
    }
    if (this.#recentFrom > this.coverEnd) return
    // A cover reaches to the rows in memory: what was before counts no more.
    this.#older.clear()
    this.#knowsOlder = true
  }
}

/** What a room will be when a commit has become durable. */
export class RoomDraft extends RoomView {
  /** Whether the meta has to be written. */
  isChanged = false
  readonly numbered = new Map<string, Row>()

  constructor(
    readonly room: Room,
    readonly now: number,
  ) {
    super(room.keys, room, room.rules)
  }
  get rows(): Row[] {
    return [...this.numbered.values()]
  }
  get meta(): RoomMeta {
    return { keys: this.keys, covers: this.covers, erasedTo: this.erasedTo, erasedTotal: this.erasedTotal }
  }
  /** Gives a frame its number, if it is taken. */
  number(put: Put): Outcome {
    const { frameId, bytes, cover } = put
    const id = keyOf(frameId)
    const place = this.numbered.get(id) ?? this.room.recent(frameId) ?? put.stored
    // [S7] A frame sent again keeps its number only while no cover has doomed it.
    if (place && place.seq > this.coverEnd) return held(place)
    // A room is made once; whoever comes second with another `create` of the same keys learns that it exists.
    if (put.isCreate && this.head.seq > 0) return refused('not taken')
    if (cover && cover.to > 0 && !this.#takes(cover, put.at)) return refused('not taken')
    const refusal = this.#tooFull(put)
    if (refusal) return refused(refusal)
    const { head } = this
    const row: Row = { seq: head.seq + 1, chain: chainAfter(head.chain, frameId), total: head.total + bytes.length, frameId, frame: bytes }
    this.head = { seq: row.seq, chain: row.chain, total: row.total }
    this.numbered.delete(id)
    this.numbered.set(id, row)
    if (cover && cover.to > 0 && put.at) this.#cover(row, cover, put.at)
    return { type: 'numbered', row }
  }
  /** [S7] Only if it reaches further than every other, and its chain is this log's. */
  #takes({ to, toChain }: SnapshotCover, at: Mark | null): boolean {
    return to > this.coverEnd && at !== null && at.seq === to && equalBytes(at.chain, toChain)
  }
  #tooFull({ bytes, cover }: Put): Refusal | null {
    const { rules } = this
    if (this.head.total - this.erasedTotal + bytes.length > rules.roomHeldBytes) return 'room full'
    if (cover && cover.to > 0) return null
    const uncovered = this.uncovered
    const isFull = uncovered.bytes + bytes.length > rules.roomBytes || uncovered.frames >= rules.roomFrames
    return isFull ? 'room full' : null
  }
  #cover({ seq, frameId, frame }: Row, { to, toChain, noGrace }: SnapshotCover, at: Mark): void {
    const cover: Cover = { seq, frameId, size: frame.length, to, toChain, toTotal: at.total, since: this.now, noGrace }
    // Too many at once: the last one but this gives way, never the older ones, which will have stood first.
    const others = this.covers.length < this.rules.covers ? this.covers : this.covers.slice(0, this.rules.covers - 1)
    this.covers = [...others, cover]
    this.isChanged = true
  }
  /** [S7] Everything up to this cover counts as erased, and so do older covers. */
  erase(target: Cover): void {
    this.covers = this.covers.filter((cover) => cover.to >= target.to)
    this.erasedTo = target.to
    this.erasedTotal = target.toTotal
    this.isChanged = true
  }
}
