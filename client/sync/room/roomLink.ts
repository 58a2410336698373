import { equalBytes } from '../../../shared/bytes'
import { CHANNEL_REFUSALS, type ChannelRefusal, type DownMessage, type PutPart } from '../../../shared/message'
import type { Change, DocumentKey } from '../../device/deviceLog'
import { Backoff } from '../backoff'
import { Alarm } from '../clock'
import { compare } from './compare'
import { Inbox, type RoomMessage } from './inbox'
import { takeFrames } from './intake'
import type { Draft } from './outbox'
import { type Arrived, Incoming } from './parts'
import { NEXT, type RoomEvent, type RoomPhase } from './roomPhase'
import { keyOf, type RoomSpec, RoomState, type Surroundings } from './roomState'
import { roomStatus } from './roomStatus'
import type { RelayConnection, RoomEvents, RoomStatus } from './roomTypes'
import { type OpenChannel, Sender, type Settled } from './sender'

/** A channel that the relay has refused is asked for again then. */
const REFUSED_RETRY_MS = 5 * 60_000

/**
 * One room at one relay: moves rows. What comes is put in a queue and done one after the other, each step a transaction
 * of the device log, so that it can be killed between any two. Nothing that goes wrong here leaves this room.
 */
export class RoomLink {
  readonly state: RoomState
  readonly #events: RoomEvents<RoomLink>
  readonly #sender: Sender
  readonly #inbox: Inbox
  readonly #incoming = new Incoming()
  readonly #alarm: Alarm
  readonly #retry: Backoff
  #phase: RoomPhase = 'loading'
  #connection: RelayConnection | null = null
  #channel = 0
  #presence: boolean
  #isFlooded = false
  #retryAt: number | null = null
  /** A step has failed: nothing is done before the next attempt. */
  #isResting = false
  #wantsPush = false
  /** Rows came that nobody named: a base. */
  #mustReload = false
  #running: Promise<void> | null = null

