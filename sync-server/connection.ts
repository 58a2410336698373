import { CLOSE } from '../shared/closeCodes'
import { type ChannelRefusal, decodeUp, type Hello, type UpMessage } from '../shared/message'
import { Bucket } from './bucket'
import { Channel, type ChannelMessage, type ChannelSurroundings } from './channel'
import type { Clock } from './clock'
import { sha256 } from './hashing'
import { type Close, Outbox, type RelaySocket } from './outbox'
import type { Partials } from './partials'
import type { RoomHost } from './roomHost'
import type { RelayLimits } from './settings'
import type { Stats } from './stats'
import type { VerifyLane } from './verifyLane'

/** What a channel is known by, after a cut as well. */
export interface KnownChannel {
  readonly room: Uint8Array
  readonly tokenHash: Uint8Array
}
export type KnownChannels = ReadonlyMap<number, KnownChannel>

/** What a connection needs of its relay. */
export interface ConnectionSurroundings {
  readonly clock: Clock
  readonly limits: RelayLimits
  readonly lane: VerifyLane
  readonly partials: Partials
  readonly stats: Stats
  random(bytes: number): Uint8Array
  acquire(room: Uint8Array): RoomHost
  release(host: RoomHost): void
  isOwnName(relayName: string): boolean
  otherName(relayName: string): void
  /** The channels of a connection that was cut; once. */
  recall(connectionId: Uint8Array): KnownChannels | null
  /** It is over. */
  ended(connection: Connection): void
  /** Something of ours went wrong; without content. */
  fault(error: unknown): void
}

interface Queue {
  readonly channel: Channel
  readonly messages: ChannelMessage[]
  isBusy: boolean
}

/** One socket: its channels, the order of its messages, and its bounds. */
export class Connection implements ChannelSurroundings {
  readonly id: Uint8Array
  readonly nonce: Uint8Array
  readonly outbox: Outbox
  readonly clock: Clock
  readonly limits: RelayLimits
  readonly lane: VerifyLane
  readonly partials: Partials
  readonly stats: Stats
  readonly openedAt: number
  #heardAt: number
  #hasSaidHello = false
  #isEnded = false
  readonly #queues = new Map<number, Queue>()
  #recalled: KnownChannels = new Map()
  readonly #messages: Bucket
  #waiting = 0
  #waitingBytes = 0
  readonly #settled: (() => void)[] = []
  #isFull = false
  #pausedUntil = 0

