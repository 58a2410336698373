import { describe, expect, it } from 'vitest'
import { deflate } from '../../../client/crypto/deflate'
import { createFrame, FrameTooLarge, openFrame, openLive, readCreate, sealFrame, sealLive } from '../../../client/crypto/frame'
import {
  decodeMovedBody,
  decodeRecordBody,
  decodeSnapshotBody,
  encodeIdentity,
  encodeMovedBody,
  encodeRecordBody,
  encodeSnapshotBody,
} from '../../../client/crypto/frameBodies'
import { sizeClass } from '../../../client/crypto/padding'
import { decodePlaintext, encodePlaintext, NO_AUTHOR } from '../../../client/crypto/plaintext'
import { lower, newCapability, withKeys } from '../../../client/crypto/seed'
import { concat, equalBytes, utf8 } from '../../../shared/bytes'
import { CHAIN_ORIGIN } from '../../../shared/chain'
import { encodeCover, encodeRoomKeys, KIND, parseFrame, SIGNER } from '../../../shared/frame'
import { LIMITS } from '../../../shared/limits'
import { keysOf, reasonOf, valueIn } from './support'

const alice = newCapability()
const keys = keysOf(alice)
const author = new Uint8Array(16).fill(7)
const says = (text: string) => ({ schema: 1, author, isV2: false, body: utf8(text) })
const cover = encodeCover({ noGrace: true, from: 0, to: 12, toChain: CHAIN_ORIGIN })
const identity = { workspaceId: new Uint8Array(16).fill(1), documentId: new Uint8Array(16).fill(2), kind: 'text' as const }

describe('a frame, sealed and opened', () => {
  it('gives back what was sealed, for every kind that is stored', async () => {
    for (const [kind, clear] of [
      [KIND.update, undefined],
      [KIND.snapshot, cover],
      [KIND.record, undefined],
      [KIND.moved, undefined],
    ] as const) {
      const sealed = await sealFrame(alice, kind, { ...says('the hall is booked'), isV2: true }, clear)
      const opened = valueIn(await openFrame(lower(alice, 'read'), keys, sealed.bytes))
      expect(opened.id).toEqual(sealed.id)
      expect(opened.frame.kind).toBe(kind)
      expect(opened.plaintext).toEqual({ ...says('the hall is booked'), isV2: true })
    }
  })

  it('lets the voice rung seal records and nothing else', async () => {
    const voice = lower(alice, 'voice')
    const sealed = await sealFrame(voice, KIND.record, says('note'))
    expect(valueIn(await openFrame(alice, keys, sealed.bytes)).frame.signer).toBe(SIGNER.voice)
    for (const kind of [KIND.update, KIND.snapshot, KIND.moved]) await expect(sealFrame(voice, kind, says('x'))).rejects.toThrow(RangeError)
    await expect(sealFrame(alice, KIND.update, says('x'), undefined, SIGNER.voice)).rejects.toThrow(RangeError)
    await expect(sealFrame(lower(alice, 'read'), KIND.record, says('x'))).rejects.toThrow(RangeError)
    await expect(sealFrame(alice, KIND.live, says('x'))).rejects.toThrow(RangeError)
  })

  it('refuses every single flipped bit', async () => {
    const { bytes } = await sealFrame(alice, KIND.update, says('45,620'))
    for (let at = 0; at < bytes.length; at++) {
      const bent = bytes.slice()
      bent[at] = (bent[at] ?? 0) ^ (1 << (at % 8))
      expect((await openFrame(alice, keys, bent)).ok, `byte ${at}`).toBe(false)
    }
  })

  it('words what is wrong', async () => {
    const { bytes } = await sealFrame(alice, KIND.update, says('x'))
    const bob = newCapability()
    const bobs = await sealFrame(bob, KIND.update, says('x'))
    expect(await openFrame(alice, keys, bobs.bytes)).toEqual({ ok: false, reason: 'wrong room' })
    expect(await openFrame(alice, keysOf(bob), bytes)).toEqual({ ok: false, reason: 'wrong keys' })
    expect(await openFrame(alice, keys, bytes.slice(0, -1))).toEqual({ ok: false, reason: 'cut off' })
    expect(await openFrame(alice, keys, concat(bytes, Uint8Array.of(0)))).toEqual({ ok: false, reason: 'not a frame' })
    expect(await openFrame(alice, keys, sealLive(alice, says('x')))).toEqual({ ok: false, reason: 'wrong kind' })
    const badSignature = bytes.slice()
    badSignature[bytes.length - 20] = (badSignature[bytes.length - 20] ?? 0) ^ 1
    expect(await openFrame(alice, keys, badSignature)).toEqual({ ok: false, reason: 'bad signature' })
    const otherKey = { ...alice, frameKey: bob.frameKey }
    expect(await openFrame(otherKey, keys, bytes)).toEqual({ ok: false, reason: 'cannot be opened' })
  })

  it('is refused where a reader moves it under another kind', async () => {
    const { bytes } = await sealFrame(alice, KIND.record, says('x'))
    const moved = bytes.slice()
    moved[3] = KIND.update
    expect(await openFrame(alice, keys, moved)).toEqual({ ok: false, reason: 'bad signature' })
  })

  it('[S6] is never larger than a frame may be', async () => {
    const body = globalThis.crypto.getRandomValues(new Uint8Array(65_536))
    const large = new Uint8Array(LIMITS.frame)
    for (let at = 0; at < large.length; at += body.length) large.set(globalThis.crypto.getRandomValues(body), at)
    await expect(sealFrame(alice, KIND.update, { ...says(''), body: large })).rejects.toThrow(FrameTooLarge)
    const fits = await sealFrame(alice, KIND.update, { ...says(''), body: large.subarray(0, LIMITS.frame - 16_384) })
    expect(fits.bytes.length).toBeLessThanOrEqual(LIMITS.frame)
    expect(valueIn(parseFrame(fits.bytes)).kind).toBe(KIND.update)
  })
})

