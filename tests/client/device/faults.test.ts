import 'fake-indexeddb/auto'
import { afterEach, expect, it, vi } from 'vitest'
import { indexedDbLog } from '../../../client/device/indexedDbLog'
import { memoryLog } from '../../../client/device/memoryLog'
import { RETRY_MS } from '../../../client/device/rows/rowStore'
import { doc, otherDoc, otherRelay, relay } from '../../contracts/deviceLogRows'
import { Doer, type Picture, pictureOf, type Step } from './steps'
import { isOnDisk, newName, TestTimers } from './support'

const id = (name: string) => name as Extract<Step, { do: 'record' }>['id']
/** Each kind of write, most with several puts. */
const script: readonly Step[] = [
  { do: 'fence' },
  { do: 'create', doc, text: 'pp' },
  { do: 'out', doc, n: 0, text: 'one' },
  { do: 'record', doc, id: id('a'), forget: [id('z')] },
  { do: 'receive', fence: 0, doc, ids: ['f', 'g'], records: [id('b'), id('a')], forget: [id('c')], relay, seq: 1 },
  { do: 'out', doc: otherDoc, n: 1, text: 'two' },
  { do: 'acknowledge', fence: 0, doc, relay, ns: [0], records: [id('a')], seq: 2 },
  { do: 'compact', fence: 0, doc, relays: [relay] },
  { do: 'receive', fence: 0, doc: otherDoc, ids: ['h'], records: [], forget: [], relay: otherRelay, seq: 7 },
  { do: 'drop', doc },
  { do: 'out', doc, n: 9, text: 'again' },
]

/** From the nth put on (1 is the first), nothing can be written, until `repair`. */
function breakFrom(n: number, how: 'refused' | 'aborted') {
  let puts = 0
  let isBroken = true
  const { put } = IDBObjectStore.prototype
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    puts++
    if (!isBroken || puts < n) return put.call(this, value, key)
    if (how === 'refused') throw new DOMException('full', 'QuotaExceededError')
    const request = put.call(this, value, key)
    this.transaction.abort()
    return request
  })
  return {
    get puts() {
      return puts
    },
    repair: () => {
      isBroken = false
    },
    restore: () => spy.mockRestore(),
  }
}

/** What a log shows after none, one, two … of the steps. */
async function picturesAfterEach(steps: readonly Step[]): Promise<Picture[]> {
  const log = memoryLog()
  const doer = new Doer()
  const pictures = [await pictureOf(log)]
  for (const one of steps) {
    await doer.do(log, one)
    pictures.push(await pictureOf(log))
  }
  return pictures
}
const diskOf = async (name: string): Promise<Picture> => {
  const log = indexedDbLog(name, { channel: null })
  const picture = await pictureOf(log)
  await log.close()
  return picture
}
afterEach(() => {
  vi.restoreAllMocks()
})

const plain = script.filter((one) => one.do !== 'compact')

for (const how of ['refused', 'aborted'] as const)
  it(`[S3] [S13] when the nth put is ${how}, for every n, nothing is half written, nothing is lost and nothing is doubled`, async () => {
    const pictures = await picturesAfterEach(plain)
    let isBeyond = false
    for (let n = 1; !isBeyond; n++) {
      const name = newName()
      const timers = new TestTimers()
      const log = indexedDbLog(name, { channel: null, timers, onDamage: () => {} })
      await log.documents()
      const fault = breakFrom(n, how)
      const doer = new Doer()
      for (const [i, one] of plain.entries()) {
        await doer.do(log, one)
        expect(await pictureOf(log), `the window after step ${i}, put ${n}`).toEqual(pictures[i + 1])
      }
      isBeyond = fault.puts < n
      expect(log.health).toMatchObject(isBeyond ? { on: 'disk' } : { on: 'memory', reason: how === 'refused' ? 'full' : 'failing' })
      expect(pictures).toContainEqual(await diskOf(name))
      fault.repair()
      timers.pass(RETRY_MS)
      await isOnDisk(log)
      expect(timers.waiting).toBe(0)
      expect(await diskOf(name)).toEqual(pictures.at(-1))
      await log.close()
      fault.restore()
    }
  })

it('[S3] [S13] the same when everything is asked for at once', async () => {
  const [first, ...rest] = plain
  const pictures = await picturesAfterEach(plain)
  let isBeyond = false
  for (let n = 2; !isBeyond; n++) {
    const name = newName()
    const timers = new TestTimers()
    const log = indexedDbLog(name, { channel: null, timers })
    await log.documents()
    const fault = breakFrom(n, 'refused')
    const doer = new Doer()
    if (first) await doer.do(log, first)
    await Promise.all(rest.map((one) => doer.do(log, one)))
    isBeyond = fault.puts < n
    expect(pictures).toContainEqual(await diskOf(name))
    expect(await pictureOf(log)).toEqual(pictures.at(-1))
    fault.repair()
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    expect(await diskOf(name)).toEqual(pictures.at(-1))
    await log.close()
    fault.restore()
  }
})

it('[S3] a compaction that fails, at any put, leaves every row as it was, and the log on the disk', async () => {
  const until = script.findIndex((one) => one.do === 'compact')
  const name = newName()
  const log = indexedDbLog(name, { channel: null })
  const doer = new Doer()
  for (const one of script.slice(0, until)) await doer.do(log, one)
  const before = await pictureOf(log)
  const compaction = script[until]
  const fault = breakFrom(1, 'refused')
  expect(compaction && (await doer.do(log, compaction))).toBe(false)
  expect(fault.puts).toBeGreaterThan(0)
  expect(await pictureOf(log)).toEqual(before)
  expect(log.health).toEqual({ on: 'disk' })
  fault.repair()
  expect(compaction && (await doer.do(log, compaction))).toBe(true)
  expect(await pictureOf(log)).not.toEqual(before)
  await log.close()
})
