import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import type { Cursor } from '../../shared/chain'
import type { Clock } from '../clock'
import { ORIGIN } from '../room'
import { LogOpenError, LogWriteError, type Mark, type RoomWrite, type Row, type StoredRoom, type UpdateLog } from '../updateLog'
import { decodeMark, decodeMeta, decodeRow, encodeMeta, encodeRow } from './codec'

/**
 * The log in a folder, by LevelDB. Keys: room 32 • 0 = its meta; room • 1 • seq u64 = a row; room • 2 • first half of a
 * frame id = the seq where that frame is stored. Rows of one room lie side by side, in order.
 */
const META = 0
const ROW = 1
const ID = 2
const AFTER_ROOM = 3
/** 128 bits: two frames that share them cost 2^64 tries, and only those who may write could use them, against themselves. */
const ID_BYTES = 16
const FORMAT_KEY = Buffer.from('leaderful/log')
const FORMAT = '1'
const ERASE_PAGE = 1000
const ID_PAGE = 1000
/** Larger lists of erased rooms are compacted as one range. */
const COMPACT_RANGES = 64

type Database = ClassicLevel<Uint8Array, Uint8Array>
export type OpenDatabase = (folder: string) => Promise<Database>

const openDatabase: OpenDatabase = async (folder) => {
  // Sealed bytes cannot shrink. The write buffer is half of the usual: it is most of what an idle relay holds.
  const database = new ClassicLevel<Uint8Array, Uint8Array>(folder, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    compression: false,
    writeBufferSize: 2 * 1024 * 1024,
  })
  await database.open()
  return database
}

function key(room: Uint8Array, part: number, rest?: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(room.length + 1 + (rest?.length ?? 0))
  bytes.set(room)
  bytes[room.length] = part
  if (rest) bytes.set(rest, room.length + 1)
  return bytes
}
function numbered(seq: number): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  bytes.writeUInt32BE(Math.floor(seq / 2 ** 32), 0)
  bytes.writeUInt32BE(seq % 2 ** 32, 4)
  return bytes
}
const seqOf = (bytes: Uint8Array, at: number): number => Number(Buffer.from(bytes.buffer, bytes.byteOffset + at, 8).readBigUInt64BE())
const rowKey = (room: Uint8Array, seq: number): Buffer => key(room, ROW, numbered(seq))
const idKey = (room: Uint8Array, frameId: Uint8Array): Buffer => key(room, ID, frameId.subarray(0, ID_BYTES))
const SEQ_IN_KEY = 33
const ID_IN_KEY = 33

export interface LevelLogOptions {
  readonly folder: string
  readonly clock: Clock
  /** After a failed write: how long until it is tried again. */
  readonly retryMs: number
  /** For tests of disks that fail. */
  readonly openDatabase?: OpenDatabase
  /** Throws while the disk takes nothing. */
  readonly probe?: (folder: string) => Promise<void>
}

export class LevelLog implements UpdateLog {
  onRecovered: (() => void) | null = null
  #erased = new Set<string>()
  #isWritable = true
  #isClosed = false
  #stopRetry: () => void = () => {}
  /** Reads wait for it while the database is opened anew. */
  #ready: Promise<void> = Promise.resolve()
  #opened: () => void = () => {}
  readonly #openDatabase: OpenDatabase
  readonly #probe: (folder: string) => Promise<void>

  private constructor(
    private readonly options: LevelLogOptions,
    private database: Database,
  ) {
    this.#openDatabase = options.openDatabase ?? openDatabase
    this.#probe = options.probe ?? probe
  }

  /** @throws LogOpenError with one plain sentence */
  static async open(options: LevelLogOptions): Promise<LevelLog> {
    const database = await (options.openDatabase ?? openDatabase)(options.folder).catch((error: unknown) => {
      throw new LogOpenError(reasonOf(error, options.folder))
    })
    const format = await database.get(FORMAT_KEY)
    if (format === undefined) await database.put(FORMAT_KEY, Buffer.from(FORMAT))
    else if (Buffer.from(format).toString() !== FORMAT) {
      await database.close()
      throw new LogOpenError(`The data in ${options.folder} was written by another version of this program.`)
    }
    return new LevelLog(options, database)
  }
  get writable(): boolean {
    return this.#isWritable
  }

  async load(room: Uint8Array): Promise<StoredRoom | null> {
    await this.#ready
    const meta = await this.database.get(key(room, META))
    if (!meta) return null
    const last = this.database.iterator({ gte: key(room, ROW), lt: key(room, ID), reverse: true, limit: 1 })
    const [row] = await last.nextv(1)
    await last.close()
    const head = row ? decodeMark(seqOf(row[0], SEQ_IN_KEY), row[1]) : ORIGIN
    // Only what is kept in memory is copied: a view would hold the whole frame behind it.
    return { ...decodeMeta(meta), head: { ...head, chain: head.chain.slice() } }
  }

