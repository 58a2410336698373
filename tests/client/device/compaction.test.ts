import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { behind, COMPACTION, isAcknowledged, needsCompaction } from '../../../client/device/compaction'
import type { DocumentKey } from '../../../client/device/deviceLog'
import { fold } from '../../../client/device/folding'
import { memoryLog } from '../../../client/device/memoryLog'
import { bytes, doc, incoming, otherRelay, out, received, relay } from '../../contracts/deviceLogRows'
import { randomFrom } from './support'

const alive = vi.hoisted(() => ({ made: 0, destroyed: 0 }))
vi.mock('yjs', async (original) => {
  const yjs = await original<typeof import('yjs')>()
  class CountedDoc extends yjs.Doc {
    constructor(options?: ConstructorParameters<typeof yjs.Doc>[0]) {
      super(options)
      alive.made++
    }
    override destroy() {
      alive.destroyed++
      super.destroy()
    }
  }
  return { ...yjs, Doc: CountedDoc }
})
afterEach(() => {
  alive.made = 0
  alive.destroyed = 0
})

/** Several writers who type in runs, delete, move about, set attributes and hear of each other late: all updates, in the order made. */
function editingHistory(seed: number, edits: number): Uint8Array[] {
  const random = randomFrom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const updates: Uint8Array[] = []
  const writers = Array.from({ length: 3 }, (_, i) => {
    const ydoc = new Y.Doc()
    ydoc.clientID = seed * 10 + i + 1
    return { ydoc, heard: 0, at: 0 }
  })
  for (const { ydoc } of writers) ydoc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'heard' && updates.push(update))
  for (let edit = 0; edit < edits; edit++) {
    const writer = writers[below(writers.length)]
    if (!writer) continue
    if (random() < 0.05) {
      for (; writer.heard < updates.length; writer.heard++) Y.applyUpdate(writer.ydoc, updates[writer.heard] ?? bytes(), 'heard')
    }
    const text = writer.ydoc.getText('t')
    if (random() < 0.1) writer.at = below(text.length + 1)
    writer.at = Math.min(writer.at, text.length)
    if (random() < 0.8 || text.length === 0) {
      text.insert(writer.at, 'abcdefgh '[below(9)] ?? ' ')
      writer.at++
    } else if (writer.at > 0) {
      const length = 1 + below(Math.min(writer.at, 12))
      text.delete(writer.at - length, length)
      writer.at -= length
    }
    if (random() < 0.02) writer.ydoc.getMap('authors').set(`key${below(9)}`, edit)
  }
  return updates
}
const stateOf = (updates: readonly Uint8Array[]) => {
  const ydoc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(ydoc, update)
  return {
    text: ydoc.getText('t').toString(),
    map: ydoc.getMap('authors').toJSON(),
    vector: Y.encodeStateVector(ydoc),
    snapshot: Y.encodeSnapshot(Y.snapshot(ydoc)),
  }
}

describe('folding', () => {
  it.each([1, 2, 3, 4, 5])('[S3] [S10] gives what all rows together give, whatever their order (history %i)', (seed) => {
    const updates = editingHistory(seed, 1500)
    const random = randomFrom(seed + 99)
    const shuffled = [...updates].map((update) => ({ update, key: random() })).sort((a, b) => a.key - b.key)
    const folded = fold(shuffled.map(({ update }) => update))
    expect(folded.refused.size).toBe(0)
    expect(stateOf([folded.update])).toEqual(stateOf(updates))
    expect(folded.update.length).toBeLessThan(updates.reduce((sum, { length }) => sum + length, 0) / 5)
  })

  it('[S3] keeps what waits for an update that is still missing', () => {
    const updates = editingHistory(7, 400)
    const missing = 100
    const { update } = fold(updates.filter((_, place) => place !== missing))
    const again = fold([update, updates[missing] ?? bytes()])
    expect(stateOf([again.update])).toEqual(stateOf(updates))
    expect(stateOf([update]).text).not.toBe(stateOf(updates).text)
  })

  it('[S10] goes on giving the same when it is folded in many steps', () => {
    const updates = editingHistory(8, 900)
    let base = fold([]).update
    for (let at = 0; at < updates.length; at += 64) base = fold([base, ...updates.slice(at, at + 64)]).update
    expect(stateOf([base])).toEqual(stateOf(updates))
  })

  it('leaves out what Yjs cannot take, and says which', () => {
    const updates = editingHistory(9, 50)
    const folded = fold([bytes(1, 1, 200, 7), ...updates, bytes()])
    expect([...folded.refused]).toEqual([0, updates.length + 1])
    expect(stateOf([folded.update])).toEqual(stateOf(updates))
  })
})

