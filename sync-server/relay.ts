import { randomBytes } from 'node:crypto'
import { toHex } from '../shared/bytes'
import { CLOSE } from '../shared/closeCodes'
import { type Clock, every, systemClock } from './clock'
import { Committer } from './committer'
import { Connection, type ConnectionSurroundings, type KnownChannels } from './connection'
import { type VerifySignature, verifySignature } from './keys'
import { type Logger, silent } from './logging'
import type { RelaySocket } from './outbox'
import { Partials } from './partials'
import { RoomHost } from './roomHost'
import { DEFAULT_LIMITS, type RelayLimits } from './settings'
import { Stats } from './stats'
import type { UpdateLog } from './updateLog'
import { VerifyLane } from './verifyLane'

export interface RelayOptions {
  readonly log: UpdateLog
  readonly limits?: Partial<RelayLimits>
  /** [S9] The names under which it is dialled. */
  readonly isOwnName: (relayName: string) => boolean
  readonly clock?: Clock
  readonly logger?: Logger
  readonly verify?: VerifySignature
  readonly random?: (bytes: number) => Uint8Array
}

/** The relay without a network: connections over anything socket-like, rooms while somebody listens, one log. */
export class Relay implements ConnectionSurroundings {
  readonly clock: Clock
  readonly limits: RelayLimits
  readonly lane: VerifyLane
  readonly partials: Partials
  readonly stats = new Stats()
  readonly log: UpdateLog
  readonly committer: Committer
  readonly #logger: Logger
  readonly #rooms = new Map<string, RoomHost>()
  /** By id, hex. */
  readonly #connections = new Map<string, Connection>()
  /** By the id of the connection that was cut; oldest first. */
  readonly #cut = new Map<string, { readonly channels: KnownChannels; readonly at: number }>()
  readonly #timers: (() => void)[]
  readonly #otherNames = new Set<string>()
  readonly #checkMs: number
  #checkedAt = 0
  #peers = 0
  #isStopping = false
  #mustCompact = false
  #erasing: Promise<void> = Promise.resolve()

