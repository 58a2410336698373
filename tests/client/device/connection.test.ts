import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { indexedDbLog } from '../../../client/device/indexedDbLog'
import { openDevice } from '../../../client/device/openDevice'
import { IndexedDbDisk } from '../../../client/device/rows/indexedDbDisk'
import { RETRY_MS } from '../../../client/device/rows/rowStore'
import { doc, out } from '../../contracts/deviceLogRows'
import { isOnDisk, newName, TestTimers } from './support'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** The connections that are opened from now on. */
function openedConnections(): IDBDatabase[] {
  const found: IDBDatabase[] = []
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...given) {
    if (!found.includes(this)) found.push(this)
    return transaction.apply(this, given)
  })
  return found
}

describe('the connection to IndexedDB', () => {
  it('[S13] closed by the browser under it is opened again, once, and nobody notices', async () => {
    const connections = openedConnections()
    const log = indexedDbLog(newName(), { channel: null })
    await log.appendOut(doc, out(0))
    connections[0]?.close()
    await log.appendOut(doc, out(1))
    expect(log.health).toEqual({ on: 'disk' })
    expect(connections).toHaveLength(2)
    connections[1]?.close()
    expect((await log.rows(doc)).out).toHaveLength(2)
    await log.close()
  })

  it('[S13] closed each time it is opened is a disk that fails', async () => {
    const log = indexedDbLog(newName(), { channel: null })
    await log.appendOut(doc, out(0))
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('closing', 'InvalidStateError')
    })
    await log.appendOut(doc, out(1))
    expect(log.health).toMatchObject({ on: 'memory', reason: 'failing' })
    vi.restoreAllMocks()
    expect((await log.rows(doc)).out).toHaveLength(2)
    await log.close()
  })

  it('gives way to whoever deletes the database, and begins a new one', async () => {
    const name = newName()
    const log = indexedDbLog(name, { channel: null })
    await log.appendOut(doc, out(0))
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => resolve()
      request.onblocked = () => reject(new Error('blocked'))
    })
    await log.appendOut(doc, out(1))
    expect((await log.rows(doc)).out.map(({ n }) => n)).toEqual([1])
    expect(log.health).toEqual({ on: 'disk' })
    await log.close()
  })

  it('makes its store in a database that has none', async () => {
    const name = newName()
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
    const log = indexedDbLog(name, { channel: null })
    await log.appendOut(doc, out(0))
    expect((await log.rows(doc)).out).toHaveLength(1)
    expect(log.health).toEqual({ on: 'disk' })
    await log.close()
  })

  it('[S13] that cannot be opened at first is tried again each minute', async () => {
    const name = newName()
    const factory = new IDBFactory()
    let isBroken = true
    const { open } = factory
    factory.open = function (...given) {
      if (isBroken) throw new DOMException('internal error', 'UnknownError')
      return open.apply(this, given)
    }
    const timers = new TestTimers()
    const log = indexedDbLog(name, { channel: null, timers, disk: new IndexedDbDisk(name, factory) })
    await log.appendOut(doc, out(0))
    expect(log.health).toMatchObject({ on: 'memory', reason: 'failing' })
    isBroken = false
    timers.pass(RETRY_MS)
    await isOnDisk(log)
    await log.close()
    const again = indexedDbLog(name, { channel: null, disk: new IndexedDbDisk(name, factory) })
    expect((await again.rows(doc)).out).toHaveLength(1)
    await again.close()
  })
})

it('[S13] a storage that never answers, or waits for another window, is one that fails', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const factory = new IDBFactory()
  const { open } = factory
  let isSilent = true
  factory.open = function (...given) {
    return isSilent ? (new EventTarget() as IDBOpenDBRequest) : open.apply(this, given)
  }
  const timers = new TestTimers()
  const log = indexedDbLog(newName(), { channel: null, timers, disk: new IndexedDbDisk(newName(), factory) })
  const writing = log.appendOut(doc, out(0))
  await vi.advanceTimersByTimeAsync(20_000)
  await writing
  expect(log.health).toMatchObject({ on: 'memory', reason: 'failing' })
  // From here on nobody waits for it, until it is tried again.
  await log.appendOut(doc, out(1))
  expect((await log.rows(doc)).out).toHaveLength(2)
  isSilent = false
  vi.useRealTimers()
  timers.pass(RETRY_MS)
  await isOnDisk(log)
  expect((await log.rows(doc)).out).toHaveLength(2)
  await log.close()
})

describe('a device', () => {
  it('keeps log and keys in one database', async () => {
    const name = newName()
    const first = await openDevice(name)
    await first.log.appendOut(doc, out(0))
    await first.keys.set('name', 'alice')
    await first.log.close()
    const second = await openDevice(name)
    expect(second.log.health).toEqual({ on: 'disk' })
    expect(await second.log.documents()).toEqual([doc])
    expect(await second.keys.get('name')).toBe('alice')
    await second.log.close()
  })

  it.each([
    ['has no IndexedDB', () => vi.stubGlobal('indexedDB', undefined)],
    [
      'forbids it',
      () =>
        vi.spyOn(indexedDB, 'open').mockImplementation(() => {
          throw new DOMException('blocked', 'SecurityError')
        }),
    ],
  ])('[S13] is memory alone, and says so, where the browser %s', async (_, prepare) => {
    prepare()
    const { log, keys } = await openDevice(newName())
    expect(log.health).toMatchObject({ on: 'memory', reason: 'absent' })
    await log.appendOut(doc, out(0))
    await keys.set('name', 'alice')
    expect(await log.documents()).toEqual([doc])
    expect(await keys.get('name')).toBe('alice')
    await log.close()
  })
})
