import { describe, expect, it } from 'vitest'
import { CLOSE } from '../../shared/closeCodes'
import { KIND, SIGNER } from '../../shared/frame'
import { SAMPLE } from '../../sync-server/channel'
import { importKey, type VerifySignature, verifySignature } from '../../sync-server/keys'
import { MemoryLog } from '../../sync-server/logs/memory'
import { defaultNames } from '../../sync-server/names'
import { Relay } from '../../sync-server/relay'
import { makeCreate, makeFrame, makeRoom, makeSnapshot, makeUpdate, publicBytes, signingKey } from '../support/frames'
import { writerOf } from '../support/relayClient'
import { clientOf, kept, listening, relayWith, until } from '../support/relays'

const forger = signingKey(new Uint8Array(32).fill(5))

describe('[S9] without a proof', () => {
  it('each frame is verified: a good one is stored, a forged one is refused and ends the connection', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    await alice.store(makeCreate(room))
    for (let i = 0; i < 5; i++) await alice.store(makeUpdate(room))
    const forged = makeFrame(room, { kind: KIND.update, key: forger })
    expect(await alice.put(forged)).toMatchObject({ type: 'refused', refusal: 'bad signature' })
    expect(await alice.closed()).toBe(CLOSE.badSignature.code)
    expect(alice.words).toBe(CLOSE.badSignature.words)
    expect(relay.stats.storedFrames).toBe(6)
  })
  it('a voice key signs records and nothing else', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    await alice.store(makeCreate(room))
    await alice.store(makeFrame(room, { kind: KIND.record, signer: SIGNER.voice }))
    expect(await alice.put(makeFrame(room, { kind: KIND.update, signer: SIGNER.write, key: room.voice }))).toMatchObject({ refusal: 'bad signature' })
    await alice.closed()
    const bob = await clientOf(relay)
    await bob.hello(room)
    expect(await bob.put(makeFrame(room, { kind: KIND.update, signer: SIGNER.voice }))).toMatchObject({ refusal: 'bad frame' })
    expect(await bob.closed()).toBe(CLOSE.badMessage.code)
  })
  it('a queue that is full answers "slow down", and the frame may come again', async () => {
    const relay = await relayWith({ verifyQueue: 3 })
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    await alice.store(makeCreate(room))
    // Each channel waits for its own frames, so many channels fill the queue.
    for (let channel = 2; channel < 30; channel++) await alice.hello(room, { channel })
    const frames = Array.from({ length: 28 }, () => makeUpdate(room))
    for (const [i, frame] of frames.entries()) alice.send(frame, i + 2)
    const answers = await Promise.all(frames.map((frame) => alice.answerTo(frame)))
    const refused = answers.filter(({ type }) => type === 'refused')
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.every((answer) => answer.type === 'refused' && answer.refusal === 'slow down')).toBe(true)
    expect(answers.some(({ type }) => type === 'ack')).toBe(true)
    expect(alice.code).toBeNull()
  })
})

