import { type MadeFrame, makeRoom, type RoomSecrets } from '../../tests/support/frames'
import { keyOf, keystrokeFrame } from '../support/keystrokes'
import { removeFolder, type Server, startServer, temporaryFolder } from '../support/processes'
import { connectRelay, type RelayClient } from '../support/relayClient'
import type { System } from './system'

/** Our relay with the bench's limits (relayProcess.ts), its log on disk, an fsync before each acknowledgement. */
export const startRelay = (script: string, folder: string, { port = 0, app }: { port?: number; app?: string } = {}): Promise<Server> =>
  startServer([script], { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, ...(app === undefined ? {} : { STATIC_DIR: app }) }, port)

const CHANNEL = 1

export const leaderful = (script: string): System => ({
  name: 'leaderful',
  open: async (roomCount, members, delivered) => {
    const folder = temporaryFolder()
    const server = await startRelay(script, folder)
    const clients: RelayClient[][] = []
    const rooms: RoomSecrets[] = []
    const tags = new Map<string, number>()
    for (let at = 0; at < roomCount; at++) {
      const room = makeRoom()
      rooms.push(room)
      const here: RelayClient[] = []
      for (let member = 0; member < members; member++) {
        const client = await connectRelay(server.url, (message) => {
          if (message.type !== 'getPart') return
          const tag = tags.get(keyOf(message.frameId))
          if (tag !== undefined) delivered(tag)
        })
        if (member === 0) await client.found(CHANNEL, room)
        else {
          await client.join(CHANNEL, room)
          client.prove(CHANNEL, room)
        }
        here.push(client)
      }
      clients.push(here)
    }
    let ready: { client: RelayClient | undefined; frame: MadeFrame }[] = []
    return {
      server,
      prepare: (count, whose) => {
        tags.clear()
        ready = Array.from({ length: count }, (_, at) => {
          const place = whose(at)
          const frame = keystrokeFrame(rooms[place.room] as RoomSecrets)
          tags.set(keyOf(frame.id), at)
          return { client: clients[place.room]?.[place.member], frame }
        })
      },
      send: (at) => {
        const keystroke = ready[at]
        keystroke?.client?.put(CHANNEL, keystroke.frame)
      },
      close: async () => {
        for (const client of clients.flat()) client.close()
        await server.stop()
        removeFolder(folder)
      },
    }
  },
})
