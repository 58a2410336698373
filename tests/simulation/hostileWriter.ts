import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import { decodeCbor } from '../../client/crypto/deterministicCbor'
import { sign } from '../../client/crypto/ed25519'
import { openFrame, sealFrame } from '../../client/crypto/frame'
import { decodeRecordBody, decodeSnapshotBody, encodeRecordBody, encodeSnapshotBody } from '../../client/crypto/frameBodies'
import { makeRecord } from '../../client/crypto/record'
import { FORGET, forgetBody } from '../../client/crypto/recordSet'
import { fromHex, toHex } from '../../shared/bytes'
import { CHAIN_ORIGIN, CURSOR_ORIGIN, type Cursor } from '../../shared/chain'
import { encodeCover, frameIdOf, KIND, type Kind, parseFrame, proofSigningBytes, readCover } from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { decodeDown, encodeUp } from '../../shared/message'
import type { Place } from './place'
import { below, pick, type Random } from './random'
import type { SimRelay } from './simRelay'
import type { VirtualTime } from './virtualTime'

const CHANNEL = 7
interface Known {
  readonly bytes: Uint8Array
  readonly kind: Kind
  readonly covers: boolean
  readonly text: Uint8Array | null
  readonly records: readonly Uint8Array[]
}
export type Malice = 'none' | 'harmless' | 'snapshots'

/**
 * A member gone bad: holds every key of the room, reads everything, signs frames as well as anybody, and speaks the
 * protocol by hand. `harmless` takes nothing from anybody; `snapshots` lies about what the log holds ([S7a]).
 */
export class HostileWriter {
  readonly archive = new Map<string, Known>()
  readonly #key: { secret: Uint8Array; public: Uint8Array }
  readonly #own: Uint8Array[] = []

  constructor(
    readonly malice: Malice,
    readonly place: Place,
    readonly time: VirtualTime,
    key: { secret: Uint8Array; public: Uint8Array },
  ) {
    this.#key = key
  }

  /** One visit at a relay: reads its log, then puts something. Returns what it did. */
  async act(relay: SimRelay, random: Random): Promise<string> {
    const wire = relay.dial(Number.POSITIVE_INFINITY)
    wire.tamper = null
    const heard: Uint8Array[] = []
    wire.client.onmessage = (bytes) => heard.push(bytes)
    const turn = async (): Promise<void> => {
      for (let i = 0; i < 4; i++) {
        await this.time.settle()
        relay.fsync()
        while (wire.deliver(true));
      }
    }
    await turn()
    const { capability } = this.place
    const { room, fetchToken } = capability
    wire.client.send(
      encodeUp({
        type: 'hello',
        channel: CHANNEL,
        access: { room, fetchToken },
        cursor: CURSOR_ORIGIN,
        presence: false,
        avoided: [],
        receiving: null,
        sending: null,
      }),
    )
    await turn()
    const { nonce, places, present } = await this.#read(heard)
    const secret = capability.writeSecret
    if (!nonce || !secret) return 'nothing'
    const signature = await sign(secret, proofSigningBytes(nonce, room, relay.name))
    wire.client.send(encodeUp({ type: 'prove', channel: CHANNEL, rung: 'write', relayName: relay.name, signature }))
    const put = async (bytes: Uint8Array): Promise<void> => {
      const parsed = parseFrame(bytes)
      if (!parsed.ok) return
      const frameId = frameIdOf(parsed.value.unsigned)
      for (let offset = 0; offset < bytes.length; offset += LIMITS.part) {
        wire.client.send(
          encodeUp({ type: 'putPart', channel: CHANNEL, frameId, offset, total: bytes.length, bytes: bytes.subarray(offset, offset + LIMITS.part) }),
        )
      }
      await turn()
    }
    const name = await this.#choose(random, places, present, put)
    await turn()
    wire.cut()
    return name
  }