  constructor(
    readonly peer: number,
    readonly socket: RelaySocket,
    readonly around: ConnectionSurroundings,
  ) {
    const { clock, limits, lane, partials, stats } = around
    this.clock = clock
    this.limits = limits
    this.lane = lane
    this.partials = partials
    this.stats = stats
    this.id = around.random(16)
    this.nonce = around.random(32)
    this.outbox = new Outbox(socket, clock, limits)
    this.openedAt = clock.now()
    this.#heardAt = this.openedAt
    this.#messages = new Bucket(limits.messagesPerSecond, limits.messagesBurst, this.openedAt)
    this.#welcome(false)
  }
  #welcome(resumed: boolean): void {
    this.outbox.push({ type: 'welcome', nonce: this.nonce, connectionId: this.id, resumed })
  }

  // -- From the socket

  receive(bytes: Uint8Array): void {
    if (this.#isEnded) return
    this.#heardAt = this.clock.now()
    const decoded = decodeUp(bytes)
    if (!decoded.ok) {
      this.fail(CLOSE.badMessage)
      return
    }
    for (const message of decoded.value) {
      if (this.#isEnded) return
      this.#take(message)
    }
  }
  /** A text message, say. */
  receiveUnreadable(): void {
    this.fail(CLOSE.badMessage)
  }
  heard(): void {
    this.#heardAt = this.clock.now()
  }
  /** The socket is closed. */
  closed(): void {
    if (this.#isEnded) return
    this.#end()
  }

  #take(message: UpMessage): void {
    if (message.type !== 'putPart') {
      const debt = this.#messages.draw(1, this.clock.now())
      if (debt > 0) this.pauseFor(debt)
    }
    if (message.type === 'resume') {
      this.#resume(message.connectionId)
      return
    }
    let queue = this.#queues.get(message.channel)
    if (message.type === 'hello') queue = this.#open(message, queue)
    else if (!queue) this.#refuseChannel(message.channel, 'unknown channel')
    if (!queue) return
    queue.messages.push(message)
    this.#count(message, 1)
    this.#run(queue)
  }
  #resume(connectionId: Uint8Array): void {
    if (this.#hasSaidHello) {
      this.fail(CLOSE.badMessage)
      return
    }
    const known = this.around.recall(connectionId)
    this.#recalled = known ?? new Map()
    this.#welcome(known !== null)
  }
  #open(hello: Hello, queue: Queue | undefined): Queue | undefined {
    this.#hasSaidHello = true
    const { channel: number, access } = hello
    const said = access && { room: access.room, tokenHash: sha256(access.fetchToken) }
    const known = said ?? (queue ? queue.channel : this.#recalled.get(number))
    if (!known) return this.#refuseChannel(number, 'unknown channel')
    if (queue && Buffer.compare(queue.channel.room, known.room) === 0 && Buffer.compare(queue.channel.tokenHash, known.tokenHash) === 0) return queue
    if (queue) this.#close(number, queue)
    if (this.#queues.size >= this.limits.roomsPerConnection) return this.#refuseChannel(number, 'too many rooms')
    const host = this.around.acquire(known.room)
    const opened: Queue = { channel: new Channel(number, host.id, known.tokenHash, host, this), messages: [], isBusy: false }
    this.#queues.set(number, opened)
    return opened
  }
  #refuseChannel(channel: number, refusal: ChannelRefusal): undefined {
    this.stats.refusedChannels++
    this.outbox.push({ type: 'channelRefused', channel, refusal })
  }

  // -- The messages of a channel, one after another

  takeFirst(channel: Channel, message: UpMessage): void {
    const queue = this.#queues.get(channel.number)
    if (!queue || message.type === 'resume') return
    queue.messages.unshift(message)
    this.#count(message, 1)
    this.#run(queue)
  }
  #run(queue: Queue): void {
    while (!queue.isBusy && !this.#isEnded) {
      const message = queue.messages.shift()
      if (!message) return
      let step: Promise<void> | undefined
      try {
        step = queue.channel.take(message)
      } catch (error) {
        this.#fault(error)
      }
      if (queue.channel.isClosed && this.#queues.get(queue.channel.number) === queue) this.#close(queue.channel.number, queue)
      if (!step) {
        this.#count(message, -1)
        continue
      }
      queue.isBusy = true
      void step
        .catch((error: unknown) => this.#fault(error))
        .then(() => {
          queue.isBusy = false
          this.#count(message, -1)
          this.#run(queue)
        })
    }
  }
  #fault(error: unknown): void {
    this.around.fault(error)
    this.fail(CLOSE.tryLater)
  }
  #close(number: number, queue: Queue): void {
    this.#queues.delete(number)
    for (const message of queue.messages) this.#count(message, -1)
    queue.messages.length = 0
    queue.channel.close()
  }

  // -- Bounds

  /** What waits for its turn is bounded: past it, the socket is not read. */
  #count(message: UpMessage, by: 1 | -1): void {
    this.#waiting += by
    if (message.type === 'putPart') this.#waitingBytes += by * message.bytes.length
    if (this.#waiting === 0) for (const resolve of this.#settled.splice(0)) resolve()
    const { waitingOperations, waitingOperationBytes } = this.limits
    const isFull = this.#waiting >= waitingOperations || this.#waitingBytes >= waitingOperationBytes
    if (isFull === this.#isFull) return
    if (!isFull && (this.#waiting > waitingOperations / 2 || this.#waitingBytes > waitingOperationBytes / 2)) return
    this.#isFull = isFull
    if (isFull) this.socket.pause()
    else this.#goOn()
  }
  pauseFor(ms: number): void {
    const until = this.clock.now() + ms
    if (until <= this.#pausedUntil) return
    const isPaused = this.#pausedUntil > this.clock.now()
    this.#pausedUntil = until
    this.socket.pause()
    if (!isPaused) this.clock.after(ms, () => this.#goOn())
  }
  #goOn(): void {
    if (this.#isEnded || this.#isFull) return
    const left = this.#pausedUntil - this.clock.now()
    if (left > 0) this.clock.after(left, () => this.#goOn())
    else {
      this.#heardAt = this.clock.now()
      this.socket.resume()
    }
  }
  /** Looked at about once a second. */
  check(now: number): void {
    const { limits } = this
    const isPaused = this.#isFull || this.#pausedUntil > now
    if (!this.#hasSaidHello && now - this.openedAt >= limits.helloMs) this.fail(CLOSE.helloTimeout)
    else if (this.outbox.stalledFor(now) >= limits.drainMs || this.outbox.waiting > 4 * limits.waitingBytes) {
      this.fail(CLOSE.tryLater)
      this.socket.terminate()
    } else if (!isPaused && now - this.#heardAt >= limits.deadMs) {
      this.#end()
      this.socket.terminate()
    }
  }

  isOwnName(relayName: string): boolean {
    return this.around.isOwnName(relayName)
  }
  otherName(relayName: string): void {
    this.around.otherName(relayName)
  }
  release(host: RoomHost): void {
    this.around.release(host)
  }

  // -- The end

  /** Resolves once nothing that it has said waits for its turn. */
  settled(): Promise<void> {
    return this.#waiting === 0 || this.#isEnded ? Promise.resolve() : new Promise((resolve) => this.#settled.push(resolve))
  }
  /** Says why, and is over. */
  fail(close: Close): void {
    if (this.#isEnded) return
    this.stats.close(close.code)
    this.outbox.close(close)
    this.#end()
  }
  get knownChannels(): KnownChannels {
    const open = [...this.#queues].map(([number, { channel }]) => [number, { room: channel.room, tokenHash: channel.tokenHash }] as const)
    return new Map([...this.#recalled, ...open])
  }
  #end(): void {
    this.#isEnded = true
    this.outbox.end()
    this.around.ended(this)
    for (const resolve of this.#settled.splice(0)) resolve()
    for (const [number, queue] of [...this.#queues]) this.#close(number, queue)
  }
}
