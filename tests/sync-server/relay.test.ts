import { describe, expect, it } from 'vitest'
import { concat, toHex } from '../../shared/bytes'
import { CURSOR_ORIGIN, type Cursor } from '../../shared/chain'
import { KIND } from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { encodeDown, encodeUp } from '../../shared/message'
import { MemoryLog } from '../../sync-server/logs/memory'
import { makeCreate, makeFrame, makeRoom, makeSnapshot, makeUpdate } from '../support/frames'
import { chainOf, RelayClient, writerOf } from '../support/relayClient'
import { clientOf, kept, relayWith, until } from '../support/relays'

describe('writing and reading', () => {
  it('[S2] acknowledges with the place that others see, in the same order for all', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const [alice, bob, carol] = [kept(await writerOf(relay.relayUrl, room)), kept(await writerOf(relay.relayUrl, room)), await clientOf(relay)]
    await carol.hello(room)
    const frames = Array.from({ length: 40 }, () => makeUpdate(room))
    await Promise.all(frames.map((frame, i) => (i % 2 ? alice : bob).store(frame)))
    await carol.until(() => carol.frames.length === 41)
    expect(carol.frames.map(({ place }) => place.seq)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1))
    const ids = carol.frames.map(({ id }) => Buffer.from(id, 'hex'))
    carol.frames.forEach(({ place }, i) => {
      expect(toHex(place.chain)).toBe(toHex(chainOf(ids.slice(0, i + 1))))
    })
    for (const frame of frames) {
      const place = carol.frames.find(({ id }) => id === toHex(frame.id))?.place
      const answer = await (frames.indexOf(frame) % 2 ? alice : bob).answerTo(frame)
      expect(answer).toMatchObject({ type: 'ack', place: { seq: place?.seq } })
    }
  })

  it('[S2] says nothing of a frame before it is durable: neither to its writer nor to others', async () => {
    let isHeld = false
    const waiting: (() => void)[] = []
    const sync = (): Promise<void> => (isHeld ? new Promise((resolve) => void waiting.push(resolve)) : Promise.resolve())
    const relay = await relayWith({}, { log: new MemoryLog({ sync }) })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    await alice.store(makeUpdate(room))
    await bob.until(() => bob.frames.length === 2)
    isHeld = true
    const frame = makeUpdate(room)
    alice.send(frame)
    await until(() => waiting.length === 1)
    // A hello is answered meanwhile, so whatever was sent before would have come too.
    expect((await bob.hello(room, { cursor: bob.frames[1]?.place ?? CURSOR_ORIGIN })).exists).toBe(true)
    expect(bob.frames.length).toBe(2)
    expect(alice.all('ack').length).toBe(2)
    isHeld = false
    waiting[0]?.()
    expect((await alice.answerTo(frame)).type).toBe('ack')
    await bob.until(() => bob.frames.length === 3)
  })

  it('[S2] sends a frame whose write failed to nobody, answers "disk full", and takes it when there is space again', async () => {
    const log = new MemoryLog()
    const relay = await relayWith({}, { log })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    log.fail('The disk is full.')
    const frame = makeUpdate(room)
    expect(await alice.put(frame)).toMatchObject({ type: 'refused', refusal: 'disk full' })
    expect(await (await fetch(`${relay.url}/health`)).json()).toMatchObject({ status: 'cannot write' })
    log.fail(null)
    alice.heard.length = 0
    expect((await alice.store(frame)).seq).toBe(2)
    await bob.until(() => bob.frames.length === 2)
    expect(bob.frames.map(({ place }) => place.seq)).toEqual([1, 2])
  })

  it('[S3] a frame sent again changes nothing: same place, and others are not sent it twice', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    const frame = makeUpdate(room)
    const place = await alice.store(frame)
    alice.heard.length = 0
    expect(await alice.store(frame)).toEqual(place)
    await alice.store(makeUpdate(room))
    await bob.until(() => bob.frames.length === 3)
    expect(bob.frames.map(({ place }) => place.seq)).toEqual([1, 2, 3])
  })

  it('[S3a] takes frames of one channel in the order in which they came, verified or not', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    const frames = [makeCreate(room), makeUpdate(room), makeFrame(room, { kind: KIND.moved }), makeUpdate(room, 100_000), makeUpdate(room)]
    // Before anything is answered: the create, frames without proof, the proof, and frames with it.
    for (const frame of frames.slice(0, 3)) alice.send(frame)
    alice.prove(room)
    for (const frame of frames.slice(3)) alice.send(frame)
    for (const [i, frame] of frames.entries()) expect(await alice.answerTo(frame)).toMatchObject({ type: 'ack', place: { seq: i + 1 } })
  })
})

