import { describe, expect, it } from 'vitest'
import { concat } from '../../shared/bytes'
import { CURSOR_ORIGIN } from '../../shared/chain'
import { CLOSE } from '../../shared/closeCodes'
import { LIMITS } from '../../shared/limits'
import { type DownMessage, decodeDown, encodeUp, type Hello, type UpMessage } from '../../shared/message'
import { MemoryLog } from '../../sync-server/logs/memory'
import type { RelaySocket } from '../../sync-server/outbox'
import { Relay } from '../../sync-server/relay'
import { DEFAULT_LIMITS, type RelayLimits } from '../../sync-server/settings'
import { VirtualTime } from '../simulation/virtualTime'
import { makeCreate, makeProof, makeRoom, makeUpdate, type RoomSecrets } from '../support/frames'

/** A socket whose other side reads only when the test says so. */
class TestSocket implements RelaySocket {
  readonly heard: DownMessage[] = []
  bufferedAmount = 0
  closed: number | null = null
  isPaused = false
  reads = true
  #kept: { bytes: Uint8Array; sent: () => void }[] = []

  send(bytes: Uint8Array, sent: () => void): void {
    this.#kept.push({ bytes, sent })
    this.bufferedAmount += bytes.length
    if (this.reads) this.read()
  }
  /** Takes everything that waits. */
  read(count = Number.POSITIVE_INFINITY): void {
    for (let i = 0; i < count; i++) {
      const next = this.#kept.shift()
      if (!next) return
      this.bufferedAmount -= next.bytes.length
      const decoded = decodeDown(next.bytes)
      if (!decoded.ok) throw new Error(decoded.reason)
      this.heard.push(...decoded.value)
      next.sent()
    }
  }
  close(code: number): void {
    this.closed ??= code
  }
  terminate(): void {
    this.closed ??= 1006
  }
  pause(): void {
    this.isPaused = true
  }
  resume(): void {
    this.isPaused = false
  }
  all<Type extends DownMessage['type']>(type: Type) {
    return this.heard.filter((message): message is DownMessage & { type: Type } => message.type === type)
  }
}

function world(limits: Partial<RelayLimits> = {}) {
  const time = new VirtualTime()
  // Settling waits for promises and turns, not for threads: signatures are taken as good here.
  const relay = new Relay({ log: new MemoryLog(), limits, clock: time, isOwnName: () => true, verify: async () => true })
  const dial = () => {
    const socket = new TestSocket()
    const connection = relay.connect(socket)
    const say = async (...messages: UpMessage[]): Promise<void> => {
      connection.receive(concat(...messages.map(encodeUp)))
      await time.settle()
    }
    return { socket, connection, say }
  }
  return { time, relay, dial }
}
const hello = ({ room, fetchToken }: RoomSecrets, more: Partial<Hello> = {}): UpMessage => ({
  type: 'hello',
  channel: 1,
  access: { room, fetchToken },
  cursor: CURSOR_ORIGIN,
  presence: false,
  avoided: [],
  receiving: null,
  sending: null,
  ...more,
})
const put = ({ id, bytes }: { id: Uint8Array; bytes: Uint8Array }, offset = 0): UpMessage => ({
  type: 'putPart',
  channel: 1,
  frameId: id,
  offset,
  total: bytes.length,
  bytes: bytes.subarray(offset, offset + LIMITS.part),
})
async function writer(at: ReturnType<typeof world>, room: RoomSecrets) {
  const dialled = at.dial()
  await at.time.settle()
  const nonce = dialled.socket.all('welcome')[0]?.nonce ?? new Uint8Array()
  await dialled.say(hello(room), put(makeCreate(room)))
  await dialled.say({ type: 'prove', channel: 1, rung: 'write', relayName: 'a', signature: makeProof(room.write, nonce, room.room, 'a') })
  return dialled
}