describe('padding', () => {
  it('gives a stored frame a size class', async () => {
    for (const length of [0, 1, 85, 86, 87, 128, 300, 700, 5_000, 100_000]) {
      const body = globalThis.crypto.getRandomValues(new Uint8Array(Math.min(length, 65_536)))
      const { bytes } = await sealFrame(alice, KIND.update, { ...says(''), body })
      expect(bytes.length).toBe(sizeClass(bytes.length))
      expect([256, 512, 1024].includes(bytes.length) || bytes.length > 1024).toBe(true)
    }
  })
  it('does not tell one short word from another', async () => {
    const lengths = await Promise.all(['a', 'objection', 'stand aside'].map(async (word) => (await sealFrame(alice, KIND.record, says(word))).bytes.length))
    expect(new Set(lengths)).toEqual(new Set([256]))
  })
  it('costs at most 12 % past 1 KiB, and never shrinks', () => {
    let last = 0
    for (let length = 1; length < 3_000_000; length = Math.ceil(length * 1.01)) {
      const size = sizeClass(length)
      expect(size).toBeGreaterThanOrEqual(length)
      expect(size).toBeGreaterThanOrEqual(last)
      if (length > 1024) expect(size / length).toBeLessThan(1.12)
      last = size
    }
  })
  it('gives a live frame a multiple of 64 bytes', () => {
    for (let length = 0; length < 120; length++) expect(sealLive(alice, { ...says(''), body: new Uint8Array(length) }).length % 64).toBe(0)
  })
})

describe('plaintext', () => {
  const whole = (length: number) => length
  it('deflates bodies over 128 bytes where that is shorter', () => {
    const body = utf8('what we said and what happened. '.repeat(100))
    const written = encodePlaintext({ schema: 1, author, isV2: true, body }, whole)
    expect(written.length).toBeLessThan(200)
    expect(valueIn(decodePlaintext(written))).toEqual({ schema: 1, author, isV2: true, body })
    const short = encodePlaintext({ schema: 1, author, isV2: false, body: body.subarray(0, 128) }, whole)
    expect(short.length).toBe(23 + 128)
  })
  it('ends a bomb at the limit', () => {
    const bomb = deflate(new Uint8Array(LIMITS.inflated + 1))
    const head = Uint8Array.of(0, 1, 2, ...NO_AUTHOR, 0, 0, bomb.length >> 8, bomb.length & 255)
    expect(bomb.length).toBeLessThan(65_536)
    // by its reason alone: a failure must not print 32 MiB
    expect(reasonOf(decodePlaintext(concat(head, bomb)))).toBe('body too large')
  })
  it('inflates up to the limit, and not a byte further', () => {
    const limit = 100_000
    const sealed = (length: number) => encodePlaintext({ ...says(''), body: new Uint8Array(length) }, whole)
    expect(valueIn(decodePlaintext(sealed(limit), limit)).body.length).toBe(limit)
    expect(reasonOf(decodePlaintext(sealed(limit + 1), limit))).toBe('body too large')
  })
  it('refuses unknown flags, padding that is not zero, and a body that is cut off', () => {
    const good = encodePlaintext(says('x'), (length) => length + 10)
    const bend = (at: number, value: number) => good.map((byte, i) => (i === at ? value : byte))
    expect(decodePlaintext(bend(2, 4))).toEqual({ ok: false, reason: 'unknown flags' })
    expect(decodePlaintext(bend(good.length - 1, 1))).toEqual({ ok: false, reason: 'malformed' })
    expect(decodePlaintext(bend(20, 1))).toEqual({ ok: false, reason: 'malformed' })
    expect(decodePlaintext(bend(2, 2))).toEqual({ ok: false, reason: 'malformed' })
  })
  it('does not encode what cannot be', () => {
    expect(() => encodePlaintext({ ...says('x'), schema: 65_536 }, whole)).toThrow(RangeError)
    expect(() => encodePlaintext({ ...says('x'), author: new Uint8Array(15) }, whole)).toThrow(RangeError)
  })
})

