import type { KeyObject } from 'node:crypto'
import type { Cursor } from '../shared/chain'
import type { RoomKeys } from '../shared/frame'
import { LIMITS } from '../shared/limits'
import type { Hello, Refusal } from '../shared/message'
import type { Clock } from './clock'
import type { Committer, Contribution, Contributor } from './committer'
import { importKey } from './keys'
import { Presence } from './presence'
import type { Shared } from './records'
import { type Answer, ORIGIN, type Put, Room, type RoomDraft, type RoomRules } from './room'
import { type Source, sharedRow } from './stream'
import type { Cover, Mark, Row, StoredRoom, UpdateLog } from './updateLog'

/** A channel as its room sees it. */
export interface Subscriber {
  /** A row has become durable. `body` = what most get, made once; null for a frame of several parts. */
  offer(row: Row, body: Shared | null): void
  acknowledge(place: Cursor, frameId: Uint8Array): void
  refuse(frameId: Uint8Array, refusal: Refusal): void
  /** The room exists now: tokens and proofs can be checked. */
  opened(): void
  /** Whether it may be asked for a snapshot, and is asked. */
  readonly mayWrite: boolean
  wantSnapshot(): void
  /** The log was opened anew: what it had read may go on. */
  goOn(): void
}
/** What a room needs around it. */
export interface HostSurroundings {
  readonly log: UpdateLog
  readonly committer: Committer
  readonly clock: Clock
  readonly rules: RoomRules
  readonly askAgainMs: number
  /** Rows were erased: the disk may be tidied when idle. */
  erased(room: Uint8Array, to: number): void
  stored(frames: number): void
  /** Nobody listens and nothing waits. */
  idle(host: RoomHost): void
}

interface Waiting {
  readonly put: Put
  readonly by: Subscriber
  /** Only for the frame that makes the room. */
  readonly keys: RoomKeys | null
  readonly done: (() => void) | null
}
const PAGE_BYTES = 128 * 1024

/** A room with subscribers: the pure room, the log behind it, and those who listen. It goes with its last subscriber. */
export class RoomHost implements Contributor, Source {
  room: Room | null = null
  writeKey: KeyObject | null = null
  voiceKey: KeyObject | null = null
  readonly presence = new Presence()
  readonly subscribers = new Set<Subscriber>()
  /** Resolves once the log has said what there is. */
  readonly loaded: Promise<void>
  isLoaded = false
  #waiting: Waiting[] = []
  #mustErase = false
  #asked: { readonly whom: Subscriber; readonly at: number } | null = null
  /** Large frames that somebody is just reading: the next reader shares them. */
  readonly #large = new Map<number, WeakRef<Row>>()

