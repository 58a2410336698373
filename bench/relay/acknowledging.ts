import { CURSOR_ORIGIN } from '../../shared/chain'
import type { DownMessage } from '../../shared/message'
import { makeRoom } from '../../tests/support/frames'
import { keystrokeFrame } from '../support/keystrokes'
import { removeFolder, temporaryFolder, wait } from '../support/processes'
import { connectRelay } from '../support/relayClient'
import { percentile, type Row } from '../support/report'
import { startRelay } from '../systems/leaderful'

const CHANNEL = 1
const key = (id: Uint8Array): string => Buffer.from(id).toString('hex')

/** One person at 25 keystrokes a second: from sending to the acknowledgement, fsync included. */
export async function acknowledgement(script: string): Promise<Row[]> {
  const folder = temporaryFolder()
  const server = await startRelay(script, folder)
  const client = await connectRelay(server.url)
  const room = makeRoom()
  await client.found(CHANNEL, room)
  const delays: number[] = []
  for (let at = 0; at < 300; at++) {
    const frame = keystrokeFrame(room)
    const sentAt = performance.now()
    await client.putAndWait(CHANNEL, frame)
    delays.push(performance.now() - sentAt)
    await wait(40)
  }
  client.close()
  await server.stop()
  removeFolder(folder)
  const [p50, p99] = [percentile(delays, 0.5), percentile(delays, 0.99)]
  return [
    { what: 'send to acknowledgement (durable), one writer at 25/s: p50', unit: 'ms', here: p50, budget: '<= 3 ms', kept: p50 <= 3 },
    { what: 'the same: p99', unit: 'ms', here: p99, budget: '<= 20 ms', kept: p99 <= 20 },
  ]
}

const ROOMS = 4
const ROUNDS = 50
const AT_ONCE = 50

/** SIGKILL right after acknowledgements, fifty times: what was acknowledged has to be there, at its number. */
export async function killed(script: string): Promise<Row[]> {
  const folder = temporaryFolder()
  const rooms = Array.from({ length: ROOMS }, () => makeRoom())
  /** By room: the number under which each acknowledged frame was promised, and under which numbers frames were seen. */
  const acknowledged = rooms.map(() => new Map<string, number>())
  const seen = rooms.map(() => new Map<number, string>())
  let numbersGivenTwice = 0
  const see = (room: number, seq: number, id: string) => {
    const before = seen[room]?.get(seq)
    if (before !== undefined && before !== id) numbersGivenTwice++
    seen[room]?.set(seq, id)
  }
  const hear = (message: DownMessage) => {
    if (message.type === 'ack') {
      acknowledged[message.channel]?.set(key(message.frameId), message.place.seq)
      see(message.channel, message.place.seq, key(message.frameId))
    } else if (message.type === 'getPart' && message.role === 'row') see(message.channel, message.place.seq, key(message.frameId))
  }
  let port = 0
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startRelay(script, folder, { port })
    port = Number(new URL(server.url).port)
    const client = await connectRelay(server.url, hear)
    for (const [channel, room] of rooms.entries()) {
      if (round === 0) await client.found(channel, room)
      else {
        await client.join(channel, room)
        client.prove(channel, room)
      }
    }
    const before = acknowledged.reduce((sum, one) => sum + one.size, 0)
    for (let at = 0; at < AT_ONCE; at++) for (const [channel, room] of rooms.entries()) client.put(channel, keystrokeFrame(room))
    // Somewhere in the middle of it: after anything between the first acknowledgement and the last.
    const enough = before + 1 + ((round * 37) % (ROOMS * AT_ONCE))
    while (acknowledged.reduce((sum, one) => sum + one.size, 0) < enough) await wait(0)
    await server.kill()
    client.close()
  }
  const held = rooms.map(() => new Map<string, number>())
  const server = await startRelay(script, folder, { port })
  const reader = await connectRelay(server.url, (message) => {
    if (message.type === 'getPart' && message.role === 'row') held[message.channel]?.set(key(message.frameId), message.place.seq)
  })
  for (const [channel, room] of rooms.entries()) await reader.join(channel, room, CURSOR_ORIGIN)
  reader.close()
  await server.stop()
  removeFolder(folder)
  const promised = acknowledged.flatMap((one, room) => [...one].map(([id, seq]) => ({ id, seq, room })))
  const lost = promised.filter(({ id, seq, room }) => held[room]?.get(id) !== seq).length
  return [
    {
      what: `relay killed -9 after acknowledgements, ${ROUNDS} rounds: lost of ${promised.length}`,
      unit: 'frames',
      here: lost,
      budget: '0',
      kept: lost === 0 && promised.length > 0,
    },
    { what: 'the same: numbers given twice', unit: '', here: numbersGivenTwice, budget: '0', kept: numbersGivenTwice === 0 },
  ]
}
