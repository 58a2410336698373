import { afterEach, describe, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DeviceLog, DocumentKey } from '../../../client/device/deviceLog'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { systemClock } from '../../../client/sync/clock'
import { deviceSocketFor } from '../../../client/sync/deviceSocket'
import { OwnPresence } from '../../../client/sync/presence/ownPresence'
import { Peers } from '../../../client/sync/presence/peers'
import { eventually } from '../../support/syncWorld'

const doc = 'doc' as DocumentKey
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
  vi.useRealTimers()
})

let sessions = 0
function opened(log: DeviceLog, ydoc = new Y.Doc(), schema = 1) {
  const awareness = new Awareness(ydoc)
  const own = new OwnPresence(awareness, systemClock, () => {})
  const peers = new Peers(awareness, () => {})
  const newer = vi.fn()
  const saving = vi.fn()
  const holder: { provider: WebsocketProvider | null } = { provider: null }
  const Socket = deviceSocketFor({
    doc,
    ydoc,
    log,
    clock: systemClock,
    schema,
    session: `session ${++sessions}`,
    own,
    peers,
    provider: () => holder.provider,
    events: { saving, newerSchema: newer },
  })
  const provider = new WebsocketProvider('device://log', 'doc', ydoc, { WebSocketPolyfill: Socket, disableBc: true, awareness })
  holder.provider = provider
  ends.push(() => {
    provider.destroy()
    awareness.destroy()
  })
  const synced = new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return { ydoc, provider, synced, newer, saving, awareness }
}
const newLog = (): DeviceLog => memoryLog(new MemoryDevice(), { isAbsent: false })
const rowOf = (text: string, n: number, schema = 1) => {
  const one = new Y.Doc()
  one.getText('t').insert(0, text)
  return { id: n.toString(16).padStart(64, '0'), author: '00', at: 0, schema, update: Y.encodeStateAsUpdate(one) }
}