describe('compaction', () => {
  it('[S3] of a long history, part of it unacknowledged, shows the same document before and after', async () => {
    const log = memoryLog()
    const fence = await log.takeFence()
    const random = randomFrom(5)
    const updates = editingHistory(11, 1200)
    for (const [i, update] of updates.entries()) {
      if (random() < 0.5) await log.receive(fence, doc, received(i, incoming(`f${i}`, '', { update })))
      else {
        await log.appendOut(doc, out(i, '', { update }))
        const acknowledged = { out: [{ session: 'alice-tab', n: i }], records: [] }
        if (random() < 0.9) await log.acknowledge(fence, doc, relay, acknowledged)
        if (random() < 0.9) await log.acknowledge(fence, doc, otherRelay, acknowledged)
      }
      if (i % 97 === 0) await log.compact(fence, doc, [relay, otherRelay])
    }
    const before = (await log.rows(doc)).out.filter((row) => !isAcknowledged(row, [relay, otherRelay])).map(({ n }) => n)
    expect(before.length).toBeGreaterThan(10)
    await log.compact(fence, doc, [relay, otherRelay])
    expect(stateOf((await log.updates(doc)).updates)).toEqual(stateOf(updates))
    const rows = await log.rows(doc)
    expect(rows.out.map(({ n }) => n)).toEqual(before)
    expect(rows.in).toEqual([])
  })

  it('is needed past 64 rows or 64 KiB that can be folded, and not for what is not sent', () => {
    const rows = (ins: number, outs: number, size = 1) => ({
      in: Array.from({ length: ins }, (_, i) => incoming(`${i}`, '', { update: new Uint8Array(size) })),
      out: Array.from({ length: outs }, (_, i) => out(i, '', { update: new Uint8Array(size), acknowledged: i % 2 ? [relay] : [] })),
    })
    expect(needsCompaction(behind(rows(COMPACTION.rows, 100), [relay, otherRelay]))).toBe(false)
    expect(needsCompaction(behind(rows(COMPACTION.rows + 1, 0), [relay]))).toBe(true)
    expect(behind(rows(3, 10), [relay])).toEqual({ rows: 8, bytes: 8 })
    expect(behind(rows(3, 10), [])).toEqual({ rows: 13, bytes: 13 })
    expect(needsCompaction(behind(rows(1, 0, COMPACTION.bytes), []))).toBe(false)
    expect(needsCompaction(behind(rows(1, 0, COMPACTION.bytes + 1), []))).toBe(true)
  })
})

describe('closed documents', () => {
  it('have no Y.Doc: 200 of them are written to and read, and none is made', async () => {
    const update = incoming('a')
    alive.made = 0
    const log = memoryLog()
    const fence = await log.takeFence()
    const docs = Array.from({ length: 200 }, (_, i) => `doc-${i}` as DocumentKey)
    for (const one of docs) {
      await log.receive(fence, one, received(1, update))
      await log.appendOut(one, { ...update, session: 'alice-tab', n: 0, acknowledged: [] })
      await log.rows(one)
      await log.updates(one)
    }
    await log.unsent(relay)
    expect(alive.made).toBe(0)
    for (const one of docs) await log.compact(fence, one, [])
    expect(alive.made).toBe(200)
    expect(alive.destroyed).toBe(200)
  })

  it('have none by construction: folding alone knows Yjs, and destroys what it makes', () => {
    const folder = new URL('../../../client/device/', import.meta.url)
    const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'))
    const know = files.filter((file) => /from 'yjs'/.test(readFileSync(new URL(file, folder), 'utf8')))
    expect(know).toEqual(['folding.ts'])
  })
})
