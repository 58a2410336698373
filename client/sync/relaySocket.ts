import { closeReasonOf } from '../../shared/closeCodes'
import { LIMITS } from '../../shared/limits'
import { type DownMessage, decodeDown, encodeUp, type UpMessage } from '../../shared/message'
import { Backoff } from './backoff'
import { Alarm, type Clock } from './clock'
import type { RoomLink } from './room/roomLink'
import type { Undigested } from './room/roomState'
import type { RelayConnection } from './room/roomTypes'
import type { LinkSocket, SocketFactory } from './socket'
import { NEXT_SOCKET, type SocketEvent, type SocketPhase } from './socketPhase'

/** One WebSocket message holds what was said in one turn, up to about so many bytes. */
const MESSAGE_BYTES = 256 * 1024
/** Parts wait while so much has not left yet, and are looked at again after this time. */
const BUFFERED_BYTES = 512 * 1024
const PUMP_MS = 20
/** Something was asked, and nothing at all came for so long: the connection is dead, whatever the system says. */
const SILENT_MS = 30_000
/** After a wake-up the relay has to answer within this time. */
const PROBE_MS = 5_000
/** A connection that lasted so long was good: the next wait is short again. */
const GOOD_AFTER_MS = 10_000
/** [the relay's `resumeMs`] After a cut the relay knows the channels for five minutes. */
const RESUME_MS = 5 * 60_000
/** Another version of the protocol will not go away by itself. */
const WRONG_VERSION_MS = 5 * 60_000

export interface SocketSeams {
  readonly url: string
  readonly clock: Clock
  readonly random: () => number
  readonly connect: SocketFactory
  readonly undigested: Undigested
  /** Told when the connection came or went. */
  readonly changed: () => void
}

/**
 * One real WebSocket per relay, whatever the number of rooms. Knows nothing of what is in the messages but their channel:
 * dials, says who comes first, keeps one message per turn, cuts the large ones into turns, notices silence.
 */
export class RelaySocket {
  readonly #seams: SocketSeams
  readonly #backoff: Backoff
  readonly #alarm: Alarm
  readonly #watchdog: Alarm
  readonly #pumpAlarm: Alarm
  readonly #rooms = new Map<number, RoomLink>()
  readonly #members = new Set<RoomLink>()
  #phase: SocketPhase = 'idle'
  #socket: LinkSocket | null = null
  #connection: RelayConnection | null = null
  #connections = 0
  #nonce: Uint8Array | null = null
  #resumeId: Uint8Array | null = null
  #cutAt = Number.NEGATIVE_INFINITY
  /** Channels that the relay has heard of with room and token, on the connection that may be resumed. */
  #known = new Set<number>()
  #lastChannel = 0
  #queue: Uint8Array[] = []
  #queued = 0
  #isFlushing = false
  #openedAt = 0
  #heardAt = 0
  #retryAt: number | null = null
  /** Lets go of the relay until what has come is stored. */
  #isHeld = false

  constructor(seams: SocketSeams) {
    this.#seams = seams
    this.#backoff = new Backoff(seams.random)
    this.#alarm = new Alarm(seams.clock, () => this.#on('due'))
    this.#watchdog = new Alarm(seams.clock, () => this.#watch())
    this.#pumpAlarm = new Alarm(seams.clock, () => this.#pump())
    seams.undigested.onLow = () => this.#release()
  }
  get phase(): SocketPhase {
    return this.#phase
  }
  /** ms since 1970; null while connected or dialling. */
  get retryAt(): number | null {
    return this.#phase === 'waiting' ? this.#retryAt : null
  }

