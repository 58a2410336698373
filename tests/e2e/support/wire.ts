import http from 'node:http'
import type { AddressInfo } from 'node:net'
import net from 'node:net'
import { WebSocketBytes } from './webSocketBytes'

/**
 * The wire of one person: an HTTP proxy that this person's whole browser goes through, workers and service worker
 * included. It can be cut, it keeps every address that was asked for, and all bytes that went either way.
 */
export interface Wire {
  /** For the browser context's `proxy`. */
  readonly server: string
  /** Hosts that were asked for, with port. */
  readonly hosts: ReadonlySet<string>
  /** Method and address of each request; `CONNECT host:port` for a WebSocket. */
  readonly requests: readonly string[]
  /** All that was sent and received, unmasked: heads, bodies of requests, WebSocket payloads. (Not the app's own files.) */
  bytes(): Buffer
  /** WebSocket payloads sent and received so far. */
  frames(): { sent: number; received: number }
  /** Every connection dies at once, and none comes about until `mend`. */
  cut(): void
  mend(): void
  /** From now on each file takes up to `ms`, as on a bad line. */
  slow(ms: number): void
  close(): Promise<void>
}

/** Nothing that is asked for elsewhere goes there: it is held against whoever asked, and that is all. */
const isThisMachine = (hostname: string): boolean => hostname === '127.0.0.1' || hostname === 'localhost'

export async function openWire(): Promise<Wire> {
  const hosts = new Set<string>()
  const requests: string[] = []
  const heads: Buffer[] = []
  const sent: WebSocketBytes[] = []
  const received: WebSocketBytes[] = []
  const sockets = new Set<net.Socket>()
  let isCut = false
  let lag = 0
  let files = 0
  /** Of five files one after the other, the first at once and the last after the whole of it. */
  const turn = (address: string): Promise<void> =>
    lag > 0 && address.includes('/assets/') ? new Promise((resolve) => setTimeout(resolve, (lag * (files++ % 5)) / 4)) : Promise.resolve()

  const keep = (socket: net.Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  const server = http.createServer(async (request, response) => {
    const address = request.url ?? ''
    requests.push(`${request.method} ${address}`)
    heads.push(Buffer.from(`${request.method} ${address}\n${request.rawHeaders.join('\n')}\n`))
    const url = URL.parse(address)
    if (url !== null) hosts.add(url.host)
    if (url === null || isCut || !isThisMachine(url.hostname)) {
      request.socket.destroy()
      return
    }
    await turn(address)
    const onward = http.request(url, { method: request.method, headers: request.headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      answer.on('error', () => response.destroy())
    })
    onward.on('error', () => response.destroy())
    onward.on('socket', keep)
    request.on('data', (chunk: Buffer) => heads.push(chunk))
    request.pipe(onward)
  })
  server.on('connection', keep)
  server.on('connect', (request, client: net.Socket, head: Buffer) => {
    requests.push(`CONNECT ${request.url}`)
    hosts.add(request.url ?? '')
    const { hostname, port } = new URL(`http://${request.url}`)
    if (isCut || !isThisMachine(hostname)) {
      client.destroy()
      return
    }
    const [up, down] = [new WebSocketBytes(), new WebSocketBytes()]
    sent.push(up)
    received.push(down)
    const onward = net.connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) onward.write(head)
      client.on('data', (chunk: Buffer) => up.push(chunk))
      onward.on('data', (chunk: Buffer) => down.push(chunk))
      client.pipe(onward).pipe(client)
    })
    keep(onward)
    client.on('close', () => onward.destroy())
    onward.on('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const count = (side: readonly WebSocketBytes[]) => side.reduce((all, one) => all + one.frames, 0)
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    requests,
    bytes: () => Buffer.concat([...heads, ...[...sent, ...received].map((side) => side.bytes)]),
    frames: () => ({ sent: count(sent), received: count(received) }),
    cut: () => {
      isCut = true
      for (const socket of sockets) socket.destroy()
    },
    mend: () => {
      isCut = false
    },
    slow: (ms) => {
      lag = ms
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
