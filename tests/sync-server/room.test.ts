import { describe, expect, it } from 'vitest'
import { CHAIN_ORIGIN, CURSOR_ORIGIN, nextChain } from '../../shared/chain'
import { DEFAULT_LIMITS } from '../../sync-server/settings'
import { RoomBench, snapshot, update } from './roomBench'

const HOUR = DEFAULT_LIMITS.standMs
const rulesWith = (changes: Partial<typeof DEFAULT_LIMITS>) => ({ ...DEFAULT_LIMITS, ...changes })
const wrongChain = new Uint8Array(16).fill(9)

describe('numbers', () => {
  it('[S2] counts without a gap, and nobody sees a number of a commit that failed', () => {
    const bench = new RoomBench()
    expect(bench.commit([update(), update()]).map((outcome) => outcome.type === 'numbered' && outcome.row.seq)).toEqual([1, 2])
    bench.commit([update(), update()], false)
    expect(bench.head.seq).toBe(2)
    expect(bench.store(update()).seq).toBe(3)
  })
  it('[S2] chain(n) hangs on chain(n-1) and the frame alone', () => {
    const bench = new RoomBench()
    let chain = CHAIN_ORIGIN
    for (let n = 0; n < 5; n++) {
      const frame = update()
      chain = nextChain(chain, frame.frameId)
      expect(new Uint8Array(bench.store(frame).chain)).toEqual(chain)
    }
  })
  it('[S3] gives a frame that is sent again its old number, in the same commit, the next one, and after a restart', () => {
    const bench = new RoomBench()
    const frame = update()
    expect(bench.commit([frame, frame]).map(({ type }) => type)).toEqual(['numbered', 'held'])
    expect(bench.put(frame)).toMatchObject({ type: 'held', place: { seq: 1 } })
    for (let n = 0; n < 3000; n++) bench.store(update(10))
    expect(bench.put(frame)).toMatchObject({ type: 'held', place: { seq: 1 } })
    bench.reload()
    expect(bench.put(frame)).toMatchObject({ type: 'held', place: { seq: 1 } })
  })
  it('[S3] asks the disk for a frame of before only, once it has told its ids; before that, for every frame that is not among the newest', () => {
    const bench = new RoomBench()
    const frames = Array.from({ length: 3000 }, () => update(10))
    for (const frame of frames) bench.store(frame)
    const isAsked = ({ frameId }: { frameId: Uint8Array }) => bench.room.mayBeStored(frameId)
    const news = Array.from({ length: 200 }, () => update())
    expect(bench.room.wantsIds).toBe(false)
    expect([news.some(isAsked), frames.slice(0, 1500).every(isAsked), frames.slice(-1000).some(isAsked)]).toEqual([false, true, false])
    bench.reload()
    expect(bench.room.wantsIds).toBe(true)
    expect(news.every(isAsked)).toBe(true)
    bench.learnIds()
    expect(bench.room.wantsIds).toBe(false)
    expect([news.some(isAsked), frames.every(isAsked)]).toEqual([false, true])
    for (const frame of frames) expect(bench.put(frame).type).toBe('held')
    bench.store(bench.coverHere())
    expect(frames.some(isAsked)).toBe(false)
  })
  it('[S7] stores a frame anew if the number it had is covered', () => {
    for (const isReloaded of [false, true]) {
      const bench = new RoomBench()
      const [covered, kept] = [update(), update()]
      bench.store(covered)
      const cover = bench.coverHere()
      bench.store(kept)
      bench.store(cover)
      if (isReloaded) bench.reload()
      expect(bench.put(covered)).toMatchObject({ type: 'numbered', row: { seq: 4 } })
      expect(bench.put(covered)).toMatchObject({ type: 'held', place: { seq: 4 } })
      expect(bench.put(kept)).toMatchObject({ type: 'held', place: { seq: 2 } })
    }
  })
})