  constructor(
    readonly id: Uint8Array,
    readonly around: HostSurroundings,
  ) {
    this.loaded = this.reload()
  }
  /** Anew from the log. */
  async reload(): Promise<void> {
    const stored = await this.around.log.load(this.id)
    if (stored) this.#become(stored)
    this.isLoaded = true
  }
  #become(stored: StoredRoom): void {
    this.room = new Room(stored, this.around.rules)
    this.writeKey = importKey(stored.keys.writePublic)
    this.voiceKey = importKey(stored.keys.voicePublic)
  }
  /** Channels that hold it, the ones not yet let in included. */
  users = 0
  /** What has enlisted for a commit counts: of one room there must never be two hosts, each with its own idea of it. */
  get isIdle(): boolean {
    return this.users === 0 && this.#waiting.length === 0 && !this.#mustErase && !this.#isCommitting
  }
  #isCommitting = false

  // -- Reading

  get head(): Mark {
    return this.room?.head ?? ORIGIN
  }
  get erasedTo(): number {
    return this.room?.erasedTo ?? 0
  }
  async answer(hello: Pick<Hello, 'cursor' | 'avoided'>): Promise<Answer> {
    return this.answerNow(hello, (await this.markAt(hello.cursor.seq)) ?? null)
  }
  /** The answer if memory knows the cursor's row; null = ask `answer`. */
  answerAtOnce(hello: Pick<Hello, 'cursor' | 'avoided'>): Answer | null {
    const at = this.room ? this.room.knownMark(hello.cursor.seq) : hello.cursor.seq === 0 ? ORIGIN : null
    return at === undefined ? null : this.answerNow(hello, at)
  }
  answerNow(hello: Pick<Hello, 'cursor' | 'avoided'>, at: Mark | null): Answer {
    return this.room ? this.room.answer(hello, at, this.around.clock.now()) : { reset: hello.cursor.seq > 0, snapshot: null, from: 0 }
  }
  /** null = there is no such row. */
  async markAt(seq: number): Promise<Mark | null> {
    const known = this.room ? this.room.knownMark(seq) : null
    return known === undefined ? this.around.log.mark(this.id, seq) : known
  }
  async page(after: number): Promise<readonly Row[]> {
    const shared = this.#large.get(after + 1)?.deref()
    if (shared) return [shared]
    const rows = await this.around.log.read(this.id, after, this.head.seq, PAGE_BYTES)
    for (const row of rows) if (row.frame.length > PAGE_BYTES) this.#large.set(row.seq, new WeakRef(row))
    return rows
  }
  async row(seq: number): Promise<Row | null> {
    const shared = this.#large.get(seq)?.deref()
    if (shared) return shared
    const [row] = await this.around.log.read(this.id, seq - 1, seq, 1)
    if (row && row.frame.length > PAGE_BYTES) this.#large.set(seq, new WeakRef(row))
    return row ?? null
  }

  // -- Writing

  #isLearning = false
  /** So that a new frame need not be looked up on the disk: once for each load of a room that somebody writes into. */
  async learnIds(): Promise<void> {
    const { room } = this
    if (!room?.wantsIds || this.#isLearning) return
    this.#isLearning = true
    try {
      for await (const heads of this.around.log.idHeads(this.id)) room.learnIds(heads, false)
      room.learnIds([], true)
    } catch {
      // Each is looked up, as before.
    }
    this.#isLearning = false
  }

  /** [S2] Waits for its turn in a commit; answered through `by`, then `done` is called. `keys` with the room's create. */
  put(put: Put, by: Subscriber, keys: RoomKeys | null, done: (() => void) | null = null): void {
    this.#waiting.push({ put, by, keys, done })
    this.around.committer.enlist(this)
  }
  contribute(bytes: number): Contribution {
    let size = 0
    let count = 0
    for (const { put } of this.#waiting) {
      if (count > 0 && size >= bytes) break
      size += put.bytes.length
      count++
    }
    const waiting = this.#waiting.splice(0, count)
    if (this.#waiting.length > 0) this.around.committer.enlist(this)
    this.#isCommitting = true
    const room = this.room ?? this.#roomToBe(waiting)
    if (!room) {
      // The create that made way for these was refused.
      return { write: null, settle: () => this.#refuseAll(waiting, 'no such room') }
    }
    const isNew = !this.room
    const draft = room.draft(this.around.clock.now())
    const answers = waiting.map(({ put, by }) => this.#number(draft, put, by))
    const erased = this.#eraseIn(draft)
    const mustWrite = draft.numbered.size > 0 || draft.isChanged
    const meta = isNew || draft.isChanged ? draft.meta : null
    return {
      write: mustWrite ? { room: this.id, rows: draft.rows, meta } : null,
      settle: (isDurable) => {
        if (!isDurable && mustWrite) return this.#refuseAll(waiting, 'disk full')
        if (isNew) this.#become({ ...draft.meta, head: ORIGIN })
        this.room?.become(draft)
        // Those who waited for the room show their tokens before they are given anything of it.
        if (isNew) for (const subscriber of [...this.subscribers]) subscriber.opened()
        for (const answer of answers) answer()
        for (const { done } of waiting) done?.()
        if (draft.numbered.size > 0) this.around.stored(draft.numbered.size)
        if (erased) this.around.erased(this.id, erased.to)
        this.askForSnapshot()
        this.#released()
      },
    }
  }
  #roomToBe(waiting: readonly Waiting[]): Room | null {
    const keys = waiting.find((each) => each.keys)?.keys
    return keys ? new Room({ keys, covers: [], erasedTo: 0, erasedTotal: 0, head: ORIGIN }, this.around.rules) : null
  }
  /** What is said about it once it is durable. */
  #number(draft: RoomDraft, put: Put, by: Subscriber): () => void {
    const outcome = draft.number(put)
    if (outcome.type === 'refused') return () => by.refuse(put.frameId, outcome.refusal)
    if (outcome.type === 'held') return () => by.acknowledge(outcome.place, put.frameId)
    return () => this.#fanOut(outcome.row, by)
  }
  #fanOut(row: Row, by: Subscriber): void {
    if (row.frame.length > LIMITS.part) this.#large.set(row.seq, new WeakRef(row))
    let body: Shared | null | undefined
    for (const subscriber of this.subscribers) {
      if (subscriber === by) continue
      if (body === undefined) body = sharedRow(row)
      subscriber.offer(row, body)
    }
    by.acknowledge(row, row.frameId)
  }
  #refuseAll(waiting: readonly Waiting[], refusal: Refusal): void {
    for (const { put, by, done } of waiting) {
      by.refuse(put.frameId, refusal)
      done?.()
    }
    this.#released()
  }
  #released(): void {
    this.#isCommitting = false
    if (this.isIdle) this.around.idle(this)
  }

  // -- Keeping small

  #eraseIn(draft: RoomDraft): Cover | null {
    const isForced = draft.covers.some((cover) => cover.noGrace && cover.to > draft.erasedTo)
    if (!this.#mustErase && !isForced) return null
    this.#mustErase = false
    const target = draft.overdue(draft.now)
    if (target) draft.erase(target)
    return target
  }
  /** From time to time: what is out of grace goes, a snapshot is asked for again. */
  sweep(): void {
    for (const [seq, row] of this.#large) if (!row.deref()) this.#large.delete(seq)
    if (this.room?.overdue(this.around.clock.now())) {
      this.#mustErase = true
      this.around.committer.enlist(this)
    }
    this.askForSnapshot()
  }
  /** [S7] One connected writer; another one when none has come of it. */
  askForSnapshot(): void {
    if (!this.room?.wantsSnapshot) {
      this.#asked = null
      return
    }
    const now = this.around.clock.now()
    const asked = this.#asked
    if (asked && now - asked.at < this.around.askAgainMs && this.subscribers.has(asked.whom)) return
    const writers = [...this.subscribers].filter((each) => each.mayWrite)
    const whom = writers[((asked ? writers.indexOf(asked.whom) : -1) + 1) % writers.length]
    if (!whom) return
    this.#asked = { whom, at: now }
    whom.wantSnapshot()
  }
  /** The log works again, and may hold more, or less, than was known. */
  async recover(): Promise<void> {
    const isNew = !this.room
    await this.reload()
    if (isNew && this.room) for (const subscriber of [...this.subscribers]) subscriber.opened()
    for (const subscriber of [...this.subscribers]) subscriber.goOn()
  }
}
