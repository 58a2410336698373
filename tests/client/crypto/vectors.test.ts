import { createHash, createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canonicalRecordsC1, canonicalTextC1, canonicalTextHash, type FlatRecords, type ProseMirrorJson } from '../../../client/crypto/canonicalText'
import { createFrame, openFrame, openLive, readCreate, sealFrame, sealLive } from '../../../client/crypto/frame'
import type { DocumentKind } from '../../../client/crypto/frameBodies'
import { decodeInvitation, encodeInvitation, type InvitationType } from '../../../client/crypto/invitation'
import { openEntry, sealEntry } from '../../../client/crypto/keyring'
import { liveSizeClass, sizeClass } from '../../../client/crypto/padding'
import { pairingNumber } from '../../../client/crypto/person'
import { type RecordId, recordIdOf, verifyRecord } from '../../../client/crypto/record'
import { derivedEditSeed, keyringKey, lower, newCapability, type Rung, readSeedOf, voiceSeedOf } from '../../../client/crypto/seed'
import { fromHex, toHex } from '../../../shared/bytes'
import { CHAIN_ORIGIN, nextChain } from '../../../shared/chain'
import { frameIdOf, KIND, type KindName, parseFrame, roomOf, type Signer } from '../../../shared/frame'
import canonicalText from '../../vectors/canonicalText.json'
import { fromJson, type JsonContent, toJson } from '../../vectors/contents'
import frames from '../../vectors/frames.json'
import invitations from '../../vectors/invitations.json'
import keyring from '../../vectors/keyring.json'
import records from '../../vectors/records.json'
import rooms from '../../vectors/rooms.json'
import seeds from '../../vectors/seeds.json'
import { keysOf, valueIn } from './support'

/** What stands in tests/vectors is what people's data is made of. These tests read it; nothing here makes it. */
const hexOf = (bytes: Uint8Array | null): string | null => (bytes ? toHex(bytes) : null)

