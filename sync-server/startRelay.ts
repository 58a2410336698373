import { existsSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { type Clock, systemClock } from './clock'
import { httpServer } from './http'
import { type Logger, silent } from './logging'
import { LevelLog } from './logs/level'
import { MemoryLog } from './logs/memory'
import { defaultNames } from './names'
import { Relay } from './relay'
import { DEFAULT_LIMITS, type RelayLimits, type RelaySettings } from './settings'
import type { Stats } from './stats'
import { LogOpenError, type UpdateLog } from './updateLog'
import { acceptSockets, RELAY_PATH } from './websocket'

/** The relay cannot start. `message` is one plain sentence for the operator. */
export class StartError extends Error {
  override readonly name = 'StartError'
}

export interface RunningRelay {
  /** http://host:port, as a browser on this machine dials it. */
  readonly url: string
  /** ws://host:port/relay */
  readonly relayUrl: string
  readonly port: number
  readonly relay: Relay
  readonly stats: Stats
  /** Takes nothing more, makes durable what it has, closes every socket with 1001. */
  close(): Promise<void>
}

export interface StartOptions extends Partial<RelaySettings> {
  readonly logger?: Logger
  readonly clock?: Clock
  /** In place of the folder's. */
  readonly log?: UpdateLog
  /** Which addresses no limit counts; by default loopback and private networks. */
  readonly isFreeAddress?: (address: string) => boolean
}

/**
 * A relay with its log, its WebSockets and the app's files, on one port. Without `dataDir` its log is in memory.
 * @throws StartError
 */
export async function startRelay(options: StartOptions = {}): Promise<RunningRelay> {
  const { port = 0, host = '127.0.0.1', dataDir = null, relayNames = null, staticDir = null, logger = silent, clock = systemClock } = options
  const limits: RelayLimits = { ...DEFAULT_LIMITS, ...options.limits }
  const log = options.log ?? (dataDir === null ? new MemoryLog() : await openFolder(dataDir, clock, limits))
  let names: ReadonlySet<string> = new Set()
  const relay = new Relay({ log, limits, clock, logger, isOwnName: (name) => names.has(name) })
  const startedAt = clock.now()
  const server = httpServer({
    staticDir,
    limits,
    health: () => ({
      status: log.writable ? 'ok' : 'cannot write',
      uptimeSeconds: Math.floor((clock.now() - startedAt) / 1000),
      connections: relay.stats.connections,
      rooms: relay.roomsInMemory,
      storedFrames: relay.stats.storedFrames,
      commits: relay.committer.commits,
    }),
  })
  const sockets = acceptSockets(server, relay, options.isFreeAddress)
  try {
    await listen(server, port, host)
  } catch (error) {
    await relay.stop()
    throw error
  }
  const address = server.address()
  const boundPort = typeof address === 'object' && address ? address.port : port
  names = new Set(relayNames ?? defaultNames(boundPort))
  const dialled = `${host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${boundPort}`
  let closing: Promise<void> | null = null
  const close = async (): Promise<void> => {
    server.close()
    await relay.stop()
    await sockets.close(limits.drainOnStopMs)
    server.closeAllConnections()
  }
  return {
    url: `http://${dialled}`,
    relayUrl: `ws://${dialled}${RELAY_PATH}`,
    port: boundPort,
    relay,
    stats: relay.stats,
    close: () => {
      closing ??= close()
      return closing
    },
  }
}

/** Step by step: Node's own `recursive` never ends where a folder exists and takes none (/proc). */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  if (!existsSync(dirname(folder))) await makeFolder(dirname(folder))
  await mkdir(folder)
}
async function openFolder(dataDir: string, clock: Clock, limits: RelayLimits): Promise<UpdateLog> {
  const folder = resolve(dataDir)
  try {
    await makeFolder(folder)
    const probe = join(folder, '.writable')
    const file = await open(probe, 'w')
    await file.close()
    await rm(probe)
  } catch (error) {
    throw new StartError(`The data folder ${folder} cannot be used: ${wordsOf(error)}. Choose another with DATA_DIR.`)
  }
  try {
    return await LevelLog.open({ folder: join(folder, 'log'), clock, retryMs: limits.logRetryMs })
  } catch (error) {
    if (error instanceof LogOpenError) throw new StartError(error.message)
    throw error
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') fail(new StartError(`Port ${port} is in use by another program. Choose another with PORT.`))
      else if (error.code === 'EACCES') fail(new StartError(`Port ${port} may not be used by this account. Choose another with PORT.`))
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
        fail(new StartError(`${host} is no address of this machine. Choose another with HOST.`))
      else fail(new StartError(`The relay cannot listen on ${host}:${port}: ${wordsOf(error)}.`))
    })
    server.listen({ port, host }, done)
  })
}

function wordsOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'it may not be written to'
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full'
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'it is not a folder'
  if (code === 'ENOENT') return 'it cannot be made there'
  return code || 'unknown fault'
}
