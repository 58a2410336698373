import { encoding } from 'lib0'
import { afterEach, describe, expect, it } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { sealLive } from '../../../client/crypto/frame'
import { NO_AUTHOR } from '../../../client/crypto/plaintext'
import { lower, type Rung, secretOf } from '../../../client/crypto/seed'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { cleanState, readAwareness, STATE_BYTES, writeAwareness } from '../../../client/sync/presence/awarenessCodec'
import { OwnPresence } from '../../../client/sync/presence/ownPresence'
import { Peers } from '../../../client/sync/presence/peers'
import { type FollowedRoom, type OpenDocument, type Replica, type ReplicaOptions, startReplica } from '../../../client/sync/replica'
import { decodeDown, decodeUp } from '../../../shared/message'
import { RawClient } from '../../support/rawClient'
import { eventually, newDocument, RELAY, type SharedDocument, TestRelay } from '../../support/syncWorld'

const ends: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()))
})
const followed = ({ doc, capability, identity }: SharedDocument, rung: Rung = 'edit'): FollowedRoom => {
  const held = lower(capability, rung)
  return { doc, rung, secret: secretOf(held), room: capability.room, identity, relays: [RELAY] }
}
function replicaOf(name: string, relay: TestRelay, options: Partial<ReplicaOptions> = {}): Replica {
  const log = memoryLog(new MemoryDevice(), { isAbsent: false })
  const author = new Uint8Array(16).fill(name.charCodeAt(0))
  const replica = startReplica({ log, author, schema: 1, worker: 'inline', connect: relay.connect, random: () => 0, ...options })
  ends.push(() => replica.stop())
  return replica
}
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const nameOf = (open: OpenDocument, client: number): unknown => open.awareness.getStates().get(client)?.person?.name