  constructor(readonly options: RelayOptions) {
    this.clock = options.clock ?? systemClock
    this.limits = { ...DEFAULT_LIMITS, ...options.limits }
    this.log = options.log
    this.#logger = options.logger ?? silent
    this.lane = new VerifyLane(options.verify ?? verifySignature, this.clock, this.limits)
    this.partials = new Partials(this.clock, this.limits.partialBytes, this.limits.resumeMs)
    this.committer = new Committer(this.log, this.clock, (reason) => this.#writeFailed(reason))
    this.log.onRecovered = () => this.#recovered()
    const { helloMs, pingMs, deadMs, drainMs, sweepMs, sweepRoomsMs } = this.limits
    this.#checkMs = Math.max(10, Math.min(1000, helloMs / 4, pingMs / 4, deadMs / 4, drainMs / 4))
    this.#checkedAt = this.clock.now()
    this.#timers = [
      every(this.clock, this.#checkMs, () => this.#check()),
      every(this.clock, sweepMs, () => this.#sweep()),
      every(this.clock, sweepRoomsMs, () => void this.#sweepRooms()),
    ]
  }

  // -- Connections

  connect(socket: RelaySocket): Connection {
    this.#peers = (this.#peers + 1) >>> 0
    const connection = new Connection(this.#peers, socket, this)
    this.#connections.set(toHex(connection.id), connection)
    this.stats.connections++
    this.stats.accepted++
    if (this.#isStopping) connection.fail(CLOSE.goingAway)
    return connection
  }
  ended(connection: Connection): void {
    const id = toHex(connection.id)
    if (!this.#connections.delete(id)) return
    this.stats.connections--
    const channels = connection.knownChannels
    if (channels.size > 0) this.#cut.set(id, { channels, at: this.clock.now() })
    const oldest = this.#cut.keys().next().value
    if (this.#cut.size > this.limits.resumable && oldest !== undefined) this.#cut.delete(oldest)
  }
  recall(connectionId: Uint8Array): KnownChannels | null {
    const id = toHex(connectionId)
    const cut = this.#cut.get(id)
    // The other side may have noticed the cut first.
    const standing = this.#connections.get(id)
    if (standing) {
      const channels = standing.knownChannels
      standing.closed()
      standing.socket.terminate()
      this.#cut.delete(id)
      return channels
    }
    this.#cut.delete(id)
    return cut && this.clock.now() - cut.at <= this.limits.resumeMs ? cut.channels : null
  }
  random(bytes: number): Uint8Array {
    return this.options.random ? this.options.random(bytes) : randomBytes(bytes)
  }
  isOwnName(relayName: string): boolean {
    return this.options.isOwnName(relayName)
  }
  otherName(relayName: string): void {
    this.stats.otherNames++
    const name = /^[a-z0-9.:[\]-]{1,100}$/.test(relayName) ? relayName : '(not a name)'
    if (this.#otherNames.has(name) || this.#otherNames.size >= 10) return
    this.#otherNames.add(name)
    this.#logger.warn(
      `Somebody reached this relay as ${name}, which is not among its names: every frame of theirs is verified singly, which is slow. If it is yours, add it to RELAY_NAMES.`,
    )
  }
  fault(error: unknown): void {
    this.stats.errors++
    this.#logger.error(`A fault in the relay: ${error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'unknown'}`)
  }

  // -- Rooms

  acquire(room: Uint8Array): RoomHost {
    const id = Buffer.from(room).toString('latin1')
    const held = this.#rooms.get(id)
    if (held) {
      held.users++
      return held
    }
    const host = new RoomHost(room.slice(), {
      log: this.log,
      committer: this.committer,
      clock: this.clock,
      rules: this.limits,
      askAgainMs: this.limits.askAgainMs,
      erased: (erased, to) => this.#erase(erased, to),
      stored: (frames) => {
        this.stats.storedFrames += frames
      },
      idle: (idle) => this.#drop(idle),
    })
    host.users++
    host.loaded.catch(() => {})
    this.#rooms.set(id, host)
    return host
  }
  release(host: RoomHost): void {
    host.users--
    if (host.isIdle) this.#drop(host)
  }
  #drop(host: RoomHost): void {
    const id = Buffer.from(host.id).toString('latin1')
    if (this.#rooms.get(id) === host) this.#rooms.delete(id)
  }
  /** Rooms in memory: those with somebody in them. */
  get roomsInMemory(): number {
    return this.#rooms.size
  }

  #erase(room: Uint8Array, to: number): void {
    this.#mustCompact = true
    // What a crash leaves behind here is erased with the next time: the meta already says that it is gone.
    this.#erasing = this.#erasing.then(() => this.log.erase(room, to)).catch((error: unknown) => this.fault(error))
  }

  /** Of each connection, what has not left this process. */
  waitingBytes(): number[] {
    return [...this.#connections.values()].map(({ outbox }) => outbox.waiting)
  }

  // -- From time to time

  #check(): void {
    const now = this.clock.now()
    const hasStoodStill = now - this.#checkedAt > 4 * this.#checkMs
    this.#checkedAt = now
    for (const connection of [...this.#connections.values()]) {
      // This very process was stopped or busy: what was said meanwhile is still to be read.
      if (hasStoodStill) connection.heard()
      connection.check(now)
    }
  }
  #sweep(): void {
    const now = this.clock.now()
    for (const [id, { at }] of this.#cut) if (now - at > this.limits.resumeMs) this.#cut.delete(id)
    this.partials.sweep()
    for (const host of [...this.#rooms.values()]) host.sweep()
    if (!this.#mustCompact || now - this.committer.lastAt < this.limits.idleMs) return
    this.#mustCompact = false
    this.#erasing = this.#erasing.then(() => this.log.compact()).catch((error: unknown) => this.fault(error))
  }
  /** [S7] The grace of rooms in which nobody is. */
  async #sweepRooms(): Promise<void> {
    try {
      for await (const room of this.log.rooms()) {
        if (this.#isStopping) return
        const host = this.acquire(room)
        await host.loaded
        host.sweep()
        this.release(host)
      }
    } catch (error) {
      this.fault(error)
    }
  }
  #writeFailed(reason: string): void {
    this.stats.failedWrites++
    if (this.stats.failedWrites === 1 || this.log.writable) this.#logger.error(`${reason} Frames are refused until it can be written to again.`)
  }
  #recovered(): void {
    this.#logger.warn('The log can be written to again.')
    for (const host of [...this.#rooms.values()]) void host.recover().catch((error: unknown) => this.fault(error))
  }

  // -- The end

  /** Takes nothing more, makes durable and acknowledges what it has, says good-bye. */
  async stop(): Promise<void> {
    this.#isStopping = true
    for (const end of this.#timers) end()
    for (const connection of this.#connections.values()) connection.socket.pause()
    const said = Promise.all([...this.#connections.values()].map((connection) => connection.settled()))
    await Promise.race([said, new Promise<void>((resolve) => this.clock.after(this.limits.drainOnStopMs, resolve))])
    await this.committer.settled()
    for (const connection of [...this.#connections.values()]) connection.fail(CLOSE.goingAway)
    await this.#erasing
    await this.log.close()
  }
}
