import { equalBytes } from '../shared/bytes'
import type { Cursor } from '../shared/chain'
import { LIMITS } from '../shared/limits'
import type { Hello, Progress } from '../shared/message'
import type { Outbox } from './outbox'
import { ackRecord, partRecord, type Shared } from './records'
import type { Answer } from './room'
import type { Mark, Row } from './updateLog'

/** What a stream reads: a room's log, as far as it is durable. */
export interface Source {
  readonly head: Mark
  /** Rows up to it are gone. */
  readonly erasedTo: number
  /** A page of rows after `after`. */
  page(after: number): Promise<readonly Row[]>
  row(seq: number): Promise<Row | null>
  answer(hello: Pick<Hello, 'cursor' | 'avoided'>): Promise<Answer>
}

/** A frame on its way, by the row that holds it. */
interface Piece {
  readonly seq: number
  readonly role: 'row' | 'snapshot'
  /** null = the row's own. */
  readonly place: Cursor | null
}

/** A frame that goes in one piece, as everybody gets it; null when it takes several. */
export const sharedRow = (row: Row): Shared | null => (row.frame.length > LIMITS.part ? null : partRecord(row, 'row', row, 0, row.frame.length))

/**
 * The rows of one room on their way to one socket: one ordered stream. It reads the log up to its durable end and is then
 * live: rows come to it as they become durable. If the socket cannot take them it simply goes back to reading the log,
 * so that a slow reader costs no memory, loses nothing and is not cut off.
 */
export class Stream {
  /** Everything up to here is on its way. */
  #sent = 0
  #mode: 'off' | 'reading' | 'live' = 'off'
  /** What precedes the rows. */
  #first: Piece[] = []
  #page: readonly Row[] = []
  #current: Piece | null = null
  #row: Row | null = null
  #offset = 0
  #receiving: Progress | null = null
  #avoided: readonly Uint8Array[] = []
  /** Frames of this very channel that became durable further on: acknowledged at their place, never before it. */
  readonly #own = new Map<number, { readonly place: Cursor; readonly frameId: Uint8Array }>()
  #isTold = false
  #isPumping = false
  /** Counts the starts, so that what was read for an earlier one is dropped. */
  #course = 0

  constructor(
    readonly channel: number,
    readonly source: Source,
    readonly outbox: Outbox,
    /** Called once after each start: all that there was has been sent. */
    readonly caughtUp: () => void,
    /** The log could not be read; `retry` goes on. */
    readonly readFailed: (retry: () => void) => void,
  ) {}

  /** All that there was at the last start has been sent. */
  get isCaughtUp(): boolean {
    return this.#isTold
  }