describe('presence', () => {
  it('20 replicas, one caret move: one frame in, and 19 out', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const passed = { up: 0, down: 0 }
    let counts = false
    const tap = (direction: 'up' | 'down', bytes: Uint8Array): Uint8Array => {
      if (!counts) return bytes
      const messages = direction === 'up' ? decodeUp(bytes) : decodeDown(bytes)
      if (messages.ok) for (const { type } of messages.value) if (type === 'putLive' || type === 'live') passed[direction]++
      return bytes
    }
    const people = Array.from({ length: 20 }, (_, i) => replicaOf(`person ${i}`, relay, { connect: relay.tapped(tap) }))
    const opens = people.map((replica) => {
      replica.follow([followed(document)])
      return replica.open(document.doc)
    })
    await Promise.all(opens.map(({ opened }) => opened))
    opens.forEach((open, i) => {
      open.awareness.setLocalStateField('person', { name: `person ${i}`, colour: i, device: 'ab' })
    })
    await eventually(() =>
      opens.every((open) => open.awareness.getStates().size === 20 && [...open.awareness.getStates().values()].every(({ person }) => person)),
    )
    await pause(600)
    counts = true
    opens[0]?.awareness.setLocalStateField('cursor', { anchor: 1, head: 2 })
    const mover = opens[0]?.ydoc.clientID ?? 0
    await eventually(() => opens.every((open) => open.awareness.getStates().get(mover)?.cursor?.head === 2))
    await pause(600)
    expect(passed).toEqual({ up: 1, down: 19 })
  })

  it('says nothing again that has not changed, and at most four things a second', () => {
    const awareness = new Awareness(new Y.Doc())
    ends.push(() => awareness.destroy())
    let now = 1000
    const timers: { at: number; run: () => void }[] = []
    const clock = {
      now: () => now,
      after(ms: number, run: () => void) {
        timers.push({ at: now + ms, run })
        return () => {}
      },
    }
    const sent: unknown[] = []
    const own = new OwnPresence(awareness, clock, (_, entry) => sent.push(readAwareness(entry)?.[0]?.state))
    awareness.on('update', ({ updated, removed }: { updated: number[]; removed: number[] }) =>
      own.take(encodeAwarenessUpdate(awareness, [...updated, ...removed])),
    )
    awareness.setLocalStateField('at', 'a')
    awareness.setLocalState(awareness.getLocalState()) // a renewal
    expect(sent).toEqual([{ at: 'a' }])
    for (const at of ['b', 'c', 'd']) awareness.setLocalStateField('at', at)
    expect(sent.length).toBe(1)
    now += 250
    for (const { run } of timers.splice(0)) run()
    expect(sent).toEqual([{ at: 'a' }, { at: 'd' }])
    own.bump()
    expect(sent.length).toBe(2)
    now += 250
    for (const { run } of timers.splice(0)) run()
    expect(sent).toEqual([{ at: 'a' }, { at: 'd' }, { at: 'd' }])
  })

  it('nobody speaks for another, nor for us; what is not agreed is left out', () => {
    const awareness = new Awareness(new Y.Doc())
    ends.push(() => awareness.destroy())
    awareness.setLocalState({ at: 'mine' })
    const given: Uint8Array[] = []
    const peers = new Peers(awareness, (update) => given.push(update))
    peers.relayUp('relay', 0)
    peers.take('1 relay', writeAwareness([{ client: 5, clock: 1, state: { at: 'alice' } }]))
    peers.take('2 relay', writeAwareness([{ client: 5, clock: 9, state: { at: 'not alice' } }]))
    peers.take('2 relay', writeAwareness([{ client: 5, clock: 9, state: null }]))
    peers.take('2 relay', writeAwareness([{ client: awareness.clientID, clock: 99, state: null }]))
    expect(given.length).toBe(1)
    expect(cleanState({ at: 'x', html: '<b>', cursor: { anchor: {}, head: {} } })).toEqual({ at: 'x', cursor: { anchor: {}, head: {} } })
    expect(cleanState({ at: 'x'.repeat(STATE_BYTES) })).toBeUndefined()
    expect(cleanState(['at'])).toBeUndefined()
    expect(readAwareness(new Uint8Array([255, 255, 255]))).toBeNull()
  })

  it('who has left is gone at once; and comes back under the same clock', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = replicaOf('alice', relay)
    const bob = replicaOf('bob', relay)
    for (const each of [alice, bob]) each.follow([followed(document)])
    const a = alice.open(document.doc)
    const b = bob.open(document.doc)
    a.awareness.setLocalStateField('person', { name: 'Alice', colour: 1, device: 'aa' })
    b.awareness.setLocalStateField('person', { name: 'Bob', colour: 1, device: 'bb' })
    await eventually(() => nameOf(a, b.ydoc.clientID) === 'Bob' && nameOf(b, a.ydoc.clientID) === 'Alice')
    // Only alice's connection dies: she hears of nobody's leaving, and is told of everybody again.
    const wire = relay.wires.find(({ isCut }) => !isCut)
    wire?.cut()
    alice.tryNow()
    bob.tryNow()
    await eventually(() => relay.relay?.stats.connections === 2)
    await eventually(() => nameOf(a, b.ydoc.clientID) === 'Bob' && nameOf(b, a.ydoc.clientID) === 'Alice')
    await bob.stop()
    await eventually(() => !a.awareness.getStates().has(b.ydoc.clientID), 'bob is still shown')
  })

  it('[S12] an edit inside a live frame changes nothing', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = replicaOf('alice', relay)
    alice.follow([followed(document)])
    const open = alice.open(document.doc)
    await open.opened
    open.ydoc.getText('t').insert(0, 'hers')
    await eventually(async () => (await relay.rows(document)) === 2)
    const forged = new Y.Doc()
    forged.getText('t').insert(0, 'forged')
    const asMessage = encoding.createEncoder()
    encoding.writeVarUint(asMessage, 0)
    syncProtocol.writeUpdate(asMessage, Y.encodeStateAsUpdate(forged))
    const asQuery = Uint8Array.of(3)
    const reader = new RawClient(relay, lower(document.capability, 'read'))
    await reader.hello(true)
    for (const body of [encoding.toUint8Array(asMessage), Y.encodeStateAsUpdate(forged), asQuery])
      reader.live(sealLive(document.capability, { schema: 0, author: NO_AUTHOR, isV2: false, body }))
    reader.live(
      sealLive(document.capability, { schema: 0, author: NO_AUTHOR, isV2: false, body: writeAwareness([{ client: 7, clock: 1, state: { at: 'seen' } }]) }),
    )
    await eventually(() => open.awareness.getStates().get(7)?.at === 'seen', 'live frames do not arrive at all')
    expect(open.ydoc.getText('t').toString()).toBe('hers')
    expect(await relay.rows(document)).toBe(2)
  })

  it('[S12] nothing live is sent before a hello was answered', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const said: string[] = []
    const tap = (direction: 'up' | 'down', bytes: Uint8Array): Uint8Array => {
      const messages = direction === 'up' ? decodeUp(bytes) : decodeDown(bytes)
      if (messages.ok) for (const { type } of messages.value) if (type === 'putLive' || type === 'caughtUp') said.push(type)
      return bytes
    }
    const alice = replicaOf('alice', relay, { connect: relay.tapped(tap) })
    alice.follow([followed(document)])
    const open = alice.open(document.doc)
    open.awareness.setLocalStateField('at', 'ab'.repeat(16))
    await eventually(() => said.includes('putLive'))
    expect(said[0]).toBe('caughtUp')
  })
})