describe('a connection', () => {
  it('that says nothing is closed after 5 s, not before', async () => {
    const { time, dial } = world()
    const { socket } = dial()
    await time.pass(DEFAULT_LIMITS.helloMs - 1100)
    expect(socket.closed).toBeNull()
    await time.pass(2200)
    expect(socket.closed).toBe(CLOSE.helloTimeout.code)
  })
  it('that was silent for 60 s is dead; any sign of life keeps it', async () => {
    const { time, relay, dial } = world()
    const [silent, alive] = [dial(), dial()]
    for (const { say } of [silent, alive]) await say(hello(makeRoom()))
    for (let second = 0; second < 70; second += 10) {
      alive.connection.heard()
      await time.pass(10_000)
    }
    expect([silent.socket.closed, alive.socket.closed]).toEqual([1006, null])
    expect(relay.stats.connections).toBe(1)
  })
  it('is not dead because this process stood still', async () => {
    const { time, dial } = world()
    const { socket, say } = dial()
    await say(hello(makeRoom()))
    await time.pass(1000)
    // A laptop that slept for an hour: the timers come late, and first.
    time.pass = VirtualTime.prototype.pass
    Object.assign(time, {
      now: (
        (now) => () =>
          now + 3_600_000
      )(time.now()),
    })
    await time.pass(2000)
    expect(socket.closed).toBeNull()
  })
  it('that says too much is not read until it has been made up for', async () => {
    const { time, dial } = world({ messagesBurst: 10, messagesPerSecond: 10 })
    const { socket, say } = dial()
    const room = makeRoom()
    for (let i = 0; i < 10; i++) await say(hello(room))
    expect(socket.isPaused).toBe(false)
    for (let i = 0; i < 20; i++) await say(hello(room))
    expect(socket.all('caughtUp').length).toBe(30)
    expect(socket.isPaused).toBe(true)
    await time.pass(1900)
    expect(socket.isPaused).toBe(true)
    await time.pass(200)
    expect(socket.isPaused).toBe(false)
  })
  it('that sends more than 1 MiB a second is not read until it has been made up for', async () => {
    const at = world({ framesBurst: 1000 })
    const room = makeRoom()
    const { socket, say } = await writer(at, room)
    let sent = 0
    while (sent < DEFAULT_LIMITS.bytesBurst + 3 * 1024 * 1024) {
      await say(put(makeUpdate(room, 60_000)))
      sent += 60_000
    }
    expect(socket.isPaused).toBe(true)
    await at.time.pass(2500)
    expect(socket.isPaused).toBe(true)
    await at.time.pass(1000)
    expect(socket.isPaused).toBe(false)
    expect(socket.all('refused')).toEqual([])
  })
  it('whose messages wait for their turn is not read past a bound', async () => {
    let verified = (): void => {}
    const at = world({ waitingOperations: 20 })
    const held = new Promise<boolean>((resolve) => (verified = () => resolve(true)))
    const { socket, say } = at.dial()
    const room = makeRoom()
    await say(hello(room), put(makeCreate(room)))
    Object.assign(at.relay.lane, { verify: () => held })
    for (let i = 0; i < 30; i++) await say(put(makeUpdate(room)))
    expect(socket.isPaused).toBe(true)
    verified()
    await at.time.settle()
    await at.time.pass(100)
    expect(socket.isPaused).toBe(false)
    expect(socket.all('ack').length).toBe(31)
  })
})

