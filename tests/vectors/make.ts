/// <reference types="node" />
import { mkdir, writeFile } from 'node:fs/promises'
import { canonicalRecordsC1, canonicalTextC1, canonicalTextHash } from '../../client/crypto/canonicalText'
import { publicKeyOf } from '../../client/crypto/ed25519'
import { createFrame, sealFrame, sealLive } from '../../client/crypto/frame'
import { encodeMovedBody, encodeRecordBody, encodeSnapshotBody } from '../../client/crypto/frameBodies'
import { encodeInvitation } from '../../client/crypto/invitation'
import { invitationBody, joinBody } from '../../client/crypto/joining'
import { sealEntry } from '../../client/crypto/keyring'
import { liveSizeClass, sizeClass } from '../../client/crypto/padding'
import { deviceBody, lostBody, pairingNumber } from '../../client/crypto/person'
import { makeRecord, type RecordContent, recordIdBytes } from '../../client/crypto/record'
import { forgetBody } from '../../client/crypto/recordSet'
import { type Capability, derivedEditSeed, keyringKey, lower, newCapability, secretOf } from '../../client/crypto/seed'
import { toHex, utf8 } from '../../shared/bytes'
import { nextChain } from '../../shared/chain'
import { encodeCover, KIND, type Kind, type RoomKeys, SIGNER, type Signer } from '../../shared/frame'
import { encodeContentOf } from './contents'
import { FLAT_RECORDS, TEXTS } from './texts'

/** 32 (or `length`) bytes that count up from `from`: seeds that nobody takes for real ones. */
const counting = (from: number, length = 32): Uint8Array => Uint8Array.from({ length }, (_, i) => (from + i) & 255)
const hex = (bytes: Uint8Array | null): string | null => (bytes ? toHex(bytes) : null)

const ALICE = newCapability(counting(0))
const BOB = newCapability(counting(100))
const WORKSPACE_ID = counting(16, 16)
const DOCUMENT_ID = counting(32, 16)
const AUTHOR = counting(200, 16)
const ALICE_DEVICE = counting(64)
const BOB_DEVICE = counting(96)
const INVITATION_KEY = counting(128)
const nonce = (n: number): Uint8Array => counting(n, 24)
function keysOf({ keys }: Capability): RoomKeys {
  if (!keys) throw new Error('no keys')
  return keys
}

function seedVector(editSeed: Uint8Array) {
  const c = newCapability(editSeed)
  const { writePublic, voicePublic } = keysOf(c)
  return {
    editSeed: hex(editSeed),
    voiceSeed: hex(c.voiceSeed),
    readSeed: hex(c.readSeed),
    writeSecret: hex(c.writeSecret),
    writePublic: hex(writePublic),
    voiceSecret: hex(c.voiceSecret),
    voicePublic: hex(voicePublic),
    frameKey: hex(c.frameKey),
    fetchToken: hex(c.fetchToken),
    tokenHash: hex(c.tokenHash),
    room: hex(c.room),
    historyEditSeed: hex(derivedEditSeed(editSeed, 'history')),
    chartEditSeed: hex(derivedEditSeed(editSeed, 'chart')),
    editKeyring: hex(keyringKey(editSeed)),
    voiceKeyring: hex(c.voiceSeed && keyringKey(c.voiceSeed)),
  }
}

const roomVector = (c: Capability) => ({
  writePublic: hex(keysOf(c).writePublic),
  voicePublic: hex(keysOf(c).voicePublic),
  tokenHash: hex(c.tokenHash),
  room: hex(c.room),
})