  join(room: RoomLink): void {
    this.#members.add(room)
    if (this.#connection && this.#phase === 'open') room.connected(this.#connection)
    this.#on('wanted')
  }
  leave(room: RoomLink): void {
    this.#members.delete(room)
    room.stop()
    this.#rooms.delete(room.channel)
    if (this.#members.size === 0) {
      this.#flush()
      this.#on('unwanted')
    }
  }
  /** Online again, visible again, or somebody pressed "try now". */
  wake(): void {
    if (this.#isHeld) return
    if (this.#phase === 'waiting') {
      this.#backoff.reset()
      this.#on('due')
    } else if (this.#phase === 'open') this.#probe()
  }
  stop(): void {
    for (const room of this.#members) room.stop()
    this.#flush()
    this.#on('stop')
    this.#members.clear()
    this.#rooms.clear()
  }
  /** Too much had come at once, and is stored now. */
  #release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#on('due')
  }

  // -- Phases

  #on(event: SocketEvent): void {
    const before = this.#phase
    this.#phase = NEXT_SOCKET[before][event]
    if (this.#phase === before) return
    if (this.#phase === 'dialling') this.#dial()
    else if (this.#phase === 'open') this.#opened()
    else {
      if (before === 'open' || before === 'dialling') this.#letGo()
      if (this.#phase !== 'waiting') this.#alarm.off()
    }
    this.#seams.changed()
  }
  #dial(): void {
    const socket = this.#seams.connect(this.#seams.url)
    this.#socket = socket
    this.#alarm.off()
    this.#heardAt = this.#seams.clock.now()
    this.#watchdog.by(this.#heardAt + SILENT_MS)
    socket.onopen = () => {
      if (this.#socket === socket) this.#on('opened')
    }
    socket.onmessage = (bytes) => {
      if (this.#socket === socket) this.#receive(bytes)
    }
    socket.onclose = (code) => {
      if (this.#socket === socket) this.#dropped(code)
    }
  }
  #dropped(code = 1006): void {
    const { clock } = this.#seams
    if (this.#phase === 'open' && clock.now() - this.#openedAt >= GOOD_AFTER_MS) this.#backoff.reset()
    const wait = closeReasonOf(code) === 'wrongVersion' ? WRONG_VERSION_MS : this.#backoff.next()
    this.#retryAt = clock.now() + wait
    if (!this.#isHeld) this.#alarm.by(this.#retryAt)
    this.#on('closed')
  }
  #letGo(): void {
    const socket = this.#socket
    if (this.#connection) this.#cutAt = this.#seams.clock.now()
    this.#socket = null
    this.#connection = null
    this.#nonce = null
    this.#queue = []
    this.#queued = 0
    this.#watchdog.off()
    this.#pumpAlarm.off()
    if (socket) {
      socket.onopen = null
      socket.onmessage = null
      socket.onclose = null
      socket.close()
    }
    for (const room of this.#members) room.disconnected()
  }
  #opened(): void {
    this.#openedAt = this.#seams.clock.now()
    this.#heardAt = this.#openedAt
    const number = ++this.#connections
    const socketNow = this.#socket
    const nonceNow = (): Uint8Array | null => (this.#socket === socketNow ? this.#nonce : null)
    const connection: RelayConnection = {
      number,
      get nonce() {
        return nonceNow()
      },
      knows: (channel) => this.#known.has(channel),
      send: (message) => this.#send(connection, message),
      newChannel: (old) => this.#newChannel(old),
      isCurrent: (channel) => this.#connection === connection && this.#rooms.has(channel),
      pump: () => this.#pump(),
    }
    this.#connection = connection
    if (this.#resumeId && this.#seams.clock.now() - this.#cutAt < RESUME_MS) this.#push(encodeUp({ type: 'resume', connectionId: this.#resumeId }))
    else this.#known.clear()
    const inOrderOfNeed = [...this.#members].sort((a, b) => needOf(b) - needOf(a))
    for (const room of inOrderOfNeed) {
      room.connected(connection)
      this.#rooms.set(room.channel, room)
    }
  }
  #newChannel(old: number): number {
    const room = this.#rooms.get(old)
    this.#rooms.delete(old)
    this.#known.delete(old)
    const channel = ++this.#lastChannel
    if (room) this.#rooms.set(channel, room)
    return channel
  }

  // -- Talking

  #send(connection: RelayConnection, message: UpMessage): void {
    if (this.#connection !== connection) return
    if (message.type === 'hello' && message.access) this.#known.add(message.channel)
    if (message.type === 'hello') {
      for (const room of this.#members) if (room.channel === message.channel) this.#rooms.set(message.channel, room)
    }
    if (message.type === 'bye') this.#known.delete(message.channel)
    this.#push(encodeUp(message))
    if (message.type === 'hello' || message.type === 'putPart') this.#watchdog.by(this.#seams.clock.now() + SILENT_MS)
  }
  #push(bytes: Uint8Array): void {
    this.#queue.push(bytes)
    this.#queued += bytes.length
    if (this.#queued >= MESSAGE_BYTES) {
      this.#flush()
      return
    }
    if (this.#isFlushing) return
    this.#isFlushing = true
    queueMicrotask(() => {
      this.#isFlushing = false
      this.#flush()
    })
  }
  #flush(): void {
    const socket = this.#socket
    if (!socket || this.#phase !== 'open' || this.#queue.length === 0) return
    const bytes = new Uint8Array(this.#queued)
    let at = 0
    for (const record of this.#queue) {
      bytes.set(record, at)
      at += record.length
    }
    this.#queue = []
    this.#queued = 0
    socket.send(bytes)
  }
  /** A part of each room in turn, while the socket takes them: a large frame holds nobody up. */
  #pump(): void {
    const connection = this.#connection
    if (!connection) return
    let sent = true
    while (sent) {
      sent = false
      for (const room of this.#members) {
        if ((this.#socket?.bufferedAmount ?? 0) + this.#queued >= BUFFERED_BYTES) {
          this.#flush()
          if ((this.#socket?.bufferedAmount ?? 0) >= BUFFERED_BYTES) {
            this.#pumpAlarm.by(this.#seams.clock.now() + PUMP_MS)
            return
          }
        }
        const part = room.nextPart()
        if (!part) continue
        this.#send(connection, part)
        sent = true
      }
    }
  }
  #receive(bytes: Uint8Array): void {
    this.#heardAt = this.#seams.clock.now()
    const messages = bytes.length > LIMITS.message ? null : decodeDown(bytes)
    if (!messages?.ok) {
      // not a relay, or one that has gone mad
      this.#dropped()
      return
    }
    for (const message of messages.value) {
      if (message.type === 'welcome') this.#welcome(message)
      else this.#rooms.get(message.channel)?.receive(message)
    }
    if (!this.#seams.undigested.isTooMuch || this.#phase !== 'open') return
    this.#isHeld = true // until what is here has been stored: `#release`
    this.#dropped()
  }
  #welcome({ nonce, connectionId }: DownMessage & { type: 'welcome' }): void {
    this.#nonce = nonce.slice()
    this.#resumeId = connectionId.slice()
    for (const room of this.#members) room.push()
  }

  // -- Silence

  #watch(): void {
    const now = this.#seams.clock.now()
    if (this.#phase === 'dialling') {
      if (now - this.#heardAt >= SILENT_MS) this.#dropped()
      else this.#watchdog.by(this.#heardAt + SILENT_MS)
      return
    }
    const isAsking = [...this.#members].some((room) => room.awaitsAnswer)
    if (this.#phase !== 'open' || !isAsking) return
    if (now - this.#heardAt >= SILENT_MS) this.#dropped()
    else this.#watchdog.by(this.#heardAt + SILENT_MS)
  }
  /** Says something that has to be answered. */
  #probe(): void {
    const { clock } = this.#seams
    const since = clock.now()
    const room = [...this.#members].find(({ phase }) => phase === 'live')
    if (!room || since - this.#heardAt < PROBE_MS) return
    room.ask()
    clock.after(PROBE_MS, () => {
      if (this.#phase === 'open' && this.#openedAt <= since && this.#heardAt < since) this.#dropped()
    })
  }
}

/** Open documents first, then those with something to send. */
const needOf = (room: RoomLink): number => (room.hasPresence ? 2 : 0) + (room.status.unsent > 0 ? 1 : 0)
