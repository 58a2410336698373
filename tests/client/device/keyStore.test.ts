import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import { type KeyStore, keyStore } from '../../../client/device/keyStore'
import { indexedDbRows, MemoryDevice, memoryRows } from '../../../client/device/rows/openRows'
import type { RowStore } from '../../../client/device/rows/rowStore'
import { newName } from './support'

const engines: [string, () => () => RowStore][] = [
  [
    'in memory',
    () => {
      const device = new MemoryDevice()
      return () => memoryRows(device)
    },
  ],
  [
    'in IndexedDB',
    () => {
      const name = newName()
      return () => indexedDbRows(name, { channel: null })
    },
  ],
]

describe.each(engines)('the key store, %s', (_, newDevice) => {
  const opened: RowStore[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((rows) => rows.close()))
  })
  const open = (openRows = newDevice()): KeyStore => {
    const rows = openRows()
    opened.push(rows)
    return keyStore(rows)
  }

  it('keeps plain data under names, across windows', async () => {
    const device = newDevice()
    const keys = open(device)
    const value = { secret: new Uint8Array([1, 2, 255]), names: ['alice', 'bob'], at: 1.5, is: true, none: null, deep: { list: [[], {}] } }
    await keys.set('one', value)
    expect(await open(device).get('one')).toEqual(value)
    await keys.set('nothing', null)
    expect(await keys.get('nothing')).toBeNull()
    expect(await keys.get('other')).toBeUndefined()
  })

  it('lists names by their beginning, in order, and removes', async () => {
    const keys = open()
    for (const name of ['workspace/b', 'device', 'workspace/a', 'workspacex']) await keys.set(name, 1)
    expect(await keys.names('workspace/')).toEqual(['workspace/a', 'workspace/b'])
    expect(await keys.names()).toEqual(['device', 'workspace/a', 'workspace/b', 'workspacex'])
    await keys.remove('device')
    await keys.remove('nothing')
    expect(await keys.get('device')).toBeUndefined()
    expect(await keys.names()).toHaveLength(3)
  })

  it('updates in one transaction: of two windows at once, neither is lost', async () => {
    const device = newDevice()
    const [a, b] = [open(device), open(device)]
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? a : b).update<number>('count', (old = 0) => old + 1)))
    expect(await a.get('count')).toBe(20)
    expect(await a.update<number>('count', (old = 0) => old * 2)).toBe(40)
  })

  it('writes nothing when a change throws, or when a value is no plain data; others are not disturbed', async () => {
    const keys = open()
    await keys.set('one', 1)
    const failing = keys.update<number>('one', () => {
      throw new Error('alice’s own mistake')
    })
    const other = keys.set('two', 2)
    await expect(failing).rejects.toThrow('alice’s own mistake')
    await other
    await expect(keys.set('one', () => {})).rejects.toThrow()
    await expect(keys.set('one', new Date())).rejects.toThrow()
    expect(await keys.get('one')).toBe(1)
    expect(await keys.get('two')).toBe(2)
  })
})
