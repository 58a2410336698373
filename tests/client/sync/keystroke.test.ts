import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { lower, type Rung, secretOf } from '../../../client/crypto/seed'
import type { DeviceLog } from '../../../client/device/deviceLog'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDisk } from '../../../client/device/rows/disk'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import type { Clock } from '../../../client/sync/clock'
import { type FollowedRoom, type Replica, type ReplicaOptions, startReplica } from '../../../client/sync/replica'
import type { SocketFactory } from '../../../client/sync/socket'
import { toHex } from '../../../shared/bytes'
import { decodeUp, type UpMessage } from '../../../shared/message'
import type { Wire } from '../../support/queuedSocket'
import { eventually, newDocument, RELAY, type SharedDocument, TestDevice, TestRelay } from '../../support/syncWorld'

const ends: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
  vi.restoreAllMocks()
})
const followed = ({ doc, capability, identity }: SharedDocument, rung: Rung = 'edit'): FollowedRoom => {
  const held = lower(capability, rung)
  return { doc, rung, secret: secretOf(held), room: capability.room, identity, relays: [RELAY] }
}
function replicaOf(name: string, relay: TestRelay, options: Partial<ReplicaOptions> = {}): Replica {
  const log = memoryLog(new MemoryDevice(), { isAbsent: false })
  const author = new Uint8Array(16).fill(name.charCodeAt(0))
  const replica = startReplica({ log, author, schema: 1, worker: 'inline', connect: relay.connect, random: () => 0, ...options })
  ends.push(() => replica.stop())
  return replica
}
/** Everything a device said, in order. */
function listener(): { said: UpMessage[]; tap: Wire['tap'] } {
  const said: UpMessage[] = []
  const tap: Wire['tap'] = (direction, bytes) => {
    const messages = direction === 'up' ? decodeUp(bytes) : null
    if (messages?.ok) said.push(...messages.value.map((message) => structuredClone(message)))
    return bytes
  }
  return { said, tap }
}
const updatesSent = (said: readonly UpMessage[]): string[] => [
  ...new Set(said.flatMap((message) => (message.type === 'putPart' ? [toHex(message.frameId)] : []))),
]

