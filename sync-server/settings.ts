import { LIMITS } from '../shared/limits'

/**
 * Every bound of the relay, each a setting. Bytes unless the name says otherwise; `Ms` = milliseconds.
 * Why these and not others: docs/decisions/2026-11-24-relay-limits.md.
 */
export interface RelayLimits {
  /** [S7] A snapshot replaces another only after it has stood for so long. */
  readonly standMs: number
  /** [S7] What a snapshot covers is kept for the lesser of these two; none after a forget. */
  readonly graceMs: number
  readonly graceBytes: number
  /** What a room may hold that no snapshot covers yet; past `askShare` of it a snapshot is asked for. */
  readonly roomBytes: number
  readonly roomFrames: number
  readonly askShare: number
  /** All that a room may hold, covered or not: a stop for somebody who covers rubbish with rubbish. */
  readonly roomHeldBytes: number
  /** Snapshots that count as covers at one time, in one room. */
  readonly covers: number
  /** [S7] No snapshot is asked for before the tail is larger than this. */
  readonly tailBytes: number
  /** [S7] After so long without a snapshot another writer is asked. */
  readonly askAgainMs: number

  /** Durable frames of one connection in one room: a second, and at once. */
  readonly framesPerSecond: number
  readonly framesBurst: number
  /** Their bytes: past it the connection is not read until it has been made up for. */
  readonly bytesPerSecond: number
  readonly bytesBurst: number
  /** Live frames of one connection in one room: a second, and at once; the latest is sent when it may be. */
  readonly livePerSecond: number
  readonly liveBurst: number
  /** Every other message of a connection (hello, prove, …): past it the connection is not read for a while. */
  readonly messagesPerSecond: number
  readonly messagesBurst: number
  /** Rooms of one connection. */
  readonly roomsPerConnection: number
  /** Of one address; none on loopback and private networks. IPv6: of one /64. */
  readonly connectionsPerAddress: number
  readonly handshakesPerMinute: number

  /** HTTP headers, and the first hello of a socket, have to be there within this time. */
  readonly headersMs: number
  readonly helloMs: number
  readonly pingMs: number
  /** A connection that was silent for so long is dead. */
  readonly deadMs: number
  /** A reader with more than this waiting goes back to reading from the log; with four times as much it is closed. */
  readonly waitingBytes: number
  /** It is closed (1013) when nothing of it could be sent for so long. */
  readonly drainMs: number
  /** Channels of a cut connection are known for so long. */
  readonly resumeMs: number
  /** Cut connections that are remembered. */
  readonly resumable: number
  /** [S6] Frames that are under way to the relay, all connections together. */
  readonly partialBytes: number
  /** Messages and bytes of a connection that wait for their turn; past it the connection is not read. */
  readonly waitingOperations: number
  readonly waitingOperationBytes: number
  /** [S9] Frames that wait for their signature to be verified, whole relay; past it: slow down. */
  readonly verifyQueue: number
  readonly verifyQueueBytes: number
  /** A log that could not be written to is tried again after this time. */
  readonly logRetryMs: number
  /** No commit for so long: what was erased is given back to the disk. */
  readonly idleMs: number
  /** How often snapshots are asked for again, and grace is looked at: in rooms with somebody in them, and in all. */
  readonly sweepMs: number
  readonly sweepRoomsMs: number
  /** A relay that stops waits so long for what was said, and again for the sockets to close. */
  readonly drainOnStopMs: number
}

const KIB = 1024
const MIB = 1024 * KIB
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

export const DEFAULT_LIMITS: RelayLimits = {
  standMs: HOUR,
  graceMs: 7 * 24 * HOUR,
  graceBytes: 16 * MIB,
  roomBytes: 64 * MIB,
  roomFrames: 50_000,
  askShare: 0.8,
  roomHeldBytes: 256 * MIB,
  covers: 32,
  tailBytes: 64 * KIB,
  askAgainMs: MINUTE,

  framesPerSecond: 20,
  framesBurst: 200,
  bytesPerSecond: MIB,
  bytesBurst: LIMITS.frame,
  livePerSecond: 10,
  liveBurst: 20,
  messagesPerSecond: 200,
  messagesBurst: 4096,
  roomsPerConnection: 1024,
  connectionsPerAddress: 400,
  handshakesPerMinute: 60,

  headersMs: 10 * SECOND,
  helloMs: 5 * SECOND,
  pingMs: 25 * SECOND,
  deadMs: 60 * SECOND,
  waitingBytes: MIB,
  drainMs: 60 * SECOND,
  resumeMs: 5 * MINUTE,
  resumable: 10_000,
  partialBytes: 64 * MIB,
  waitingOperations: 512,
  waitingOperationBytes: 16 * MIB,
  verifyQueue: 1024,
  verifyQueueBytes: 32 * MIB,
  logRetryMs: SECOND,
  idleMs: 30 * SECOND,
  sweepMs: 10 * SECOND,
  sweepRoomsMs: HOUR,
  drainOnStopMs: 4 * SECOND,
}

/** What a relay is started with. */
export interface RelaySettings {
  /** 0 = any free one. */
  readonly port: number
  readonly host: string
  /** The folder of the log; null = in memory only (tests, bench). */
  readonly dataDir: string | null
  /** [S9] Its names as dialled; null = every loopback and interface address with its port. */
  readonly relayNames: readonly string[] | null
  /** The folder of the built app; null = serves none. */
  readonly staticDir: string | null
  readonly limits: Partial<RelayLimits>
}

/**
 * PORT, HOST, DATA_DIR, RELAY_NAMES (by commas).
 * @throws RangeError with one plain sentence when one of them cannot be
 */
export function settingsOf(environment: Readonly<Record<string, string | undefined>>, staticDir: string | null): RelaySettings {
  const portText = environment.PORT?.trim() || '8080'
  const port = Number(portText)
  if (!/^\d+$/.test(portText) || port > 65_535) throw new RangeError(`PORT has to be a number from 0 to 65535, not "${portText}".`)
  const names = (environment.RELAY_NAMES ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '')
  const wrong = names.find((name) => name.length > LIMITS.relayName || /[/\s@?#]/.test(name))
  if (wrong !== undefined)
    throw new RangeError(`RELAY_NAMES holds host names, with a port where it is not the usual one (relay.example.org, localhost:8080), not "${wrong}".`)
  return {
    port,
    host: environment.HOST?.trim() || '127.0.0.1',
    dataDir: environment.DATA_DIR?.trim() || './data',
    relayNames: names.length > 0 ? names : null,
    staticDir,
    limits: {},
  }
}