describe('[S9] with a proof', () => {
  it(`the first frame is verified, and every ${SAMPLE}th; what lies between is taken`, async () => {
    let checked = 0
    const verify: VerifySignature = (...all) => {
      checked++
      return verifySignature(...all)
    }
    const relay = await relayWith({ framesBurst: 1000 }, {})
    Object.assign(relay.relay.lane, { verify })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.store(makeUpdate(room))
    checked = 0
    for (let i = 2; i <= SAMPLE; i++) await alice.store(makeFrame(room, { kind: KIND.update, key: forger }))
    expect(checked).toBe(0)
    expect(await alice.put(makeFrame(room, { kind: KIND.update, key: forger }))).toMatchObject({ refusal: 'bad signature' })
    expect(await alice.closed()).toBe(CLOSE.badSignature.code)
  })
  it.each([
    ['moved', (room: ReturnType<typeof makeRoom>) => makeFrame(room, { kind: KIND.moved, key: forger })],
    ['snapshot', (room: ReturnType<typeof makeRoom>) => ({ ...makeSnapshot({ ...room, write: forger }, {}) })],
  ])('%s is verified always', async (_, make) => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    for (let i = 0; i < 3; i++) await alice.store(makeUpdate(room))
    expect(await alice.put(make(room))).toMatchObject({ refusal: 'bad signature' })
    expect(await alice.closed()).toBe(CLOSE.badSignature.code)
    expect(relay.stats.storedFrames).toBe(4)
  })
  it('of the voice key it admits records; an update is not allowed, and the connection stands', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    kept(await writerOf(relay.relayUrl, room))
    const bob = await clientOf(relay)
    await bob.hello(room)
    bob.prove(room, 'voice')
    await bob.store(makeFrame(room, { kind: KIND.record, signer: SIGNER.voice }))
    for (const frame of [makeUpdate(room), makeSnapshot(room, {}), makeFrame(room, { kind: KIND.moved })])
      expect(await bob.put(frame)).toMatchObject({ type: 'refused', refusal: 'not allowed' })
    await bob.store(makeFrame(room, { kind: KIND.record, signer: SIGNER.voice }))
    // A record in the write key's name is not covered by it.
    expect(await bob.put(makeFrame(room, { kind: KIND.record, signer: SIGNER.write, key: room.voice }))).toMatchObject({ refusal: 'bad signature' })
  })
  it('by another key, or over another nonce, room or name, it is refused, and frames are verified as before', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    await alice.store(makeCreate(room))
    alice.prove(room, 'write', { key: forger })
    await alice.until(() => alice.all('channelRefused').length === 1)
    const other = await clientOf(relay)
    await other.hello(room)
    const { nonce } = alice.welcome
    Object.defineProperty(other, 'welcome', { value: { nonce } })
    other.prove(room)
    await other.until(() => other.all('channelRefused').length === 1)
    alice.prove(makeRoom())
    await alice.until(() => alice.all('channelRefused').length === 2)
    expect(alice.all('channelRefused').every(({ refusal }) => refusal === 'bad proof')).toBe(true)
    expect((await alice.put(makeUpdate(room))).type).toBe('ack')
    expect(await alice.put(makeFrame(room, { kind: KIND.update, key: forger }))).toMatchObject({ refusal: 'bad signature' })
  })
  it('for another name it is no error: frames are verified one by one, and the operator is told once', async () => {
    const logger = listening()
    const relay = await relayWith({ tailBytes: 100 }, { logger, relayNames: ['relay.example.org'] })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.store(makeUpdate(room))
    expect(alice.all('channelRefused')).toEqual([])
    expect(relay.stats.otherNames).toBe(1)
    expect(logger.lines.filter((line) => line.includes('RELAY_NAMES')).length).toBe(1)
    alice.prove(room)
    await until(() => relay.stats.otherNames === 2)
    expect(logger.lines.length).toBe(1)
    // It may still be asked for a snapshot.
    await alice.until(() => alice.all('wantSnapshot').length > 0)
    expect(await alice.put(makeFrame(room, { kind: KIND.update, key: forger }))).toMatchObject({ refusal: 'bad signature' })
  })
  it('under its own name it counts', async () => {
    let checked = 0
    const relay = await relayWith({}, { relayNames: ['relay.example.org', 'localhost:8080'] })
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    await alice.store(makeCreate(room))
    alice.prove(room, 'write', { relayName: 'relay.example.org' })
    await alice.store(makeUpdate(room))
    Object.assign(relay.relay.lane, {
      verify: (...all: Parameters<VerifySignature>) => {
        checked++
        return verifySignature(...all)
      },
    })
    for (let i = 0; i < 10; i++) await alice.store(makeUpdate(room))
    expect(checked).toBe(0)
    expect(relay.stats.otherNames).toBe(0)
  })
  it('sent before the room is there it counts as soon as it is', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const alice = await clientOf(relay)
    await alice.hello(room)
    alice.prove(room)
    await alice.store(makeCreate(room))
    await alice.store(makeUpdate(room))
    await alice.store(makeFrame(room, { kind: KIND.update, key: forger }))
  })
})

describe('[S9] keys', () => {
  const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))
  it.each([
    ['the identity', '0100000000000000000000000000000000000000000000000000000000000000'],
    ['the identity, sign set', '0100000000000000000000000000000000000000000000000000000000000080'],
    ['order 2', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['order 4', '0000000000000000000000000000000000000000000000000000000000000000'],
    ['order 8', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'],
    ['order 8, the other', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['order 8, sign set', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'],
    ['not canonical: p', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['not canonical: p + 1', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['not canonical: 2^255 - 1', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
    ['too short', '0102'],
  ])('that are no good are refused: %s', (_, key) => {
    expect(importKey(fromHex(key))).toBeNull()
  })
  it('that are good verify what they signed, and nothing else', async () => {
    const key = importKey(publicBytes(forger))
    const { sign } = await import('node:crypto')
    const bytes = new Uint8Array([1, 2, 3])
    if (!key) throw new Error('a good key was refused')
    expect(await verifySignature(key, bytes, sign(null, bytes, forger))).toBe(true)
    expect(await verifySignature(key, new Uint8Array([1, 2, 4]), sign(null, bytes, forger))).toBe(false)
    expect(await verifySignature(key, bytes, new Uint8Array(64))).toBe(false)
    expect(await verifySignature(key, bytes, new Uint8Array(3))).toBe(false)
  })
  it('make no room whose keys are of small order', async () => {
    const relay = await relayWith()
    const room = makeRoom()
    const { roomOf } = await import('../../shared/frame')
    const keys = { ...room.keys, writePublic: fromHex('0100000000000000000000000000000000000000000000000000000000000000') }
    const weak = { ...room, keys, room: roomOf(keys) }
    const mallory = await clientOf(relay)
    await mallory.hello(weak)
    expect(await mallory.put(makeCreate(weak))).toMatchObject({ refusal: 'bad frame' })
  })
})

it('[S9] a relay is known by default as every loopback and interface address with its port', () => {
  const names = defaultNames(8080)
  expect(names).toEqual(expect.arrayContaining(['localhost:8080', '127.0.0.1:8080', '[::1]:8080']))
  expect(defaultNames(80)).toEqual(expect.arrayContaining(['localhost', 'localhost:80']))
  expect(names.every((name) => name === name.toLowerCase() && !name.includes('%'))).toBe(true)
})
it('[S9] has no names that it was not given', () => {
  const relay = new Relay({ log: new MemoryLog(), isOwnName: (name) => name === 'a' })
  expect([relay.isOwnName('a'), relay.isOwnName('b')]).toEqual([true, false])
  return relay.stop()
})