describe('a live frame', () => {
  it('opens with the read rung, without a signature', () => {
    const bytes = sealLive(lower(alice, 'read'), says('here'))
    expect(valueIn(openLive(alice, bytes)).plaintext.body).toEqual(utf8('here'))
  })
  it('is at most 2 KiB and refuses stored kinds and other rooms', async () => {
    const random = globalThis.crypto.getRandomValues(new Uint8Array(2048))
    expect(() => sealLive(alice, { ...says(''), body: random })).toThrow(FrameTooLarge)
    const { bytes } = await sealFrame(alice, KIND.update, says('x'))
    expect(openLive(alice, bytes)).toEqual({ ok: false, reason: 'wrong kind' })
    expect(openLive(newCapability(), sealLive(alice, says('x')))).toEqual({ ok: false, reason: 'wrong room' })
  })
})

describe('create', () => {
  it('tells a reader the keys and the names', async () => {
    const { id, bytes } = await createFrame(alice, identity)
    const reader = lower({ ...alice, keys: null }, 'read')
    const read = valueIn(await readCreate(reader, bytes))
    expect(read).toEqual({ id, keys, identity })
    expect(valueIn(withKeys(reader, read.keys)).keys).toEqual(keys)
  })
  it('is refused with keys that do not hash to the room', async () => {
    const bob = newCapability()
    const forged = await createFrame({ ...bob, room: alice.room, frameKey: alice.frameKey }, identity)
    expect(await readCreate(alice, forged.bytes)).toEqual({ ok: false, reason: 'wrong keys' })
  })
  it('is refused with another room’s keys in it, even if the right key signed that', async () => {
    const { bytes } = await sealFrame(alice, KIND.create, { ...says(''), body: encodeIdentity(identity) }, encodeRoomKeys(keysOf(newCapability())))
    expect(await openFrame(alice, keys, bytes)).toEqual({ ok: false, reason: 'wrong keys' })
    expect(await readCreate(alice, bytes)).toEqual({ ok: false, reason: 'wrong keys' })
  })
  it('whose names are not names is refused', async () => {
    const { bytes } = await sealFrame(alice, KIND.create, says('names'), encodeRoomKeys(keys))
    expect(await readCreate(alice, bytes)).toEqual({ ok: false, reason: 'malformed' })
  })
  it('is not anything else', async () => {
    const { bytes } = await sealFrame(alice, KIND.update, says('x'))
    expect(await readCreate(alice, bytes)).toEqual({ ok: false, reason: 'wrong kind' })
    await expect(async () => createFrame(lower({ ...alice, keys: null }, 'voice'), identity)).rejects.toThrow(RangeError)
  })
})

describe('bodies', () => {
  it('come back as they were', () => {
    const body = { state: Uint8Array.of(1, 2), records: [Uint8Array.of(3), new Uint8Array(0)] }
    expect(decodeSnapshotBody(encodeSnapshotBody(body))).toEqual(body)
    expect(decodeRecordBody(encodeRecordBody(body.records))).toEqual(body.records)
    expect(decodeMovedBody(encodeMovedBody(alice.room))).toEqual({ successor: alice.room })
    expect(decodeMovedBody(encodeMovedBody(null))).toEqual({ successor: null })
  })
  it('refuse what they are not', () => {
    expect(decodeSnapshotBody(encodeRecordBody([Uint8Array.of(1)]))).toBeNull()
    expect(decodeRecordBody(encodeSnapshotBody({ state: Uint8Array.of(1), records: [] }))).toBeNull()
    expect(decodeMovedBody(Uint8Array.of(1))).toBeNull()
    expect(() => encodeRecordBody([])).toThrow(RangeError)
    expect(equalBytes(encodeSnapshotBody({ state: Uint8Array.of(1), records: [] }), Uint8Array.of(0x82, 0x41, 1, 0x80))).toBe(true)
  })
})
