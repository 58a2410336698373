import { describe, expect, it } from 'vitest'
import type { Change, LogHealth } from '../../../client/device/deviceLog'
import { keyStore } from '../../../client/device/keyStore'
import { rowLog } from '../../../client/device/rowLog'
import type { Disk } from '../../../client/device/rows/disk'
import { MemoryDevice, memoryRows } from '../../../client/device/rows/openRows'
import { RETRY_MS } from '../../../client/device/rows/rowStore'
import { bytes, cursorAt, doc, EMPTY, incoming, otherDoc, out, received, recordId, relay } from '../../contracts/deviceLogRows'
import { isOnDisk, settle, TestTimers } from './support'

/** A way to a disk that can be cut, for reading too, for one window alone. */
class FaultyDisk implements Disk {
  writes: 'work' | 'full' | 'fail' = 'work'
  readsFail = false
  attempts = 0
  readonly #disk: Disk

  constructor(disk: Disk) {
    this.#disk = disk
  }
  async read(...given: Parameters<Disk['read']>) {
    if (this.readsFail) throw new DOMException('the disk is gone', 'NotReadableError')
    return this.#disk.read(...given)
  }
  async change<T>(...[reads, isStrict, decide]: Parameters<Disk['change']>): Promise<T> {
    this.attempts++
    if (this.writes === 'full') throw new DOMException('no room', 'QuotaExceededError')
    if (this.writes === 'fail') throw new DOMException('the disk is gone', 'NotReadableError')
    return this.#disk.change(reads, isStrict, decide) as Promise<T>
  }
  close() {}
}

function window(device = new MemoryDevice()) {
  const disk = new FaultyDisk(device.disk)
  const timers = new TestTimers()
  const rows = memoryRows(device, { disk, timers, isAbsent: false, onDamage: () => {} })
  return { device, disk, timers, rows, log: rowLog(rows, () => 0.5), keys: keyStore(rows) }
}
const outs = async (log: { rows(of: typeof doc): Promise<{ out: readonly { n: number }[] }> }, of = doc) => (await log.rows(of)).out.map(({ n }) => n)

describe('when the disk takes nothing', () => {
  it('[S13] the log says so, with the reason and since when, and goes on', async () => {
    const { log, disk, timers } = window()
    const heard: LogHealth[] = []
    log.watchHealth((health) => heard.push(health))
    await log.appendOut(doc, out(0))
    expect(log.health).toEqual({ on: 'disk' })
    disk.writes = 'full'
    await log.appendOut(doc, out(1))
    await log.appendOut(doc, out(2))
    const full = { on: 'memory', since: timers.now(), reason: 'full' }
    expect(heard).toEqual([full])
    expect(log.health).toEqual(full)
    expect(await outs(log)).toEqual([0, 1, 2])
    expect(await log.unsent(relay)).toEqual(new Map([[doc, 3]]))
  })

  it('[S13] any other failure counts, too', async () => {
    const { log, disk } = window()
    disk.writes = 'fail'
    await log.appendOut(doc, out(0))
    expect(log.health).toMatchObject({ on: 'memory', reason: 'failing' })
  })

  it('[S13] it is tried again each minute, and no sooner', async () => {
    const { log, disk, timers, device } = window()
    disk.writes = 'full'
    await log.appendOut(doc, out(0))
    expect(disk.attempts).toBe(1)
    await log.appendOut(doc, out(1))
    timers.pass(RETRY_MS - 1)
    await settle()
    expect(disk.attempts).toBe(1)
    timers.pass(1)
    await settle()
    expect(disk.attempts).toBe(2)
    expect(log.health.on).toBe('memory')
    disk.writes = 'work'
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    expect(disk.attempts).toBe(3)
    expect(await outs(window(device).log)).toEqual([0, 1])
    timers.pass(10 * RETRY_MS)
    await settle()
    expect(disk.attempts).toBe(3)
  })

  it('[S13] what was done meanwhile is done on the disk in its order, and told to the other windows', async () => {
    const { log, disk, timers, device } = window()
    const fence = await log.takeFence()
    await log.appendOut(doc, out(0))
    await log.appendOut(otherDoc, out(0))
    disk.writes = 'full'
    await log.appendOut(doc, out(1))
    await log.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 1 }], records: [] })
    await log.appendOut(otherDoc, out(4))
    await log.drop(otherDoc)
    await log.appendOut(otherDoc, out(5))
    await log.receive(fence, doc, { ...received(3, incoming('f')), records: [{ id: recordId('r'), bytes: bytes(1) }] })
    await log.receive(fence, doc, { ...received(4), forget: [recordId('r')] })
    const held = await log.rows(doc)
    expect(await outs(log, otherDoc)).toEqual([5])
    const other = window(device)
    other.disk.writes = 'full'
    expect(await outs(other.log)).toEqual([0])
    disk.writes = 'work'
    const heard: Change[] = []
    other.log.watch((change) => heard.push(change))
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    await settle()
    const fresh = window(device).log
    expect(await fresh.rows(doc)).toEqual(held)
    expect((await fresh.rows(doc)).out.map(({ acknowledged }) => acknowledged)).toEqual([[], [relay]])
    expect(await outs(fresh, otherDoc)).toEqual([5])
    expect(heard).toContainEqual({ type: 'rows', doc, in: ['f'], out: [] })
    expect(heard).toContainEqual({ type: 'dropped', doc: otherDoc })
  })

  it('[S13] nothing is folded, and nothing that lies on the disk is lost', async () => {
    const { log, disk } = window()
    const fence = await log.takeFence()
    await log.receive(fence, doc, received(1, incoming('f')))
    disk.writes = 'full'
    await log.appendOut(doc, out(0))
    expect(await log.compact(fence, doc, [])).toBe(false)
    disk.writes = 'work'
    expect(await log.compact(fence, doc, [])).toBe(false)
    expect((await log.rows(doc)).in).toHaveLength(1)
  })

  it('[S13] reading works even where the disk cannot be read: from memory, and whole once it can', async () => {
    const { log, disk, timers } = window()
    await log.appendOut(doc, out(0))
    disk.readsFail = true
    disk.writes = 'fail'
    expect(await log.rows(doc)).toEqual(EMPTY)
    expect(log.health).toMatchObject({ on: 'memory', reason: 'failing' })
    await log.appendOut(doc, out(1))
    expect(await outs(log)).toEqual([1])
    disk.readsFail = false
    disk.writes = 'work'
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    expect(await outs(log)).toEqual([0, 1])
  })

  it('[S13] what is held is tried once more when the window closes', async () => {
    const { log, disk, device } = window()
    disk.writes = 'full'
    await log.appendOut(doc, out(0))
    disk.writes = 'work'
    await log.close()
    expect(await outs(window(device).log)).toEqual([0])
  })

  it('[S13] keys and settings go with it, and back', async () => {
    const { keys, disk, timers, device, log } = window()
    disk.writes = 'full'
    await keys.set('device', { secret: bytes(1, 2) })
    expect(await keys.update<number>('counter', (old = 0) => old + 1)).toBe(1)
    expect(await keys.names()).toEqual(['counter', 'device'])
    disk.writes = 'work'
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    expect(await window(device).keys.get('device')).toEqual({ secret: bytes(1, 2) })
    expect(await window(device).keys.get('counter')).toBe(1)
  })
})