describe('hello', () => {
  it('[S2a] resumes where the chain fits, and resets where it does not', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const places = [await alice.store(makeUpdate(room)), await alice.store(makeUpdate(room)), await alice.store(makeUpdate(room))]
    const bob = await clientOf(relay)
    await bob.hello(room, { cursor: places[1] ?? CURSOR_ORIGIN })
    expect(bob.frames.map(({ place }) => place.seq)).toEqual([4])
    expect(bob.all('reset')).toEqual([])
    const carol = await clientOf(relay)
    await carol.hello(room, { cursor: { seq: 3, chain: new Uint8Array(16).fill(4) } })
    expect(carol.all('reset').length).toBe(1)
    expect(carol.heard.findIndex(({ type }) => type === 'reset')).toBeLessThan(carol.heard.findIndex(({ type }) => type === 'getPart'))
    expect(carol.frames.map(({ place }) => place.seq)).toEqual([1, 2, 3, 4])
  })
  it('[S2a] resets a cursor of a room that this relay has lost', async () => {
    const relay = await relayWith()
    const alice = await clientOf(relay)
    const { exists } = await alice.hello(makeRoom(), { cursor: { seq: 7, chain: new Uint8Array(16).fill(1) } })
    expect(exists).toBe(false)
    expect(alice.all('reset').length).toBe(1)
  })
  it('[S5] gives a joiner the create, the snapshot and what follows; [S7] not before it has stood', async () => {
    const relay = await relayWith({ standMs: 0, graceMs: 0, sweepMs: 10 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const rows: Cursor[] = []
    for (let i = 0; i < 10; i++) rows.push(await alice.store(makeUpdate(room, 5000)))
    const at = rows[7] ?? CURSOR_ORIGIN
    const snapshot = makeSnapshot(room, { to: at.seq, toChain: at.chain })
    await alice.store(snapshot)
    await until(() => relay.stats.storedFrames === 12)
    const bob = await clientOf(relay)
    await bob.hello(room)
    expect(bob.frames.map(({ role, place }) => `${role} ${place.seq}`)).toEqual(['row 1', 'snapshot 9', 'row 10', 'row 11', 'row 12'])
    expect(bob.frames[1]?.id).toBe(toHex(snapshot.id))
    expect(toHex(bob.frames[1]?.place.chain ?? new Uint8Array())).toBe(toHex(at.chain))
    // What it covers is off the log after a while; a cursor inside is then no longer resumed.
    const carol = await clientOf(relay)
    await expect
      .poll(async () => {
        carol.heard.length = 0
        await carol.hello(room, { cursor: rows[3] ?? CURSOR_ORIGIN })
        return carol.all('reset').length
      })
      .toBe(1)
  })
  it('[S7] a snapshot after a forget erases at once, and the older generation is gone', async () => {
    const log = new MemoryLog()
    const relay = await relayWith({}, { log })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.store(makeUpdate(room))
    const at = await alice.store(makeUpdate(room))
    const snapshot = makeSnapshot(room, { to: at.seq, toChain: at.chain, noGrace: true })
    await alice.store(snapshot)
    await expect.poll(async () => (await log.read(room.room, 0, 99, 1e9)).map(({ seq }) => seq)).toEqual([1, 4])
    const bob = await clientOf(relay)
    await bob.hello(room, { avoided: [snapshot.id] })
    expect(bob.frames.map(({ role, place }) => `${role} ${place.seq}`)).toEqual(['row 1', 'snapshot 3', 'row 4'])
  })
  it('[S7] asks one proven writer for a snapshot, and another when none comes', async () => {
    const relay = await relayWith({ tailBytes: 1000, askAgainMs: 30, sweepMs: 10 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = kept(await writerOf(relay.relayUrl, room))
    const reader = await clientOf(relay)
    await reader.hello(room)
    await bob.store(makeUpdate(room))
    await alice.store(makeUpdate(room, 2000))
    const asked = () => [alice, bob].map((client) => client.all('wantSnapshot').length)
    await until(() => asked().every((count) => count > 0))
    expect(reader.all('wantSnapshot')).toEqual([])
    const at = await alice.store(makeUpdate(room))
    await alice.store(makeSnapshot(room, { to: at.seq, toChain: at.chain }))
    const before = asked()
    await new Promise((resolve) => setTimeout(resolve, 120))
    expect(asked()).toEqual(before)
  })
  it('[S9] hands frames only to those who show the fetch token', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    kept(await writerOf(relay.relayUrl, room))
    const mallory = await clientOf(relay)
    const access = { room: room.room, fetchToken: new Uint8Array(32).fill(1) }
    await expect(mallory.hello(room, { access })).rejects.toMatchObject({ refusal: 'wrong token' })
    expect(mallory.frames).toEqual([])
    mallory.prove(room)
    mallory.send(makeUpdate(room))
    // The channel is dead; the connection is not.
    await mallory.hello(room, { channel: 2 })
    expect(mallory.all('ack')).toEqual([])
  })
  it('[S9] checks the tokens of those who waited for the room, before they get anything of it', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const [bob, mallory] = [await clientOf(relay), await clientOf(relay)]
    expect((await bob.hello(room)).exists).toBe(false)
    expect((await mallory.hello(room, { access: { room: room.room, fetchToken: new Uint8Array(32) } })).exists).toBe(false)
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.store(makeUpdate(room))
    await bob.until(() => bob.frames.length === 2)
    await mallory.until(() => mallory.all('channelRefused').length === 1)
    expect(mallory.frames).toEqual([])
  })
})

describe('parts', () => {
  it('[S6] a connection that dies after every part still delivers a large frame, both ways', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    kept(await writerOf(relay.relayUrl, room)).close()
    const frame = makeUpdate(room, 600_000)
    let offset = 0
    let deaths = 0
    for (;;) {
      const alice = await clientOf(relay)
      const { resumeAt } = await alice.hello(room, { sending: frame.id })
      expect(resumeAt).toBe(offset)
      alice.prove(room)
      const [part] = alice.partsOf(frame, 1, resumeAt)
      if (!part) throw new Error('nothing left')
      alice.say(part)
      if (resumeAt + LIMITS.part >= frame.bytes.length) {
        expect((await alice.answerTo(frame)).type).toBe('ack')
        break
      }
      offset += LIMITS.part
      await until(() => relay.relay.partials.bytes === offset)
      alice.kill()
      deaths++
    }
    expect(deaths).toBe(9)
    // Down again: each connection takes one part and dies.
    const got: Uint8Array[] = []
    let have = 0
    while (have < frame.bytes.length) {
      const bob = await clientOf(relay)
      const first = (await chainAt(relay, room)) ?? CURSOR_ORIGIN
      bob.sayHello(room, { cursor: first, receiving: have > 0 ? { frameId: frame.id, offset: have } : null })
      const part = await bob.until(() => bob.all('getPart')[0])
      expect(part.offset).toBe(have)
      got.push(part.bytes)
      have += part.bytes.length
      bob.kill()
    }
    expect(Buffer.compare(concat(...got), frame.bytes)).toBe(0)
  })
  it('[S6] asks for the frame anew when the first parts of it are not here', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const frame = makeUpdate(room, 200_000)
    for (const part of alice.partsOf(frame).slice(1)) alice.say(part)
    expect(await alice.answerTo(frame)).toMatchObject({ type: 'refused', refusal: 'slow down' })
    alice.heard.length = 0
    expect((await alice.put(frame)).type).toBe('ack')
  })
  it('[S6] cuts what it sends into parts of 64 KiB', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    const frame = makeUpdate(room, 300_000)
    await alice.store(frame)
    await bob.until(() => bob.frames.length === 2)
    const parts = bob.all('getPart').slice(1)
    expect(parts.map(({ bytes }) => bytes.length).slice(0, -1)).toEqual(Array.from({ length: 4 }, () => LIMITS.part))
    expect(Buffer.compare(bob.frames[1]?.bytes ?? new Uint8Array(), frame.bytes)).toBe(0)
  })
})

