import { expect, it } from 'vitest'
import type { Committer, Contributor } from '../../sync-server/committer'
import { MemoryLog } from '../../sync-server/logs/memory'
import type { RoomRules } from '../../sync-server/room'
import { RoomHost } from '../../sync-server/roomHost'
import { makeRoom, makeSnapshot, makeUpdate } from '../support/frames'
import { writerOf } from '../support/relayClient'
import { kept, relayWith } from '../support/relays'

/** A log with a room whose first rows are covered by a snapshot that is out of grace. */
async function overdueRoom(): Promise<{ log: MemoryLog; room: Uint8Array; rules: RoomRules }> {
  const log = new MemoryLog()
  const relay = await relayWith({ standMs: 0, graceMs: 0, sweepMs: 60_000, sweepRoomsMs: 60_000 }, { log })
  const room = makeRoom()
  const alice = kept(await writerOf(relay.relayUrl, room))
  const at = await alice.store(makeUpdate(room))
  await alice.store(makeSnapshot(room, { to: at.seq, toChain: at.chain }))
  return { log, room: room.room, rules: relay.relay.limits }
}

it('[S7] a room that nobody is in is not let go of between being told to erase and having erased: there is one idea of it', async () => {
  const { log, room, rules } = await overdueRoom()
  const enlisted: Contributor[] = []
  const idle: RoomHost[] = []
  const committer = { enlist: (contributor: Contributor) => enlisted.push(contributor) } as unknown as Committer
  const clock = { now: () => Date.now() + 1000, soon: () => {}, after: () => () => {} }
  const nothing = (): void => {}
  const host = new RoomHost(room, { log, committer, clock, rules, askAgainMs: 1000, erased: nothing, stored: nothing, idle: (which) => idle.push(which) })
  await host.loaded
  expect(host.isIdle).toBe(true)
  host.sweep()
  expect(host.isIdle, 'enlisted').toBe(false)
  const contribution = enlisted[0]?.contribute(1e6)
  expect(contribution?.write?.meta?.erasedTo).toBe(2)
  expect(host.isIdle, 'being written').toBe(false)
  contribution?.settle(true)
  expect(host.isIdle).toBe(true)
  expect(idle).toEqual([host])
})
