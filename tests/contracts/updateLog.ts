import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../shared/bytes'
import { nextChain } from '../../shared/chain'
import { ORIGIN } from '../../sync-server/room'
import { LogWriteError, type Mark, type RoomMeta, type Row, type UpdateLog } from '../../sync-server/updateLog'

/** What a test can do to an engine from outside. */
export interface Engine {
  readonly log: UpdateLog
  /** The process dies here and now; the log as the next process finds it. */
  crash(): Promise<UpdateLog>
  /** The disk is full, or has space again. */
  setFull(isFull: boolean): void
}

const metaOf = (changes: Partial<RoomMeta> = {}): RoomMeta => ({
  keys: { writePublic: new Uint8Array(32).fill(1), voicePublic: new Uint8Array(32).fill(2), tokenHash: new Uint8Array(32).fill(3) },
  covers: [],
  erasedTo: 0,
  erasedTotal: 0,
  ...changes,
})
export function rowsAfter(head: Mark, sizes: readonly number[]): Row[] {
  let last = head
  return sizes.map((size) => {
    const frameId = new Uint8Array(randomBytes(32))
    const row: Row = { seq: last.seq + 1, chain: nextChain(last.chain, frameId), total: last.total + size, frameId, frame: new Uint8Array(randomBytes(size)) }
    last = row
    return row
  })
}
const plain = (rows: readonly Row[]) =>
  rows.map(({ seq, chain, total, frameId, frame }) => ({
    seq,
    total,
    chain: Buffer.from(chain).toString('hex'),
    id: Buffer.from(frameId).toString('hex'),
    frame: Buffer.from(frame).toString('hex'),
  }))
const mark = ({ seq, chain, total }: Mark): Mark => ({ seq, chain: new Uint8Array(chain), total })
const newRoom = (): Uint8Array => new Uint8Array(randomBytes(32))