/** The first row's place, as a cursor. */
async function chainAt(relay: Awaited<ReturnType<typeof relayWith>>, room: ReturnType<typeof makeRoom>) {
  const reader = await clientOf(relay)
  await reader.hello(room, { cursor: CURSOR_ORIGIN })
  return reader.frames[0]?.place
}

describe('a connection', () => {
  it('is known for a while after a cut: its channels need neither room nor token', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const at = await alice.store(makeUpdate(room))
    const { connectionId } = alice.welcome
    alice.kill()
    const again = await clientOf(relay)
    again.say({ type: 'resume', connectionId })
    await again.hello(room, { access: null, cursor: at })
    expect(again.all('welcome').map(({ resumed }) => resumed)).toEqual([false, true])
    // The proof is not resumed: it holds for one socket.
    again.prove(room)
    expect((await again.put(makeUpdate(room))).type).toBe('ack')
    // Once only.
    const third = await clientOf(relay)
    third.say({ type: 'resume', connectionId })
    await expect(third.hello(room, { access: null })).rejects.toMatchObject({ refusal: 'unknown channel' })
  })
  it('that was resumed before the relay noticed the cut takes the place of the old one', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const again = await clientOf(relay)
    again.say({ type: 'resume', connectionId: alice.welcome.connectionId })
    await again.hello(room, { access: null })
    await alice.closed()
    expect(relay.stats.connections).toBe(1)
  })
  it('is forgotten after five minutes', async () => {
    const relay = await relayWith({ resumeMs: 20 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    alice.kill()
    await until(() => relay.stats.connections === 0)
    await new Promise((resolve) => setTimeout(resolve, 30))
    const again = await clientOf(relay)
    again.say({ type: 'resume', connectionId: alice.welcome.connectionId })
    await expect(again.hello(room, { access: null })).rejects.toMatchObject({ refusal: 'unknown channel' })
  })
  it('gets what was said in one turn in one message', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    for (let i = 0; i < 50; i++) await alice.store(makeUpdate(room))
    const bob = await RelayClient.connect(relay.relayUrl)
    let messages = 0
    kept(bob).socket.on('message', () => messages++)
    await bob.hello(room)
    expect(bob.frames.length).toBe(51)
    expect(messages).toBeLessThanOrEqual(3)
  })
  it('passes over records of a type that a later version may bring', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    alice.sayBytes(concat(new Uint8Array([40, 0, 0, 0, 2, 1, 2]), encodeUp({ type: 'bye', channel: 9 })))
    expect((await alice.hello(room)).exists).toBe(false)
  })
  it('says what the wire’s own encoder would say', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room, { channel: 4_000_000_000 })
    const raw: Buffer[] = []
    bob.socket.on('message', (data: Buffer) => raw.push(data))
    const frame = makeUpdate(room)
    const place = await alice.store(frame)
    await bob.until(() => bob.frames.length === 2)
    const { id, bytes } = frame
    const same = encodeDown({ type: 'getPart', channel: 4_000_000_000, place, role: 'row', frameId: id, offset: 0, total: bytes.length, bytes })
    expect(Buffer.compare(Buffer.concat(raw), same)).toBe(0)
  })
})