  async #read(heard: readonly Uint8Array[]): Promise<{ nonce: Uint8Array | null; places: Cursor[]; present: Known[] }> {
    let nonce: Uint8Array | null = null
    const places: Cursor[] = []
    const present: Known[] = []
    const parts = new Map<string, Uint8Array>()
    for (const bytes of heard) {
      const decoded = decodeDown(bytes)
      if (!decoded.ok) continue
      for (const message of decoded.value) {
        if (message.type === 'welcome') nonce = message.nonce.slice()
        if (message.type !== 'getPart') continue
        const id = toHex(message.frameId)
        const whole = parts.get(id) ?? new Uint8Array(message.total)
        whole.set(message.bytes, message.offset)
        parts.set(id, whole)
        if (message.offset + message.bytes.length < message.total) continue
        places.push(message.place)
        const known = this.archive.get(id) ?? (await this.#open(whole))
        if (!known) continue
        this.archive.set(id, known)
        present.push(known)
      }
    }
    return { nonce, places, present }
  }
  async #open(bytes: Uint8Array): Promise<Known | null> {
    const { capability } = this.place
    if (!capability.keys) return null
    const opened = await openFrame(capability, capability.keys, bytes)
    if (!opened.ok) return null
    const { frame, plaintext } = opened.value
    const base = { bytes, kind: frame.kind, covers: frame.kind === KIND.snapshot && (readCover(frame)?.to ?? 0) > 0, text: null, records: [] }
    if (frame.kind === KIND.update) {
      const text = plaintext.isV2 ? Y.convertUpdateFormatV2ToV1(plaintext.body) : plaintext.body
      return isUpdate(text) ? { ...base, text } : base
    }
    if (frame.kind === KIND.record) return { ...base, records: decodeRecordBody(plaintext.body) ?? [] }
    const body = frame.kind === KIND.snapshot ? decodeSnapshotBody(plaintext.body) : null
    if (!body) return base
    try {
      return { ...base, text: Y.convertUpdateFormatV2ToV1(body.state), records: body.records }
    } catch {
      return { ...base, records: body.records }
    }
  }

  async #choose(random: Random, places: readonly Cursor[], present: readonly Known[], put: (bytes: Uint8Array) => Promise<void>): Promise<string> {
    const { capability, identity } = this.place
    const author = this.#key.public.slice(0, 16)
    const plain = { schema: 1, author, isV2: false }
    const textOf = (frames: readonly Known[]): Uint8Array => Y.mergeUpdates([NOTHING, ...frames.flatMap(({ text }) => text ?? [])])
    const records = [...new Map([...this.archive.values()].flatMap((known) => known.records).map((bytes) => [toHex(bytes), bytes])).values()]
    const content = (type: string, body: unknown) => ({
      ...identity,
      type,
      subject: 'a round',
      body: body as never,
      after: [],
      device: this.#key.public,
      at: this.time.now(),
    })
    const update = async (body: Uint8Array): Promise<void> => put((await sealFrame(capability, KIND.update, { ...plain, body })).bytes)
    const putRecords = async (list: readonly Uint8Array[]): Promise<void> => {
      if (list.length > 0) await put((await sealFrame(capability, KIND.record, { ...plain, schema: 0, body: encodeRecordBody(list) })).bytes)
    }
    const snapshot = async (text: Uint8Array, kept: readonly Uint8Array[], at: Cursor, noGrace = false): Promise<void> => {
      const body = encodeSnapshotBody({ state: Y.convertUpdateFormatV1ToV2(text), records: kept })
      const clear = encodeCover({ noGrace, from: 0, to: at.seq, toChain: at.seq === 0 ? CHAIN_ORIGIN : at.chain })
      await put((await sealFrame(capability, KIND.snapshot, { ...plain, isV2: true, body }, clear)).bytes)
    }
    const forge = (bytes: Uint8Array): Uint8Array => {
      const forged = bytes.slice()
      const last = forged.length - 1 // inside the signature
      forged[last] = (forged[last] ?? 0) ^ 1
      return forged
    }
    const harmless: Record<string, () => Promise<void>> = {
      edit: async () => {
        const doc = new Y.Doc()
        doc.clientID = below(random, 2 ** 31)
        Y.applyUpdate(doc, textOf(present))
        const before = Y.encodeStateVector(doc)
        for (let i = 0; i < 3; i++) doc.getText('text').insert(below(random, doc.getText('text').length + 1), '!')
        await update(Y.encodeStateAsUpdate(doc, before))
      },
      garbage: () => update(Uint8Array.from({ length: 30 }, () => below(random, 256))),
      replay: async () => put((pick(random, [...this.archive.values()]) ?? { bytes: new Uint8Array(0) }).bytes),
      replayCover: async () => {
        const cover = pick(
          random,
          [...this.archive.values()].filter(({ covers }) => covers),
        )
        if (cover) await put(cover.bytes)
      },
      fact: async () => {
        const made = await makeRecord(content('fact', { said: below(random, 1e9) }), this.#key.secret)
        this.#own.push(fromHex(made.id))
        await putRecords([made.bytes])
      },
      forgedCopy: async () => putRecords([pick(random, records)].flatMap((bytes) => (bytes ? [forge(bytes)] : []))),
      forgetOwn: async () =>
        putRecords([(await makeRecord(content(FORGET, forgetBody([pick(random, this.#own) ?? new Uint8Array(32)])), this.#key.secret)).bytes]),
      forgetOthers: async () => {
        const target = pick(random, records)
        const parts = target && decodeCbor(target)?.value
        const encoded = Array.isArray(parts) ? parts[0] : null
        if (encoded instanceof Uint8Array) await putRecords([(await makeRecord(content(FORGET, forgetBody([sha256(encoded)])), this.#key.secret)).bytes])
      },
    }
    const anywhere = pick(random, places) ?? CURSOR_ORIGIN
    const lies: Record<string, () => Promise<void>> = {
      empty: () => snapshot(NOTHING, [], anywhere),
      emptyAtOnce: () => snapshot(NOTHING, [], anywhere, true),
      old: () => snapshot(textOf([...this.archive.values()].slice(0, this.archive.size / 2)), records, places.at(-1) ?? CURSOR_ORIGIN),
      noRecords: () => snapshot(textOf(present), [], places.at(-1) ?? CURSOR_ORIGIN),
      forgedRecords: () => snapshot(textOf(present), records.map(forge), places.at(-1) ?? CURSOR_ORIGIN),
      noDeletions: () => snapshot(withoutDeletions(present), records, places.at(-1) ?? CURSOR_ORIGIN),
      undecodable: async () => {
        const clear = encodeCover({ noGrace: false, from: 0, to: anywhere.seq, toChain: anywhere.seq === 0 ? CHAIN_ORIGIN : anywhere.chain })
        await put((await sealFrame(capability, KIND.snapshot, { ...plain, isV2: true, body: new Uint8Array(30).fill(255) }, clear)).bytes)
      },
    }
    const isLie = this.malice === 'snapshots' && places.length > 0 && random() < 0.6
    const [name, act] = pick(random, Object.entries(isLie ? lies : harmless)) ?? ['nothing', async () => {}]
    await act()
    return name
  }
}

const NOTHING = Y.encodeStateAsUpdate(new Y.Doc())
function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes)
    return true
  } catch {
    return false
  }
}
/** Everything that was ever inserted, as if nobody had deleted anything. */
function withoutDeletions(frames: readonly Known[]): Uint8Array {
  const inserting = frames.flatMap(({ text }) => (text && Y.decodeUpdate(text).ds.clients.size === 0 ? [text] : []))
  return Y.mergeUpdates([NOTHING, ...inserting])
}
