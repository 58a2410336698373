import { removeFolder, type Server, startServer, temporaryFolder } from '../support/processes'
import { connectRelay, type RelayClient } from '../support/relayClient'
import { type LoadFrame, newRoom, type Room, tagOf, updateFrame } from '../support/sealedFrames'
import type { System } from './system'

/** Our relay with the bench's limits (relayProcess.ts), its log on disk, an fsync before each acknowledgement. */
export const startRelay = (script: string, folder: string, port = 0): Promise<Server> =>
  startServer([script], { HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder }, port)

const CHANNEL = 1

export const leaderful = (script: string, onAck: (tag: number) => void = () => {}): System => ({
  name: 'leaderful',
  open: async (roomCount, members, delivered) => {
    const folder = temporaryFolder()
    const server = await startRelay(script, folder)
    const clients: RelayClient[][] = []
    const rooms: Room[] = []
    const tags = new Map<string, number>()
    for (let at = 0; at < roomCount; at++) {
      const room = await newRoom()
      rooms.push(room)
      const here: RelayClient[] = []
      for (let member = 0; member < members; member++) {
        const client = await connectRelay(server.url, (message) => {
          if (message.type === 'getPart' && message.bytes[3] === 2) delivered(tagOf(message.bytes))
          else if (message.type === 'ack') onAck(tags.get(Buffer.from(message.frameId).toString('latin1')) ?? -1)
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
    let ready: { client: RelayClient | undefined; frame: LoadFrame }[] = []
    return {
      server,
      prepare: (count, whose) => {
        tags.clear()
        ready = Array.from({ length: count }, (_, at) => {
          const place = whose(at)
          const frame = updateFrame(rooms[place.room] as Room, at)
          tags.set(Buffer.from(frame.id).toString('latin1'), at)
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
