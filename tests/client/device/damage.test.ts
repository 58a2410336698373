import { describe, expect, it } from 'vitest'
import { rowLog } from '../../../client/device/rowLog'
import { KEYS, type Key } from '../../../client/device/rows/key'
import type { Damage } from '../../../client/device/rows/layer'
import { MemoryDevice, memoryRows } from '../../../client/device/rows/openRows'
import { encodeBase, encodeIn, encodeOut } from '../../../client/device/rows/row'
import { bytes, cursorAt, doc, incoming, out, received, recordId, relay, sorted, textOf, typed } from '../../contracts/deviceLogRows'

function newLog() {
  const device = new MemoryDevice()
  const told: Damage[] = []
  const log = rowLog(memoryRows(device, { onDamage: (damage) => told.push(damage) }))
  /** What stands in the storage at `key`. */
  const storedAt = async (key: Key): Promise<unknown> => (await device.disk.read([{ what: 'value', key }])).get(`value ${JSON.stringify(key)}`)?.[0]?.value
  return { device, told, log, storedAt }
}
const rubbish = { v: 1, bytes: bytes(1, 2, 3) }

describe('a row that cannot be read', () => {
  it('is told once, and every other row is read', async () => {
    const { device, told, log } = newLog()
    const fence = await log.takeFence()
    await log.receive(fence, doc, received(1, incoming('a'), incoming('b')))
    await log.appendOut(doc, out(0))
    await log.appendOut(doc, out(1))
    await log.appendRecord(doc, { id: recordId('r'), bytes: bytes(1) }, [])
    device.disk.plant(KEYS.in(doc, 'a'), rubbish)
    device.disk.plant(KEYS.out(doc, 'alice-tab', 0), 'no row at all')
    device.disk.plant(KEYS.record(doc, recordId('q')), null)
    device.disk.plant(KEYS.create(doc), { v: 9, bytes: bytes() })
    const rows = await log.rows(doc)
    expect(rows.in.map(({ id }) => id)).toEqual(['b'])
    expect(rows.out.map(({ n }) => n)).toEqual([1])
    expect(rows.records.map(({ id }) => id)).toEqual(['r'])
    expect(rows.create).toBeNull()
    expect(textOf((await log.updates(doc)).updates)).toHaveLength('bout1'.length)
    await log.rows(doc)
    const reasons = told.map(({ key, reason }) => `${key.slice(2).join('/')}: ${reason}`).sort()
    expect(reasons).toEqual([
      'create: from a newer version',
      'in/a: another kind of row',
      'out/alice-tab/0: not a stored value',
      'record/q: not a stored value',
    ])
  })

  it('[S3] is set aside as it is by compaction, and all the others are folded', async () => {
    const { device, told, log, storedAt } = newLog()
    const fence = await log.takeFence()
    await log.receive(fence, doc, received(4, incoming('a'), incoming('b'), incoming('c')))
    await log.appendOut(doc, out(0, 'o'))
    device.disk.plant(KEYS.in(doc, 'a'), rubbish)
    const refusedByYjs = encodeIn({ ...incoming('c'), update: bytes(1, 1, 200, 7) })
    device.disk.plant(KEYS.in(doc, 'c'), refusedByYjs)
    expect(await log.compact(fence, doc, [])).toBe(true)
    const rows = await log.rows(doc)
    expect(rows.in).toEqual([])
    expect(sorted(textOf([rows.base?.update ?? bytes()]))).toBe('bo')
    expect(await storedAt(KEYS.aside(KEYS.in(doc, 'a')))).toEqual(rubbish)
    expect(await storedAt(KEYS.aside(KEYS.in(doc, 'c')))).toEqual(refusedByYjs)
    expect(told.map(({ reason }) => reason)).toEqual(['another kind of row', 'an update that cannot be applied'])
    expect(await log.unsent(relay)).toEqual(new Map())
    await log.drop(doc)
    expect(await storedAt(KEYS.aside(KEYS.in(doc, 'a')))).toBeUndefined()
  })

  it('[S2a] lets the link begin at the beginning, so that what was in it comes again', async () => {
    const { device, log } = newLog()
    const fence = await log.takeFence()
    await log.receive(fence, doc, received(4, incoming('a')))
    expect((await log.rows(doc)).cursors.get(relay)).toEqual(cursorAt(4))
    device.disk.plant(KEYS.base(doc), rubbish)
    expect((await log.rows(doc)).cursors.size).toBe(0)
    await log.compact(fence, doc, [relay])
    expect((await log.rows(doc)).cursors.size).toBe(0)
    await log.setCursor(fence, doc, relay, cursorAt(1))
    expect((await log.rows(doc)).cursors.get(relay)).toEqual(cursorAt(1))
  })

  it('is replaced by a good one when it comes again', async () => {
    const { device, log } = newLog()
    const fence = await log.takeFence()
    device.disk.plant(KEYS.in(doc, 'a'), rubbish)
    device.disk.plant(KEYS.record(doc, recordId('r')), rubbish)
    device.disk.plant(KEYS.create(doc), rubbish)
    await log.receive(fence, doc, { ...received(1, incoming('a')), records: [{ id: recordId('r'), bytes: bytes(7) }], create: bytes(8) })
    const rows = await log.rows(doc)
    expect(rows.in).toEqual([incoming('a')])
    expect(rows.records).toEqual([{ id: 'r', bytes: bytes(7), own: false, acknowledged: [relay] }])
    expect(rows.create).toEqual(bytes(8))
  })

  it('[S3] a damaged base never takes the rest with it', async () => {
    const { device, log, storedAt } = newLog()
    const fence = await log.takeFence()
    const refusedByYjs = encodeBase({ schema: 5, update: bytes(9, 9, 9) })
    device.disk.plant(KEYS.base(doc), refusedByYjs)
    device.disk.plant(KEYS.out(doc, 's', 0), encodeOut(out(0, 'kept')))
    expect(await log.compact(fence, doc, [])).toBe(true)
    const { base } = await log.rows(doc)
    expect(base).toEqual({ schema: 1, update: typed('kept') })
    expect(await storedAt(KEYS.aside(KEYS.base(doc)))).toEqual(refusedByYjs)
  })

  it('in the fence or a key is as good as none', async () => {
    const { device, log } = newLog()
    device.disk.plant(KEYS.fence, rubbish)
    const fence = await log.takeFence()
    expect(await log.setCursor(fence, doc, relay, cursorAt(1))).toBe(true)
  })
})
