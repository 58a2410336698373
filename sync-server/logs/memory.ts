import { equalBytes, fromHex, toHex } from '../../shared/bytes'
import type { Cursor } from '../../shared/chain'
import { ORIGIN } from '../room'
import { LogWriteError, type Mark, type RoomMeta, type RoomWrite, type Row, type StoredRoom, type UpdateLog } from '../updateLog'

interface MemoryRoom {
  meta: RoomMeta
  /** By seq. */
  rows: Map<number, Row>
  head: Mark
}
const copyOf = ({ meta, rows, head }: MemoryRoom): MemoryRoom => ({ meta, rows: new Map(rows), head })

export interface MemoryLogOptions {
  /** The fsync: what is written counts once it has resolved. */
  readonly sync?: () => Promise<void>
  /** Told what has just become durable. */
  readonly written?: (writes: readonly RoomWrite[]) => void
}

/** The log without a disk: for tests, the simulation, and a bench of everything else. A crash loses what was not synced. */
export class MemoryLog implements UpdateLog {
  onRecovered: (() => void) | null = null
  #rooms = new Map<string, MemoryRoom>()
  #isDead = false
  #fault: string | null = null
  #isFailing = false
  readonly #sync: () => Promise<void>
  readonly #written: (writes: readonly RoomWrite[]) => void

  constructor({ sync = async () => {}, written = () => {} }: MemoryLogOptions = {}) {
    this.#sync = sync
    this.#written = written
  }

  /** The machine loses power: this log answers nobody any more; the one returned holds what was synced. */
  crash(options: MemoryLogOptions = {}): MemoryLog {
    this.#isDead = true
    return MemoryLog.restore(this.backup(), options)
  }
  /** What is durable now, as a backup of the folder would have it. */
  backup(): ReadonlyMap<string, MemoryRoom> {
    return new Map([...this.#rooms].map(([room, held]) => [room, copyOf(held)]))
  }
  static restore(saved: ReadonlyMap<string, MemoryRoom>, options: MemoryLogOptions = {}): MemoryLog {
    const log = new MemoryLog(options)
    log.#rooms = new Map([...saved].map(([room, held]) => [room, copyOf(held)]))
    return log
  }
  /** Writes fail with these words from now on; null = the disk has space again. */
  fail(words: string | null): void {
    this.#fault = words
    if (words === null && this.#isFailing) {
      this.#isFailing = false
      this.onRecovered?.()
    }
  }
  get writable(): boolean {
    return !this.#isFailing
  }

  async load(room: Uint8Array): Promise<StoredRoom | null> {
    const held = await this.#room(room)
    return held ? { ...held.meta, head: held.head } : null
  }
  async write(writes: readonly RoomWrite[]): Promise<void> {
    await this.#sync()
    if (this.#isDead) return new Promise(() => {})
    if (this.#fault !== null) {
      this.#isFailing = true
      throw new LogWriteError(this.#fault)
    }
    for (const { room, rows, meta } of writes) {
      const id = toHex(room)
      const held = this.#rooms.get(id) ?? (meta ? { meta, rows: new Map<number, Row>(), head: ORIGIN } : undefined)
      if (!held) throw new Error('rows for a room without meta')
      for (const row of rows) {
        held.rows.set(row.seq, { ...row, frame: row.frame.slice() })
        held.head = { seq: row.seq, chain: row.chain, total: row.total }
      }
      this.#rooms.set(id, { ...held, meta: meta ?? held.meta })
    }
    this.#written(writes)
  }
  async mark(room: Uint8Array, seq: number): Promise<Mark | null> {
    const row = (await this.#room(room))?.rows.get(seq)
    return row ? { seq, chain: row.chain, total: row.total } : null
  }
  async placeOf(room: Uint8Array, frameId: Uint8Array): Promise<Cursor | null> {
    const rows = [...((await this.#room(room))?.rows.values() ?? [])]
    const row = rows.findLast((each) => equalBytes(each.frameId, frameId))
    return row ? { seq: row.seq, chain: row.chain } : null
  }
  async *idHeads(room: Uint8Array): AsyncIterable<readonly Uint8Array[]> {
    yield [...((await this.#room(room))?.rows.values() ?? [])].map(({ frameId }) => frameId)
  }
  async read(room: Uint8Array, after: number, to: number, bytes: number): Promise<Row[]> {
    const page: Row[] = []
    let size = 0
    for (const [seq, row] of (await this.#room(room))?.rows ?? []) {
      if (seq <= after || seq > to) continue
      page.push(row)
      size += row.frame.length
      if (size >= bytes) break
    }
    return page
  }
  async erase(room: Uint8Array, to: number): Promise<void> {
    const rows = (await this.#room(room))?.rows
    for (const seq of [...(rows?.keys() ?? [])]) if (seq > 1 && seq <= to) rows?.delete(seq)
  }
  async *rooms(): AsyncIterable<Uint8Array> {
    for (const room of [...this.#rooms.keys()]) yield fromHex(room)
  }
  async compact(): Promise<void> {}
  async close(): Promise<void> {
    this.#isDead = true
  }
  /** A dead log never answers. */
  #room(room: Uint8Array): Promise<MemoryRoom | undefined> {
    return this.#isDead ? new Promise(() => {}) : Promise.resolve(this.#rooms.get(toHex(room)))
  }
}
