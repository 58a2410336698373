import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { RelayLimits } from './settings'
import { StaticFiles } from './staticFiles'

/** Nothing inline, nothing from elsewhere; sockets to any relay over TLS, and to one on this machine. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self' wss: ws://localhost:* ws://127.0.0.1:*",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), midi=(), payment=(), usb=()',
}
/** A whole request, and a connection on which nothing is asked. */
const REQUEST_MS = 30_000
const KEEP_ALIVE_MS = 5_000
const STUCK_MS = 60_000
const HEADER_BYTES = 16 * 1024

export interface HttpOptions {
  readonly staticDir: string | null
  readonly limits: Pick<RelayLimits, 'headersMs'>
  /** What /health says; status 503 when it is not 'ok'. */
  health(): { readonly status: 'ok' | 'cannot write' } & Readonly<Record<string, unknown>>
}

/** The relay's HTTP side: the app's files, and /health. Everything else is answered in a line; nothing is logged. */
export function httpServer({ staticDir, limits, health }: HttpOptions): Server {
  const files = staticDir === null ? null : new StaticFiles(staticDir)
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: Math.max(limits.headersMs, REQUEST_MS),
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Else Node looks only every 30 s whether headers are late.
      connectionsCheckingInterval: Math.max(50, Math.min(1000, limits.headersMs / 4)),
      maxHeaderSize: HEADER_BYTES,
    },
    (request, response) => answer(request, response, files, health),
  )
  server.setTimeout(STUCK_MS)
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

function answer(request: IncomingMessage, response: ServerResponse, files: StaticFiles | null, health: HttpOptions['health']): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    // Whatever body follows is not read.
    response.setHeader('Connection', 'close')
    response.setHeader('Allow', 'GET, HEAD')
    say(response, 405, 'Only GET.')
    return
  }
  const path = pathOf(request.url ?? '/')
  if (path === '/health') {
    const state = health()
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Content-Type', 'application/json; charset=utf-8')
    response.writeHead(state.status === 'ok' ? 200 : 503)
    response.end(request.method === 'HEAD' ? undefined : JSON.stringify(state))
    return
  }
  if (path !== null && files?.serve(path, request, response)) return
  say(response, 404, path === '/' ? 'This is a Leaderful relay. The app is not served here.' : 'Not found.')
}
function say(response: ServerResponse, status: number, words: string): void {
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.writeHead(status)
  response.end(`${words}\n`)
}

/** The path of a URL as files are listed; null when it cannot be read. */
export function pathOf(url: string): string | null {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