describe('hello', () => {
  it('[S2a] resumes a cursor whose chain fits, and sends the rows after it', () => {
    const bench = new RoomBench()
    const rows = [1, 2, 3].map(() => bench.store(update()))
    expect(bench.answer(CURSOR_ORIGIN)).toEqual({ reset: false, snapshot: null, from: 0 })
    for (const row of rows) expect(bench.answer(row)).toEqual({ reset: false, snapshot: null, from: row.seq })
  })
  it('[S2a] answers reset to another chain, to a number that does not exist yet, and to a wiped log', () => {
    const bench = new RoomBench()
    bench.store(update())
    const { seq, chain } = bench.store(update())
    expect(bench.answer({ seq, chain: wrongChain })).toEqual({ reset: true, snapshot: null, from: 0 })
    expect(bench.answer({ seq: seq - 1, chain })).toMatchObject({ reset: true })
    expect(bench.answer({ seq: 99, chain })).toMatchObject({ reset: true })
    expect(new RoomBench().answer({ seq, chain })).toMatchObject({ reset: true, from: 0 })
  })
  it('[S2a] answers reset when a row after the cursor is gone', () => {
    const bench = new RoomBench()
    const first = bench.store(update())
    bench.store(update())
    const third = bench.store(update())
    bench.store(bench.coverHere({ noGrace: true }))
    expect(bench.erase()).toBe(3)
    expect(bench.answer(first)).toMatchObject({ reset: true, from: 3 })
    expect(bench.answer(third)).toEqual({ reset: false, snapshot: null, from: 3 })
  })
  it('[S5] gives the missed rows or the snapshot and what follows, whichever is fewer bytes', () => {
    const bench = new RoomBench()
    const early = bench.store(update(1000))
    bench.store(update(1000))
    const late = bench.store(update(1000))
    const cover = bench.coverHere({}, 600)
    bench.store(cover)
    const tail = bench.store(update(50))
    bench.now += HOUR
    // After `early`: 2,000 + 600 + 50 as rows; 600 + 600 + 50 with the snapshot.
    expect(bench.answer(early)).toMatchObject({ reset: true, snapshot: { frameId: cover.frameId }, from: 3 })
    expect(bench.answer(CURSOR_ORIGIN)).toMatchObject({ reset: false, snapshot: { frameId: cover.frameId }, from: 3 })
    expect(bench.answer(late)).toEqual({ reset: false, snapshot: null, from: 3 })
    expect(bench.answer(tail)).toEqual({ reset: false, snapshot: null, from: 5 })
  })
  it('[S5] prefers rows to a snapshot of the same size: nothing has to be compared then', () => {
    const bench = new RoomBench()
    const first = bench.store(update(100))
    bench.store(update(400))
    bench.store(bench.coverHere({}, 400))
    bench.now += HOUR
    expect(bench.answer(first)).toEqual({ reset: false, snapshot: null, from: 1 })
  })
  it('[S7] gives the older generation to whoever could not open the newer one, unless that is all there is', () => {
    const bench = new RoomBench()
    bench.store(update(5000))
    const older = bench.coverHere({}, 100)
    bench.store(older)
    bench.store(update(5000))
    const newer = bench.coverHere({}, 100)
    bench.store(newer)
    bench.now += HOUR
    expect(bench.answer(CURSOR_ORIGIN).snapshot?.frameId).toEqual(newer.frameId)
    expect(bench.answer(CURSOR_ORIGIN, [newer.frameId])).toMatchObject({ snapshot: { frameId: older.frameId }, from: 1 })
    bench.now += DEFAULT_LIMITS.graceMs
    expect(bench.erase()).toBe(3)
    expect(bench.answer(CURSOR_ORIGIN, [newer.frameId]).snapshot?.frameId).toEqual(newer.frameId)
  })
})

