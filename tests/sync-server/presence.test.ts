import { describe, expect, it } from 'vitest'
import { Presence } from '../../sync-server/presence'
import { makeLive, makeRoom, makeUpdate } from '../support/frames'
import { writerOf } from '../support/relayClient'
import { clientOf, kept, relayWith } from '../support/relays'

async function roomWith(relay: Awaited<ReturnType<typeof relayWith>>, people: number) {
  const room = makeRoom()
  kept(await writerOf(relay.relayUrl, room))
  const clients = await Promise.all(Array.from({ length: people }, () => clientOf(relay)))
  for (const client of clients) await client.hello(room, { presence: true })
  return { room, clients }
}

describe('presence', () => {
  it('one move of one caret among twenty is one frame in and nineteen out', async () => {
    const relay = await relayWith()
    const { room, clients } = await roomWith(relay, 20)
    const [mover, ...others] = clients
    if (!mover) throw new Error('nobody')
    const { bytes } = makeLive(room)
    mover.say({ type: 'putLive', channel: 1, frame: bytes })
    for (const other of others) {
      await other.until(() => other.all('live').length > 0)
      expect(other.all('live').map(({ frame }) => Buffer.compare(frame, bytes))).toEqual([0])
    }
    await mover.hello(room)
    expect(mover.all('live')).toEqual([])
  })
  it('hands the latest of each connection to whoever joins, and says who has left', async () => {
    const relay = await relayWith()
    const { room, clients } = await roomWith(relay, 2)
    const [alice, bob] = clients
    if (!alice || !bob) throw new Error('nobody')
    const [first, second] = [makeLive(room), makeLive(room)]
    alice.say({ type: 'putLive', channel: 1, frame: first.bytes }, { type: 'putLive', channel: 1, frame: second.bytes })
    await bob.until(() => bob.all('live').length === 2)
    const carol = await clientOf(relay)
    await carol.hello(room, { presence: true })
    await carol.until(() => carol.all('live').length === 1)
    expect(Buffer.compare(carol.all('live')[0]?.frame ?? new Uint8Array(), second.bytes)).toBe(0)
    const peer = carol.all('live')[0]?.peer
    expect(bob.all('live')[0]?.peer).toBe(peer)
    alice.kill()
    await carol.until(() => carol.all('left').length === 1)
    expect(carol.all('left')[0]?.peer).toBe(peer)
    const dave = await clientOf(relay)
    await dave.hello(room, { presence: true })
    expect(dave.all('live')).toEqual([])
  })
  it('switched off means left, for oneself and for others', async () => {
    const relay = await relayWith()
    const { room, clients } = await roomWith(relay, 2)
    const [alice, bob] = clients
    if (!alice || !bob) throw new Error('nobody')
    alice.say({ type: 'putLive', channel: 1, frame: makeLive(room).bytes })
    await bob.until(() => bob.all('live').length === 1)
    alice.say({ type: 'presence', channel: 1, on: false })
    await bob.until(() => bob.all('left').length === 1)
    alice.say({ type: 'putLive', channel: 1, frame: makeLive(room).bytes })
    bob.say({ type: 'putLive', channel: 1, frame: makeLive(room).bytes })
    await alice.hello(makeRoom(), { channel: 2 })
    await bob.hello(makeRoom(), { channel: 2 })
    expect([alice.all('live').length, bob.all('live').length]).toEqual([0, 1])
    alice.say({ type: 'presence', channel: 1, on: true })
    await alice.until(() => alice.all('live').length === 1)
  })
  it('[S12] nothing live before a successful hello, none without presence, none of another room, none that is too large or is a stored kind', async () => {
    const relay = await relayWith()
    const { room, clients } = await roomWith(relay, 1)
    const [bob] = clients
    const quiet = await clientOf(relay)
    await quiet.hello(room)
    const wrong = await clientOf(relay)
    wrong.say({ type: 'putLive', channel: 1, frame: makeLive(room).bytes })
    await expect(wrong.hello(room, { access: { room: room.room, fetchToken: new Uint8Array(32) }, presence: true })).rejects.toThrow()
    wrong.say({ type: 'putLive', channel: 1, frame: makeLive(room).bytes })
    const alice = await clientOf(relay)
    await alice.hello(room, { presence: true })
    for (const frame of [makeLive(makeRoom()), makeLive(room, 3000), makeUpdate(room)]) alice.say({ type: 'putLive', channel: 1, frame: frame.bytes })
    const good = makeLive(room)
    alice.say({ type: 'putLive', channel: 1, frame: good.bytes })
    await bob?.until(() => bob.all('live').length > 0)
    expect(bob?.all('live').map(({ frame }) => Buffer.compare(frame, good.bytes))).toEqual([0])
    expect(relay.stats.droppedLive).toBe(3)
    await quiet.hello(room)
    expect(quiet.all('live')).toEqual([])
  })
  it('is bounded: of a flood the first few come, and at last the latest', async () => {
    const relay = await relayWith({ liveBurst: 5, livePerSecond: 20 })
    const { room, clients } = await roomWith(relay, 2)
    const [alice, bob] = clients
    if (!alice || !bob) throw new Error('nobody')
    const frames = Array.from({ length: 300 }, () => makeLive(room))
    for (const { bytes } of frames) alice.say({ type: 'putLive', channel: 1, frame: bytes })
    const last = frames.at(-1)?.bytes ?? new Uint8Array()
    await bob.until(() => bob.all('live').some(({ frame }) => Buffer.compare(frame, last) === 0))
    expect(bob.all('live').length).toBeLessThan(20)
  })
  it('gives whoever could not take it the latest of each, and who left, when there is room again', () => {
    const presence = new Presence()
    const taken: number[] = []
    let takes = true
    const slow = { peer: 1, show: ({ type }: { type: number }) => takes && taken.push(type) > 0 }
    const others = [2, 3].map((peer) => ({ peer, show: () => true }))
    presence.join(slow)
    for (const other of others) presence.join(other)
    takes = false
    for (const other of others) for (let i = 0; i < 10; i++) presence.publish(other, new Uint8Array([i]))
    const [, leaver] = others
    if (leaver) presence.leave(leaver)
    takes = true
    presence.catchUp(slow)
    expect(taken.length).toBe(2)
    presence.catchUp(slow)
    expect(taken.length).toBe(2)
  })
})
