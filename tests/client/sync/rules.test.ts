import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { sealFrame } from '../../../client/crypto/frame'
import { encodeSnapshotBody } from '../../../client/crypto/frameBodies'
import { NO_AUTHOR } from '../../../client/crypto/plaintext'
import { UPDATE_LIMITS } from '../../../client/sync/room/updateCheck'
import { CHAIN_ORIGIN } from '../../../shared/chain'
import { encodeCover, KIND } from '../../../shared/frame'
import { RawClient } from '../../support/rawClient'
import { eventually, newDocument, type SharedDocument, TestDevice, TestRelay } from '../../support/syncWorld'

const devices: TestDevice[] = []
afterEach(() => {
  for (const device of devices.splice(0)) device.stop()
  vi.restoreAllMocks()
})
function device(name: string, relay: TestRelay): TestDevice {
  // No chance: waits are the shortest there are.
  const made = new TestDevice(name, relay.connect, undefined, () => 0)
  devices.push(made)
  return made
}
async function writer(relay: TestRelay, document: SharedDocument, text = 'hello '): Promise<TestDevice> {
  const alice = device('alice', relay)
  await alice.create(document)
  await alice.follow(document)
  await alice.type(document, text)
  await eventually(async () => (await relay.rows(document)) === 2, 'the first text never came')
  return alice
}
const plain = (body: Uint8Array, isV2 = false) => ({ schema: 1, author: NO_AUTHOR, isV2, body })

describe('what comes back', () => {
  it('[S2a] fills a relay that was wiped, with everything, from whoever may write', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = await writer(relay, document)
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === 'hello ')
    alice.stop()
    relay.wipe()
    bob.host.hear({ type: 'tryNow' })
    await eventually(async () => (await relay.rows(document)) >= 2, 'the relay stayed empty')
    const carol = device('carol', relay)
    await carol.follow(document)
    await eventually(async () => (await carol.text(document)) === 'hello ')
    await eventually(async () => [...(await bob.log.rows(document.doc)).cursors.values()].every(({ reoffer }) => !reoffer), 'it is compared for ever')
  })

  it('[S2a] goes to cursor 0 when its chain is not the one of the relay, and loses nothing', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = await writer(relay, document)
    const early = relay.log.backup()
    await alice.type(document, 'world ')
    await eventually(async () => (await relay.rows(document)) === 3)
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === 'hello world ')
    relay.down()
    relay.log = (relay.log.constructor as typeof import('../../../sync-server/logs/memory').MemoryLog).restore(early)
    alice.stop()
    const carol = device('carol', relay)
    await carol.follow(document)
    relay.start()
    carol.host.hear({ type: 'tryNow' })
    await carol.type(document, 'other ')
    await eventually(async () => (await relay.rows(document)) === 3, 'the log did not go another way')
    bob.host.hear({ type: 'tryNow' })
    await eventually(async () => (await carol.text(document)).includes('world'), 'what the relay had forgotten never came back')
    await eventually(async () => (await bob.text(document)) === (await carol.text(document)))
  })

  it('[S5] gets the snapshot when it is fewer bytes than the rows', async () => {
    const relay = new TestRelay({ tailBytes: 1, standMs: 0 })
    const document = newDocument()
    const alice = await writer(relay, document)
    for (let i = 0; i < 12; i++) {
      await alice.type(document, `${i} `)
      await eventually(async () => (await alice.log.rows(document.doc)).out.every(({ acknowledged }) => acknowledged.length > 0))
    }
    await eventually(async () => ((await relay.log.load(document.capability.room))?.covers.length ?? 0) > 0, 'no snapshot was made')
    const rows = await relay.rows(document)
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === (await alice.text(document)))
    expect((await bob.log.rows(document.doc)).in.length).toBeLessThan(rows - 1)
  })
})

describe('[S7] a snapshot', () => {
  it('[S7] covers up to its own contiguous cursor, and never more', async () => {
    const relay = new TestRelay({ tailBytes: 1, standMs: 0 })
    const document = newDocument()
    const alice = await writer(relay, document)
    await eventually(async () => ((await relay.log.load(document.capability.room))?.covers.length ?? 0) > 0, 'no snapshot was made')
    const stored = await relay.log.load(document.capability.room)
    for (const cover of stored?.covers ?? []) expect(cover.to).toBeLessThan(cover.seq)
    expect(alice.status(document)?.faults).toBe(0)
  })

  it('[S7a] that is empty erases nothing: everybody who has more puts it again', async () => {
    const relay = new TestRelay({ standMs: 0, graceMs: 0 })
    const document = newDocument()
    const alice = await writer(relay, document)
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    const head = (await relay.log.load(document.capability.room))?.head
    const cover = { noGrace: true, from: 0, to: head?.seq ?? 0, toChain: head?.chain ?? CHAIN_ORIGIN }
    const body = encodeSnapshotBody({ state: Y.encodeStateAsUpdateV2(new Y.Doc()), records: [] })
    const answer = await hostile.put(await sealFrame(document.capability, KIND.snapshot, plain(body, true), encodeCover(cover)))
    expect(answer?.type).toBe('ack')
    await eventually(async () => (await relay.rows(document)) >= 4, 'nobody has put it again')
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === 'hello ')
    await eventually(async () => [...(await alice.log.rows(document.doc)).cursors.values()].every(({ reoffer }) => !reoffer))
  })

  it('[S7a] one that only lacks a deletion is noticed, too', async () => {
    const relay = new TestRelay({ standMs: 0, graceMs: 0 })
    const document = newDocument()
    const alice = await writer(relay, document, 'hello')
    const before = Y.convertUpdateFormatV1ToV2(Y.encodeStateAsUpdate(await alice.read(document)))
    await alice.erase(document, 0, 2)
    await eventually(async () => (await relay.rows(document)) === 3)
    const hostile = new RawClient(relay, document.capability)
    await hostile.hello()
    await hostile.prove()
    const head = (await relay.log.load(document.capability.room))?.head
    const cover = { noGrace: true, from: 0, to: head?.seq ?? 0, toChain: head?.chain ?? CHAIN_ORIGIN }
    await hostile.put(await sealFrame(document.capability, KIND.snapshot, plain(encodeSnapshotBody({ state: before, records: [] }), true), encodeCover(cover)))
    await eventually(async () => (await relay.rows(document)) >= 5, 'nobody has noticed')
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === 'llo')
  })
})

