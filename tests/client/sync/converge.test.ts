import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { generateSigningKey, sign, verify } from '../../../client/crypto/ed25519'
import { secretOf } from '../../../client/crypto/seed'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import type { Clock } from '../../../client/sync/clock'
import { type Replica, startReplica } from '../../../client/sync/replica'
import { webSocketFactory } from '../../../client/sync/socket'
import { utf8 } from '../../../shared/bytes'
import { startRelay } from '../../../sync-server/startRelay'
import { eventually, newDocument, RELAY, TestDevice, TestRelay } from '../../support/syncWorld'

const ends: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
})

describe('[S10] everybody with the same frames shows the same document', () => {
  it('[S10] whatever their order and repetition', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(2), fc.boolean(), fc.nat(99)), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(), { minLength: 90, maxLength: 90 }),
        (acts, chance) => {
          const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()]
          const updates: Uint8Array[] = []
          for (const doc of docs) doc.on('update', (bytes: Uint8Array, origin: unknown) => origin !== 'there' && updates.push(bytes))
          for (const [who, isDeletion, at] of acts) {
            const doc = docs[who] ?? new Y.Doc()
            const text = doc.getText('t')
            if (isDeletion && text.length > 0) text.delete(at % text.length, 1)
            else text.insert(at % (text.length + 1), String.fromCharCode(97 + who))
            if (at % 3 === 0) for (const update of updates) Y.applyUpdate(doc, update, 'there')
          }
          const shown = [0, 1].map((turn) => {
            const twice = [...updates, ...updates]
              .map((update, i) => ({ update, key: chance[(i + 7 * turn) % chance.length] ?? 0 }))
              .sort((a, b) => a.key - b.key)
            const doc = new Y.Doc()
            for (const { update } of twice) Y.applyUpdate(doc, update)
            return doc
          })
          expect(shown[0]?.getText('t').toString()).toBe(shown[1]?.getText('t').toString())
          expect(Y.equalSnapshots(Y.snapshot(shown[0] ?? new Y.Doc()), Y.snapshot(shown[1] ?? new Y.Doc()))).toBe(true)
        },
      ),
      { numRuns: 50 },
    ))

  it('[S10] three people who type at once, while connections die', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const people = ['alice', 'bob', 'carol'].map((name) => new TestDevice(name, relay.connect, undefined, () => 0))
    for (const each of people) ends.push(() => each.stop())
    for (const each of people) await each.follow(document)
    for (let i = 0; i < 15; i++) {
      await Promise.all(people.map((each) => each.type(document, `${each.name[0]}${i} `)))
      if (i % 4 === 3) {
        relay.cut()
        for (const each of people) each.host.hear({ type: 'tryNow' })
      }
    }
    const whole = async (): Promise<boolean> => {
      const texts = await Promise.all(people.map((each) => each.text(document)))
      return new Set(texts).size === 1 && (texts[0]?.length ?? 0) >= 3 * (10 * 3 + 5 * 4)
    }
    const wakes = setInterval(() => {
      for (const each of people) each.host.hear({ type: 'tryNow' })
    }, 100)
    ends.push(() => clearInterval(wakes))
    await eventually(whole, 'they do not come together')
  })
})

describe('over real sockets', () => {
  it('[S4] two replicas over a relay with a port, several rooms on one socket', async () => {
    const running = await startRelay({ port: 0 })
    ends.push(() => running.close())
    const connect = webSocketFactory(WebSocket as unknown as typeof globalThis.WebSocket)
    const documents = Array.from({ length: 5 }, (_, i) => newDocument(`doc ${i}`))
    const replicaOf = (name: string): Replica => {
      const log = memoryLog(new MemoryDevice(), { isAbsent: false })
      const replica = startReplica({ log, author: new Uint8Array(16).fill(name.charCodeAt(0)), schema: 1, worker: 'inline', connect })
      replica.follow(
        documents.map(({ doc, capability, identity }) => ({
          doc,
          rung: 'edit',
          secret: secretOf(capability),
          room: capability.room,
          identity,
          relays: [running.relayUrl],
        })),
      )
      ends.unshift(() => replica.stop())
      return replica
    }
    const alice = replicaOf('alice')
    const bob = replicaOf('bob')
    const opens = documents.map(({ doc }) => [alice.open(doc), bob.open(doc)] as const)
    await Promise.all(opens.flatMap(([a, b]) => [a.opened, b.opened]))
    opens.forEach(([a], i) => {
      a.ydoc.getText('t').insert(0, `text ${i}`)
    })
    await eventually(() => opens.every(([, b], i) => b.ydoc.getText('t').toString() === `text ${i}`))
    await eventually(() => alice.status.get().relay === 'sent' && alice.status.get().unsent === 0)
    expect(running.stats.connections).toBe(2)
  })
})

