import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type SealedFrame, sealFrame } from '../../../client/crypto/frame'
import { encodeSnapshotBody } from '../../../client/crypto/frameBodies'
import { NO_AUTHOR } from '../../../client/crypto/plaintext'
import { CHAIN_ORIGIN, nextChain } from '../../../shared/chain'
import { encodeCover, KIND } from '../../../shared/frame'
import { LIMITS } from '../../../shared/limits'
import type { DownMessage } from '../../../shared/message'
import { ScriptedRelay } from '../../support/scriptedRelay'
import { eventually, newDocument, type SharedDocument, TestDevice } from '../../support/syncWorld'

const devices: TestDevice[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.stop()
})
const update = (document: SharedDocument, text: string): Promise<SealedFrame> => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, text)
  return sealFrame(document.capability, KIND.update, { schema: 1, author: NO_AUTHOR, isV2: false, body: Y.encodeStateAsUpdate(doc) })
}
const row = (channel: number, { id, bytes }: SealedFrame, place: { seq: number; chain: Uint8Array }): DownMessage => ({
  type: 'getPart',
  channel,
  place,
  role: 'row',
  frameId: id,
  offset: 0,
  total: bytes.length,
  bytes,
})
const caughtUp = (channel: number): DownMessage => ({ type: 'caughtUp', channel, resumeAt: 0, exists: true })

/** A device whose relay answers each hello with what `lie` says. */
async function deceived(lie: (channel: number, attempt: number, document: SharedDocument) => Promise<readonly DownMessage[]> | readonly DownMessage[]) {
  const document = newDocument()
  let attempt = 0
  const relay = new ScriptedRelay((message, self) => {
    if (message.type !== 'hello') return []
    void Promise.resolve(lie(message.channel, attempt++, document)).then((answers) => self.say(...answers))
    return []
  })
  const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
  devices.push(alice)
  await alice.create(document, 'hers')
  await alice.follow(document)
  return { alice, relay, document }
}
const cursorOf = async (alice: TestDevice, document: SharedDocument) => [...(await alice.log.rows(document.doc)).cursors.values()][0]

