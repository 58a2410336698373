import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import { CLOSE } from '../shared/closeCodes'
import { LIMITS } from '../shared/limits'
import { Addresses } from './addresses'
import { every } from './clock'
import { pathOf } from './http'
import type { RelaySocket } from './outbox'
import type { Relay } from './relay'

export const RELAY_PATH = '/relay'
/** The other side has so long to agree that it is over. */
const CLOSE_MS = 2_000
const SWEEP_MS = 60_000

export interface Sockets {
  readonly addresses: Addresses
  /** Takes no more; ends what is still open after `ms`. */
  close(ms: number): Promise<void>
}

/** WebSockets of an HTTP server, as connections of a relay. */
export function acceptSockets(server: Server, relay: Relay, isFreeAddress?: (address: string) => boolean): Sockets {
  const { clock, limits, stats } = relay
  const addresses = new Addresses(limits, clock, isFreeAddress)
  const stopSweep = every(clock, SWEEP_MS, () => addresses.sweep())
  const open = new Set<WebSocket>()
  // Sealed bytes cannot shrink: no compression.
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LIMITS.message, perMessageDeflate: false, clientTracking: false })

  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    if (pathOf(request.url ?? '') !== RELAY_PATH) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const release = addresses.admit(request.socket.remoteAddress ?? '')
    if (release) stream.once('close', release)
    sockets.handleUpgrade(request, stream, head, (socket) => {
      open.add(socket)
      socket.on('error', () => {}) // 'close' follows
      socket.on('close', () => open.delete(socket))
      if (release) serve(socket, relay)
      else {
        stats.close(CLOSE.tooManyConnections.code)
        wrap(socket, relay).close(CLOSE.tooManyConnections.code, CLOSE.tooManyConnections.words)
      }
    })
  })

  return {
    addresses,
    async close(ms) {
      stopSweep()
      sockets.close()
      const end = clock.now() + ms
      while (open.size > 0 && clock.now() < end) await new Promise((resolve) => setTimeout(resolve, 10))
      for (const socket of open) socket.terminate()
    },
  }
}

function serve(socket: WebSocket, relay: Relay): void {
  const connection = relay.connect(wrap(socket, relay))
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (isBinary && data instanceof Uint8Array) connection.receive(data)
    else connection.receiveUnreadable()
  })
  socket.on('pong', () => connection.heard())
  socket.on('ping', () => connection.heard())
  const stopPings = every(relay.clock, relay.limits.pingMs, () => {
    if (socket.readyState === socket.OPEN) socket.ping()
  })
  socket.on('close', () => {
    stopPings()
    connection.closed()
  })
}

function wrap(socket: WebSocket, relay: Relay): RelaySocket {
  return {
    send: (bytes, sent) => socket.send(bytes, { binary: true, compress: false }, sent),
    get bufferedAmount() {
      return socket.bufferedAmount
    },
    close(code, words) {
      // What it still says is passed over; its agreement has to be heard.
      socket.resume()
      socket.close(code, words)
      relay.clock.after(CLOSE_MS, () => socket.terminate())
    },
    terminate: () => socket.terminate(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}