describe('snapshots', () => {
  it('[S7] are taken only if their chain is this log’s, and they reach past the newest cover', () => {
    const bench = new RoomBench()
    const [first, second] = [bench.store(update()), bench.store(update())]
    const at = (row: { seq: number; chain: Uint8Array }, toChain = row.chain) => snapshot({ to: row.seq, toChain })
    expect(bench.put(at(second, wrongChain))).toEqual({ type: 'refused', refusal: 'not taken' })
    expect(bench.put(snapshot({ to: 99, toChain: second.chain }))).toEqual({ type: 'refused', refusal: 'not taken' })
    expect(bench.put(at(second))).toMatchObject({ type: 'numbered', row: { seq: 3 } })
    expect(bench.put(at(first))).toEqual({ type: 'refused', refusal: 'not taken' })
    expect(bench.put(at(second))).toEqual({ type: 'refused', refusal: 'not taken' })
    expect(bench.put(at(bench.store(update())))).toMatchObject({ type: 'numbered' })
  })
  it('[S7] an old one replayed into a younger log erases nothing', () => {
    const older = new RoomBench()
    for (let n = 0; n < 5; n++) older.store(update())
    const replayed = older.coverHere({ noGrace: true })
    const younger = new RoomBench()
    for (let n = 0; n < 9; n++) younger.store(update())
    expect(younger.put(replayed)).toEqual({ type: 'refused', refusal: 'not taken' })
    expect(younger.erase()).toBeNull()
  })
  it('[S7] that cover nothing are always taken, and erase nothing', () => {
    const bench = new RoomBench()
    bench.store(update())
    bench.store(bench.coverHere())
    expect(bench.put(snapshot({}))).toMatchObject({ type: 'numbered' })
    expect(bench.put(snapshot({ noGrace: true }))).toMatchObject({ type: 'numbered' })
    expect(bench.room.coverEnd).toBe(1)
    expect(bench.erase()).toBeNull()
  })
  it('[S7] replace another only after they have stood for an hour', () => {
    const bench = new RoomBench()
    bench.store(update(5000))
    bench.store(bench.coverHere())
    bench.now += HOUR - 1
    expect(bench.answer(CURSOR_ORIGIN).snapshot).toBeNull()
    bench.now += 1
    expect(bench.answer(CURSOR_ORIGIN).snapshot).not.toBeNull()
  })
  it('[S7] leave what they cover for seven days', () => {
    const bench = new RoomBench()
    bench.store(update())
    bench.store(bench.coverHere())
    bench.now += DEFAULT_LIMITS.graceMs - 1
    expect(bench.erase()).toBeNull()
    bench.now += 1
    expect(bench.erase()).toBe(1)
  })
  it('[S7] leave no more than 16 MiB of it, but all of it for the hour', () => {
    const bench = new RoomBench()
    for (let n = 0; n < 6; n++) {
      bench.store(update(4 * 1024 * 1024))
      bench.store(bench.coverHere({}, 100))
      bench.now += 60_000
    }
    expect(bench.erase()).toBeNull()
    bench.now += HOUR
    // 24 MiB are covered: the oldest generations go until at most 16 MiB are left.
    expect(bench.erase()).toBe(5)
    expect(bench.room.head.total - bench.room.erasedTotal).toBeLessThanOrEqual(16 * 1024 * 1024)
    expect(bench.erase()).toBeNull()
  })
  it('[S7] leave nothing after a forget: at once, and no older generation is served', () => {
    const bench = new RoomBench()
    bench.store(update(9000))
    const older = bench.coverHere()
    bench.store(older)
    bench.store(update())
    const forget = bench.coverHere({ noGrace: true })
    bench.store(forget)
    expect(bench.erase()).toBe(3)
    expect(bench.room.covers.map(({ frameId }) => frameId)).toEqual([forget.frameId])
    expect(bench.answer(CURSOR_ORIGIN, [forget.frameId])).toMatchObject({ snapshot: { frameId: forget.frameId }, from: 3 })
  })
  it('[S7] in a flood of them, the first will have stood an hour after it came', () => {
    const bench = new RoomBench(rulesWith({ covers: 4 }))
    const first = (() => {
      bench.store(update(9000))
      return bench.store(bench.coverHere())
    })()
    for (let n = 0; n < 20; n++) {
      bench.store(update(9000))
      bench.store(bench.coverHere())
      expect(bench.room.covers.length).toBeLessThanOrEqual(4)
      expect(bench.room.coverEnd).toBe(bench.head.seq - 1)
    }
    bench.now += HOUR
    expect(bench.room.covers[0]?.seq).toBe(first.seq)
  })
  it('[S7] are asked for when the tail outweighs the last one and 64 KiB', () => {
    const bench = new RoomBench()
    bench.store(update(64 * 1024))
    expect(bench.room.wantsSnapshot).toBe(false)
    bench.store(update(1))
    expect(bench.room.wantsSnapshot).toBe(true)
    bench.store(bench.coverHere({}, 200_000))
    expect(bench.room.wantsSnapshot).toBe(false)
    bench.store(update(200_000))
    expect(bench.room.wantsSnapshot).toBe(false)
    bench.store(update(1))
    expect(bench.room.wantsSnapshot).toBe(true)
  })
})

describe('a room that fills up', () => {
  it('asks for a snapshot at 80 %, takes only snapshots at the cap, and has room again after one', () => {
    const bench = new RoomBench(rulesWith({ roomFrames: 10 }))
    for (let n = 0; n < 8; n++) bench.store(update(10))
    expect(bench.room.wantsSnapshot).toBe(false)
    bench.store(update(10))
    expect(bench.room.wantsSnapshot).toBe(true)
    bench.store(update(10))
    expect(bench.put(update(10))).toEqual({ type: 'refused', refusal: 'room full' })
    expect(bench.put(snapshot({}))).toEqual({ type: 'refused', refusal: 'room full' })
    expect(bench.put(bench.coverHere())).toMatchObject({ type: 'numbered' })
    expect(bench.put(update(10))).toMatchObject({ type: 'numbered' })
  })
  it('counts bytes as well', () => {
    const bench = new RoomBench(rulesWith({ roomBytes: 1000 }))
    bench.store(update(900))
    expect(bench.room.wantsSnapshot).toBe(true)
    expect(bench.put(update(101))).toEqual({ type: 'refused', refusal: 'room full' })
    bench.store(update(100))
  })
  it('gives grace up first', () => {
    const bench = new RoomBench(rulesWith({ roomFrames: 10 }))
    bench.store(update())
    bench.store(bench.coverHere())
    bench.now += HOUR
    for (let n = 0; n < 7; n++) bench.store(update())
    expect(bench.erase()).toBeNull()
    bench.store(update())
    expect(bench.erase()).toBe(1)
  })
  it('takes nothing more when what is held, covered or not, is past all measure', () => {
    const bench = new RoomBench(rulesWith({ roomHeldBytes: 1000 }))
    for (let n = 0; n < 2; n++) {
      bench.store(update(400))
      bench.store(bench.coverHere({}, 50))
    }
    expect(bench.put(update(400))).toEqual({ type: 'refused', refusal: 'room full' })
    expect(bench.put(bench.coverHere({}, 400))).toMatchObject({ type: 'refused' })
    bench.now += HOUR
    bench.put(update(80))
    expect(bench.room.head.total - bench.room.erasedTotal).toBeLessThanOrEqual(1000)
  })
})