describe('the unmodified provider, whose server is this device', () => {
  it('opens from the device, offline, without writing anything back', async () => {
    const log = newLog()
    const before = new Y.Doc()
    before.getText('t').insert(0, 'stored. ')
    await log.createDocument(doc, { create: null, base: { schema: 1, update: Y.encodeStateAsUpdate(before) } })
    const { ydoc, provider, synced } = opened(log)
    await synced
    expect(provider.synced).toBe(true)
    expect(ydoc.getText('t').toString()).toBe('stored. ')
    expect((await log.rows(doc)).out.length).toBe(0)
  })

  it('[S1] an edit is a row at once, numbered, of its own session', async () => {
    const log = newLog()
    const { ydoc, synced, saving } = opened(log)
    await synced
    ydoc.getText('t').insert(0, 'a')
    ydoc.getText('t').insert(1, 'b')
    expect(saving).toHaveBeenLastCalledWith(2, false)
    await eventually(async () => (await log.rows(doc)).out.length === 2)
    const { out } = await log.rows(doc)
    expect(out.map(({ n }) => n)).toEqual([0, 1])
    expect(new Set(out.map(({ session }) => session)).size).toBe(1)
    await eventually(() => saving.mock.lastCall?.[0] === 0)
  })

  it('a second tab on the same log follows, and nothing is echoed', async () => {
    const device = new MemoryDevice()
    const first = opened(memoryLog(device, { isAbsent: false }))
    const log = memoryLog(device, { isAbsent: false })
    const second = opened(log)
    await Promise.all([first.synced, second.synced])
    first.ydoc.getText('t').insert(0, 'X')
    await eventually(() => second.ydoc.getText('t').toString() === 'X')
    second.ydoc.getText('t').insert(1, 'Y')
    await eventually(() => first.ydoc.getText('t').toString() === 'XY')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((await log.rows(doc)).out.length).toBe(2)
  })

  it('[S10a] every Y.Doc has a clientID of its own, also on the same device, also the second time', async () => {
    const device = new MemoryDevice()
    const opens = Array.from({ length: 5 }, () => opened(memoryLog(device, { isAbsent: false })))
    await Promise.all(opens.map(({ synced }) => synced))
    expect(new Set(opens.map(({ ydoc }) => ydoc.clientID)).size).toBe(5)
    for (const { ydoc } of opens) ydoc.getText('t').insert(0, 'x')
    await eventually(() => opens.every(({ ydoc }) => ydoc.getText('t').length === 5))
    const clients = opens.map(({ ydoc }) => ydoc.clientID)
    const again = opened(memoryLog(device, { isAbsent: false }))
    await again.synced
    expect(clients).not.toContain(again.ydoc.clientID)
    expect(Y.equalSnapshots(Y.snapshot(again.ydoc), Y.snapshot(opens[0]?.ydoc ?? new Y.Doc()))).toBe(true)
  })

  it('3,000 rows that come together are one event', async () => {
    const log = newLog()
    const { ydoc, synced } = opened(log)
    await synced
    const events = vi.fn()
    ydoc.on('update', events)
    const fence = await log.takeFence()
    await log.receive(fence, doc, { in: Array.from({ length: 3000 }, (_, n) => rowOf('x', n)), records: [], forget: [] })
    await eventually(() => ydoc.getText('t').length === 3000)
    expect(events).toHaveBeenCalledTimes(1)
    expect((await log.rows(doc)).out.length).toBe(0)
  })

  it('is not closed by the watchdog of 30 s', async () => {
    vi.useFakeTimers()
    const { provider } = opened(newLog())
    const closed = vi.fn()
    provider.on('connection-close', closed)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(provider.wsconnected).toBe(true)
    expect(closed).not.toHaveBeenCalled()
  })

  it('what was typed while the provider had no connection becomes a row when it has one again', async () => {
    const log = newLog()
    const { ydoc, provider, synced } = opened(log)
    await synced
    ydoc.getText('t').insert(0, 'kept ')
    await eventually(async () => (await log.rows(doc)).out.length === 1)
    provider.disconnect()
    ydoc.getText('t').insert(5, 'too')
    provider.connect()
    await eventually(async () => (await log.rows(doc)).out.length === 2)
    provider.disconnect()
    provider.connect()
    await eventually(() => provider.synced)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((await log.rows(doc)).out.length).toBe(2)
  })

  it('a row that the device log refuses is tried again, and the screen says so', async () => {
    const inner = newLog()
    let isBroken = true
    const log: DeviceLog = new Proxy(inner, {
      get(target, name) {
        if (name === 'appendOut' && isBroken) return () => Promise.reject(new Error('broken'))
        const value = Reflect.get(target, name) as unknown
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.useFakeTimers()
    const { ydoc, saving } = opened(log)
    await vi.advanceTimersByTimeAsync(10)
    ydoc.getText('t').insert(0, 'a')
    await vi.advanceTimersByTimeAsync(10)
    expect(saving).toHaveBeenLastCalledWith(1, true)
    isBroken = false
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saving).toHaveBeenLastCalledWith(0, false)
    expect((await inner.rows(doc)).out.length).toBe(1)
    quiet.mockRestore()
  })
})

describe('[S11] rows of a newer schema', () => {
  it('[S11] are kept and not applied, and the document says so', async () => {
    const log = newLog()
    const { ydoc, synced, newer } = opened(log)
    await synced
    const fence = await log.takeFence()
    await log.receive(fence, doc, { in: [rowOf('old ', 1)], records: [], forget: [] })
    await eventually(() => ydoc.getText('t').toString() === 'old ')
    expect(newer).not.toHaveBeenCalled()
    await log.receive(fence, doc, { in: [rowOf('new ', 2, 2)], records: [], forget: [] })
    await eventually(() => newer.mock.calls.length > 0)
    expect(ydoc.getText('t').toString()).toBe('old ')
    const clone = new Y.Doc()
    for (const update of (await log.updates(doc)).updates) Y.applyUpdate(clone, update)
    expect(clone.getText('t').toString()).toContain('new ')
  })
  it('[S11] are noticed when a document is opened', async () => {
    const log = newLog()
    const fence = await log.takeFence()
    await log.receive(fence, doc, { in: [rowOf('old ', 1), rowOf('new ', 2, 2)], records: [], forget: [] })
    const { ydoc, synced, newer } = opened(log)
    await synced
    expect(newer).toHaveBeenCalled()
    expect(ydoc.getText('t').toString()).toBe('old ')
    const later = opened(log, new Y.Doc(), 2)
    await later.synced
    expect(later.newer).not.toHaveBeenCalled()
    expect(later.ydoc.getText('t').length).toBe(8)
  })
})