describe('the way of a keystroke', () => {
  it('[S1] is durable before it is sent, and before the screen says saved', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const inner = memoryLog(new MemoryDevice(), { isAbsent: false })
    let commit = (): void => {}
    const committed = new Promise<void>((resolve) => {
      commit = resolve
    })
    const slow: DeviceLog = Object.assign(Object.create(inner) as DeviceLog, {
      appendOut: async (...row: Parameters<DeviceLog['appendOut']>) => {
        await committed
        await inner.appendOut(...row)
      },
    })
    for (const method of [
      'rows',
      'updates',
      'updatesOf',
      'documents',
      'unsent',
      'behind',
      'takeFence',
      'receive',
      'acknowledge',
      'setCursor',
      'compact',
      'watch',
      'watchHealth',
    ] as const)
      Object.assign(slow, { [method]: (inner[method] as (...all: unknown[]) => unknown).bind(inner) })
    Object.defineProperty(slow, 'health', { get: () => inner.health })
    const alice = replicaOf('alice', relay, { log: slow })
    alice.follow([followed(document)])
    const open = alice.open(document.doc)
    await open.opened
    const status = alice.documentStatus(document.doc)
    await eventually(async () => (await relay.rows(document)) === 1, 'the room was not made')
    open.ydoc.getText('t').insert(0, 'not yet')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(status.get().saved).toBe('saving')
    expect(await relay.rows(document)).toBe(1)
    commit()
    await eventually(() => status.get().saved === 'saved')
    await eventually(async () => (await relay.rows(document)) === 2)
  })

  it('[S3] every row from a relay, and every acknowledgement, is stored together with the cursor', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    const bob = new TestDevice('bob', relay.connect, undefined, () => 0)
    ends.push(
      () => alice.stop(),
      () => bob.stop(),
    )
    const received = vi.spyOn(bob.log, 'receive')
    const acknowledged = vi.spyOn(alice.log, 'acknowledge')
    const moved = vi.spyOn(bob.log, 'setCursor')
    await alice.create(document)
    await alice.follow(document)
    await eventually(async () => (await relay.rows(document)) === 1)
    await bob.follow(document)
    for (const text of ['one ', 'two ', 'three ']) {
      await alice.type(document, text)
      await eventually(async () => (await bob.text(document)).endsWith(text))
    }
    expect(received).toHaveBeenCalled()
    let seq = 0
    for (const [, , { in: rows, cursor }] of received.mock.calls) {
      expect(cursor?.seq ?? 0).toBeGreaterThan(seq)
      expect((cursor?.seq ?? 0) - seq).toBeGreaterThanOrEqual(rows.length)
      seq = cursor?.seq ?? 0
    }
    for (const [, , , { cursor }] of acknowledged.mock.calls) expect(cursor).toBeDefined()
    // Nothing but "nothing is missing" moves a cursor by itself, and that keeps its place.
    for (const [, , , cursor] of moved.mock.calls) expect([0, seq, 1].some((place) => cursor.seq <= Math.max(place, seq))).toBe(true)
  })

  it('[S3] compaction never folds a row that some relay has not acknowledged', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    ends.push(() => alice.stop())
    await alice.create(document)
    await alice.follow(document)
    relay.down()
    for (let i = 0; i < 70; i++) await alice.type(document, 'x')
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect((await alice.log.rows(document.doc)).out.length).toBe(70)
    relay.start()
    alice.host.hear({ type: 'tryNow' })
    await eventually(async () => (await alice.log.rows(document.doc)).out.length === 0, 'nothing was folded')
    expect(await alice.text(document)).toBe('x'.repeat(70))
  })

  it('[S3a] one frame is in flight; what is typed meanwhile is one more', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const { said, tap } = listener()
    const alice = new TestDevice('alice', relay.tapped(tap), undefined, () => 0)
    ends.push(() => alice.stop())
    await alice.create(document)
    await alice.follow(document)
    await eventually(async () => (await relay.rows(document)) === 1 && alice.status(document)?.relay === 'sent')
    const before = updatesSent(said).length
    const wire = relay.wires.at(-1)
    if (!wire) throw new Error('no connection')
    wire.isFlowing = false
    await alice.type(document, 'first ')
    await eventually(() => wire.up.length > 0)
    for (const text of ['second ', 'third ', 'fourth ']) await alice.type(document, text)
    await new Promise((resolve) => setTimeout(resolve, 250))
    while (wire.deliver('up'));
    expect(updatesSent(said).length).toBe(before + 1)
    wire.flow()
    await eventually(async () => (await relay.rows(document)) === 3, 'the rest never came')
    await new Promise((resolve) => setTimeout(resolve, 250))
    expect(updatesSent(said).length).toBe(before + 2)
    expect(await relay.rows(document)).toBe(3)
  })

  it('[S3a] at once when idle, then at most ten a second', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const { said, tap } = listener()
    let now = 1_800_000_000_000
    const timers = new Set<{ at: number; run: () => void }>()
    const clock: Clock = {
      now: () => now,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    }
    const pass = (ms: number): void => {
      now += ms
      for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run()
    }
    const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 40))
    const alice = new TestDevice('alice', relay.tapped(tap), clock, () => 0)
    ends.push(() => alice.stop())
    await alice.create(document)
    await alice.follow(document)
    await eventually(async () => (await relay.rows(document)) === 1)
    pass(1000)
    await settle()
    const before = updatesSent(said).length
    await alice.type(document, 'a')
    await settle()
    expect(updatesSent(said).length).toBe(before + 1)
    await alice.type(document, 'b')
    await settle()
    expect(updatesSent(said).length).toBe(before + 1)
    pass(99)
    await settle()
    expect(updatesSent(said).length).toBe(before + 1)
    pass(1)
    await settle()
    expect(updatesSent(said).length).toBe(before + 2)
  })

  it('[S13] goes on when the disk is full: it is said, and what is typed is still sent', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    class FullDisk extends MemoryDisk {
      isFull = false
      override change: MemoryDisk['change'] = async (...all) => {
        if (this.isFull) throw new DOMException('full', 'QuotaExceededError')
        return MemoryDisk.prototype.change.apply(this, all) as never
      }
    }
    const disk = new FullDisk()
    const alice = replicaOf('alice', relay, { log: memoryLog(new MemoryDevice(), { isAbsent: false, disk }) })
    alice.follow([followed(document)])
    const open = alice.open(document.doc)
    await open.opened
    await eventually(async () => (await relay.rows(document)) === 1)
    disk.isFull = true
    open.ydoc.getText('t').insert(0, 'kept in this window')
    const status = alice.documentStatus(document.doc)
    await eventually(() => status.get().saved === 'not saved')
    expect(alice.status.get().health).toMatchObject({ on: 'memory', reason: 'full' })
    await eventually(async () => (await relay.rows(document)) === 2, 'it was not sent')
    const bob = replicaOf('bob', relay)
    bob.follow([followed(document)])
    const other = bob.open(document.doc)
    await eventually(() => other.ydoc.getText('t').toString() === 'kept in this window')
  })
})