  /** [S2a] [S5] [S6] From here on: what the room's rules answered to a hello. */
  start(answer: Answer, hello: Pick<Hello, 'avoided' | 'receiving'>): void {
    this.#receiving = hello.receiving && { frameId: hello.receiving.frameId.slice(), offset: hello.receiving.offset }
    this.#avoided = hello.avoided.map((id) => id.slice())
    this.#isTold = false
    this.#begin(answer)
  }
  stop(): void {
    this.#course++
    this.#mode = 'off'
    this.#isTold = false
    this.#release()
    this.#own.clear()
  }
  #begin({ reset, snapshot, from }: Answer): void {
    this.#course++
    this.#release()
    this.#current = null
    this.#offset = 0
    this.#mode = 'reading'
    this.#sent = from
    // Whoever may only read needs the first row, the room's `create`, for its keys.
    this.#first = snapshot
      ? [
          { seq: 1, role: 'row', place: null },
          { seq: snapshot.seq, role: 'snapshot', place: { seq: snapshot.to, chain: snapshot.toChain } },
        ]
      : []
    if (reset) this.outbox.push({ type: 'reset', channel: this.channel })
    this.pump()
  }
  #release(): void {
    this.#page = []
    this.#row = null
  }

  /** A row has become durable. `body` = `sharedRow(row)`. */
  offer(row: Row, body: Shared | null): void {
    if (this.#mode !== 'live') return
    if (body && row.seq === this.#sent + 1 && !this.outbox.isCongested) {
      this.#sent = row.seq
      this.outbox.pushShared(this.channel, body)
      return
    }
    this.#mode = 'reading'
    if (row.seq === this.#sent + 1) this.#page = [row]
    this.pump()
  }
  /** [S2] A frame of this channel is durable there. An acknowledgement never overtakes the rows before it. */
  acknowledge(place: Cursor, frameId: Uint8Array): void {
    if (this.#mode === 'live' && place.seq === this.#sent + 1) this.#sent = place.seq
    if (place.seq > this.#sent) this.#own.set(place.seq, { place, frameId })
    else this.#pushAck(place, frameId)
  }
  #pushAck(place: Cursor, frameId: Uint8Array): void {
    this.outbox.pushShared(this.channel, ackRecord(place, frameId))
  }

  /** Goes on sending, as far as the socket takes it. */
  pump(): void {
    if (this.#isPumping) return
    this.#isPumping = true
    this.#run()
  }
  /** Until the socket drains, or the log can be read again. */
  #waits = false

  /** At once as far as nothing has to be read from the disk: a join at the end of a log waits for nobody. */
  #run(): void {
    while (this.#mode === 'reading' && !this.#waits) {
      if (this.outbox.isCongested) {
        this.#waitForDrain()
        break
      }
      const course = this.#course
      const step = this.#step()
      if (!step) continue
      step.then(
        () => this.#run(),
        () => this.#readFailed(course),
      )
      return
    }
    this.#isPumping = false
  }
  #readFailed(course: number): void {
    if (course === this.#course) {
      this.#waits = true
      this.readFailed(() => this.#goOn())
    }
    this.#run()
  }
  #waitForDrain(): void {
    this.#release()
    this.#waits = true
    this.outbox.onceDrained(() => this.#goOn())
  }
  /** The log may hold more than was told: it was opened anew. */
  goOnReading(): void {
    if (this.#mode === 'live') this.#mode = 'reading'
    this.pump()
  }
  #goOn(): void {
    this.#waits = false
    this.pump()
  }

  /** One part, or what is needed for it; null = done without waiting. */
  #step(): Promise<void> | null {
    if (this.#current) return this.#row ? this.#sendPart(this.#current, this.#row) : this.#fetch(this.#current)
    const first = this.#first.shift()
    if (first) {
      this.#current = first
      return null
    }
    const row = this.#page[0]
    if (row) return this.#take(row)
    if (this.#sent < this.source.erasedTo) return this.#startAgain()
    if (this.#sent >= this.source.head.seq) return this.#becomeLive()
    const course = this.#course
    return this.source.page(this.#sent).then((page) => {
      if (course !== this.#course) return
      const isNext = page[0]?.seq === this.#sent + 1
      // The rows may have been erased meanwhile: then there is a gap, and `erasedTo` says so. Any other gap is a fault of
      // the log: asking again at once would never end.
      if (!isNext && this.#sent >= this.source.erasedTo && this.#sent < this.source.head.seq) throw new Error('a row is missing from the log')
      this.#page = isNext ? page : []
    })
  }
  #take(row: Row): null {
    this.#page = this.#page.slice(1)
    const own = this.#own.get(row.seq)
    if (own) {
      this.#own.delete(row.seq)
      this.#sent = row.seq
      this.#pushAck(own.place, own.frameId)
      return null
    }
    this.#current = { seq: row.seq, role: 'row', place: null }
    this.#row = row
    return null
  }
  #fetch(piece: Piece): Promise<void> {
    const course = this.#course
    return this.source.row(piece.seq).then((row) => {
      if (course !== this.#course) return
      if (row) this.#row = row
      else return this.#startAgain()
    })
  }
  /** What was to be sent has been erased: [S2a] the replica begins anew. */
  async #startAgain(): Promise<void> {
    const course = this.#course
    const nowhere = { seq: Number.MAX_SAFE_INTEGER, chain: new Uint8Array(16) }
    const answer = await this.source.answer({ cursor: nowhere, avoided: this.#avoided })
    if (course === this.#course) this.#begin(answer)
  }
  #sendPart(piece: Piece, row: Row): null {
    const { frame, frameId } = row
    if (this.#offset === 0 && this.#receiving && equalBytes(this.#receiving.frameId, frameId)) {
      // [S6] The first part of it is there already.
      if (this.#receiving.offset < frame.length) this.#offset = this.#receiving.offset
      this.#receiving = null
    }
    const offset = this.#offset
    const end = Math.min(frame.length, offset + LIMITS.part)
    this.outbox.pushShared(this.channel, partRecord(piece.place ?? row, piece.role, row, offset, end))
    this.#offset = end
    if (this.#offset < frame.length) return null
    this.#offset = 0
    this.#current = null
    this.#row = null
    if (piece.role === 'row' && piece.seq > this.#sent) this.#sent = piece.seq
    return null
  }
  #becomeLive(): null {
    this.#mode = 'live'
    // A snapshot was given in place of these.
    for (const { place, frameId } of this.#own.values()) this.#pushAck(place, frameId)
    this.#own.clear()
    if (!this.#isTold) {
      this.#isTold = true
      this.#receiving = null
      this.caughtUp()
    }
    return null
  }
}
