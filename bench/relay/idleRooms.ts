import { makeRoom } from '../../tests/support/frames'
import { keystrokeFrame } from '../support/keystrokes'
import { removeFolder, temporaryFolder, wait } from '../support/processes'
import { connectRelay } from '../support/relayClient'
import { median, type Row } from '../support/report'
import { startRelay } from '../systems/leaderful'

const ROOMS = 20_000
const AT_A_TIME = 1000
const MIB = 1024 * 1024

/** Memory of its own, once it has settled: the median of three fresh starts. */
async function memoryAtRest(script: string, folder: string): Promise<number> {
  const values: number[] = []
  for (let again = 0; again < 3; again++) {
    const server = await startRelay(script, folder)
    await wait(1500)
    values.push(server.anonymousMemory())
    await server.stop()
  }
  return median(values)
}

/** A relay that holds 20,000 documents which nobody looks at, beside an empty one. */
export async function idleRooms(script: string): Promise<Row[]> {
  const empty = temporaryFolder()
  const full = temporaryFolder()
  const server = await startRelay(script, full)
  for (let done = 0; done < ROOMS; done += AT_A_TIME) {
    const client = await connectRelay(server.url)
    for (let channel = 0; channel < AT_A_TIME; channel += 50) {
      await Promise.all(
        Array.from({ length: 50 }, async (_, at) => {
          const room = makeRoom()
          await client.found(channel + at, room)
          await client.putAndWait(channel + at, keystrokeFrame(room))
        }),
      )
    }
    client.close()
  }
  await server.stop()
  const more = (await memoryAtRest(script, full)) - (await memoryAtRest(script, empty))
  removeFolder(empty)
  removeFolder(full)
  return [
    {
      what: '20,000 rooms without sockets: more memory than an empty relay',
      unit: 'MB',
      here: more / MIB,
      budget: '<= 1 MB',
      kept: more <= MIB,
      note: 'anonymous memory after a start',
    },
  ]
}