describe('rooms', () => {
  it('are in memory only while somebody is in them', async () => {
    const relay = await relayWith()
    const rooms = Array.from({ length: 20 }, () => makeRoom())
    const alice = await clientOf(relay)
    for (const [channel, room] of rooms.entries()) {
      await alice.hello(room, { channel })
      await alice.store(makeCreate(room), channel)
    }
    expect(relay.relay.roomsInMemory).toBe(20)
    alice.say({ type: 'bye', channel: 0 })
    await until(() => relay.relay.roomsInMemory === 19)
    alice.kill()
    await until(() => relay.relay.roomsInMemory === 0)
    const bob = await clientOf(relay)
    for (const [channel, room] of rooms.entries()) expect((await bob.hello(room, { channel })).exists).toBe(true)
  })
  it('[S7] lose what is out of grace also when nobody is in them', async () => {
    const log = new MemoryLog()
    const relay = await relayWith({ standMs: 0, graceMs: 0, sweepMs: 60_000, sweepRoomsMs: 20 }, { log })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const at = await alice.store(makeUpdate(room))
    await alice.store(makeSnapshot(room, { to: at.seq, toChain: at.chain }))
    alice.kill()
    await expect.poll(async () => (await log.read(room.room, 0, 99, 1e9)).map(({ seq }) => seq)).toEqual([1, 3])
    expect(relay.relay.roomsInMemory).toBe(0)
  })
})