async function frameVectors() {
  const kindOf = (kind: Kind): string => Object.entries(KIND).find(([, value]) => value === kind)?.[0] ?? ''
  const frames: unknown[] = []
  const seal = async (name: string, kind: Kind, body: Uint8Array, { schema = 1, isV2 = false, clear = new Uint8Array(0) as Uint8Array, signer = SIGNER.write as Signer, n = 0 } = {}) => {
    const { id, bytes } = await sealFrame(ALICE, kind, { schema, author: AUTHOR, isV2, body }, clear, signer, nonce(n))
    frames.push({ name, kind: kindOf(kind), signer, schema, author: hex(AUTHOR), isV2, body: hex(body), clear: hex(clear), nonce: hex(nonce(n)), id: hex(id), frame: hex(bytes) })
  }
  const identity = { workspaceId: WORKSPACE_ID, documentId: DOCUMENT_ID, kind: 'text' as const }
  const create = await createFrame(ALICE, identity, nonce(1))
  const note = await makeRecord({ type: 'note', workspaceId: WORKSPACE_ID, documentId: DOCUMENT_ID, subject: 'round', body: 'We are tired.', after: [], device: null, at: null }, null)
  const toChain = nextChain(new Uint8Array(16), create.id)
  await seal('an update of three bytes', KIND.update, Uint8Array.of(1, 2, 3), { n: 2 })
  await seal('an empty update', KIND.update, new Uint8Array(0), { n: 3 })
  await seal('a body that is deflated', KIND.update, utf8('what we said and what happened. '.repeat(40)), { isV2: true, n: 4 })
  await seal('a newer schema', KIND.update, Uint8Array.of(9), { schema: 65535, n: 5 })
  await seal('a snapshot', KIND.snapshot, encodeSnapshotBody({ state: Uint8Array.of(4, 5, 6), records: [note.bytes] }), {
    isV2: true,
    clear: encodeCover({ noGrace: true, from: 0, to: 1, toChain }),
    n: 6,
  })
  await seal('a record by the write key', KIND.record, encodeRecordBody([note.bytes]), { n: 7 })
  await seal('a record by the voice key', KIND.record, encodeRecordBody([note.bytes]), { signer: SIGNER.voice, n: 8 })
  await seal('moved to another room', KIND.moved, encodeMovedBody(BOB.room), { schema: 0, n: 9 })
  await seal('moved to nothing', KIND.moved, encodeMovedBody(null), { schema: 0, n: 10 })
  const live = sealLive(ALICE, { schema: 1, author: AUTHOR, isV2: false, body: utf8('here') }, nonce(11))
  return {
    editSeed: hex(secretOf(ALICE)),
    create: { workspaceId: hex(WORKSPACE_ID), documentId: hex(DOCUMENT_ID), kind: 'text', nonce: hex(nonce(1)), id: hex(create.id), frame: hex(create.bytes) },
    frames,
    live: { schema: 1, author: hex(AUTHOR), body: hex(utf8('here')), nonce: hex(nonce(11)), frame: hex(live) },
    chain: { origin: '00'.repeat(16), frameId: hex(create.id), next: hex(toChain) },
    padding: [1, 128, 129, 170, 256, 257, 512, 1000, 1024, 1025, 1100, 2049, 5000, 65536, 65537, 1000000, 8388608].map((length) => ({ length, size: sizeClass(length) })),
    livePadding: [1, 64, 65, 200, 2048].map((length) => ({ length, size: liveSizeClass(length) })),
  }
}

