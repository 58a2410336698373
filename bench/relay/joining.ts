import { once } from 'node:events'
import { deflateRawSync } from 'node:zlib'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { CURSOR_ORIGIN, type Cursor, nextChain } from '../../shared/chain'
import { makeRoom, makeSnapshot } from '../../tests/support/frames'
import { keystrokeFrame } from '../support/keystrokes'
import { bytesIn, removeFolder, temporaryFolder, wait } from '../support/processes'
import { connectRelay } from '../support/relayClient'
import { median, type Row } from '../support/report'
import { traceOf, writeTrace } from '../support/trace'
import { startRelay } from '../systems/leaderful'
import { startYWebsocket, stepOne, updateIn, updateMessage } from '../systems/yWebsocket'

const CHANNEL = 1

/** Somebody new opens a document of 260,000 keystrokes at a relay that has just started. */
export async function joiningTheTrace(script: string, root: string): Promise<Row[]> {
  const { doc } = writeTrace()
  const { state, stateV2 } = traceOf(doc)
  const sealedBytes = deflateRawSync(stateV2).length

  const folder = temporaryFolder()
  const room = makeRoom()
  const first = await startRelay(script, folder)
  const writer = await connectRelay(first.url)
  await writer.found(CHANNEL, room)
  await writer.putAndWait(CHANNEL, makeSnapshot(room, { to: 0 }, sealedBytes))
  writer.close()
  await first.stop()
  const atRest = bytesIn(folder)
  const second = await startRelay(script, folder)
  const reader = await connectRelay(second.url)
  const began = performance.now()
  await reader.join(CHANNEL, room)
  const onTheWire = performance.now() - began
  const received = reader.received()
  reader.close()
  await second.stop()
  removeFolder(folder)

  const peer = await joinAtYWebsocket(root, doc)
  return [
    {
      what: 'joining the 260k-keystroke trace, cold relay: on the wire',
      unit: 'ms',
      here: onTheWire,
      peers: { 'y-websocket leveldb': peer.ms },
      budget: '<= 30 ms',
      kept: onTheWire <= 30,
    },
    { what: 'the same: bytes received', unit: 'B', here: received, peers: { 'y-websocket leveldb': peer.received } },
    {
      what: 'the same: bytes at rest',
      unit: 'B',
      here: atRest,
      peers: { 'y-websocket leveldb': peer.atRest, 'one Yjs update': state.length },
      budget: "<= 0.5 x y-websocket's update",
      kept: atRest <= 0.5 * state.length,
      note: 'the folder, with an empty log',
    },
  ]
}

async function joinAtYWebsocket(root: string, doc: Y.Doc): Promise<{ ms: number; received: number; atRest: number }> {
  const folder = temporaryFolder()
  const first = await startYWebsocket(root, folder)
  const writer = new WebSocket(`${first.url}/trace`)
  await once(writer, 'open')
  writer.send(updateMessage(Y.encodeStateAsUpdate(doc)))
  await wait(1500)
  writer.terminate()
  await first.kill()
  const atRest = bytesIn(folder)
  const second = await startYWebsocket(root, folder)
  const reader = new WebSocket(`${second.url}/trace`)
  await once(reader, 'open')
  const fresh = new Y.Doc()
  let received = 0
  const began = performance.now()
  reader.send(stepOne(fresh))
  // It answers before it has read its database, then sends what it found as an update.
  while (Y.encodeStateVector(fresh).length <= 1) {
    const [data] = (await once(reader, 'message')) as [Buffer]
    received += data.length
    const carried = updateIn(data)
    if (carried !== null) Y.applyUpdate(fresh, carried.update)
  }
  const ms = performance.now() - began
  reader.terminate()
  await second.kill()
  removeFolder(folder)
  return { ms, received, atRest }
}

/** Back after a moment, in rooms with ever longer histories: nothing was missed. */
export async function joiningAtTheEnd(script: string): Promise<Row[]> {
  const folder = temporaryFolder()
  const server = await startRelay(script, folder)
  const writer = await connectRelay(server.url)
  const room = makeRoom()
  const create = await writer.found(CHANNEL, room)
  let cursor: Cursor = { seq: 1, chain: nextChain(CURSOR_ORIGIN.chain, create.id) }
  const rows: Row[] = []
  let last = 0
  for (const frames of [1_000, 10_000, 100_000]) {
    while (cursor.seq < frames) {
      const page = Array.from({ length: Math.min(500, frames - cursor.seq) }, () => keystrokeFrame(room))
      for (const frame of page.slice(0, -1)) writer.put(CHANNEL, frame)
      const end = page.at(-1)
      if (end === undefined) break
      cursor = await writer.putAndWait(CHANNEL, end)
    }
    const times: number[] = []
    for (let again = 0; again < 9; again++) {
      const reader = await connectRelay(server.url)
      const began = performance.now()
      await reader.join(CHANNEL, room, cursor)
      times.push(performance.now() - began)
      reader.close()
    }
    last = median(times)
    rows.push({ what: `joining at the end of ${frames.toLocaleString('en')} frames`, unit: 'ms', here: last, budget: '<= 1 ms, no growth', kept: last <= 1 })
  }
  writer.close()
  await server.stop()
  removeFolder(folder)
  return rows
}