  constructor(spec: RoomSpec, around: Surroundings, events: RoomEvents<RoomLink>, presence: boolean) {
    this.state = new RoomState(spec, around)
    this.#events = events
    this.#presence = presence
    this.#sender = new Sender(this.state, (draft) => this.#sent(draft))
    this.#inbox = new Inbox(around.undigested)
    this.#alarm = new Alarm(around.clock, () => this.#ring())
    this.#retry = new Backoff(around.random, 1000, 5 * 60_000)
  }
  get doc(): DocumentKey {
    return this.state.doc
  }
  get phase(): RoomPhase {
    return this.#phase
  }
  get channel(): number {
    return this.#channel
  }
  get hasPresence(): boolean {
    return this.#presence
  }
  get status(): RoomStatus {
    return roomStatus(this.state, this.#phase, { isSending: this.#sender.isBusy, fetching: this.#incoming.fetching, retryAt: this.#retryAt })
  }
  /** Something was asked of the relay, and has to be answered. */
  get awaitsAnswer(): boolean {
    return this.#phase === 'asking' || (this.#phase === 'live' && this.#sender.isBusy)
  }
  /** Resolves once nothing is left to be done now; for tests and for stopping in good order. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  // -- What happens to it

  async load(): Promise<void> {
    await this.state.load()
    if (this.#phase === 'stopped') return
    if (await this.state.start()) this.#on('loaded')
    else this.#fenced()
  }
  connected(connection: RelayConnection): void {
    this.#connection = connection
    if (this.#channel === 0) this.#channel = connection.newChannel(0)
    this.#on('connected')
  }
  disconnected(): void {
    this.#connection = null
    this.#sender.pause()
    this.#on('disconnected')
  }
  receive(message: DownMessage): void {
    if (message.type === 'welcome') return
    if (message.type === 'live') this.#takeLive(message.peer, message.frame)
    else if (message.type === 'left') this.#events.left(this, message.peer)
    else if (message.type === 'getPart') {
      const arrived = this.#isOpen ? this.#incoming.take(message) : 'more'
      if (arrived === 'bad') this.#fault()
      else if (arrived === 'more') this.#events.changed(this)
      else this.#arrived(arrived)
    } else {
      if (message.type === 'caughtUp') this.#incoming.dropKept()
      this.#inbox.push(message)
      this.#run()
    }
  }
  #arrived(arrived: Arrived): void {
    this.#inbox.push(arrived)
    if (this.#inbox.isTooFull) {
      // Lets go of the channel until what is here has been stored.
      this.#isFlooded = true
      this.#incoming.forget()
      this.#leaveChannel('fault')
    }
    this.#run()
  }
  /** Rows of this document have come into the device log, from a tab. */
  rowsChanged(change: Change): void {
    if (change.type === 'records') this.state.mustCount = true
    else if (change.type === 'rows' && change.out.length + change.in.length === 0) this.#mustReload = true
    else if (change.type === 'rows') for (const key of change.out) this.state.unsent.set(keyOf(key), key)
    this.#events.changed(this)
    this.push()
  }
  /** So many rows of this document wait for the relay; a tab that was killed may have told nobody of its last ones. */
  waiting(rows: number): void {
    if (rows <= this.state.unsent.size + this.state.unsentRecords.size) return
    this.state.mustCount = true
    this.push()
  }
  setPresence(on: boolean): void {
    if (this.#presence === on) return
    this.#presence = on
    if (this.#isOpen) this.#connection?.send({ type: 'presence', channel: this.#channel, on })
    if (on && this.#phase === 'live') this.#events.linkUp(this)
  }
  /** [S12] Only once the hello has been answered. false: not now. */
  putLive(body: Uint8Array): boolean {
    const open = this.#open
    if (!open || !this.#presence) return false
    const { crypto, author } = this.state.around
    const frame = crypto.sealLive(this.state.capability, { schema: 0, author, isV2: false, body })
    open.connection.send({ type: 'putLive', channel: open.number, frame })
    return true
  }
  /** Looks for something to send, now or as soon as it may. */
  push(): void {
    this.#wantsPush = true
    this.#run()
  }
  nextPart(): PutPart | null {
    const open = this.#open
    return open && this.#sender.nextPart(open)
  }
  /** Somebody wants it now: waits are over. */
  tryNow(): void {
    this.state.notBefore = 0
    this.#isResting = false
    if (this.#phase === 'paused' || this.#phase === 'refused') this.#on('retry')
    this.push()
  }
  /** Compares with the relay from the beginning: after rows came from a file. */
  async compareAnew(): Promise<void> {
    await this.idle()
    await this.#restart()
  }
  /** Says hello again, only to hear an answer: does this connection still stand? */
  ask(): void {
    if (this.#phase === 'live') this.#hello()
  }
  stop(): void {
    if (this.#isOpen) this.#connection?.send({ type: 'bye', channel: this.#channel })
    this.#on('stop')
  }

  // -- Phases

  get #isOpen(): boolean {
    return this.#phase === 'asking' || this.#phase === 'live'
  }
  /** The channel, if it stands and is caught up. */
  get #open(): OpenChannel | null {
    return this.#phase === 'live' && this.#connection ? { connection: this.#connection, number: this.#channel } : null
  }
  #on(event: RoomEvent): void {
    const before = this.#phase
    this.#phase = NEXT[before][event]
    if (event === 'stop') {
      this.#alarm.off()
      this.#inbox.clear()
      this.#connection = null
    } else if (event === 'loaded' && this.#connection) this.#on('connected')
    else if (this.#phase === 'asking' && (before !== 'asking' || event === 'connected' || event === 'restart')) this.#hello()
    if (this.#phase !== before) this.#events.changed(this)
  }
  #hello(): void {
    const { cursor, capability, avoided } = this.state
    const connection = this.#connection
    if (!connection) return
    this.#retryAt = null
    const channel = this.#channel
    const access = connection.knows(channel) ? null : { room: capability.room, fetchToken: capability.fetchToken }
    const [presence, receiving, sending] = [this.#presence, this.#incoming.progress, this.#sender.frameId]
    connection.send({ type: 'hello', channel, access, cursor, presence, avoided, receiving, sending })
  }
  /** This channel is over; `event` decides when the next one opens. */
  #leaveChannel(event: 'fault' | 'restart' | 'refused'): void {
    const connection = this.#connection
    if (this.#isOpen && event !== 'refused') connection?.send({ type: 'bye', channel: this.#channel })
    if (connection) this.#channel = connection.newChannel(this.#channel)
    this.#sender.pause()
    this.#inbox.keepFrames()
    this.#on(event)
  }
  /** What came does not fit. Says hello again later, from where it stands. */
  #fault(): void {
    if (this.#phase === 'stopped') return
    this.state.faults++
    this.#incoming.forget()
    this.#inbox.clear()
    this.#leaveChannel('fault')
    this.#retryIn(this.#retry.next())
  }
  #retryIn(ms: number): void {
    this.#retryAt = this.state.around.clock.now() + ms
    this.#alarm.by(this.#retryAt)
    this.#events.changed(this)
  }
  /** From cursor 0, on this connection. */
  async #restart(): Promise<void> {
    if (!(await this.state.beginAnew())) return this.#fenced()
    this.#inbox.clear()
    if (this.#isOpen) this.#leaveChannel('restart')
  }
  #fenced(): void {
    this.#on('stop')
    this.#events.fenced()
  }
  #ring(): void {
    if (this.#retryAt !== null && this.state.around.clock.now() >= this.#retryAt) {
      this.#retryAt = null
      this.#isResting = false
      this.#on('retry')
    } else if (this.#retryAt !== null) this.#alarm.by(this.#retryAt)
    this.push()
  }

  // -- One step after the other

  #run(): void {
    this.#running ??= this.#steps().finally(() => {
      this.#running = null
      if (this.#hasWork()) this.#run()
    })
  }
  #hasWork(): boolean {
    if (this.#phase === 'stopped' || this.#phase === 'loading' || this.#isResting) return false
    return !this.#inbox.isEmpty || this.#mustReload || this.state.mustCount || (this.#wantsPush && this.#phase === 'live')
  }
  async #steps(): Promise<void> {
    while (this.#hasWork()) {
      try {
        await this.#step()
      } catch (error) {
        // A mistake of ours, or a log that throws: this room waits, the others go on.
        console.error('a room of the link failed', error)
        this.#isResting = true
        this.#fault()
      }
    }
    if (!this.#isFlooded || this.#phase !== 'paused') return
    this.#isFlooded = false
    this.#on('retry')
  }
  async #step(): Promise<void> {
    if (!this.#inbox.isEmpty) return this.#takeNext()
    if (this.#mustReload) return this.#reload()
    if (!this.state.mustCount) return this.#pushNow()
    await this.state.count()
    this.#events.changed(this)
  }
  async #takeNext(): Promise<void> {
    const next = this.#inbox.next()
    if (next && 'frames' in next) {
      await this.#takeFrames(next.frames)
      this.#inbox.digested(next.frames)
    } else if (next) await this.#takeMessage(next.message)
    if (!this.#open || !this.#inbox.isEmpty) return
    if (!(await compare(this.state))) this.#fenced()
    this.#wantsPush = true
  }
  /** A base was made here, after the rows were read: it is compared like any other. */
  async #reload(): Promise<void> {
    this.#mustReload = false
    await this.state.load()
    if (!this.state.picture.mustCompare) await this.#restart()
    this.#events.changed(this)
  }
  async #takeFrames(batch: readonly Arrived[]): Promise<void> {
    const existed = this.state.exists
    const { outcome, rows, bytes, moved } = await takeFrames(this.state, batch, this.#sender.own)
    if (!existed && this.state.exists) this.#isMade()
    if (rows > 0) this.#events.stored(this, rows, bytes)
    if (moved) this.#events.moved(this, moved.successor)
    this.#events.changed(this)
    if (outcome === 'fenced') this.#fenced()
    else if (outcome === 'cut') this.#fault()
    else if (outcome === 'older') {
      const snapshot = batch.find(({ role, frameId }) => role === 'snapshot' && !this.state.avoided.some((id) => equalBytes(id, frameId)))
      if (snapshot) this.state.avoid(snapshot.frameId)
      await this.#restart()
    } else {
      this.#retry.reset()
      this.#afterAck(await this.#sender.takeEarlyAck())
    }
  }
  async #takeMessage(message: RoomMessage): Promise<void> {
    switch (message.type) {
      case 'reset': // [S2a] what follows starts at cursor 0
        if (!(await this.state.beginAnew())) this.#fenced()
        return
      case 'caughtUp':
        return this.#takeCaughtUp(message)
      case 'ack':
        return this.#afterAck(await this.#sender.takeAck(message.frameId, message.place))
      case 'refused':
        this.#sender.takeRefusal(message.frameId, message.refusal)
        return this.#events.changed(this)
      case 'wantSnapshot':
        this.state.wantsSnapshot ??= 'usual'
        return
      case 'channelRefused':
        return this.#takeChannelRefusal(message.refusal)
    }
  }
  async #takeCaughtUp({ exists, resumeAt }: { exists: boolean; resumeAt: number }): Promise<void> {
    this.state.exists = exists
    if (this.#phase !== 'asking') return
    if (CHANNEL_REFUSALS.some((refusal) => refusal === this.state.refusal)) this.state.refusal = null
    this.#on('caughtUp')
    if (this.#presence) this.#events.linkUp(this)
    if (this.#open) await this.#sender.resume(this.#open, resumeAt)
  }
  #afterAck(outcome: Settled): void {
    if (outcome === 'fenced') this.#fenced()
    else if (outcome === 'cut') this.#fault()
    if (outcome !== 'other') this.#events.changed(this)
  }
  #sent({ kind, outBytes }: Draft): void {
    if (kind === 'create') this.#isMade()
    if (outBytes > 0) this.#events.sent(this, outBytes)
  }
  /** There was no room, so nobody could be told who is here. */
  #isMade(): void {
    if (this.#presence) this.#events.linkUp(this)
  }
  #takeChannelRefusal(refusal: ChannelRefusal): void {
    if (refusal === 'wrong relay name') return // its frames are verified one by one from now on; nothing is lost by it
    if (refusal === 'bad proof') this.#fault()
    else if (refusal !== 'unknown channel') {
      this.state.refusal = refusal
      this.#leaveChannel('refused')
      this.#retryIn(REFUSED_RETRY_MS)
    } else if (this.#isOpen) this.#leaveChannel('restart') // a new number, which the relay cannot think it knows
  }
  async #pushNow(): Promise<void> {
    this.#wantsPush = false
    const open = this.#open
    const again = open && (await this.#sender.push(open, () => this.#open?.connection === open.connection))
    if (again !== null) this.#alarm.by(again)
    this.#events.changed(this)
  }

  // -- Presence

  #takeLive(peer: number, frame: Uint8Array): void {
    if (!this.#presence || !this.#isOpen) return
    const opened = this.state.around.crypto.openLive(this.state.capability, frame)
    if (opened.ok) this.#events.live(this, peer, opened.value.plaintext.body)
    else this.state.skipped++
  }
}