  async write(writes: readonly RoomWrite[]): Promise<void> {
    if (!this.#isWritable || this.#isClosed) throw new LogWriteError('the log cannot be written to')
    try {
      // A chained batch copies at once and takes a sixth of the main thread's time of batch([...]).
      const batch = this.database.batch()
      for (const { room, rows, meta } of writes) {
        if (meta) batch.put(key(room, META), encodeMeta(meta))
        for (const row of rows) {
          batch.put(rowKey(room, row.seq), encodeRow(row))
          batch.put(idKey(room, row.frameId), numbered(row.seq))
        }
      }
      await batch.write({ sync: true })
    } catch (error) {
      this.#isWritable = false
      this.#retryLater()
      throw new LogWriteError(reasonOf(error, this.options.folder))
    }
  }

  async mark(room: Uint8Array, seq: number): Promise<Mark | null> {
    await this.#ready
    const row = await this.database.get(rowKey(room, seq))
    if (!row) return null
    const { chain, total } = decodeMark(seq, row)
    return { seq, chain: chain.slice(), total }
  }
  async placeOf(room: Uint8Array, frameId: Uint8Array): Promise<Cursor | null> {
    await this.#ready
    const seq = await this.database.get(idKey(room, frameId))
    return seq ? this.mark(room, seqOf(seq, 0)) : null
  }
  async *idHeads(room: Uint8Array): AsyncIterable<readonly Uint8Array[]> {
    await this.#ready
    const names = this.database.keys<Uint8Array>({ gte: key(room, ID), lt: key(room, AFTER_ROOM) })
    try {
      for (let page = await names.nextv(ID_PAGE); page.length > 0; page = await names.nextv(ID_PAGE)) yield page.map((name) => name.subarray(ID_IN_KEY))
    } finally {
      await names.close()
    }
  }
  async read(room: Uint8Array, after: number, to: number, bytes: number): Promise<Row[]> {
    await this.#ready
    if (to <= after) return []
    const rows = this.database.iterator({ gt: rowKey(room, after), lte: rowKey(room, to), highWaterMarkBytes: bytes })
    const page = await rows.nextv(1000)
    await rows.close()
    return page.map(([name, row]) => decodeRow(seqOf(name, SEQ_IN_KEY), row))
  }

  async erase(room: Uint8Array, to: number): Promise<void> {
    await this.#ready
    await this.database.clear({ gt: rowKey(room, 1), lte: rowKey(room, to) })
    const ids = this.database.iterator({ gte: key(room, ID), lt: key(room, AFTER_ROOM) })
    for (let page = await ids.nextv(ERASE_PAGE); page.length > 0; page = await ids.nextv(ERASE_PAGE)) {
      const batch = this.database.batch()
      for (const [name, seq] of page) if (seqOf(seq, 0) > 1 && seqOf(seq, 0) <= to) batch.del(name)
      await batch.write()
    }
    await ids.close()
    this.#erased.add(Buffer.from(room).toString('hex'))
  }

  async *rooms(): AsyncIterable<Uint8Array> {
    await this.#ready
    const metas = this.database.keys<Uint8Array>({ gte: Buffer.alloc(33) })
    try {
      for (let name = await metas.next(); name !== undefined; name = await metas.next()) {
        if (name.length !== 33 || name[32] !== META) continue
        const room = new Uint8Array(name.subarray(0, 32))
        yield room
        metas.seek(key(room, AFTER_ROOM))
      }
    } finally {
      await metas.close()
    }
  }

  async compact(): Promise<void> {
    await this.#ready
    const rooms = [...this.#erased].sort()
    this.#erased.clear()
    const first = rooms[0]
    const last = rooms.at(-1)
    if (first === undefined || last === undefined) return
    const ranges = rooms.length > COMPACT_RANGES ? [[first, last]] : rooms.map((room) => [room, room])
    for (const [from = '', to = ''] of ranges) {
      if (this.#isClosed) return
      await this.database.compactRange(key(Buffer.from(from, 'hex'), META), key(Buffer.from(to, 'hex'), AFTER_ROOM))
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#stopRetry()
    this.#opened()
    if (this.database.status === 'open') await this.database.close()
  }

  #retryLater(): void {
    this.#stopRetry = this.options.clock.after(this.options.retryMs, () => void this.#recover())
  }
  /**
   * After a failed write LevelDB's own log may end in half a record, behind which others would be lost: so nothing more
   * is written to it. It is read until a file can be written beside it again, then opened anew, which keeps what is whole.
   */
  async #recover(): Promise<void> {
    try {
      if (this.database.status === 'open') {
        await this.#probe(this.options.folder)
        if (this.#isClosed) return
        this.#ready = new Promise((resolve) => {
          this.#opened = resolve
        })
        await this.database.close()
      }
      this.database = await this.#openDatabase(this.options.folder)
    } catch {
      if (!this.#isClosed) this.#retryLater()
      return
    }
    if (this.#isClosed) return this.database.close()
    this.#isWritable = true
    this.#opened()
    this.onRecovered?.()
  }
}

/** Whether there is space again: more than the next commits, and what opening anew writes. */
async function probe(folder: string): Promise<void> {
  const path = join(folder, 'probe.tmp')
  const file = await open(path, 'w')
  try {
    // `write` alone would take half of it for an answer.
    await file.writeFile(Buffer.alloc(4 * 1024 * 1024))
    await file.sync()
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

function reasonOf(error: unknown, folder: string): string {
  const chain: string[] = []
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) chain.push(`${'code' in cause ? String(cause.code) : ''} ${cause.message}`)
  const text = chain.join(' ')
  if (/LEVEL_LOCKED/.test(text)) return `The data in ${folder} is in use by another process.`
  if (/No space left|ENOSPC|EDQUOT|quota/i.test(text)) return `The disk that holds ${folder} is full.`
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only/i.test(text)) return `The folder ${folder} cannot be written to.`
  if (/ENOTDIR|EEXIST|Not a directory/i.test(text)) return `${folder} is not a folder.`
  if (/LEVEL_CORRUPTION|Corruption/i.test(text)) return `The data in ${folder} is damaged.`
  return `The data in ${folder} cannot be used (${text.trim().slice(0, 200)}).`
}
