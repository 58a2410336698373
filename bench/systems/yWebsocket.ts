import { once } from 'node:events'
import path from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { freePort, removeFolder, type Server, startServer, temporaryFolder } from '../support/processes'
import type { System } from './system'

/** @y/websocket-server, with y-leveldb or in memory: it holds every document as a Y.Doc. */
const SCRIPT = 'bench/node_modules/@y/websocket-server/src/server.js'
const SYNC = 0
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

/** `folder`: where y-leveldb keeps what it has; null = in memory. */
export async function startYWebsocket(root: string, folder: string | null): Promise<Server> {
  const port = await freePort()
  const server = await startServer([path.join(root, SCRIPT)], { HOST: '127.0.0.1', PORT: String(port), ...(folder ? { YPERSISTENCE: folder } : {}) }, port)
  return { ...server, url: `ws://127.0.0.1:${port}` }
}

export function syncMessage(type: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, SYNC)
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
export const updateMessage = (update: Uint8Array): Uint8Array => syncMessage(UPDATE, update)
export const stepOne = (doc: Y.Doc): Uint8Array => syncMessage(STEP_1, Y.encodeStateVector(doc))

/** The update of a message that carries one, whichever of the two kinds. */
export function updateIn(message: Uint8Array): { readonly isAnswer: boolean; readonly update: Uint8Array } | null {
  const decoder = decoding.createDecoder(message)
  if (decoding.readVarUint(decoder) !== SYNC) return null
  const type = decoding.readVarUint(decoder)
  return type === STEP_2 || type === UPDATE ? { isAnswer: type === STEP_2, update: decoding.readVarUint8Array(decoder) } : null
}

/** Whose keystroke an update of one keystroke is: client and clock stand first (after the numbers of clients and structs). */
function keystrokeOf(update: Uint8Array): string {
  const decoder = decoding.createDecoder(update)
  if (decoding.readVarUint(decoder) !== 1) return ''
  decoding.readVarUint(decoder)
  return `${decoding.readVarUint(decoder)}/${decoding.readVarUint(decoder)}`
}

export const yWebsocket = (root: string, persistence: 'leveldb' | 'memory'): System => ({
  name: `y-websocket ${persistence}`,
  open: async (rooms, members, delivered) => {
    const folder = persistence === 'leveldb' ? temporaryFolder() : null
    const server = await startYWebsocket(root, folder)
    const tags = new Map<string, number>()
    const people: { socket: WebSocket; doc: Y.Doc; update: Uint8Array }[][] = []
    for (let room = 0; room < rooms; room++) {
      const here = Array.from({ length: members }, () => {
        const person = {
          socket: new WebSocket(`${server.url}/room-${room}`, { perMessageDeflate: false }),
          doc: new Y.Doc(),
          update: new Uint8Array() as Uint8Array,
        }
        person.doc.on('update', (update: Uint8Array) => {
          person.update = update
        })
        return person
      })
      await Promise.all(here.map(({ socket }) => once(socket, 'open')))
      for (const { socket, doc } of here) {
        socket.on('message', (data: Buffer) => {
          const carried = updateIn(data)
          if (carried === null || carried.isAnswer) return
          const keystroke = keystrokeOf(carried.update)
          // The server sends everybody everything, the sender too.
          if (keystroke.startsWith(`${doc.clientID}/`)) return
          const tag = tags.get(keystroke)
          if (tag !== undefined) delivered(tag)
        })
        socket.send(stepOne(doc))
      }
      people.push(here)
    }
    let ready: { socket: WebSocket | undefined; bytes: Uint8Array }[] = []
    return {
      server,
      prepare: (count, whose) => {
        tags.clear()
        ready = Array.from({ length: count }, (_, at) => {
          const { room, member } = whose(at)
          const person = people[room]?.[member]
          if (person === undefined) return { socket: undefined, bytes: new Uint8Array() }
          const text = person.doc.getText('text')
          const clock = Y.getState(person.doc.store, person.doc.clientID)
          text.insert(text.length, 'a')
          tags.set(`${person.doc.clientID}/${clock}`, at)
          return { socket: person.socket, bytes: updateMessage(person.update) }
        })
      },
      send: (at) => {
        const keystroke = ready[at]
        keystroke?.socket?.send(keystroke.bytes)
      },
      close: async () => {
        for (const { socket } of people.flat()) socket.terminate()
        await server.kill()
        if (folder !== null) removeFolder(folder)
      },
    }
  },
})
