import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toHex } from '../../shared/bytes'
import { CHAIN_ORIGIN, type Cursor, nextChain } from '../../shared/chain'
import { DEFAULT_LIMITS } from '../../sync-server/settings'
import { RoomBench, snapshot, type TestFrame, update } from './roomBench'

/**
 * The room against the design's model of a relay, written out over plain lists: every row is looked at, nothing is
 * remembered in between, nothing is quick.
 */
class Model {
  log: { seq: number; chain: string; frame: TestFrame }[] = []
  head = { seq: 0, chain: toHex(CHAIN_ORIGIN) }
  covers: { frame: TestFrame; to: number; since: number }[] = []

  coverEnd(): number {
    return Math.max(0, ...this.covers.map(({ to }) => to))
  }
  chainAt(seq: number): string | undefined {
    if (seq === 0) return toHex(CHAIN_ORIGIN)
    if (seq === this.head.seq) return this.head.chain
    const cover = this.covers.find(({ to }) => to === seq)
    return this.log.find((row) => row.seq === seq)?.chain ?? (cover?.frame.cover ? toHex(cover.frame.cover.toChain) : undefined)
  }
  put(frame: TestFrame, now: number): string {
    const held = this.log.findLast((row) => row.frame === frame)
    if (held && held.seq > this.coverEnd()) return `held ${held.seq}`
    const { cover } = frame
    if (cover && cover.to > 0 && (cover.to <= this.coverEnd() || this.chainAt(cover.to) !== toHex(cover.toChain))) return 'not taken'
    const chain = toHex(nextChain(Buffer.from(this.head.chain, 'hex'), frame.frameId))
    this.head = { seq: this.head.seq + 1, chain }
    this.log.push({ ...this.head, frame })
    if (cover && cover.to > 0) this.covers.push({ frame, to: cover.to, since: cover.noGrace ? Number.NEGATIVE_INFINITY : now })
    return `numbered ${this.head.seq}`
  }
  after(seq: number) {
    return this.log.filter((row) => row.seq > seq)
  }
  isComplete(seq: number): boolean {
    return this.after(seq).length === this.head.seq - seq
  }
  tile(now: number, avoided: readonly TestFrame[] = []) {
    return this.covers.findLast((cover) => cover.since + DEFAULT_LIMITS.standMs <= now && !avoided.includes(cover.frame))
  }
  answer(cursor: { seq: number; chain: string }, avoided: readonly TestFrame[], now: number): string {
    const bytes = (rows: readonly { frame: TestFrame }[]) => rows.reduce((sum, { frame }) => sum + frame.bytes.length, 0)
    let tile = this.tile(now, avoided)
    if (!this.isComplete(tile?.to ?? 0)) tile = this.tile(now)
    const isMatched = this.chainAt(cursor.seq) === cursor.chain
    const resumes = isMatched && this.isComplete(cursor.seq) && bytes(this.after(cursor.seq)) <= bytes(tile ? [tile] : []) + bytes(this.after(tile?.to ?? 0))
    if (resumes) return `rows after ${cursor.seq}`
    return `${cursor.seq > 0 ? 'reset, ' : ''}${tile ? `snapshot ${toHex(tile.frame.frameId).slice(0, 8)}, ` : ''}rows after ${tile?.to ?? 0}`
  }
  /** [S7] What may be erased: what a cover holds that has stood and is out of grace. */
  mayErase(to: number, now: number): boolean {
    return this.covers.some((cover) => cover.to === to && cover.since + DEFAULT_LIMITS.graceMs <= now)
  }
  erase(to: number): void {
    this.log = this.log.filter((row) => row.seq > to)
    this.covers = this.covers.filter((cover) => cover.to >= to)
  }
}

type Step =
  | { readonly type: 'put'; readonly size: number }
  | { readonly type: 'again'; readonly which: number }
  | { readonly type: 'cover'; readonly back: number; readonly size: number; readonly noGrace: boolean; readonly isFalse: boolean }
  | { readonly type: 'reoffer'; readonly size: number }
  | { readonly type: 'hello'; readonly which: number; readonly isFalse: boolean; readonly avoids: boolean }
  | { readonly type: 'wait'; readonly hours: number }
  | { readonly type: 'erase' }
  | { readonly type: 'restart' }
  | { readonly type: 'fail'; readonly size: number }

const size = fc.integer({ min: 1, max: 400 })
const pick = fc.nat(1000)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('put' as const), size }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('again' as const), which: pick }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('cover' as const), back: fc.nat(4), size, noGrace: fc.boolean(), isFalse: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('reoffer' as const), size }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('hello' as const), which: pick, isFalse: fc.boolean(), avoids: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('wait' as const), hours: fc.constantFrom(0.5, 1, 24, 200) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('erase' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fail' as const), size }) },
)

it('[S2] [S2a] [S5] [S7] answers like the model, whatever comes in whatever order', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const bench = new RoomBench()
      const model = new Model()
      const frames: TestFrame[] = []
      const places: Cursor[] = [{ seq: 0, chain: CHAIN_ORIGIN }]
      const put = (frame: TestFrame): void => {
        frames.push(frame)
        const outcome = bench.put(frame)
        const said = outcome.type === 'numbered' ? `numbered ${outcome.row.seq}` : outcome.type === 'held' ? `held ${outcome.place.seq}` : outcome.refusal
        expect(said).toBe(model.put(frame, bench.now))
        expect(toHex(bench.head.chain)).toBe(model.head.chain)
        if (outcome.type === 'numbered') places.push({ seq: outcome.row.seq, chain: outcome.row.chain })
      }
      for (const each of steps) {
        switch (each.type) {
          case 'put':
            put(update(each.size))
            break
          case 'again':
            if (frames.length > 0) put(frames[each.which % frames.length] as TestFrame)
            break
          case 'cover': {
            const { seq, chain } = places[Math.max(0, places.length - 1 - each.back)] as Cursor
            put(snapshot({ to: seq, toChain: each.isFalse ? new Uint8Array(16) : chain, noGrace: each.noGrace }, each.size))
            break
          }
          case 'reoffer':
            put(snapshot({}, each.size))
            break
          case 'hello': {
            const { seq, chain } = places[each.which % places.length] as Cursor
            const cursor = { seq, chain: each.isFalse ? new Uint8Array(16).fill(1) : chain }
            const avoided = each.avoids ? model.covers.slice(-1).map(({ frame }) => frame) : []
            const {
              reset,
              snapshot: given,
              from,
            } = bench.answer(
              cursor,
              avoided.map(({ frameId }) => frameId),
            )
            const said = `${reset ? 'reset, ' : ''}${given ? `snapshot ${toHex(given.frameId).slice(0, 8)}, ` : ''}rows after ${from}`
            expect(said).toBe(model.answer({ seq, chain: toHex(cursor.chain) }, avoided, bench.now))
            break
          }
          case 'wait':
            bench.now += each.hours * DEFAULT_LIMITS.standMs
            break
          case 'erase': {
            const to = bench.erase()
            if (to === null) break
            expect(model.mayErase(to, bench.now)).toBe(true)
            model.erase(to)
            break
          }
          case 'restart':
            bench.reload()
            if (bench.room.head.seq % 2 === 0) bench.learnIds()
            break
          case 'fail':
            bench.commit([update(each.size), bench.coverHere()], false)
            break
        }
      }
    }),
    { numRuns: 1500 },
  )
})
