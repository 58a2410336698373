import type { LinkSocket, SocketFactory } from '../../client/sync/socket'
import { concat } from '../../shared/bytes'
import { type DownMessage, decodeUp, encodeDown, type UpMessage } from '../../shared/message'

/** A relay that says whatever a test wants: for those that lie. */
export class ScriptedRelay {
  readonly heard: UpMessage[] = []
  connections = 0
  #socket: LinkSocket | null = null

  /** @param answer called for each message that comes; whatever it returns is said */
  constructor(readonly answer: (message: UpMessage, relay: ScriptedRelay) => readonly DownMessage[]) {}

  get connect(): SocketFactory {
    return () => {
      const relay = this
      const socket: LinkSocket = {
        onopen: null,
        onmessage: null,
        onclose: null,
        bufferedAmount: 0,
        send(bytes) {
          const messages = decodeUp(bytes.slice())
          if (!messages.ok) throw new Error('a link has said what cannot be read')
          for (const message of messages.value) {
            relay.heard.push(message)
            const answers = relay.answer(message, relay)
            if (answers.length > 0) setImmediate(() => relay.#socket === socket && relay.say(...answers))
          }
        },
        close: () => {
          if (relay.#socket === socket) relay.#socket = null
        },
      }
      this.#socket = socket
      this.connections++
      setImmediate(() => {
        if (relay.#socket !== socket) return
        socket.onopen?.()
        relay.say({ type: 'welcome', nonce: new Uint8Array(32).fill(1), connectionId: new Uint8Array(16).fill(2), resumed: false })
      })
      return socket
    }
  }
  say(...messages: readonly DownMessage[]): void {
    this.sayBytes(concat(...messages.map(encodeDown)))
  }
  sayBytes(bytes: Uint8Array): void {
    this.#socket?.onmessage?.(bytes)
  }
  cut(): void {
    const socket = this.#socket
    this.#socket = null
    socket?.onclose?.(1006)
  }
}
