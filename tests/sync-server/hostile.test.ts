import { randomBytes } from 'node:crypto'
import { createConnection, type Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { concat } from '../../shared/bytes'
import { CURSOR_ORIGIN } from '../../shared/chain'
import { CLOSE } from '../../shared/closeCodes'
import { KIND } from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { encodeUp } from '../../shared/message'
import { MemoryLog } from '../../sync-server/logs/memory'
import { makeCreate, makeFrame, makeLive, makeRoom, makeSnapshot, makeUpdate, signingKey } from '../support/frames'
import { type RelayClient, writerOf } from '../support/relayClient'
import { clientOf, kept, listening, relayWith, until } from '../support/relays'

/** A WebSocket client that is nothing but bytes. */
async function rawSocket(port: number, path = '/relay'): Promise<Socket> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  socket.write(
    `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
  )
  await new Promise((resolve) => socket.once('data', resolve))
  return socket
}
/** One masked binary message. */
function wsMessage(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(14)
  head[0] = 0x82
  head[1] = 0x80 | 127
  head.writeBigUInt64BE(BigInt(bytes.length), 2)
  return Buffer.concat([head, bytes]) // a mask of zeros
}
const ended = (socket: Socket): Promise<void> => new Promise((resolve) => (socket.destroyed ? resolve() : socket.once('close', () => resolve())))
/** The relay still serves an honest person. */
async function isWell(relay: Awaited<ReturnType<typeof relayWith>>): Promise<boolean> {
  const room = makeRoom()
  const alice = kept(await writerOf(relay.relayUrl, room))
  const bob = await clientOf(relay)
  await alice.store(makeUpdate(room))
  await bob.hello(room)
  return bob.frames.length === 2 && relay.stats.errors === 0
}

describe('hostile clients', () => {
  it('flood: past the burst frames are refused, not stored, and others are served meanwhile', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const mallory = kept(await writerOf(relay.relayUrl, room))
    const frames = Array.from({ length: 1000 }, () => makeUpdate(room, 10))
    for (const frame of frames) mallory.send(frame)
    expect(await isWell(relay)).toBe(true)
    const answers = await Promise.all(frames.map((frame) => mallory.answerTo(frame)))
    const stored = answers.filter(({ type }) => type === 'ack').length
    expect(stored).toBeGreaterThanOrEqual(199)
    expect(stored).toBeLessThan(600)
    expect(answers.every((answer) => answer.type === 'ack' || answer.refusal === 'slow down')).toBe(true)
  })
  it('flood of hellos: each is answered in its turn, and others are served meanwhile', async () => {
    const relay = await relayWith({ messagesBurst: 50, messagesPerSecond: 100 })
    const room = makeRoom()
    const mallory = await clientOf(relay)
    for (let i = 0; i < 100; i++) mallory.sayHello(room)
    await mallory.until(() => mallory.all('caughtUp').length === 100)
    expect(relay.stats.connections).toBe(1)
    expect(await isWell(relay)).toBe(true)
  })
  it('a giant message ends the connection before it is held', async () => {
    const relay = await relayWith()
    const mallory = await clientOf(relay)
    mallory.sayBytes(new Uint8Array(LIMITS.message + 1))
    expect(await mallory.closed()).toBe(1009)
    expect(await isWell(relay)).toBe(true)
  })
  it('a giant frame: none that says it is larger than 8 MiB, no memory for what has not come', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const mallory = kept(await writerOf(relay.relayUrl, room))
    for (let i = 0; i < 50; i++) {
      mallory.say({ type: 'putPart', channel: 1, frameId: randomBytes(32), offset: 0, total: LIMITS.frame, bytes: new Uint8Array(10) })
    }
    await mallory.hello(room)
    expect(relay.relay.partials.bytes).toBeLessThan(1000)
    mallory.say({ type: 'putPart', channel: 1, frameId: randomBytes(32), offset: 0, total: LIMITS.frame + 1, bytes: new Uint8Array(10) })
    expect(await mallory.closed()).toBe(CLOSE.badMessage.code)
  })
  it('parts that are never finished give way to those of others', async () => {
    const relay = await relayWith({ partialBytes: 400_000, bytesBurst: 1e9 })
    const room = makeRoom()
    const mallory = kept(await writerOf(relay.relayUrl, room))
    for (let i = 0; i < 30; i++)
      mallory.say({ type: 'putPart', channel: 1, frameId: randomBytes(32), offset: 0, total: LIMITS.frame, bytes: new Uint8Array(60_000) })
    await mallory.hello(room)
    expect(relay.relay.partials.bytes).toBeLessThanOrEqual(100_000)
    expect(await isWell(relay)).toBe(true)
  })
  it('half-open: whoever answers no ping is gone after a while, and others learn that it left', async () => {
    const relay = await relayWith({ pingMs: 100, deadMs: 1000 })
    const room = makeRoom()
    kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room, { presence: true })
    const socket = await rawSocket(relay.port)
    const { fetchToken } = room
    const hello = {
      type: 'hello',
      channel: 1,
      access: { room: room.room, fetchToken },
      cursor: CURSOR_ORIGIN,
      presence: true,
      avoided: [],
      receiving: null,
      sending: null,
    } as const
    socket.write(wsMessage(concat(encodeUp(hello), encodeUp({ type: 'putLive', channel: 1, frame: makeLive(room).bytes }))))
    await bob.until(() => bob.all('live').length === 1)
    await ended(socket)
    await bob.until(() => bob.all('left').length === 1)
    // Bob answers pings (his library does), and stays.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(bob.code).toBeNull()
  })
  it('a reader that never reads costs no memory, and is closed after a while; others are not held up', async () => {
    const relay = await relayWith({ drainMs: 300, bytesBurst: 1e9, framesBurst: 1e6, roomBytes: 1e9, roomHeldBytes: 1e9 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const mallory = await clientOf(relay)
    const bob = await clientOf(relay)
    await bob.hello(room)
    await mallory.hello(room)
    mallory.socket.pause()
    let waiting = 0
    for (let i = 0; i < 60; i++) {
      await alice.store(makeUpdate(room, 300_000))
      waiting = Math.max(waiting, ...relay.relay.waitingBytes())
    }
    await bob.until(() => bob.frames.length === 61)
    expect(waiting).toBeLessThan(3 * 1024 * 1024)
    await until(() => (relay.stats.closed[CLOSE.tryLater.code] ?? 0) > 0)
    expect(alice.code).toBeNull()
  })
  it('a slow reader goes back to reading from the log, and misses nothing', async () => {
    const relay = await relayWith({ bytesBurst: 1e9, framesBurst: 1e6, roomBytes: 1e9, roomHeldBytes: 1e9 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    bob.socket.pause()
    for (let i = 0; i < 100; i++) await alice.store(makeUpdate(room, 150_000))
    bob.socket.resume()
    await bob.until(() => bob.frames.length === 101)
    expect(bob.frames.map(({ place }) => place.seq)).toEqual(Array.from({ length: 101 }, (_, i) => i + 1))
    await alice.store(makeUpdate(room))
    await bob.until(() => bob.frames.length === 102)
  })
  it('replay of another room’s frame', async () => {
    const relay = await relayWith()
    const [room, other] = [makeRoom(), makeRoom()]
    const mallory = kept(await writerOf(relay.relayUrl, room))
    expect(await mallory.put(makeUpdate(other))).toMatchObject({ type: 'refused', refusal: 'wrong room' })
    expect(await mallory.closed()).toBe(CLOSE.badMessage.code)
    expect(relay.stats.storedFrames).toBe(1)
  })
  it('replay of old frames: they keep their place, and nobody is sent them again', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const frames = Array.from({ length: 10 }, () => makeUpdate(room))
    for (const frame of frames) await alice.store(frame)
    const mallory = kept(await writerOf(relay.relayUrl, room))
    for (const [i, frame] of frames.entries()) expect((await mallory.store(frame)).seq).toBe(i + 2)
    expect(relay.stats.storedFrames).toBe(11)
  })
  it('[S7] a snapshot that would erase what it does not hold is not taken', async () => {
    const log = new MemoryLog()
    const relay = await relayWith({}, { log })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const places = [await alice.store(makeUpdate(room)), await alice.store(makeUpdate(room)), await alice.store(makeUpdate(room))]
    const mallory = kept(await writerOf(relay.relayUrl, room))
    const chain = places[2]?.chain ?? new Uint8Array(16)
    const tries = [
      makeSnapshot(room, { to: 3, toChain: chain, noGrace: true }),
      makeSnapshot(room, { to: 4, toChain: new Uint8Array(16).fill(1), noGrace: true }),
      makeSnapshot(room, { to: 99, toChain: chain, noGrace: true }),
      makeSnapshot(room, { to: Number.MAX_SAFE_INTEGER, toChain: chain, noGrace: true }),
    ]
    for (const frame of tries) expect(await mallory.put(frame)).toMatchObject({ type: 'refused', refusal: 'not taken' })
    expect((await log.read(room.room, 0, 99, 1e9)).length).toBe(4)
  })
  it('a create that is not the room’s, one that is not signed, and anything else in an unknown room', async () => {
    const relay = await relayWith()
    const [room, other] = [makeRoom(), makeRoom()]
    const says = async (make: () => ReturnType<typeof makeCreate>): Promise<unknown> => {
      const mallory = await clientOf(relay)
      await mallory.hello(room)
      const answer = await mallory.put(make())
      return answer.type === 'refused' ? answer.refusal : 'stored'
    }
    expect(await says(() => makeCreate({ ...other, room: room.room }))).toBe('bad frame')
    expect(await says(() => makeCreate({ ...room, write: signingKey(new Uint8Array(32).fill(9)) }))).toBe('bad signature')
    expect(await says(() => makeUpdate(room))).toBe('no such room')
    expect(await says(() => makeSnapshot(room, {}))).toBe('no such room')
    expect(relay.stats.storedFrames).toBe(0)
    expect(await says(() => makeCreate(room))).toBe('stored')
    expect(await says(() => makeCreate(room))).toBe('not taken')
  })
  it('a frame under another id, a live frame that asks to be stored, one of an unknown version', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const frame = makeUpdate(room)
    const newer = new Uint8Array(frame.bytes)
    newer[2] = 2
    for (const bad of [{ ...frame, id: randomBytes(32) }, makeLive(room), { ...frame, bytes: newer }, { ...frame, bytes: frame.bytes.slice(0, -1) }]) {
      const mallory = kept(await writerOf(relay.relayUrl, room))
      expect(await mallory.put(bad)).toMatchObject({ type: 'refused', refusal: 'bad frame' })
      expect(await mallory.closed()).toBe(CLOSE.badMessage.code)
    }
    expect(relay.stats.storedFrames).toBe(1)
  })
  it('text messages, cut-off messages, a second resume', async () => {
    const relay = await relayWith()
    const says = async (say: (client: RelayClient) => void): Promise<number> => {
      const mallory = await clientOf(relay)
      say(mallory)
      return mallory.closed()
    }
    expect(await says((mallory) => mallory.socket.send('hello'))).toBe(CLOSE.badMessage.code)
    expect(await says((mallory) => mallory.sayBytes(new Uint8Array([1, 0, 0, 9, 9])))).toBe(CLOSE.badMessage.code)
    expect(await says((mallory) => mallory.sayBytes(new Uint8Array([1, 0, 0, 0, 1, 1])))).toBe(CLOSE.badMessage.code)
    expect(
      await says((mallory) => {
        mallory.sayHello(makeRoom())
        mallory.say({ type: 'resume', connectionId: new Uint8Array(16) })
      }),
    ).toBe(CLOSE.badMessage.code)
    expect(await isWell(relay)).toBe(true)
  })
  it('any bytes at all: no fault, no growth', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    kept(await writerOf(relay.relayUrl, room))
    const start = (channel: number) =>
      encodeUp({
        type: 'hello',
        channel,
        access: { room: room.room, fetchToken: room.fetchToken },
        cursor: CURSOR_ORIGIN,
        presence: true,
        avoided: [],
        receiving: null,
        sending: null,
      })
    const typed = fc
      .record({ type: fc.integer({ min: 0, max: 10 }), body: fc.uint8Array({ maxLength: 120 }) })
      .map(({ type, body }) => concat(new Uint8Array([type, 0, 0, 0, body.length]), body))
    const message = fc.array(fc.oneof(typed, fc.uint8Array({ maxLength: 40 }), fc.constant(start(0))), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 6 }), async (messages) => {
        const mallory = await clientOf(relay)
        for (const records of messages) if (mallory.code === null) mallory.sayBytes(concat(...records))
        mallory.kill()
      }),
      { numRuns: 150 },
    )
    await until(() => relay.stats.connections === 1)
    expect(relay.stats.storedFrames).toBe(1)
    expect(relay.relay.roomsInMemory).toBe(1)
    expect(await isWell(relay)).toBe(true)
  })
  it('are logged without address, room or content, if at all', async () => {
    const logger = listening()
    const relay = await relayWith({}, { logger })
    const room = makeRoom()
    const mallory = kept(await writerOf(relay.relayUrl, room))
    await mallory.put(makeFrame(makeRoom(), { kind: KIND.update }))
    await mallory.closed()
    const said = logger.lines.join('\n')
    expect(said).not.toMatch(/127\.0\.0\.1|::1/)
    expect(said).not.toContain(Buffer.from(room.room).toString('hex').slice(0, 8))
    expect(relay.stats.refused).toMatchObject({ 'wrong room': 1 })
    expect(relay.stats.closed).toMatchObject({ [CLOSE.badMessage.code]: 1 })
  })
})
