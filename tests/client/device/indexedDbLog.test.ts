import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Change, DeviceLog } from '../../../client/device/deviceLog'
import { indexedDbLog } from '../../../client/device/indexedDbLog'
import { ChannelHub } from '../../../client/device/rows/channel'
import { deviceLogContract } from '../../contracts/deviceLog'
import { deviceLogLinkContract } from '../../contracts/deviceLogLink'
import { bytes, cursorAt, doc, incoming, out, received, recordId, relay, type TestDevice } from '../../contracts/deviceLogRows'
import { newName, settle } from './support'

const newDevice = (): TestDevice => {
  const name = newName()
  const hub = new ChannelHub()
  return { open: () => indexedDbLog(name, { channel: hub.join() }), settle }
}
deviceLogContract('in IndexedDB', newDevice)
deviceLogLinkContract('in IndexedDB', newDevice)

const opened: DeviceLog[] = []
const open = (name = newName()): DeviceLog => {
  const log = indexedDbLog(name)
  opened.push(log)
  return log
}
afterEach(async () => {
  vi.restoreAllMocks()
  await Promise.all(opened.splice(0).map((log) => log.close()))
})

it('tells other windows through BroadcastChannel', async () => {
  const name = newName()
  const [a, b] = [open(name), open(name)]
  const heard: Change[] = []
  b.watch((change) => heard.push(change))
  await a.appendOut(doc, out(0))
  await expect.poll(() => heard).toEqual([{ type: 'rows', doc, in: [], out: [{ session: 'alice-tab', n: 0 }] }])
})

describe('transactions', () => {
  /** Mode and durability of each that is opened. */
  const watched = (): string[] => {
    const seen: string[] = []
    const { transaction } = IDBDatabase.prototype
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, stores, mode, options) {
      seen.push(`${mode} ${options?.durability}`)
      return transaction.call(this, stores, mode, options)
    })
    return seen
  }

  it('[S1] are one for each method, strict for what is made here', async () => {
    const log = open()
    await log.documents()
    const seen = watched()
    const expectOne = async (work: Promise<unknown>, how: string) => {
      await work
      expect(seen.splice(0)).toEqual([how])
    }
    await expectOne(log.appendOut(doc, out(0)), 'readwrite strict')
    await expectOne(log.appendRecord(doc, { id: recordId('a'), bytes: bytes(1) }, [recordId('b')]), 'readwrite strict')
    await expectOne(log.createDocument(doc, { create: bytes(1), base: out(0) }), 'readwrite strict')
    await expectOne(log.takeFence(), 'readwrite strict')
    await expectOne(log.receive(1, doc, received(1, incoming('a'))), 'readwrite relaxed')
    await expectOne(log.acknowledge(1, doc, relay, { out: [{ session: 'alice-tab', n: 0 }], records: [], cursor: cursorAt(2) }), 'readwrite relaxed')
    await expectOne(log.setCursor(1, doc, relay, cursorAt(3)), 'readwrite relaxed')
    await expectOne(log.compact(1, doc, [relay]), 'readwrite relaxed')
    await expectOne(log.rows(doc), 'readonly default')
    await expectOne(log.updates(doc), 'readonly default')
    await expectOne(log.updatesOf(doc, { in: ['a'], out: [] }), 'readonly default')
    await expectOne(log.unsent(relay), 'readonly default')
    await expectOne(log.behind(), 'readonly default')
    await expectOne(log.documents(), 'readonly default')
    await expectOne(log.drop(doc), 'readwrite relaxed')
  })

  it('are shared by what waits: an update for each of 200 closed documents takes two at most', async () => {
    const log = open()
    const fence = await log.takeFence()
    const seen = watched()
    const docs = Array.from({ length: 200 }, (_, i) => `doc-${i}` as typeof doc)
    const stored = await Promise.all(docs.map((one) => log.receive(fence, one, received(1, incoming('a')))))
    expect(stored.every(Boolean)).toBe(true)
    expect(seen.length).toBeLessThanOrEqual(2)
    expect(await log.behind()).toEqual(new Map(docs.map((one) => [one, 1])))
  })

  it('read no body to count what is not sent', async () => {
    const log = open()
    await log.appendOut(doc, out(0))
    const read = vi.spyOn(IDBObjectStore.prototype, 'getAll')
    const get = vi.spyOn(IDBObjectStore.prototype, 'get')
    expect(await log.unsent(relay)).toEqual(new Map([[doc, 1]]))
    await log.behind()
    expect(read.mock.calls.map(([range]) => (range as IDBKeyRange).lower)).toEqual([['send']])
    expect(get).not.toHaveBeenCalled()
  })
})