describe('two relays', () => {
  it('each gets every row, and one that is away holds nobody up', async () => {
    const one = new TestRelay()
    const document = newDocument()
    const urls = [RELAY, 'ws://other.test/relay']
    const there = new TestRelay({}, ['other.test'])
    const dial = { [urls[0] ?? '']: one.connect, [urls[1] ?? '']: there.connect }
    const alice = new TestDevice(
      'alice',
      (url) => (dial[url] ?? one.connect)(url),
      undefined,
      () => 0,
    )
    ends.push(() => alice.stop())
    there.down()
    await alice.create(document)
    await alice.follow(document, 'edit', { relays: urls })
    await alice.type(document, 'hello')
    await eventually(async () => (await one.rows(document)) === 2)
    there.start()
    alice.host.hear({ type: 'tryNow' })
    await eventually(async () => (await there.rows(document)) === 2)
    await eventually(async () => (await alice.log.rows(document.doc)).out.every(({ acknowledged }) => acknowledged.length === 2))
  })
})

describe('two hundred documents that nobody has open', () => {
  it('are kept up to date as rows, on one socket, and folded before they are 64 KiB behind', async () => {
    const relay = new TestRelay()
    const documents = Array.from({ length: 200 }, (_, i) => newDocument(`doc ${i}`))
    const alice = new TestDevice('alice', relay.connect, undefined, () => 0)
    const bob = new TestDevice('bob', relay.connect, undefined, () => 0)
    ends.push(
      () => alice.stop(),
      () => bob.stop(),
    )
    const rooms = documents.map(({ doc, capability, identity }) => ({
      doc,
      rung: 'edit' as const,
      secret: secretOf(capability),
      room: capability.room,
      identity,
      relays: [RELAY],
    }))
    for (const each of [alice, bob]) {
      await each.start()
      each.host.hear({ type: 'follow', rooms })
    }
    for (const document of documents) await alice.type(document, 'an update')
    // Each has one row of alice's, counted without reading a body.
    await eventually(async () => (await bob.log.behind()).size === documents.length)
    for (const document of documents) expect(await bob.text(document)).toBe('an update')
    expect(relay.relay?.stats.connections).toBe(2)
    const [first] = documents
    if (!first) return
    await alice.type(first, 'x'.repeat(70_000))
    await eventually(async () => (await bob.text(first)).length > 70_000)
    for (const each of [alice, bob])
      await eventually(async () => {
        const { base, in: received, out } = await each.log.rows(first.doc)
        return base !== null && received.length + out.length === 0
      }, 'nothing was folded')
    expect(await bob.text(first)).toBe(`an update${'x'.repeat(70_000)}`)
  })
})

describe('[S10b] what the screen is told', () => {
  it('[S10b] copies that differ; and something that is missing', async () => {
    let now = 1_800_000_000_000
    const timers = new Set<{ at: number; run: () => void }>()
    const clock: Clock = {
      now: () => now,
      after(ms, run) {
        const timer = { at: now + ms, run }
        timers.add(timer)
        return () => timers.delete(timer)
      },
    }
    const pass = async (ms: number): Promise<void> => {
      const end = now + ms
      while (now < end) {
        now = Math.min(end, now + 2_500)
        for (const timer of [...timers]) if (timer.at <= now && timers.delete(timer)) timer.run()
        await new Promise((resolve) => setTimeout(resolve, 4))
      }
    }
    const relay = new TestRelay()
    const document = newDocument()
    const replicaOf = (name: string, lies: boolean): Replica => {
      const key = generateSigningKey()
      const claims = {
        textHash: (ydoc: Y.Doc) => sha256(utf8(ydoc.getText('t').toString() + (lies ? '?' : ''))),
        device: key.public,
        sign: (bytes: Uint8Array) => sign(key.secret, bytes),
        verify,
      }
      const log = memoryLog(new MemoryDevice(), { isAbsent: false })
      const replica = startReplica({
        log,
        author: new Uint8Array(16).fill(name.charCodeAt(0)),
        schema: 1,
        worker: 'inline',
        connect: relay.connect,
        clock,
        random: () => 0,
        claims,
      })
      ends.push(() => replica.stop())
      const { doc, capability, identity } = document
      replica.follow([{ doc, rung: 'edit', secret: secretOf(capability), room: capability.room, identity, relays: [RELAY] }])
      return replica
    }
    const alice = replicaOf('alice', false)
    const bob = replicaOf('bob', false)
    const [a, b] = [alice.open(document.doc), bob.open(document.doc)]
    await Promise.all([a.opened, b.opened])
    a.ydoc.getText('t').insert(0, 'hello')
    await eventually(async () => {
      await pass(500)
      return b.ydoc.getText('t').toString() === 'hello'
    })
    await pass(60_000)
    expect(alice.documentStatus(document.doc).get()).toMatchObject({ differs: false, missing: false })
    const eve = replicaOf('eve', true)
    const e = eve.open(document.doc)
    await e.opened
    await eventually(async () => {
      await pass(5_000)
      return alice.documentStatus(document.doc).get().differs
    }, 'nobody notices')
    // Somebody has built on what never came.
    const far = new Y.Doc()
    far.getText('t').insert(0, 'never sent')
    const before = Y.encodeStateVector(far)
    far.getText('t').insert(5, 'built on it')
    Y.applyUpdate(a.ydoc, Y.encodeStateAsUpdate(far, before))
    await pass(30_000)
    expect(alice.documentStatus(document.doc).get().missing).toBe(false)
    await pass(60_000)
    expect(alice.documentStatus(document.doc).get().missing).toBe(true)
  })
})
