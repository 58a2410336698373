import { relayNameOf } from '../../shared/relayName'
import type { Change, DeviceLog, DocumentKey, RelayKey } from '../device/deviceLog'
import { Alarm, type Clock } from './clock'
import { RelaySocket } from './relaySocket'
import type { LinkCrypto } from './room/linkCrypto'
import { RoomLink } from './room/roomLink'
import { type RoomSpec, type Surroundings, Undigested } from './room/roomState'
import type { RoomEvents } from './room/roomTypes'
import type { SocketFactory } from './socket'
import type { SocketPhase } from './socketPhase'

/**
 * The link: moves rows between the device log and one relay. It opens, verifies and stores what comes; seals and sends
 * what is new. It needs no Y.Doc: a document that is not open is rows only.
 *
 *   Link ── RelaySocket (one real WebSocket, whatever the number of rooms)
 *     └──── RoomLink per document ── RoomState, Picture · intake (frames → rows) · outbox (rows → frames) · compare
 *
 * Everything that makes it act is handed in (`LinkSeams`), and it has no other source of time, chance or input:
 *   clock    `now`, `after`: virtual time will do
 *   random   jitter, and the wait before a re-offer
 *   connect  makes a socket: a pair of queues to the relay's real connection will do
 *   log      any DeviceLog; `fence` from its `takeFence`. Every promise of it is one transaction, so a step ends there
 *   crypto   `linkCrypto`, or one that only pretends
 * To kill it between two steps: drop it, and close its socket; what it still writes is refused by the fence of the next.
 * `settled` resolves when nothing is left to do before something comes or a timer rings.
 */
export interface LinkSeams {
  readonly relay: RelayKey
  readonly log: DeviceLog
  readonly fence: number
  readonly clock: Clock
  readonly random: () => number
  readonly connect: SocketFactory
  readonly crypto: LinkCrypto
  /** 16 bytes; stands as a claim in each frame. */
  readonly author: Uint8Array
}

export interface LinkEvents extends RoomEvents<RoomLink> {
  /** The socket came or went. */
  connectionChanged(link: Link): void
}

/** Rooms whose rows are read side by side at the start. */
const LOADS_AT_ONCE = 8
/** A tab that is killed between storing a row and telling of it: it is found after so long at the latest. */
const RECOUNT_MS = 60_000

export class Link {
  readonly relay: RelayKey
  readonly #seams: LinkSeams
  readonly #events: LinkEvents
  readonly #socket: RelaySocket
  readonly #around: Surroundings
  readonly #rooms = new Map<DocumentKey, RoomLink>()
  readonly #toLoad: RoomLink[] = []
  readonly #loading = new Set<Promise<void>>()
  readonly #recount: Alarm
  #stopWatching: () => void
  #isStopped = false

  constructor(seams: LinkSeams, events: LinkEvents) {
    const { relay, log, fence, clock, random, connect, crypto, author } = seams
    this.relay = relay
    this.#seams = seams
    this.#events = events
    const undigested = new Undigested()
    this.#around = { relay, relayName: relayNameOf(relay), log, fence, clock, random, crypto, author, undigested }
    this.#socket = new RelaySocket({ url: relay, clock, random, connect, undigested, changed: () => events.connectionChanged(this) })
    this.#stopWatching = log.watch((change) => this.#logChanged(change))
    this.#recount = new Alarm(clock, () => void this.recount())
    this.#recount.by(clock.now() + RECOUNT_MS)
  }
  get phase(): SocketPhase {
    return this.#socket.phase
  }
  /** ms since 1970; null while connected or dialling. */
  get retryAt(): number | null {
    return this.#socket.retryAt
  }
  get rooms(): Iterable<RoomLink> {
    return this.#rooms.values()
  }
  room(doc: DocumentKey): RoomLink | null {
    return this.#rooms.get(doc) ?? null
  }

  /** `isUrgent`: before those that wait to be read. */
  follow(spec: RoomSpec, presence: boolean, isUrgent = presence): void {
    if (this.#isStopped || this.#rooms.has(spec.doc)) return
    const room = new RoomLink(spec, this.#around, this.#events, presence)
    this.#rooms.set(spec.doc, room)
    if (isUrgent) this.#toLoad.unshift(room)
    else this.#toLoad.push(room)
    this.#loadMore()
  }
  unfollow(doc: DocumentKey): void {
    const room = this.#rooms.get(doc)
    if (!room) return
    this.#rooms.delete(doc)
    this.#socket.leave(room)
  }
  /** Online or visible again: at once instead of after the wait. */
  wake(): void {
    this.#socket.wake()
  }
  tryNow(): void {
    this.#socket.wake()
    for (const room of this.#rooms.values()) room.tryNow()
  }
  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    this.#stopWatching()
    this.#recount.off()
    this.#socket.stop()
    for (const room of this.#rooms.values()) room.stop()
    this.#rooms.clear()
    this.#toLoad.length = 0
  }
  /** Looks for rows of which nobody told: each minute, and when a tab is gone. */
  async recount(): Promise<void> {
    if (this.#isStopped) return
    this.#recount.by(this.#seams.clock.now() + RECOUNT_MS)
    const waiting = await this.#seams.log.unsent(this.relay).catch(() => new Map<DocumentKey, number>())
    if (this.#isStopped) return
    for (const [doc, rows] of waiting) this.#rooms.get(doc)?.waiting(rows)
  }
  async settled(): Promise<void> {
    while (this.#loading.size > 0) await Promise.all(this.#loading)
    await Promise.all([...this.#rooms.values()].map((room) => room.idle()))
  }

  #loadMore(): void {
    while (this.#loading.size < LOADS_AT_ONCE) {
      const room = this.#toLoad.shift()
      if (!room) return
      const loading: Promise<void> = this.#load(room).finally(() => {
        this.#loading.delete(loading)
        this.#loadMore()
      })
      this.#loading.add(loading)
    }
  }
  async #load(room: RoomLink): Promise<void> {
    try {
      await room.load()
    } catch (error) {
      console.error('the rows of a document could not be read', error)
      this.#seams.clock.after(5_000, () => {
        if (this.#isStopped || this.#rooms.get(room.doc) !== room) return
        this.#toLoad.push(room)
        this.#loadMore()
      })
      return
    }
    if (this.#rooms.get(room.doc) === room && room.phase !== 'stopped') this.#socket.join(room)
  }
  #logChanged(change: Change): void {
    const isMade = change.type === 'rows' && (change.out.length > 0 || change.in.length === 0)
    if (isMade || change.type === 'records') this.#rooms.get(change.doc)?.rowsChanged(change)
  }
}
