import { randomBytes } from 'node:crypto'
import { fromHex, toHex } from '../../shared/bytes'
import { CHAIN_ORIGIN, type Cursor } from '../../shared/chain'
import type { SnapshotCover } from '../../shared/frame'
import { type Answer, ORIGIN, type Outcome, Room, type RoomRules } from '../../sync-server/room'
import { DEFAULT_LIMITS } from '../../sync-server/settings'
import type { Mark, Row } from '../../sync-server/updateLog'

export interface TestFrame {
  readonly frameId: Uint8Array
  readonly bytes: Uint8Array
  readonly cover: SnapshotCover | null
}
export const update = (size = 100): TestFrame => ({ frameId: new Uint8Array(randomBytes(32)), bytes: new Uint8Array(size), cover: null })
export const snapshot = (cover: Partial<SnapshotCover>, size = 100): TestFrame => ({
  frameId: new Uint8Array(randomBytes(32)),
  bytes: new Uint8Array(size),
  cover: { noGrace: false, from: 0, to: 0, toChain: CHAIN_ORIGIN, ...cover },
})

/** A pure room with its rows beside it, as a log would hold them. */
export class RoomBench {
  now = 1_800_000_000_000
  room: Room
  readonly rows = new Map<number, Row>()
  readonly #ids = new Map<string, number>()

  constructor(readonly rules: RoomRules = DEFAULT_LIMITS) {
    const keys = { writePublic: new Uint8Array(32), voicePublic: new Uint8Array(32), tokenHash: new Uint8Array(32) }
    this.room = new Room({ keys, covers: [], erasedTo: 0, erasedTotal: 0, head: ORIGIN }, rules)
  }
  /** As after a restart: nothing but what the disk holds. */
  reload(): void {
    const { keys, covers, erasedTo, erasedTotal, head } = this.room
    this.room = new Room({ keys, covers, erasedTo, erasedTotal, head }, this.rules)
  }
  /** The disk tells the beginnings of its ids. */
  learnIds(): void {
    this.room.learnIds(
      [...this.#ids.keys()].map((id) => fromHex(id).subarray(0, 16)),
      true,
    )
  }
  mark(seq: number): Mark | null {
    const known = this.room.knownMark(seq)
    if (known !== undefined) return known
    const row = this.rows.get(seq)
    return row ? { seq, chain: row.chain, total: row.total } : null
  }
  #stored(id: Uint8Array): Cursor | null {
    const seq = this.room.mayBeStored(id) ? this.#ids.get(toHex(id)) : undefined
    return (seq !== undefined && this.rows.get(seq)) || null
  }
  /** One commit. `isDurable` false: the disk took nothing of it. */
  commit(frames: readonly TestFrame[], isDurable = true): Outcome[] {
    const draft = this.room.draft(this.now)
    const outcomes = frames.map((frame) =>
      draft.number({ ...frame, isCreate: false, stored: this.#stored(frame.frameId), at: frame.cover ? this.mark(frame.cover.to) : null }),
    )
    if (!isDurable) return outcomes
    for (const row of draft.rows) {
      this.rows.set(row.seq, row)
      this.#ids.set(toHex(row.frameId), row.seq)
    }
    this.room.become(draft)
    return outcomes
  }
  put(frame: TestFrame): Outcome {
    const [outcome] = this.commit([frame])
    if (!outcome) throw new Error('no outcome')
    return outcome
  }
  /** @throws when it is not numbered */
  store(frame: TestFrame): Row {
    const outcome = this.put(frame)
    if (outcome.type !== 'numbered') throw new Error(outcome.type)
    return outcome.row
  }
  /** Takes what is out of grace off the disk; where to. */
  erase(): number | null {
    const draft = this.room.draft(this.now)
    const target = draft.overdue(this.now)
    if (!target) return null
    draft.erase(target)
    this.room.become(draft)
    for (const seq of [...this.rows.keys()]) if (seq > 1 && seq <= target.to) this.rows.delete(seq)
    return target.to
  }
  answer(cursor: Cursor, avoided: readonly Uint8Array[] = []): Answer {
    return this.room.answer({ cursor, avoided }, this.mark(cursor.seq), this.now)
  }
  get head(): Cursor {
    return { seq: this.room.head.seq, chain: this.room.head.chain }
  }
  coverHere(changes: Partial<SnapshotCover> = {}, size = 100): TestFrame {
    return snapshot({ to: this.head.seq, toChain: this.head.chain, ...changes }, size)
  }
}