/** Every engine of the relay's log keeps this. */
export function updateLogContract(name: string, open: () => Promise<Engine>): void {
  describe(`the relay's log, ${name}`, () => {
    it('knows nothing of a room that was never written', async () => {
      const { log } = await open()
      expect(await log.load(newRoom())).toBeNull()
      expect(await log.read(newRoom(), 0, 10, 1000)).toEqual([])
      expect(await log.mark(newRoom(), 1)).toBeNull()
      expect(await log.placeOf(newRoom(), new Uint8Array(32))).toBeNull()
      await log.close()
    })

    it('gives back what was written: meta, head, rows in order, marks, places', async () => {
      const { log } = await open()
      const room = newRoom()
      const meta = metaOf({
        covers: [
          {
            seq: 3,
            frameId: new Uint8Array(32).fill(9),
            size: 77,
            to: 2,
            toChain: new Uint8Array(16).fill(8),
            toTotal: 300,
            since: 1_764_000_000_000,
            noGrace: true,
          },
        ],
      })
      const rows = rowsAfter(ORIGIN, [100, 200, 1])
      await log.write([{ room, rows, meta }])
      const more = rowsAfter(rows.at(-1) ?? ORIGIN, [50])
      await log.write([{ room, rows: more, meta: null }])
      const all = [...rows, ...more]
      const stored = await log.load(room)
      expect(stored).toMatchObject({ covers: [{ seq: 3, to: 2, size: 77, toTotal: 300, since: 1_764_000_000_000, noGrace: true }], erasedTo: 0 })
      expect(new Uint8Array(stored?.keys.voicePublic ?? [])).toEqual(meta.keys.voicePublic)
      expect(stored && mark(stored.head)).toEqual(mark(all.at(-1) ?? ORIGIN))
      expect(plain(await log.read(room, 0, 4, 1_000_000))).toEqual(plain(all))
      expect(plain(await log.read(room, 1, 3, 1_000_000))).toEqual(plain(all.slice(1, 3)))
      for (const row of all) {
        const found = await log.mark(room, row.seq)
        expect(found && mark(found)).toEqual(mark(row))
        expect((await log.placeOf(room, row.frameId))?.seq).toBe(row.seq)
      }
      await log.close()
    })

    it('tells the beginnings of the ids of a room’s frames, and of no other’s', async () => {
      const { log } = await open()
      const [room, other] = [newRoom(), newRoom()]
      const rows = rowsAfter(
        ORIGIN,
        Array.from({ length: 2500 }, () => 10),
      )
      await log.write([{ room, rows, meta: metaOf() }])
      await log.write([{ room: other, rows: rowsAfter(ORIGIN, [10, 10]), meta: metaOf() }])
      const heads: string[] = []
      for await (const page of log.idHeads(room)) heads.push(...page.map((head) => toHex(head.subarray(0, 16))))
      expect(heads.sort()).toEqual(rows.map(({ frameId }) => toHex(frameId.subarray(0, 16))).sort())
      await log.close()
    })

    it('reads in pages: about as many bytes as were asked for, one row at least, nothing twice', async () => {
      const { log } = await open()
      const room = newRoom()
      const rows = rowsAfter(ORIGIN, [...Array.from({ length: 100 }, () => 10_000), 500_000, 10])
      await log.write([{ room, rows, meta: metaOf() }])
      const got: Row[] = []
      let largest = 0
      for (let after = 0; after < rows.length; ) {
        const page = await log.read(room, after, rows.length, 128 * 1024)
        expect(page.length).toBeGreaterThan(0)
        largest = Math.max(largest, page.length)
        got.push(...page)
        after = page.at(-1)?.seq ?? rows.length
      }
      expect(plain(got)).toEqual(plain(rows))
      expect(largest).toBeLessThan(40)
      await log.close()
    })

    it('keeps rooms apart, also when their ids are neighbours', async () => {
      const { log } = await open()
      const a = new Uint8Array(32).fill(0xff)
      const b = new Uint8Array(32)
      const c = new Uint8Array(32).fill(0)
      c[31] = 1
      const written = [a, b, c].map((room) => ({ room, rows: rowsAfter(ORIGIN, [10, 20]), meta: metaOf() }))
      await log.write(written)
      for (const { room, rows } of written) expect(plain(await log.read(room, 0, 99, 1_000_000))).toEqual(plain(rows))
      await log.erase(b, 2)
      expect((await log.read(c, 0, 99, 1_000_000)).length).toBe(2)
      const rooms: string[] = []
      for await (const room of log.rooms()) rooms.push(Buffer.from(room).toString('hex'))
      expect(rooms.sort()).toEqual([a, b, c].map((room) => Buffer.from(room).toString('hex')).sort())
      await log.close()
    })

    it('names the newest place of a frame that is stored twice', async () => {
      const { log } = await open()
      const room = newRoom()
      const [first, second, third] = rowsAfter(ORIGIN, [5, 5, 5])
      if (!first || !second || !third) throw new Error('three rows')
      await log.write([{ room, rows: [first, second, { ...third, frameId: first.frameId }], meta: metaOf() }])
      expect((await log.placeOf(room, first.frameId))?.seq).toBe(3)
      await log.close()
    })

    it('erases a range but for the first row, finds nothing of it any more, and may do it again', async () => {
      const { log } = await open()
      const room = newRoom()
      const rows = rowsAfter(
        ORIGIN,
        Array.from({ length: 2500 }, () => 20),
      )
      await log.write([{ room, rows, meta: metaOf() }])
      await log.erase(room, 2400)
      await log.erase(room, 2400)
      await log.compact()
      expect((await log.read(room, 0, 9999, 10_000_000)).map(({ seq }) => seq)).toEqual([1, ...Array.from({ length: 100 }, (_, i) => 2401 + i)])
      expect(await log.mark(room, 2400)).toBeNull()
      expect(await log.placeOf(room, rows[1]?.frameId ?? room)).toBeNull()
      expect((await log.placeOf(room, rows[0]?.frameId ?? room))?.seq).toBe(1)
      expect((await log.placeOf(room, rows[2450]?.frameId ?? room))?.seq).toBe(2451)
      expect((await log.load(room))?.head.seq).toBe(2500)
      await log.close()
    })

    it('[S2] has after a crash whatever it had said was written', async () => {
      const engine = await open()
      const room = newRoom()
      const rows = rowsAfter(ORIGIN, [10, 20, 30])
      await engine.log.write([{ room, rows, meta: metaOf() }])
      const log = await engine.crash()
      expect((await log.load(room))?.head.seq).toBe(3)
      expect(plain(await log.read(room, 0, 3, 1000))).toEqual(plain(rows))
      await log.close()
    })

    it('writes all of it or nothing: a crash in the middle leaves no half', async () => {
      const engine = await open()
      const rooms = [newRoom(), newRoom()]
      void engine.log.write(rooms.map((room) => ({ room, rows: rowsAfter(ORIGIN, [1000, 2000]), meta: metaOf() }))).catch(() => {})
      const log = await engine.crash()
      const heads = await Promise.all(rooms.map(async (room) => (await log.load(room))?.head.seq ?? 0))
      expect([
        [0, 0],
        [2, 2],
      ]).toContainEqual(heads)
      await log.close()
    })

    it('says that a write failed, keeps reading, and tells when it works again; nothing that was written is lost', async () => {
      const { log, setFull } = await open()
      const room = newRoom()
      const rows = rowsAfter(ORIGIN, [10, 10])
      await log.write([{ room, rows, meta: metaOf() }])
      const recovered = new Promise<void>((resolve) => {
        log.onRecovered = resolve
      })
      setFull(true)
      const failed = rowsAfter(rows.at(-1) ?? ORIGIN, [10])
      await expect(log.write([{ room, rows: failed, meta: null }])).rejects.toBeInstanceOf(LogWriteError)
      expect(log.writable).toBe(false)
      await expect(log.write([{ room, rows: failed, meta: null }])).rejects.toBeInstanceOf(LogWriteError)
      expect(plain(await log.read(room, 0, 9, 1000))).toEqual(plain(rows))
      setFull(false)
      await recovered
      expect(log.writable).toBe(true)
      const head = (await log.load(room))?.head ?? ORIGIN
      expect(head.seq).toBeGreaterThanOrEqual(2)
      await log.write([{ room, rows: rowsAfter(head, [10]), meta: null }])
      expect((await log.read(room, 0, 9, 1000)).length).toBe(head.seq + 1)
      await log.close()
    })
  })
}