async function recordVectors() {
  const about = { workspaceId: WORKSPACE_ID, documentId: DOCUMENT_ID }
  const alice = publicKeyOf(ALICE_DEVICE)
  const bob = publicKeyOf(BOB_DEVICE)
  const records: unknown[] = []
  const make = async (name: string, content: RecordContent, secret: Uint8Array | null, write: Uint8Array | null = null) => {
    const made = await makeRecord(content, secret, write)
    records.push({ name, content: encodeContentOf(content), id: made.id, record: hex(made.bytes) })
    return made
  }
  const at = 1_795_000_000_000
  const position = await make('a position', { type: 'position', ...about, subject: 'round-1', body: { stance: 'objection', why: 'It would harm us: 45\u202f620 is too much.' }, after: [], device: alice, at }, ALICE_DEVICE)
  const second = await make('a position of bob, after it', { type: 'position', ...about, subject: 'round-1', body: { stance: 'consent' }, after: [position.id], device: bob, at: at + 1 }, BOB_DEVICE)
  await make('every kind of value', { type: 'values', ...about, subject: '', body: [0, -1, 23, 24, 65536, -9007199254740991, 9007199254740991, true, false, null, 'é', Uint8Array.of(1, 2), [], {}, { b: 1, a: 2, aa: 3 }], after: [position.id, second.id], device: alice, at: 0 }, ALICE_DEVICE)
  await make('a note', { type: 'note', ...about, subject: 'round-1', body: 'We are tired.', after: [], device: null, at: null }, null)
  await make('decided, with the write key’s cosignature', { type: 'decided', ...about, subject: 'review-1', body: { taken: [], left: [] }, after: [], device: alice, at }, ALICE_DEVICE, ALICE.writeSecret)
  await make('a forget', { type: 'forget', ...about, subject: 'round-1', body: forgetBody([recordIdBytes(position.id)]), after: [second.id], device: alice, at: at + 2 }, ALICE_DEVICE)
  await make('an invitation', { type: 'invitation', ...about, subject: 'people', body: invitationBody({ key: publicKeyOf(INVITATION_KEY), rung: 'edit', label: 'the Tuesday group' }), after: [], device: alice, at }, ALICE_DEVICE)
  await make('a join', { type: 'join', ...about, subject: 'people', body: await joinBody({ name: 'Bob', colour: 1, box: counting(7) }, INVITATION_KEY, WORKSPACE_ID, bob), after: [], device: bob, at }, BOB_DEVICE)
  await make('whoever made the workspace joins', { type: 'join', ...about, subject: 'people', body: await joinBody({ name: 'Alice', colour: 0, box: counting(8) }, null, WORKSPACE_ID, alice), after: [], device: alice, at }, ALICE_DEVICE)
  await make('same person', { type: 'same person', ...about, subject: 'people', body: deviceBody(bob), after: [], device: alice, at }, ALICE_DEVICE)
  await make('lost', { type: 'lost', ...about, subject: 'people', body: lostBody(bob, [recordIdBytes(second.id)]), after: [], device: alice, at }, ALICE_DEVICE)
  return { writePublic: hex(keysOf(ALICE).writePublic), workspaceId: hex(WORKSPACE_ID), documentId: hex(DOCUMENT_ID), aliceDevice: hex(ALICE_DEVICE), bobDevice: hex(BOB_DEVICE), records, pairing: { publicA: hex(alice), publicB: hex(bob), number: pairingNumber(alice, bob) } }
}

function invitationVectors() {
  const base = { invitationKey: INVITATION_KEY, relays: ['wss://relay.example/relay', 'ws://192.168.1.20:4300/relay'], workspaceName: 'Hoffnung für alle', inviterName: 'Alice' }
  return (['workspace', 'document', 'own device'] as const).flatMap((type) =>
    (['edit', 'voice', 'read'] as const).map((rung) => {
      const c = lower(ALICE, rung)
      const invitation = { type, rung, secret: secretOf(c), room: c.room, ...base, relays: rung === 'read' ? [] : base.relays }
      return { type, rung, secret: hex(invitation.secret), room: hex(c.room), invitationKey: hex(INVITATION_KEY), relays: invitation.relays, workspaceName: base.workspaceName, inviterName: base.inviterName, fragment: encodeInvitation(invitation) }
    }),
  )
}

function keyringVector() {
  const keys = sealEntry(ALICE, BOB, { voice: nonce(50), edit: nonce(80) })
  return { workspaceEditSeed: hex(secretOf(ALICE)), documentEditSeed: hex(secretOf(BOB)), voiceNonce: hex(nonce(50)), editNonce: hex(nonce(80)), room: hex(keys.room), readSeed: hex(keys.readSeed), voiceBox: hex(keys.voiceBox), editBox: hex(keys.editBox) }
}

const textVectors = () => ({
  texts: TEXTS.map(({ name, json }) => ({ name, json, canonical: hex(canonicalTextC1(json)), hash: hex(canonicalTextHash(json)) })),
  records: FLAT_RECORDS.map(({ name, records }) => ({ name, records, canonical: hex(canonicalRecordsC1(records)) })),
})

async function write(name: string, value: unknown): Promise<void> {
  const folder = new URL('.', import.meta.url)
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${name}.json`, folder), `${JSON.stringify(value, null, 2)}\n`)
}

export async function makeAll(): Promise<void> {
  await write('seeds', [counting(0), counting(100), new Uint8Array(32), new Uint8Array(32).fill(255)].map(seedVector))
  await write('rooms', [ALICE, BOB].map(roomVector))
  await write('frames', await frameVectors())
  await write('records', await recordVectors())
  await write('invitations', invitationVectors())
  await write('keyring', keyringVector())
  await write('canonicalText', textVectors())
}

