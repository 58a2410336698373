import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { WebSocket } from 'ws'
import { KEYSTROKE_FRAME } from '../support/keystrokes'
import { startServer } from '../support/processes'
import type { System } from './system'

/** As many bytes a keystroke as a sealed frame has. */
export const floor = (script: string): System => ({
  name: 'ws floor',
  open: async (rooms, members, delivered) => {
    const server = await startServer([script], {}, 0)
    const sockets: WebSocket[][] = []
    for (let room = 0; room < rooms; room++) {
      const here = Array.from({ length: members }, () => new WebSocket(`${server.url}/${room}`, { perMessageDeflate: false }))
      await Promise.all(here.map((socket) => once(socket, 'open')))
      for (const socket of here) socket.on('message', (data: Buffer) => delivered(data.readUInt32BE(0)))
      sockets.push(here)
    }
    let ready: { socket: WebSocket | undefined; bytes: Buffer }[] = []
    return {
      server,
      prepare: (count, whose) => {
        ready = Array.from({ length: count }, (_, at) => {
          const { room, member } = whose(at)
          const bytes = randomBytes(KEYSTROKE_FRAME)
          bytes.writeUInt32BE(at, 0)
          return { socket: sockets[room]?.[member], bytes }
        })
      },
      send: (at) => {
        const keystroke = ready[at]
        keystroke?.socket?.send(keystroke.bytes)
      },
      close: async () => {
        for (const socket of sockets.flat()) socket.terminate()
        await server.stop()
      },
    }
  },
})
