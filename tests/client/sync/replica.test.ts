import { afterEach, describe, expect, it } from 'vitest'
import { lower, type Rung, secretOf } from '../../../client/crypto/seed'
import { memoryLog } from '../../../client/device/memoryLog'
import { MemoryDevice } from '../../../client/device/rows/openRows'
import { type FollowedRoom, type Replica, startReplica } from '../../../client/sync/replica'
import { eventually, newDocument, RELAY, type SharedDocument, TestRelay } from '../../support/syncWorld'

const replicas: Replica[] = []
afterEach(async () => {
  await Promise.all(replicas.splice(0).map((replica) => replica.stop()))
})
const roomOf = ({ doc, capability, identity }: SharedDocument, rung: Rung = 'edit', presence = false): FollowedRoom => {
  const held = lower(capability, rung)
  return { doc, rung, secret: secretOf(held), room: capability.room, identity, relays: [RELAY], presence }
}
function replicaOf(name: string, relay: TestRelay, device = new MemoryDevice()): Replica {
  const log = memoryLog(device, { isAbsent: false })
  const replica = startReplica({ log, author: new Uint8Array(16).fill(name.charCodeAt(0)), schema: 1, worker: 'inline', connect: relay.connect })
  replicas.push(replica)
  return replica
}

describe('two people with the same document open', () => {
  it('each sees what the other types, and the status says Sent', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = replicaOf('alice', relay)
    const bob = replicaOf('bob', relay)
    alice.follow([roomOf(document)])
    bob.follow([roomOf(document)])
    const a = alice.open(document.doc)
    const b = bob.open(document.doc)
    await Promise.all([a.opened, b.opened])
    const status = alice.documentStatus(document.doc)
    a.ydoc.getText('t').insert(0, 'hello')
    expect(status.get().saved).toBe('saving')
    await eventually(() => b.ydoc.getText('t').toString() === 'hello')
    b.ydoc.getText('t').insert(5, ' world')
    await eventually(() => a.ydoc.getText('t').toString() === 'hello world')
    await eventually(() => status.get().relay === 'sent' && status.get().unsent === 0)
    expect(status.get().saved).toBe('saved')
    await eventually(() => status.get().lastExchange?.author === '62'.repeat(16))
  })

  it('each sees where the other is', async () => {
    const relay = new TestRelay()
    const document = newDocument()
    const alice = replicaOf('alice', relay)
    const bob = replicaOf('bob', relay)
    alice.follow([roomOf(document)])
    bob.follow([roomOf(document, 'read')])
    const a = alice.open(document.doc)
    a.awareness.setLocalStateField('person', { name: 'Alice', colour: 1, device: 'aa' })
    const b = bob.open(document.doc)
    b.awareness.setLocalStateField('person', { name: 'Bob', colour: 2, device: 'bb' })
    await eventually(() => b.awareness.getStates().get(a.ydoc.clientID)?.person?.name === 'Alice')
    await eventually(() => a.awareness.getStates().get(b.ydoc.clientID)?.person?.name === 'Bob')
    bob.setShown(false)
    await eventually(() => !a.awareness.getStates().has(b.ydoc.clientID))
    bob.setShown(true)
    await eventually(() => a.awareness.getStates().has(b.ydoc.clientID))
    relay.cut()
    await eventually(() => alice.documentStatus(document.doc).get().relay === 'offline')
    expect(a.awareness.getStates().has(b.ydoc.clientID)).toBe(true) // nobody knows that he has gone
    alice.tryNow()
    bob.tryNow()
    await eventually(() => relay.relay?.stats.connections === 2)
    const there = 'f0'.repeat(16)
    b.awareness.setLocalStateField('at', there)
    await eventually(() => a.awareness.getStates().get(b.ydoc.clientID)?.at === there)
    a.awareness.setLocalStateField('at', there)
    await eventually(() => b.awareness.getStates().get(a.ydoc.clientID)?.at === there)
    b.close()
    await eventually(() => !a.awareness.getStates().has(b.ydoc.clientID))
  })
})