describe('[S8] nobody on the way can read it', () => {
  it('[S8] the words that were typed are nowhere on the wire, in a URL or on the disk of the relay', async () => {
    const relay = new TestRelay({ tailBytes: 1, standMs: 0 })
    const document = newDocument()
    const seen: Uint8Array[] = []
    const urls: string[] = []
    const inner = relay.tapped((_, bytes) => {
      seen.push(bytes.slice())
      return bytes
    })
    const connect: SocketFactory = (url) => {
      urls.push(url)
      return inner(url)
    }
    const alice = replicaOf('alice', relay, { connect })
    const bob = replicaOf('bob', relay, { connect })
    for (const each of [alice, bob]) each.follow([followed(document)])
    const a = alice.open(document.doc)
    const b = bob.open(document.doc)
    await Promise.all([a.opened, b.opened])
    const words = 'the assembly meets at the old mill'
    a.awareness.setLocalStateField('person', { name: 'Rosa Unmistakable', colour: 1, device: 'ab'.repeat(32) })
    a.ydoc.getText('t').insert(0, words)
    await eventually(() => b.ydoc.getText('t').toString() === words)
    await eventually(() => b.awareness.getStates().size === 2)
    await eventually(async () => ((await relay.log.load(document.capability.room))?.covers.length ?? 0) > 0)
    const disk: Uint8Array[] = []
    for await (const room of relay.log.rooms()) for (const { frame } of await relay.log.read(room, 0, 1000, 1e9)) disk.push(frame)
    expect(disk.length).toBeGreaterThan(1)
    expect(seen.length).toBeGreaterThan(4)
    const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
    const secrets = [
      words,
      'assembly',
      'Unmistakable',
      latin1(document.capability.frameKey),
      latin1(secretOf(document.capability)),
      latin1(document.capability.readSeed),
    ]
    for (const bytes of [...seen, ...disk, ...urls.map((url) => Buffer.from(url))])
      for (const secret of secrets) expect(latin1(bytes).includes(secret)).toBe(false)
    // The search is able to find: in the Y.Doc's own bytes the words stand.
    expect(latin1(Y.encodeStateAsUpdate(a.ydoc)).includes('assembly')).toBe(true)
  })
})

describe('[S6] a connection that dies again and again', () => {
  it('[S6] still carries a large frame, sealed once, both ways', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const { said, tap } = listener()
    const dying = (): { connect: ReturnType<TestRelay['tapped']> } => ({ connect: relay.tapped(tap) })
    const alice = new TestDevice('alice', dying().connect, undefined, () => 0)
    ends.push(() => alice.stop())
    await alice.create(document)
    await alice.follow(document)
    await eventually(async () => (await relay.rows(document)) === 1)
    await eventually(() => alice.status(document)?.relay === 'sent')
    // 640 KB that deflating cannot shorten: ten parts.
    const large = Array.from({ length: 8 }, () => Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(60_000))).toString('base64')).join('')
    const before = updatesSent(said).length
    const killer = setInterval(() => {
      for (const wire of relay.wires) if (!wire.isCut && wire.life === Number.POSITIVE_INFINITY) wire.life = 4
    }, 1)
    ends.push(() => clearInterval(killer))
    await alice.type(document, large)
    const wakes = setInterval(() => {
      alice.host.hear({ type: 'wake' })
      bob.host.hear({ type: 'wake' })
    }, 5)
    ends.push(() => clearInterval(wakes))
    const bob = new TestDevice('bob', dying().connect, undefined, () => 0)
    ends.push(() => bob.stop())
    await eventually(async () => (await relay.rows(document)) === 2, 'it never arrived at the relay')
    expect(updatesSent(said).length).toBe(before + 1)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === large, 'it never arrived at bob')
    const offsets = said.flatMap((message) => (message.type === 'hello' && message.receiving ? [message.receiving.offset] : []))
    expect(Math.max(...offsets)).toBeGreaterThan(0)
  })
})