describe('a relay that lies', () => {
  it('[S2a] a row under a wrong chain is not taken: the room is cut, counted, and asked again', async () => {
    const { alice, document } = await deceived(async (channel, attempt, doc) => {
      const frame = await update(doc, 'x')
      const chain = attempt === 0 ? new Uint8Array(16).fill(9) : nextChain(CHAIN_ORIGIN, frame.id)
      return [row(channel, frame, { seq: 1, chain }), caughtUp(channel)]
    })
    await eventually(() => alice.status(document)?.faults === 1)
    expect((await alice.log.rows(document.doc)).in.length).toBe(0)
    await eventually(async () => (await alice.log.rows(document.doc)).in.length === 1, 'it is not asked again')
    expect((await cursorOf(alice, document))?.seq).toBe(1)
  })

  it('[S2a] a row that leaves one out is not taken', async () => {
    const { alice, document } = await deceived(async (channel, _, doc) => {
      const frame = await update(doc, 'x')
      return [row(channel, frame, { seq: 2, chain: nextChain(CHAIN_ORIGIN, frame.id) }), caughtUp(channel)]
    })
    await eventually(() => (alice.status(document)?.faults ?? 0) > 0)
    expect((await alice.log.rows(document.doc)).in.length).toBe(0)
    expect((await cursorOf(alice, document))?.seq ?? 0).toBe(0)
  })

  it('[S7] an acknowledgement that overtakes rows of others moves no cursor past them; once they have come it counts', async () => {
    const document = newDocument()
    const [first, second] = await Promise.all([update(document, 'one'), update(document, 'two')])
    const firstPlace = { seq: 1, chain: nextChain(CHAIN_ORIGIN, first.id) }
    const secondPlace = { seq: 2, chain: nextChain(firstPlace.chain, second.id) }
    let channel: number | null = null
    const relay = new ScriptedRelay((message) => {
      if (message.type === 'hello') return [caughtUp(message.channel)]
      if (message.type !== 'putPart') return []
      channel = message.channel
      return [{ type: 'ack', channel: message.channel, frameId: message.frameId, place: { seq: 3, chain: nextChain(secondPlace.chain, message.frameId) } }]
    })
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    devices.push(alice)
    await alice.create(document, 'hers')
    await alice.follow(document)
    await eventually(() => channel !== null)
    relay.say(row(channel ?? 0, first, firstPlace), row(channel ?? 0, second, secondPlace))
    await eventually(async () => (await alice.log.rows(document.doc)).in.length === 2, 'the rows are passed over')
    await eventually(async () => (await cursorOf(alice, document))?.seq === 3, 'the acknowledgement is forgotten')
  })

  it('other bytes under the id of a frame are not taken', async () => {
    const { alice, document } = await deceived(async (channel, _, doc) => {
      const [one, other] = await Promise.all([update(doc, 'one'), update(doc, 'two')])
      return [row(channel, { id: one.id, bytes: other.bytes }, { seq: 1, chain: nextChain(CHAIN_ORIGIN, one.id) }), caughtUp(channel)]
    })
    await eventually(() => (alice.status(document)?.faults ?? 0) > 0)
    expect((await alice.log.rows(document.doc)).in.length).toBe(0)
  })

  it('a frame of another room is passed over', async () => {
    const other = newDocument('other')
    const { alice, document } = await deceived(async (channel) => {
      const frame = await update(other, 'x')
      return [row(channel, frame, { seq: 1, chain: nextChain(CHAIN_ORIGIN, frame.id) }), caughtUp(channel)]
    })
    await eventually(() => alice.status(document)?.skipped === 1)
    expect((await alice.log.rows(document.doc)).in.length).toBe(0)
  })

  it('a snapshot that says in the clear what its place does not is not taken', async () => {
    const { alice, document } = await deceived(async (channel, _, doc) => {
      const body = encodeSnapshotBody({ state: Y.encodeStateAsUpdateV2(new Y.Doc()), records: [] })
      const cover = { noGrace: false, from: 0, to: 5, toChain: new Uint8Array(16).fill(3) }
      const { id, bytes } = await sealFrame(doc.capability, KIND.snapshot, { schema: 1, author: NO_AUTHOR, isV2: true, body }, encodeCover(cover))
      const place = { seq: 50, chain: new Uint8Array(16).fill(3) }
      return [{ type: 'getPart', channel, place, role: 'snapshot', frameId: id, offset: 0, total: bytes.length, bytes }, caughtUp(channel)]
    })
    await eventually(() => (alice.status(document)?.faults ?? 0) > 0)
    expect((await cursorOf(alice, document))?.seq ?? 0).toBe(0)
  })

  it('[S7] a snapshot that does not open: the older generation is asked for, once; then it is passed over', async () => {
    const chain = new Uint8Array(16).fill(3)
    let made: Promise<SealedFrame> | null = null
    const { alice, relay, document } = await deceived(async (channel, _, doc) => {
      const plaintext = { schema: 1, author: NO_AUTHOR, isV2: true, body: new Uint8Array(40) }
      made ??= sealFrame(doc.capability, KIND.snapshot, plaintext, encodeCover({ noGrace: false, from: 0, to: 1, toChain: chain }))
      const { id, bytes } = await made
      return [{ type: 'getPart', channel, place: { seq: 1, chain }, role: 'snapshot', frameId: id, offset: 0, total: bytes.length, bytes }, caughtUp(channel)]
    })
    await eventually(() => alice.status(document)?.skipped === 1)
    const hellos = relay.heard.flatMap((message) => (message.type === 'hello' ? [message.avoided.length] : []))
    expect(hellos).toEqual([0, 1])
    expect(await alice.text(document)).toBe('hers')
  })

  it('[S6] a frame that is said to be giant costs nothing until it has come', async () => {
    const { alice, document } = await deceived((channel) => [
      {
        type: 'getPart',
        channel,
        place: { seq: 1, chain: CHAIN_ORIGIN },
        role: 'row',
        frameId: new Uint8Array(32),
        offset: 0,
        total: LIMITS.frame,
        bytes: new Uint8Array(1),
      },
      {
        type: 'getPart',
        channel,
        place: { seq: 1, chain: CHAIN_ORIGIN },
        role: 'row',
        frameId: new Uint8Array(32),
        offset: 9,
        total: LIMITS.frame,
        bytes: new Uint8Array(1),
      },
    ])
    await eventually(() => (alice.status(document)?.faults ?? 0) > 0, 'a part that does not fit is not noticed')
    expect(await alice.text(document)).toBe('hers')
  })

  it('bytes that are no messages end the connection, and are waited for with growing patience', async () => {
    let isMad = true
    const { alice, relay, document } = await deceived((channel) => {
      if (isMad) relay.sayBytes(new Uint8Array(50).fill(200))
      return isMad ? [] : [caughtUp(channel)]
    })
    await eventually(() => relay.connections >= 2)
    isMad = false
    alice.host.hear({ type: 'tryNow' })
    await eventually(() => alice.status(document)?.relay !== 'offline')
  })

  it('one room that goes wrong does not stop the others', async () => {
    const bad = newDocument('bad')
    const good = newDocument('good')
    const goodFrame = await update(good, 'well')
    const channels = new Map<number, SharedDocument>()
    const relay = new ScriptedRelay((message) => {
      if (message.type !== 'hello') return []
      const named = [bad, good].find(({ capability }) => message.access && Buffer.compare(message.access.room, capability.room) === 0)
      if (named) channels.set(message.channel, named)
      if (channels.get(message.channel) === bad) return [row(message.channel, goodFrame, { seq: 7, chain: CHAIN_ORIGIN }), caughtUp(message.channel)]
      return [row(message.channel, goodFrame, { seq: 1, chain: nextChain(CHAIN_ORIGIN, goodFrame.id) }), caughtUp(message.channel)]
    })
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    devices.push(alice)
    await alice.follow(bad)
    await alice.follow(good)
    await eventually(async () => (await alice.text(good)) === 'well')
    await eventually(() => (alice.status(bad)?.faults ?? 0) > 0)
    expect(relay.connections).toBe(1)
    expect(alice.status(good)?.faults).toBe(0)
  })

  it('a token that is refused: this room waits, and says so', async () => {
    const document = newDocument()
    const relay = new ScriptedRelay((message) =>
      message.type === 'hello' ? [{ type: 'channelRefused', channel: message.channel, refusal: 'wrong token' }] : [],
    )
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    devices.push(alice)
    await alice.follow(document)
    await eventually(() => alice.status(document)?.relay === 'refused')
    expect(alice.status(document)).toMatchObject({ refusal: 'wrong token' })
    expect(alice.status(document)?.retryAt).toBeGreaterThan(Date.now())
    expect(relay.heard.filter(({ type }) => type === 'hello').length).toBe(1)
  })

  it('a relay that has forgotten the channels is told room and token again', async () => {
    const document = newDocument()
    let forgets = true
    const relay = new ScriptedRelay((message) => {
      if (message.type !== 'hello') return []
      if (!message.access && forgets) return [{ type: 'channelRefused', channel: message.channel, refusal: 'unknown channel' }]
      return [caughtUp(message.channel)]
    })
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    devices.push(alice)
    await alice.follow(document, 'read')
    await eventually(() => alice.status(document)?.relay === 'sent')
    relay.heard.length = 0
    relay.cut()
    alice.host.hear({ type: 'tryNow' })
    await eventually(() => relay.heard.filter(({ type }) => type === 'hello').length === 2)
    forgets = false
    expect(relay.heard[0]).toMatchObject({ type: 'resume' })
    const hellos = relay.heard.flatMap((message) => (message.type === 'hello' ? [message.access !== null] : []))
    expect(hellos).toEqual([false, true])
    await eventually(() => alice.status(document)?.relay === 'sent')
  })
})