describe('vectors: seeds', () => {
  it.each(seeds)('derives $editSeed', (vector) => {
    const capability = newCapability(fromHex(vector.editSeed))
    expect({
      voiceSeed: hexOf(capability.voiceSeed),
      readSeed: hexOf(capability.readSeed),
      writeSecret: hexOf(capability.writeSecret),
      writePublic: hexOf(keysOf(capability).writePublic),
      voiceSecret: hexOf(capability.voiceSecret),
      voicePublic: hexOf(keysOf(capability).voicePublic),
      frameKey: hexOf(capability.frameKey),
      fetchToken: hexOf(capability.fetchToken),
      tokenHash: hexOf(capability.tokenHash),
      room: hexOf(capability.room),
      historyEditSeed: hexOf(derivedEditSeed(fromHex(vector.editSeed), 'history')),
      chartEditSeed: hexOf(derivedEditSeed(fromHex(vector.editSeed), 'chart')),
      editKeyring: hexOf(keyringKey(fromHex(vector.editSeed))),
      voiceKeyring: hexOf(keyringKey(voiceSeedOf(fromHex(vector.editSeed)))),
      editSeed: vector.editSeed,
    }).toEqual(vector)
    expect(toHex(readSeedOf(fromHex(vector.voiceSeed)))).toBe(vector.readSeed)
  })

  it.each(seeds)('agrees with another library on $editSeed', (vector) => {
    const derive = (seed: string, purpose: string): string =>
      Buffer.from(hkdfSync('sha256', fromHex(seed), new Uint8Array(0), `leaderful/v1/${purpose}`, 32)).toString('hex')
    const publicOf = (secret: string): string => {
      const key = createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${secret}`, 'hex'), format: 'der', type: 'pkcs8' })
      return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
    }
    const sha256 = (...parts: (string | Uint8Array)[]): string => {
      const hash = createHash('sha256')
      for (const part of parts) hash.update(typeof part === 'string' ? Buffer.from(part, 'hex') : part)
      return hash.digest('hex')
    }
    expect(derive(vector.editSeed, 'voice')).toBe(vector.voiceSeed)
    expect(derive(vector.voiceSeed, 'read')).toBe(vector.readSeed)
    expect(derive(vector.editSeed, 'write-key')).toBe(vector.writeSecret)
    expect(derive(vector.voiceSeed, 'voice-key')).toBe(vector.voiceSecret)
    expect(derive(vector.readSeed, 'frame-key')).toBe(vector.frameKey)
    expect(derive(vector.readSeed, 'fetch-token')).toBe(vector.fetchToken)
    expect(derive(vector.editSeed, 'history')).toBe(vector.historyEditSeed)
    expect(derive(vector.editSeed, 'chart')).toBe(vector.chartEditSeed)
    expect(derive(vector.voiceSeed, 'keyring')).toBe(vector.voiceKeyring)
    expect(publicOf(vector.writeSecret)).toBe(vector.writePublic)
    expect(publicOf(vector.voiceSecret)).toBe(vector.voicePublic)
    expect(sha256(vector.fetchToken)).toBe(vector.tokenHash)
    expect(sha256(new TextEncoder().encode('leaderful/v1/room\0'), vector.writePublic, vector.voicePublic, vector.tokenHash)).toBe(vector.room)
  })
})

describe('vectors: rooms', () => {
  it.each(rooms)('hashes the keys to $room', ({ writePublic, voicePublic, tokenHash, room }) => {
    expect(toHex(roomOf({ writePublic: fromHex(writePublic), voicePublic: fromHex(voicePublic), tokenHash: fromHex(tokenHash) }))).toBe(room)
  })
})

describe('vectors: frames', () => {
  const alice = newCapability(fromHex(frames.editSeed))
  const unsigned = (frame: string): string => frame.slice(0, -128)

  it.each(frames.frames)('opens $name', async (vector) => {
    const opened = valueIn(await openFrame(lower(alice, 'read'), keysOf(alice), fromHex(vector.frame)))
    expect(toHex(opened.id)).toBe(vector.id)
    expect(opened.frame.kind).toBe(KIND[vector.kind as KindName])
    expect(opened.frame.signer).toBe(vector.signer)
    expect(toHex(opened.frame.clear)).toBe(vector.clear)
    const { schema, author, isV2, body } = opened.plaintext
    expect({ schema, author: toHex(author), isV2, body: toHex(body) }).toEqual({
      schema: vector.schema,
      author: vector.author,
      isV2: vector.isV2,
      body: vector.body,
    })
  })

  // a deflated body may be written otherwise by another deflater: it is only read
  it.each(frames.frames.filter(({ body }) => body.length <= 2 * 128))('seals $name', async (vector) => {
    const plaintext = { schema: vector.schema, author: fromHex(vector.author), isV2: vector.isV2, body: fromHex(vector.body) }
    const sealed = await sealFrame(alice, KIND[vector.kind as KindName], plaintext, fromHex(vector.clear), vector.signer as Signer, fromHex(vector.nonce))
    expect(unsigned(toHex(sealed.bytes))).toBe(unsigned(vector.frame))
    expect(toHex(sealed.id)).toBe(vector.id)
  })

  it('makes and reads the create', async () => {
    const { workspaceId, documentId, kind, nonce, id, frame } = frames.create
    const identity = { workspaceId: fromHex(workspaceId), documentId: fromHex(documentId), kind: kind as DocumentKind }
    const made = await createFrame(alice, identity, fromHex(nonce))
    expect(unsigned(toHex(made.bytes))).toBe(unsigned(frame))
    expect(valueIn(await readCreate(lower(alice, 'read'), fromHex(frame)))).toEqual({ id: fromHex(id), keys: keysOf(alice), identity })
  })

  it('seals and opens the live frame', () => {
    const { schema, author, body, nonce, frame } = frames.live
    const plaintext = { schema, author: fromHex(author), isV2: false, body: fromHex(body) }
    expect(toHex(sealLive(alice, plaintext, fromHex(nonce)))).toBe(frame)
    expect(valueIn(openLive(alice, fromHex(frame))).plaintext).toEqual(plaintext)
  })

  it('[S2a] chains the first frame', () => {
    const { frameId, next, origin } = frames.chain
    expect(toHex(CHAIN_ORIGIN)).toBe(origin)
    expect(toHex(nextChain(CHAIN_ORIGIN, fromHex(frameId)))).toBe(next)
    expect(toHex(frameIdOf(valueIn(parseFrame(fromHex(frames.create.frame))).unsigned))).toBe(frameId)
  })

  it.each(frames.padding)('pads a stored frame of $length to $size', ({ length, size }) => expect(sizeClass(length)).toBe(size))
  it.each(frames.livePadding)('pads a live frame of $length to $size', ({ length, size }) => expect(liveSizeClass(length)).toBe(size))
})

describe('vectors: records', () => {
  const place = { workspaceId: fromHex(records.workspaceId), documentId: fromHex(records.documentId), keys: { writePublic: fromHex(records.writePublic) } }

  it.each(records.records)('verifies $name', async ({ content, id, record }) => {
    const expected = content as unknown as JsonContent
    const found = valueIn(await verifyRecord(fromHex(record), place))
    expect(found.id).toBe(id)
    expect(toHex(found.bytes)).toBe(record)
    expect({ type: found.type, subject: found.subject, body: toJson(found.body), after: found.after, device: hexOf(found.device), at: found.at }).toEqual({
      type: expected.type,
      subject: expected.subject,
      body: expected.body,
      after: expected.after,
      device: expected.device,
      at: expected.at,
    })
  })

  it.each(records.records)('encodes the content of $name', ({ content, id }) => {
    const { type, workspaceId, documentId, subject, body, after, device, at } = content as unknown as JsonContent
    const made = recordIdOf({
      type,
      workspaceId: fromHex(workspaceId),
      documentId: fromHex(documentId),
      subject,
      body: fromJson(body),
      after: after as RecordId[],
      device: device === null ? null : fromHex(device),
      at,
    })
    expect(made).toBe(id)
  })

  it('has the same number on both devices', () => {
    const { publicA, publicB, number } = records.pairing
    expect(pairingNumber(fromHex(publicA), fromHex(publicB))).toBe(number)
    expect(pairingNumber(fromHex(publicB), fromHex(publicA))).toBe(number)
  })
})

describe('vectors: invitations', () => {
  it.each(invitations)('reads and writes $type, $rung', ({ fragment, ...fields }) => {
    const invitation = {
      ...fields,
      type: fields.type as InvitationType,
      rung: fields.rung as Rung,
      secret: fromHex(fields.secret),
      room: fromHex(fields.room),
      invitationKey: fromHex(fields.invitationKey),
    }
    expect(valueIn(decodeInvitation(fragment))).toEqual(invitation)
    expect(encodeInvitation(invitation)).toBe(fragment)
  })
})

describe('vectors: index entries', () => {
  it('seals and opens the boxes', () => {
    const workspace = newCapability(fromHex(keyring.workspaceEditSeed))
    const document = newCapability(fromHex(keyring.documentEditSeed))
    const entry = { room: fromHex(keyring.room), readSeed: fromHex(keyring.readSeed), voiceBox: fromHex(keyring.voiceBox), editBox: fromHex(keyring.editBox) }
    expect(sealEntry(workspace, document, { voice: fromHex(keyring.voiceNonce), edit: fromHex(keyring.editNonce) })).toEqual(entry)
    expect(valueIn(openEntry(workspace, entry))).toEqual(document)
  })
})

describe('vectors: canonical text c1', () => {
  it.each(canonicalText.texts)('writes $name', ({ json, canonical, hash }) => {
    expect(toHex(canonicalTextC1(json as ProseMirrorJson))).toBe(canonical)
    expect(toHex(canonicalTextHash(json as ProseMirrorJson))).toBe(hash)
  })
  it.each(canonicalText.records)('writes the records: $name', ({ records: flat, canonical }) => {
    expect(toHex(canonicalRecordsC1(flat as unknown as FlatRecords))).toBe(canonical)
  })
})