describe('other windows', () => {
  it('[S13] what is done again changes no key that somebody else has changed since', async () => {
    const a = window()
    const b = window(a.device)
    await b.keys.set('colour', 1)
    await b.keys.set('name', 'alice')
    a.disk.writes = 'full'
    await a.keys.set('colour', 2)
    await a.keys.set('colour', 3)
    await a.keys.remove('name')
    await a.keys.set('new', 1)
    await settle()
    expect(await b.keys.get('colour')).toBe(3)
    await b.keys.set('colour', 4)
    await b.keys.set('name', 'bob')
    a.disk.writes = 'work'
    a.timers.pass(RETRY_MS)
    await isOnDisk(a.log)
    expect(await a.keys.get('colour')).toBe(4)
    expect(await a.keys.get('name')).toBe('bob')
    expect(await a.keys.get('new')).toBe(1)
  })

  it('[S13] hold a thing once, however many offer it, and even when its maker is gone', async () => {
    const a = window()
    a.disk.writes = 'full'
    await a.log.appendOut(doc, out(0))
    const offers: number[] = []
    a.device.hub.join().listen((message) => {
      const { type, again } = message as { type: string; again: unknown[] }
      if (type === 'offer') offers.push(again.length)
    })
    for (let n = 0; n < 4; n++) {
      const next = window(a.device)
      next.disk.writes = 'full'
      await settle()
      expect(await outs(next.log)).toEqual([0])
      if (n === 1) await a.log.close()
    }
    expect(offers).toHaveLength(1 + 2 + 2 + 3)
    expect(new Set(offers)).toEqual(new Set([1]))
  })

  it('are not disturbed by what they do not understand', async () => {
    const a = window()
    const { error } = console
    console.error = () => {}
    const again = [null, 5, { do: 'unheard of' }, { do: 'receive' }, { do: 'acknowledge', doc }].map((data, n) => ({ id: `x/${n}`, data }))
    again.push(null as never)
    a.device.hub.join().post({ type: 'offer', to: null, again })
    await settle()
    console.error = error
    expect(a.log.health).toEqual({ on: 'disk' })
    expect(await a.log.documents()).toEqual([])
  })

  it('[S13] store what one of them cannot', async () => {
    const a = window()
    const b = window(a.device)
    a.disk.writes = 'fail'
    await a.log.appendOut(doc, out(0))
    await settle()
    expect(b.log.health).toEqual({ on: 'disk' })
    expect(await outs(b.log)).toEqual([0])
    const fence = await b.log.takeFence()
    await b.log.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [] })
    a.disk.writes = 'work'
    a.timers.pass(RETRY_MS)
    await isOnDisk(a.log)
    const rows = await b.log.rows(doc)
    expect(rows.out.map(({ n, acknowledged }) => ({ n, acknowledged }))).toEqual([{ n: 0, acknowledged: [relay] }])
  })

  it('[S13] show it, and their link sends it, when none can store it', async () => {
    const a = window()
    const b = window(a.device)
    const heard: Change[] = []
    b.log.watch((change) => heard.push(change))
    a.disk.writes = 'full'
    b.disk.writes = 'full'
    await a.log.appendOut(doc, out(0))
    await settle()
    expect(heard).toEqual([{ type: 'rows', doc, in: [], out: [{ session: 'alice-tab', n: 0 }] }])
    expect(await b.log.rows(doc)).toEqual(await a.log.rows(doc))
    const fence = await b.log.takeFence()
    expect(await b.log.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [], cursor: cursorAt(1) })).toBe(true)
    await settle()
    expect(await a.log.unsent(relay)).toEqual(new Map())
  })

  it('[S13] learn of it when they open', async () => {
    const a = window()
    a.disk.writes = 'full'
    await a.log.appendOut(doc, out(0))
    const b = window(a.device)
    await settle()
    expect(await outs(b.log)).toEqual([0])
    expect(await outs(window(a.device).log)).toEqual([0])
  })

  it('the fence: numbers taken on memory and on the disk at the same time differ, and the higher one holds', async () => {
    const a = window()
    a.device.hub.join() // nobody listens there
    const b = rowLog(memoryRows(a.device, { channel: null, isAbsent: false }))
    const old = await b.takeFence()
    a.disk.writes = 'full'
    const onMemory = await a.log.takeFence()
    const onDisk = await b.takeFence()
    expect(onMemory).not.toBe(onDisk)
    expect(Math.min(onMemory, onDisk)).toBeGreaterThan(old)
    expect(await a.log.receive(onMemory, doc, received(5, incoming('from a')))).toBe(true)
    expect(await b.receive(onDisk, doc, received(2, incoming('from b')))).toBe(true)
    a.disk.writes = 'work'
    a.timers.pass(RETRY_MS)
    await isOnDisk(a.log)
    expect(await b.receive(onDisk, doc, received(3, incoming('late')))).toBe(false)
    const rows = await b.rows(doc)
    expect(rows.in.map(({ id }) => id)).toEqual(['from a', 'from b'])
    expect(rows.cursors.get(relay)).toEqual(cursorAt(5))
  })

  it('[S3] the fence: what a link stored on memory is not done on the disk once another has taken over', async () => {
    const a = window()
    const b = rowLog(memoryRows(a.device, { channel: null, isAbsent: false }))
    const fence = await a.log.takeFence()
    a.disk.writes = 'full'
    await a.log.receive(fence, doc, received(5, incoming('from a')))
    const taken = await b.takeFence()
    await b.receive(taken, doc, received(2, incoming('from b')))
    a.disk.writes = 'work'
    a.timers.pass(RETRY_MS)
    await isOnDisk(a.log)
    const rows = await b.rows(doc)
    expect(rows.in.map(({ id }) => id)).toEqual(['from b'])
    expect(rows.cursors.get(relay)).toEqual(cursorAt(2))
  })
})

describe('where there is no storage', () => {
  const bare = (device: MemoryDevice) => rowLog(memoryRows(device, { disk: null, isAbsent: true }))

  it('[S13] windows and workers hold everything together, and say that it is memory alone', async () => {
    const device = new MemoryDevice()
    const [page, worker] = [bare(device), bare(device)]
    const heard: Change[] = []
    page.watch((change) => heard.push(change))
    await page.appendOut(doc, out(0))
    await settle()
    expect(await worker.unsent(relay)).toEqual(new Map([[doc, 1]]))
    const fence = await worker.takeFence()
    await worker.acknowledge(fence, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [], cursor: cursorAt(1) })
    await worker.receive(fence, doc, received(2, incoming('f')))
    await settle()
    expect(await page.rows(doc)).toEqual(await worker.rows(doc))
    expect(heard).toContainEqual({ type: 'rows', doc, in: ['f'], out: [] })
    expect((await page.rows(doc)).cursors.get(relay)).toEqual(cursorAt(2))
    const late = bare(device)
    await settle()
    expect(await late.rows(doc)).toEqual(await page.rows(doc))
    expect(late.health).toMatchObject({ on: 'memory', reason: 'absent' })
    await page.close()
  })
})