describe('[S14] a frame that is well signed but malicious', () => {
  const deep = (): Uint8Array => {
    const doc = new Y.Doc()
    let at: Y.XmlElement | Y.XmlFragment = doc.getXmlFragment('text')
    for (let i = 0; i <= UPDATE_LIMITS.depth + 1; i++) {
      const inner: Y.XmlElement = new Y.XmlElement('b')
      at.insert(0, [inner])
      at = inner
    }
    return Y.encodeStateAsUpdate(doc)
  }
  const inside = (): Uint8Array => {
    const doc = new Y.Doc()
    doc.getMap('m').set('d', new Y.Doc())
    return Y.encodeStateAsUpdate(doc)
  }
  for (const [name, body, isV2] of [
    ['does not decode', new Uint8Array(30).fill(7), false],
    ['does not decode in the second encoding', new Uint8Array(30).fill(255), true],
    ['is too deep', deep(), false],
    ['holds a document', inside(), false],
  ] as const)
    it(`[S14] ${name}: is skipped and counted, and the cursor passes it`, async () => {
      const relay = new TestRelay()
      const document = newDocument()
      const alice = await writer(relay, document)
      const hostile = new RawClient(relay, document.capability)
      await hostile.hello()
      await hostile.prove()
      expect((await hostile.put(await sealFrame(document.capability, KIND.update, plain(body, isV2))))?.type).toBe('ack')
      const bob = device('bob', relay)
      await bob.follow(document)
      await eventually(async () => (await bob.text(document)) === 'hello ')
      await alice.type(document, 'world')
      await eventually(async () => (await bob.text(document)) === 'hello world')
      await eventually(() => bob.status(document)?.skipped === 1)
      expect((await bob.log.rows(document.doc)).in.length).toBe(2)
      expect([...(await bob.log.rows(document.doc)).cursors.values()][0]?.seq).toBe(4)
    })
})

describe('[S9] somebody who may only read', () => {
  it('[S9] forges an update: the relay does not take it', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    await writer(relay, document)
    const other = newDocument()
    // He has the frame key, but signs with a write key of his own making.
    const forger = { ...document.capability, writeSecret: other.capability.writeSecret }
    const forged = await sealFrame(forger, KIND.update, plain(Y.encodeStateAsUpdate(new Y.Doc())))
    const reader = new RawClient(relay, document.capability)
    await reader.hello()
    expect(await reader.put(forged)).toMatchObject({ type: 'refused', refusal: 'bad signature' })
    await eventually(() => reader.closedWith === 4403)
    expect(await relay.rows(document)).toBe(2)
  })

  it('[S9] has a relay that lets it pass: every replica refuses it', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = await writer(relay, document)
    const other = newDocument()
    const doc = new Y.Doc()
    doc.getText('t').insert(0, 'forged')
    const forged = await sealFrame({ ...document.capability, writeSecret: other.capability.writeSecret }, KIND.update, plain(Y.encodeStateAsUpdate(doc)))
    const accomplice = new RawClient(relay, document.capability)
    await accomplice.hello()
    await accomplice.prove() // a proven connection is sampled only: the first frame, and every 64th
    await accomplice.put(await sealFrame(document.capability, KIND.update, plain(Y.encodeStateAsUpdate(new Y.Doc()))))
    expect((await accomplice.put(forged))?.type).toBe('ack')
    await alice.type(document, 'world')
    const bob = device('bob', relay)
    await bob.follow(document)
    await eventually(async () => (await bob.text(document)) === 'hello world')
    expect(await alice.text(document)).toBe('hello world')
    await eventually(() => bob.status(document)?.skipped === 1)
  })

  it('[S9] has typed all the same: the rows are kept, and reported as refused', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    await writer(relay, document)
    const bob = device('bob', relay)
    await bob.follow(document, 'read')
    await eventually(async () => (await bob.text(document)) === 'hello ')
    await bob.type(document, 'mine')
    await eventually(() => bob.status(document)?.relay === 'refused')
    expect(bob.status(document)).toMatchObject({ unsent: 1, refusal: 'not allowed' })
    expect(await relay.rows(document)).toBe(2)
    expect((await bob.log.rows(document.doc)).out.length).toBe(1)
  })
})
