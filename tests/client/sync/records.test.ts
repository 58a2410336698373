import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { generateSigningKey } from '../../../client/crypto/ed25519'
import { sealFrame } from '../../../client/crypto/frame'
import { encodeRecordBody, encodeSnapshotBody } from '../../../client/crypto/frameBodies'
import { NO_AUTHOR } from '../../../client/crypto/plaintext'
import { type MadeRecord, makeRecord, type RecordId } from '../../../client/crypto/record'
import { FORGET, forgetBody } from '../../../client/crypto/recordSet'
import { fromHex } from '../../../shared/bytes'
import { CHAIN_ORIGIN } from '../../../shared/chain'
import { encodeCover, KIND, SIGNER } from '../../../shared/frame'
import { RawClient } from '../../support/rawClient'
import { eventually, newDocument, type SharedDocument, TestDevice, TestRelay } from '../../support/syncWorld'

const devices: TestDevice[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.stop()
})
const device = (name: string, relay: TestRelay): TestDevice => {
  const made = new TestDevice(name, relay.connect, undefined, () => 0)
  devices.push(made)
  return made
}
const person = generateSigningKey()
const record = ({ identity }: SharedDocument, text: string, key = person): Promise<MadeRecord> =>
  makeRecord({ type: 'position', ...identity, subject: 'round', body: text, after: [], device: key.public, at: 5 }, key.secret)
const forgetting = ({ identity }: SharedDocument, id: RecordId, key = person): Promise<MadeRecord> =>
  makeRecord({ type: FORGET, ...identity, subject: 'round', body: forgetBody([fromHex(id)]), after: [], device: key.public, at: 6 }, key.secret)
const bodies = async (of: TestDevice, { doc }: SharedDocument): Promise<Map<string, boolean>> =>
  new Map((await of.log.rows(doc)).records.map(({ id, bytes }) => [id, bytes !== null]))
const plain = (body: Uint8Array, isV2 = false) => ({ schema: 0, author: NO_AUTHOR, isV2, body })

async function two(relay: TestRelay, document: SharedDocument): Promise<[TestDevice, TestDevice]> {
  const alice = device('alice', relay)
  await alice.create(document)
  await alice.follow(document)
  await eventually(async () => (await relay.rows(document)) === 1)
  const bob = device('bob', relay)
  await bob.follow(document)
  await eventually(() => bob.status(document)?.relay === 'sent')
  return [alice, bob]
}

describe('records travel as they were signed', () => {
  it('from one device to another, and are acknowledged', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice, bob] = await two(relay, document)
    const made = await record(document, 'I agree')
    await alice.log.appendRecord(document.doc, made, [])
    await eventually(async () => (await bodies(bob, document)).get(made.id) === true)
    await eventually(async () => (await alice.log.rows(document.doc)).records.every(({ acknowledged }) => acknowledged.length === 1))
    await eventually(() => alice.status(document)?.unsent === 0)
  })

  it('the voice rung sends records, and nothing else', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice] = await two(relay, document)
    const carol = device('carol', relay)
    await carol.follow(document, 'voice')
    await eventually(() => carol.status(document)?.relay === 'sent')
    const made = await record(document, 'a comment')
    await carol.log.appendRecord(document.doc, made, [])
    await eventually(async () => (await bodies(alice, document)).get(made.id) === true)
    await carol.type(document, 'not mine to write')
    await eventually(() => carol.status(document)?.relay === 'refused')
    expect(await alice.text(document)).toBe('')
    expect(carol.status(document)).toMatchObject({ unsent: 1, refusal: 'not allowed' })
  })

  it('one with a signature that does not fit is not stored, not even under an id that is known', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice, bob] = await two(relay, document)
    const good = await record(document, 'mine')
    const damaged = (await record(document, 'theirs')).bytes.slice()
    damaged[damaged.length - 1] = (damaged[damaged.length - 1] ?? 0) ^ 1
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove('voice')
    const frame = await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([damaged, good.bytes])), undefined, SIGNER.voice)
    expect((await hostile.put(frame))?.type).toBe('ack')
    for (const each of [alice, bob]) {
      await eventually(async () => (await bodies(each, document)).has(good.id))
      expect((await bodies(each, document)).size).toBe(1)
    }
  })

  it('one of another document is not stored', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice] = await two(relay, document)
    const other = await record(newDocument(), 'elsewhere')
    const good = await record(document, 'here')
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    await hostile.put(await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([other.bytes, good.bytes]))))
    await eventually(async () => (await bodies(alice, document)).has(good.id))
    expect((await bodies(alice, document)).has(other.id)).toBe(false)
  })
})

