import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { deflate } from '../../../client/crypto/deflate'
import { type CborValue, decodeCbor, encodeCbor } from '../../../client/crypto/deterministicCbor'
import { openFrame, openLive, readCreate } from '../../../client/crypto/frame'
import {
  decodeIdentity,
  decodeMovedBody,
  decodeRecordBody,
  decodeSnapshotBody,
  encodeIdentity,
  encodeRecordBody,
  encodeSnapshotBody,
} from '../../../client/crypto/frameBodies'
import { decodeInvitation, looksLikeInvitation } from '../../../client/crypto/invitation'
import { readInvitationBody, readJoinBody } from '../../../client/crypto/joining'
import { openEntry, readEntryKeys, sealEntry } from '../../../client/crypto/keyring'
import { joinsOf, personsOf } from '../../../client/crypto/person'
import { decodePlaintext, encodePlaintext } from '../../../client/crypto/plaintext'
import { type RecordId, type VerifiedRecord, verifyRecord } from '../../../client/crypto/record'
import { afterOf, forgottenIds, headsOf, readForgetBody } from '../../../client/crypto/recordSet'
import { lower, newCapability } from '../../../client/crypto/seed'
import { fromBase64Url, fromHex, toBase64Url, utf8 } from '../../../shared/bytes'
import { parseFrame } from '../../../shared/frame'
import type { Result } from '../../../shared/result'
import { hostileBytes } from '../../support/mutations'
import frames from '../../vectors/frames.json'
import invitations from '../../vectors/invitations.json'
import records from '../../vectors/records.json'
import { filled, keysOf, reasonOf, valueIn } from './support'

/** 10,000 inputs for each decoder: none throws, none grows past what it was given, and every refusal has words. */
const RUNS = { numRuns: 10_000 }
const hasWords = (result: Result<unknown>): void => {
  if (!result.ok) expect(result.reason).toMatch(/^[a-z][a-z ]+$/)
}

const alice = newCapability(fromHex(frames.editSeed))
const goodFrames = [...frames.frames.map(({ frame }) => frame), frames.create.frame, frames.live.frame].map(fromHex)
const goodRecords = records.records.map(({ record }) => fromHex(record))
const place = { workspaceId: fromHex(records.workspaceId), documentId: fromHex(records.documentId), keys: keysOf(alice) }

describe('hostile input', () => {
  it('frames: parsed, opened, read as create, opened as live', () =>
    fc.assert(
      fc.asyncProperty(hostileBytes(goodFrames), async (bytes) => {
        const parsed = parseFrame(bytes)
        hasWords(parsed)
        const opened = await openFrame(alice, keysOf(alice), bytes)
        hasWords(opened)
        // what opens is one of the good ones, byte for byte: nobody else has signed anything
        if (opened.ok) expect(goodFrames.some((good) => Buffer.from(good).equals(bytes))).toBe(true)
        hasWords(await readCreate(lower(alice, 'read'), bytes))
        const live = openLive(alice, bytes)
        hasWords(live)
        if (live.ok) expect(Buffer.from(bytes).toString('hex')).toBe(frames.live.frame)
      }),
      RUNS,
    ))

  it('records', () =>
    fc.assert(
      fc.asyncProperty(hostileBytes(goodRecords), async (bytes) => {
        const verified = await verifyRecord(bytes, place)
        hasWords(verified)
        if (verified.ok) expect(goodRecords.some((good) => Buffer.from(good).equals(bytes))).toBe(true)
      }),
      RUNS,
    ))

  it('invitations', () => {
    const goods = invitations.map(({ fragment }) => fragment)
    const bytesOf = (fragment: string): Uint8Array => fromBase64Url(fragment.slice(fragment.indexOf('.') + 1))
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      hostileBytes(goods.map(bytesOf)).map((bytes) => `#w1.${toBase64Url(bytes)}`),
      hostileBytes(goods.map(utf8)).map((bytes) => new TextDecoder().decode(bytes)),
    )
    fc.assert(
      fc.property(texts, (fragment) => {
        expect(typeof looksLikeInvitation(fragment)).toBe('boolean')
        const decoded = decodeInvitation(fragment)
        hasWords(decoded)
        if (decoded.ok) expect(goods).toContain(`#${fragment.trim().replace(/^#/, '')}`)
      }),
      RUNS,
    )
  })

  it('plaintexts, sealed by somebody who may', () => {
    const limit = 100_000
    const author = filled(16, 1)
    const bomb = deflate(new Uint8Array(1_000_000))
    const deflatedBomb = Uint8Array.of(0, 1, 2, ...author, 0, 0, bomb.length >> 8, bomb.length & 255, ...bomb)
    const goods = [
      encodePlaintext({ schema: 1, author, isV2: false, body: filled(20, 1) }, (length) => length + 9),
      encodePlaintext({ schema: 1, author, isV2: true, body: utf8('what we said and what happened. '.repeat(90)) }, (length) => length),
      deflatedBomb,
    ]
    expect(reasonOf(decodePlaintext(deflatedBomb, limit))).toBe('body too large')
    fc.assert(
      fc.property(hostileBytes(goods), (bytes) => {
        const decoded = decodePlaintext(bytes, limit)
        hasWords(decoded)
        if (decoded.ok) expect(decoded.value.body.length).toBeLessThanOrEqual(limit)
      }),
      RUNS,
    )
  })

  it('bodies and CBOR', () => {
    const goods = [
      encodeIdentity({ workspaceId: filled(16, 1), documentId: filled(16, 2), kind: 'chart' }),
      encodeSnapshotBody({ state: filled(9, 1), records: goodRecords.slice(0, 2) }),
      encodeRecordBody(goodRecords.slice(0, 2)),
      encodeCbor({ a: [1, -1, 'é', null, true, { b: filled(3, 1) }] }),
      filled(32, 1),
    ]
    fc.assert(
      fc.property(hostileBytes(goods), (bytes) => {
        decodeIdentity(bytes)
        decodeSnapshotBody(bytes)
        decodeRecordBody(bytes)
        decodeMovedBody(bytes)
        const decoded = decodeCbor(bytes)
        if (decoded) expect(Buffer.from(encodeCbor(decoded.value)).equals(bytes)).toBe(true)
      }),
      RUNS,
    )
  })

  it('index entries', () => {
    const workspace = newCapability()
    const entry = sealEntry(workspace, alice)
    const bent = fc.record({
      room: hostileBytes([entry.room]),
      readSeed: hostileBytes([entry.readSeed]),
      voiceBox: hostileBytes([entry.voiceBox]),
      editBox: hostileBytes([entry.editBox]),
    })
    const oneBent = fc
      .tuple(fc.constantFrom('room', 'readSeed', 'voiceBox', 'editBox'), bent)
      .map(([field, all]) => ({ ...entry, [field]: all[field as keyof typeof all] }))
    fc.assert(
      fc.property(fc.oneof(bent, oneBent, fc.dictionary(fc.string(), fc.anything())), (fields) => {
        const keys = readEntryKeys(fields as { [field: string]: unknown })
        if (!keys) return
        const opened = openEntry(workspace, keys)
        hasWords(opened)
        if (opened.ok) expect(opened.value).toEqual(alice)
        hasWords(openEntry(lower(workspace, 'read'), keys))
      }),
      RUNS,
    )
  })
})

