import { WebSocket } from 'ws'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Server } from '../support/processes'
import { textsBelow } from './longText'
import { type Host, joinWorkspace } from './people'

/** Others in the same document, in this process, each over a socket of their own. */
export interface Member {
  readonly ydoc: Y.Doc
  readonly awareness: Awareness
  stop(): Promise<void>
}

export const CARETS = 5
const CARET_EVERY_MS = 200
const KEY_EVERY_MS = 100

/** One of them writes 10 times a second, and the carets of all move 5 times a second, just below `block`. Returns how to stop them. */
export function keepBusy(members: readonly Member[], block: number): () => void {
  const timers: NodeJS.Timeout[] = []
  members.forEach(({ ydoc, awareness }, index) => {
    const text = textsBelow(ydoc, block, CARETS)[index]
    if (!text) return
    let moved = 0
    const move = () => {
      const anchor = Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, moved++ % text.length))
      awareness.setLocalStateField('cursor', { anchor, head: anchor })
    }
    timers.push(setInterval(move, CARET_EVERY_MS))
    if (index > 0) return
    let written = 0
    timers.push(setInterval(() => text.insert(text.length, written++ % 6 === 5 ? ' ' : 'e'), KEY_EVERY_MS))
  })
  return () => {
    for (const timer of timers) clearInterval(timer)
    for (const { awareness } of members) awareness.setLocalStateField('cursor', null)
  }
}

/** The app's own sessions: they came in by the link. */
export const ourMembers = (server: Server, host: Host): Promise<Member[]> =>
  Promise.all(Array.from({ length: CARETS }, (_, at) => joinWorkspace(server, host, `Member ${at + 1}`)))

/** The stock provider, at the stock server; the first one brings the text. */
export async function stockMembers(url: string, name: string, update: Uint8Array): Promise<Member[]> {
  const members: Member[] = []
  for (let at = 0; at < CARETS; at++) {
    const ydoc = new Y.Doc()
    if (at === 0) Y.applyUpdate(ydoc, update)
    const provider = new WebsocketProvider(url, name, ydoc, { WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket, disableBc: true })
    await new Promise<void>((resolve) => {
      provider.once('sync', () => resolve())
    })
    provider.awareness.setLocalStateField('user', { name: `Member ${at + 1}`, color: '#aa3355' })
    members.push({ ydoc, awareness: provider.awareness, stop: async () => provider.destroy() })
  }
  return members
}