describe('a reader that is slow', () => {
  async function withBacklog(at: ReturnType<typeof world>) {
    const room = makeRoom()
    const alice = await writer(at, room)
    const bob = at.dial()
    await bob.say(hello(room))
    bob.socket.reads = false
    return { room, alice, bob }
  }
  it('has at most about 1 MiB waiting, whatever comes', async () => {
    const at = world({ framesBurst: 1000, bytesBurst: 1e9 })
    const { room, alice, bob } = await withBacklog(at)
    for (let i = 0; i < 200; i++) await alice.say(put(makeUpdate(room, 60_000)))
    expect(bob.connection.outbox.waiting).toBeLessThan(DEFAULT_LIMITS.waitingBytes + 2 * LIMITS.part)
    expect(bob.socket.closed).toBeNull()
    bob.socket.reads = true
    bob.socket.read()
    await at.time.settle()
    expect(bob.socket.all('getPart').map(({ place }) => place.seq)).toEqual(Array.from({ length: 201 }, (_, i) => i + 1))
  })
  it('is closed (1013) after 60 s in which nothing could be sent, and not while a little goes', async () => {
    const at = world({ framesBurst: 1000, bytesBurst: 1e9 })
    const { room, alice, bob } = await withBacklog(at)
    const carol = at.dial()
    await carol.say(hello(room))
    carol.socket.reads = false
    for (let i = 0; i < 40; i++) await alice.say(put(makeUpdate(room, 60_000)))
    for (let second = 0; second < 65; second += 5) {
      for (const { connection } of [alice, bob, carol]) connection.heard()
      carol.socket.read(1)
      await at.time.pass(5000)
    }
    expect([bob.socket.closed, carol.socket.closed]).toEqual([CLOSE.tryLater.code, null])
  })
  it('that keeps asking is closed at four times the bound', async () => {
    const at = world({ waitingBytes: 1000 })
    const { room, bob } = await withBacklog(at)
    for (let i = 0; i < 600; i++) await bob.say(hello(room, { cursor: { seq: 99, chain: new Uint8Array(16) } }))
    await at.time.pass(1100)
    expect(bob.socket.closed).toBe(CLOSE.tryLater.code)
  })
  it('[S2] gets the acknowledgement of its own frame at its place, never before the rows ahead of it', async () => {
    const at = world({ framesBurst: 1000, bytesBurst: 1e9 })
    const room = makeRoom()
    const alice = await writer(at, room)
    const bob = await writer(at, room)
    bob.socket.reads = false
    for (let i = 0; i < 30; i++) await alice.say(put(makeUpdate(room, 60_000)))
    const own = makeUpdate(room)
    await bob.say(put(own))
    await alice.say(put(makeUpdate(room)))
    bob.socket.reads = true
    bob.socket.read()
    await at.time.settle()
    const order = bob.socket.heard.flatMap((message) => (message.type === 'getPart' || message.type === 'ack' ? [message.place.seq] : []))
    expect(order.slice(-33)).toEqual(order.slice(-33).sort((a, b) => a - b))
    expect(bob.socket.all('getPart').some(({ frameId }) => Buffer.compare(frameId, own.id) === 0)).toBe(false)
    expect(bob.socket.all('ack').at(-1)?.frameId).toEqual(own.id)
  })
  it('[S2a] whose rows are erased while it waits is reset, and begins anew', async () => {
    const at = world({ framesBurst: 1000, bytesBurst: 1e9, sweepMs: 100 })
    const { room, alice, bob } = await withBacklog(at)
    for (let i = 0; i < 30; i++) await alice.say(put(makeUpdate(room, 60_000)))
    const last = alice.socket.all('ack').at(-1)?.place ?? CURSOR_ORIGIN
    const { makeSnapshot } = await import('../support/frames')
    await alice.say(put(makeSnapshot(room, { to: last.seq, toChain: last.chain, noGrace: true })))
    await at.time.pass(200)
    bob.socket.reads = true
    bob.socket.read()
    await at.time.settle()
    const told = bob.socket.heard.map(({ type }) => type)
    expect(told.filter((type) => type === 'reset').length).toBe(1)
    const after = bob.socket.heard.slice(told.indexOf('reset')).flatMap((each) => (each.type === 'getPart' ? [`${each.role} ${each.place.seq}`] : []))
    expect(after).toEqual(['row 1', `snapshot ${last.seq}`, `row ${last.seq + 1}`])
  })
})

describe('a relay that stops', () => {
  it('takes nothing more, makes durable and acknowledges what it has, and says good-bye', async () => {
    const at = world()
    const room = makeRoom()
    const alice = await writer(at, room)
    alice.connection.receive(encodeUp(put(makeUpdate(room))))
    const stopped = at.relay.stop()
    await at.time.settle()
    await stopped
    expect(alice.socket.all('ack').length).toBe(2)
    expect(alice.socket.closed).toBe(CLOSE.goingAway.code)
    const late = at.dial()
    expect(late.socket.closed).toBe(CLOSE.goingAway.code)
  })
})