describe('hostile records, well signed', () => {
  let known: VerifiedRecord[] = []
  beforeAll(async () => {
    known = await Promise.all(goodRecords.map(async (bytes) => valueIn(await verifyRecord(bytes, place))))
  })

  it('whose bodies and order are anything break no derivation', () => {
    const bytes32 = fc.constantFrom(...[0, 1, 2, 3].map((n) => filled(32, n)))
    const leaf = fc.oneof(bytes32, fc.integer(), fc.string(), fc.constant(null), fc.array(fc.oneof(bytes32, fc.string()), { maxLength: 3 }))
    const body: fc.Arbitrary<CborValue> = fc.oneof(
      leaf,
      fc.dictionary(fc.constantFrom('device', 'lastGood', 'ids', 'key', 'rung', 'label', 'name', 'colour', 'box', 'invitation'), leaf),
    )
    const id = fc.nat(12).map((n) => n.toString(16).padStart(64, '0') as RecordId)
    const record = fc.record({
      type: fc.constantFrom('same person', 'lost', 'doubted', 'join', 'invitation', 'forget', 'position', 'note'),
      subject: fc.constantFrom('', 'people'),
      body,
      // ids that name each other in circles cannot be made; they must not hang either
      after: fc.array(id, { maxLength: 4 }),
      device: fc.option(bytes32),
      at: fc.option(fc.nat()),
      id,
    })
    fc.assert(
      fc.property(fc.array(record, { maxLength: 12 }), (made) => {
        const all = [
          ...known,
          ...(made.map((one) => ({
            ...one,
            workspaceId: place.workspaceId,
            documentId: place.documentId,
            bytes: new Uint8Array(0),
          })) as unknown as VerifiedRecord[]),
        ]
        const persons = personsOf(all)
        for (const one of all) {
          persons.counts(one)
          readForgetBody(one)
          readJoinBody(one.body)
          readInvitationBody(one.body)
        }
        expect(persons.personOf(filled(32, 1)).length).toBe(64)
        expect(joinsOf(all).length).toBeLessThanOrEqual(all.length)
        expect(forgottenIds(all, () => true).length).toBeLessThanOrEqual(all.length)
        expect(headsOf(all, 'people').length).toBeLessThanOrEqual(all.length)
        expect(afterOf(all, 'people', filled(32, 1)).length).toBeLessThanOrEqual(256)
      }),
      { numRuns: 2_000 },
    )
  })
})