describe('forgetting', () => {
  it('is derived from a signed record, everywhere; the id stays, and what is sent again does not come back', async () => {
    const relay = new TestRelay({ standMs: 0 })
    const document = newDocument()
    const [alice, bob] = await two(relay, document)
    const made = await record(document, 'regretted')
    await alice.log.appendRecord(document.doc, made, [])
    await eventually(async () => (await bodies(bob, document)).get(made.id) === true)
    const forget = await forgetting(document, made.id)
    await alice.log.appendRecord(document.doc, forget, [made.id])
    await eventually(async () => (await bodies(bob, document)).get(made.id) === false)
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    await hostile.put(await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([made.bytes]))))
    const last = await record(document, 'something else')
    await alice.log.appendRecord(document.doc, last, [])
    await eventually(async () => (await bodies(bob, document)).get(last.id) === true)
    expect((await bodies(bob, document)).get(made.id)).toBe(false)
  })

  it('a snapshot without grace follows, so that the relay lets go of it', async () => {
    const relay = new TestRelay({ standMs: 0 })
    const document = newDocument()
    const [alice] = await two(relay, document)
    const made = await record(document, 'regretted')
    await alice.log.appendRecord(document.doc, made, [])
    await eventually(async () => (await alice.log.rows(document.doc)).records.every(({ acknowledged }) => acknowledged.length === 1))
    await alice.log.appendRecord(document.doc, await forgetting(document, made.id), [made.id])
    await eventually(async () => ((await relay.log.load(document.capability.room))?.covers ?? []).some(({ noGrace }) => noGrace), 'no snapshot without grace')
    await eventually(async () => ((await relay.log.load(document.capability.room))?.erasedTo ?? 0) >= 3, 'the rows are still there')
    const carol = device('carol', relay)
    await carol.follow(document)
    await eventually(() => carol.status(document)?.relay === 'sent')
    await eventually(async () => (await bodies(carol, document)).size > 0)
    expect((await bodies(carol, document)).get(made.id)).not.toBe(true)
  })

  it('of somebody else by somebody else does nothing', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice, bob] = await two(relay, document)
    const made = await record(document, 'stays')
    await alice.log.appendRecord(document.doc, made, [])
    const forget = await forgetting(document, made.id, generateSigningKey())
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    await hostile.put(await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([forget.bytes]))))
    await eventually(async () => (await bodies(bob, document)).size === 2)
    expect((await bodies(bob, document)).get(made.id)).toBe(true)
  })

  it('comes after what it names, or before it', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const [alice, bob] = await two(relay, document)
    const made = await record(document, 'late')
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    await hostile.put(await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([(await forgetting(document, made.id)).bytes]))))
    await hostile.put(await sealFrame(document.capability, KIND.record, plain(encodeRecordBody([made.bytes]))))
    for (const each of [alice, bob]) await eventually(async () => (await bodies(each, document)).get(made.id) === false)
  })
})

describe('[S7a] records that a snapshot leaves out', () => {
  for (const rung of ['edit', 'voice'] as const)
    it(`[S7a] are put again by somebody who may ${rung}`, async () => {
      const relay = new TestRelay({ standMs: 0, graceMs: 0 })
      const document = newDocument()
      const alice = device('alice', relay)
      await alice.create(document)
      await alice.follow(document)
      await eventually(async () => (await relay.rows(document)) === 1)
      const speaker = rung === 'edit' ? alice : device('carol', relay)
      if (rung === 'voice') {
        await speaker.follow(document, 'voice')
        await eventually(() => speaker.status(document)?.relay === 'sent')
      }
      const made = await record(document, 'counted')
      await speaker.log.appendRecord(document.doc, made, [])
      await eventually(async () => (await relay.rows(document)) === 2)
      await eventually(async () => (await speaker.log.rows(document.doc)).records.every(({ acknowledged }) => acknowledged.length === 1))
      if (rung === 'voice') alice.stop()
      const hostile = new RawClient(relay, document.capability)
      await hostile.hello()
      await hostile.prove()
      const head = (await relay.log.load(document.capability.room))?.head
      const cover = { noGrace: true, from: 0, to: head?.seq ?? 0, toChain: head?.chain ?? CHAIN_ORIGIN }
      const body = encodeSnapshotBody({ state: Y.encodeStateAsUpdateV2(new Y.Doc()), records: [] })
      await hostile.put(await sealFrame(document.capability, KIND.snapshot, plain(body, true), encodeCover(cover)))
      await eventually(async () => (await relay.rows(document)) >= 4, 'nobody has put it again')
      const dave = device('dave', relay)
      await dave.follow(document)
      await eventually(async () => (await bodies(dave, document)).get(made.id) === true)
    })
})
