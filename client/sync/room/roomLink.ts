import { equalBytes } from '../../../shared/bytes'
import type { Cursor } from '../../../shared/chain'
import { CHANNEL_REFUSALS, type ChannelRefusal, type DownMessage, type PutPart } from '../../../shared/message'
import type { Change, DocumentKey } from '../../device/deviceLog'
import { Backoff } from '../backoff'
import { Alarm } from '../clock'
import { compare } from './compare'
import { Inbox, type RoomMessage } from './inbox'
import { takeFrames } from './intake'
import { type Draft, nextDraft, settle } from './outbox'
import { type Arrived, Incoming, Outgoing } from './parts'
import { afterRefusal } from './refusal'
import { NEXT, type RoomEvent, type RoomPhase } from './roomPhase'
import { keyOf, type RoomSpec, RoomState, type Surroundings } from './roomState'
import { roomStatus } from './roomStatus'
import type { RelayConnection, RoomEvents, RoomStatus } from './roomTypes'

/** [S3a] At once when idle, then at most ten a second. */
const FRAME_EVERY_MS = 100
const REFUSED_RETRY_MS = 5 * 60_000

/**
 * One room at one relay: moves rows. What comes is put in a queue and done one after the other, each step a transaction
 * of the device log, so that it can be killed between any two. Nothing that goes wrong here leaves this room.
 */
export class RoomLink {
  readonly state: RoomState
  readonly #events: RoomEvents<RoomLink>
  readonly #alarm: Alarm
  readonly #retry: Backoff
  readonly #patience: Backoff
  readonly #incoming = new Incoming()
  #phase: RoomPhase = 'loading'
  #connection: RelayConnection | null = null
  #channel = 0
  #presence: boolean
  readonly #inbox: Inbox
  #isFlooded = false
  #inFlight: { readonly draft: Draft; readonly parts: Outgoing; early: Cursor | null } | null = null
  #provenOn = 0
  #lastSent = Number.NEGATIVE_INFINITY
  #retryAt: number | null = null
  #wantsPush = false
  /** Rows came that nobody named: a base. */
  #mustReload = false
  #running: Promise<void> | null = null

  constructor(spec: RoomSpec, around: Surroundings, events: RoomEvents<RoomLink>, presence: boolean) {
    this.state = new RoomState(spec, around)
    this.#inbox = new Inbox(around.undigested)
    this.#events = events
    this.#presence = presence
    this.#alarm = new Alarm(around.clock, () => this.#ring())
    this.#retry = new Backoff(around.random, 1000, 5 * 60_000)
    this.#patience = new Backoff(around.random, 1000, 60_000)
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
  /** Resolves once nothing is left to be done now; for tests and for stopping in good order. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running
  }

  // -- What happens to it

  async load(): Promise<void> {
    await this.state.load()
    if (this.#phase === 'stopped') return
    if (!(await this.state.start())) return this.#fenced()
    this.#on('loaded')
  }
  connected(connection: RelayConnection): void {
    this.#connection = connection
    if (this.#channel === 0) this.#channel = connection.newChannel(0)
    this.#on('connected')
  }
  disconnected(): void {
    this.#connection = null
    this.#pauseSending()
    this.#on('disconnected')
  }
  /** The relay's nonce has come: what waited for it can be proved. */
  welcomed(): void {
    this.push()
  }
  receive(message: DownMessage): void {
    switch (message.type) {
      case 'welcome':
        return
      case 'live':
        this.#takeLive(message.peer, message.frame)
        return
      case 'left':
        this.#events.left(this, message.peer)
        return
      case 'getPart': {
        if (!this.#isOpen) return
        const arrived = this.#incoming.take(message)
        if (arrived === 'bad') {
          this.#fault()
          return
        }
        if (arrived === 'more') {
          this.#events.changed(this)
          return
        }
        this.#inbox.push(arrived)
        if (this.#inbox.isTooFull) this.#flooded()
        this.#run()
        return
      }
      default:
        this.#inbox.push(message)
        this.#run()
    }
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
    if (this.#phase !== 'live' || !this.#connection || !this.#presence) return false
    const { crypto, author } = this.state.around
    const frame = crypto.sealLive(this.state.capability, { schema: 0, author, isV2: false, body })
    this.#connection.send({ type: 'putLive', channel: this.#channel, frame })
    return true
  }
  /** Looks for something to send, now or as soon as it may. */
  push(): void {
    this.#wantsPush = true
    this.#run()
  }
  /** Somebody wants it now: waits are over. */
  tryNow(): void {
    this.state.notBefore = 0
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

  nextPart(): PutPart | null {
    if (this.#phase !== 'live' || this.#provenOn !== this.#connection?.number) return null
    return this.#inFlight?.parts.next(this.#channel) ?? null
  }
  get #isOpen(): boolean {
    return this.#phase === 'asking' || this.#phase === 'live'
  }
  get awaitsAck(): boolean {
    return this.#phase === 'live' && this.#inFlight !== null
  }

  get status(): RoomStatus {
    return roomStatus(this.state, this.#phase, { isSending: this.#inFlight !== null, fetching: this.#incoming.fetching, retryAt: this.#retryAt })
  }

  // -- Phases

  #on(event: RoomEvent): void {
    const before = this.#phase
    this.#phase = NEXT[before][event]
    if (event === 'stop') {
      this.#alarm.off()
      this.#inbox.clear()
      this.#connection = null
      return
    }
    if (event === 'loaded' && this.#connection) {
      this.#on('connected')
      return
    }
    const asksAnew = this.#phase === 'asking' && (before !== 'asking' || event === 'connected' || event === 'restart')
    if (asksAnew) this.#hello()
    if (this.#phase !== before) this.#events.changed(this)
  }
  #hello(): void {
    const { cursor, capability, avoided } = this.state
    const connection = this.#connection
    if (!connection) return
    this.#retryAt = null
    const access = connection.knows(this.#channel) ? null : { room: capability.room, fetchToken: capability.fetchToken }
    const { progress } = this.#incoming
    const sending = this.#inFlight?.draft.frame.id ?? null
    connection.send({ type: 'hello', channel: this.#channel, access, cursor, presence: this.#presence, avoided, receiving: progress, sending })
  }
  /** This channel is over; `event` decides when the next one opens. */
  #leaveChannel(event: 'fault' | 'restart' | 'refused'): void {
    const connection = this.#connection
    if (this.#isOpen && event !== 'refused') connection?.send({ type: 'bye', channel: this.#channel })
    if (connection) this.#channel = connection.newChannel(this.#channel)
    this.#pauseSending()
    this.#provenOn = 0
    this.#inbox.keepFrames()
    this.#on(event)
  }
  /** What came does not fit. Says hello again later, from where it stands. */
  #fault(): void {
    this.state.faults++
    this.#incoming.forget()
    this.#pause(this.#retry.next())
  }
  #pause(ms: number): void {
    if (this.#phase === 'stopped') return
    this.#retryAt = this.state.around.clock.now() + ms
    this.#leaveChannel('fault')
    this.#alarm.by(this.#retryAt)
  }
  #flooded(): void {
    this.#isFlooded = true
    this.#incoming.forget()
    this.#leaveChannel('fault')
  }
  /** From cursor 0, on this connection. */
  async #restart(): Promise<void> {
    if (!(await this.state.beginAnew())) return this.#fenced()
    this.#inbox.clear()
    if (!this.#isOpen) return
    this.#leaveChannel('restart')
  }
  #fenced(): void {
    this.#on('stop')
    this.#events.fenced()
  }
  #ring(): void {
    const { clock } = this.state.around
    if (this.#retryAt !== null && clock.now() >= this.#retryAt) {
      this.#retryAt = null
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
    if (this.#phase === 'stopped' || this.#phase === 'loading') return false
    return !this.#inbox.isEmpty || this.#mustReload || this.state.mustCount || (this.#wantsPush && this.#phase === 'live')
  }
  async #steps(): Promise<void> {
    while (this.#hasWork()) {
      try {
        if (!this.#inbox.isEmpty) await this.#takeNext()
        else if (this.#mustReload) await this.#reload()
        else if (this.state.mustCount) {
          await this.state.count()
          this.#events.changed(this)
        } else await this.#pushNow()
      } catch (error) {
        // A mistake of ours, or a log that throws: this room waits, the others go on.
        console.error('a room of the link failed', error)
        this.#fault()
      }
    }
    if (this.#isFlooded && this.#phase === 'paused') {
      this.#isFlooded = false
      this.#on('retry')
    }
  }
  async #takeNext(): Promise<void> {
    const next = this.#inbox.next()
    if (next && 'frames' in next) {
      await this.#takeFrames(next.frames)
      this.#inbox.digested(next.frames)
    } else if (next) await this.#takeMessage(next.message)
    if (!this.#isLive() || !this.#inbox.isEmpty) return
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
    const inFlight = this.#inFlight
    const own = inFlight && {
      frameId: inFlight.draft.frame.id,
      settle: async (place: Cursor) => {
        this.#inFlight = null
        return (await settle(this.state, inFlight.draft, place)) === 'settled'
      },
    }
    const existed = this.state.exists
    const { outcome, rows, bytes, moved } = await takeFrames(this.state, batch, own)
    if (!existed && this.state.exists && this.#presence) this.#events.linkUp(this) // nobody could be told before
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
      await this.#takeEarlyAck()
    }
  }
  /** An acknowledgement that had overtaken rows of others: they are here now, and its place can be checked. */
  async #takeEarlyAck(): Promise<void> {
    const inFlight = this.#inFlight
    if (!inFlight?.early || inFlight.early.seq > this.state.cursor.seq + 1) return
    const place = inFlight.early
    inFlight.early = null
    await this.#takeAck({ frameId: inFlight.draft.frame.id, place })
  }
  #pauseSending(): void {
    if (!this.#inFlight) return
    this.#inFlight.parts.pause()
    this.#inFlight.early = null
  }
  async #takeMessage(message: RoomMessage): Promise<void> {
    switch (message.type) {
      case 'reset': // [S2a] what follows starts at cursor 0
        if (!(await this.state.beginAnew())) this.#fenced()
        return
      case 'caughtUp':
        this.state.exists = message.exists
        if (this.#phase !== 'asking') return
        if (CHANNEL_REFUSALS.some((refusal) => refusal === this.state.refusal)) this.state.refusal = null
        this.#inFlight?.parts.startAt(message.resumeAt)
        this.#on('caughtUp')
        if (this.#presence) this.#events.linkUp(this)
        if (this.#inFlight && (await this.#prove())) this.#connection?.pump()
        return
      case 'ack':
        return this.#takeAck(message)
      case 'refused':
        if (!this.#inFlight || !equalBytes(this.#inFlight.draft.frame.id, message.frameId)) return
        afterRefusal(this.state, this.#inFlight.draft, message.refusal, this.#patience)
        this.#inFlight = null
        return this.#events.changed(this)
      case 'wantSnapshot':
        this.state.wantsSnapshot ??= 'usual'
        return
      case 'channelRefused':
        return this.#takeChannelRefusal(message.refusal)
    }
  }
  async #takeAck({ frameId, place }: { frameId: Uint8Array; place: Cursor }): Promise<void> {
    const inFlight = this.#inFlight
    if (!inFlight || !equalBytes(inFlight.draft.frame.id, frameId)) return
    const outcome = await settle(this.state, inFlight.draft, place)
    if (outcome === 'fenced') return this.#fenced()
    if (outcome === 'cut') {
      this.#inFlight = null // sealed anew, it gets a place that can be checked
      return this.#fault()
    }
    if (outcome === 'early') {
      inFlight.early = place
      return
    }
    this.#inFlight = null
    this.#patience.reset()
    if (inFlight.draft.kind === 'create' && this.#presence) this.#events.linkUp(this) // nobody could be told before
    this.#events.changed(this)
  }
  #takeChannelRefusal(refusal: ChannelRefusal): void {
    // The relay checks this connection's frames one by one from now on; nothing is lost by it.
    if (refusal === 'wrong relay name') return
    if (refusal === 'bad proof') {
      this.#fault()
      return
    }
    if (refusal === 'unknown channel') {
      if (!this.#isOpen) return
      this.#leaveChannel('restart') // a new number, which the relay cannot think it knows
      return
    }
    this.state.refusal = refusal
    this.#leaveChannel('refused')
    this.#retryAt = this.state.around.clock.now() + REFUSED_RETRY_MS
    this.#alarm.by(this.#retryAt)
    this.#events.changed(this)
  }

  // -- Sending

  async #pushNow(): Promise<void> {
    this.#wantsPush = false
    const { state } = this
    const { clock } = state.around
    if (this.#phase !== 'live' || !this.#connection || this.#inFlight || !this.#connection.nonce) return
    const now = clock.now()
    const next = Math.max(this.#lastSent + FRAME_EVERY_MS, state.wantsSnapshot && state.refusal === 'room full' ? 0 : state.notBefore)
    if (now < next) {
      if (state.unsent.size > 0 || state.unsentRecords.size > 0 || state.missing || state.wantsSnapshot || !state.exists) this.#alarm.by(next)
      return
    }
    const draft = await nextDraft(state)
    if (!draft) {
      if (state.missing) this.#alarm.by(state.offerAfter)
      return this.#events.changed(this)
    }
    // Sealed once: should the connection have gone meanwhile, it goes out on the next.
    const parts = new Outgoing(draft.frame.id, draft.frame.bytes)
    this.#inFlight = { draft, parts, early: null }
    this.#lastSent = clock.now()
    if (!this.#isLive()) return
    parts.startAt(0)
    if (await this.#prove()) this.#connection?.pump()
    this.#events.changed(this)
  }
  #isLive(): boolean {
    return this.#phase === 'live' && this.#connection !== null
  }
  /** [S9] Once per room and connection, before its first write. */
  async #prove(): Promise<boolean> {
    const connection = this.#connection
    if (!connection?.nonce) return false
    if (this.#provenOn === connection.number) return true
    const { capability, around } = this.state
    const secret = capability.writeSecret ?? capability.voiceSecret
    if (!secret) return false
    const signature = await around.crypto.prove(secret, connection.nonce, capability.room, around.relayName)
    if (this.#connection !== connection || this.#phase !== 'live') return false
    this.#provenOn = connection.number
    const rung = capability.writeSecret ? 'write' : 'voice'
    connection.send({ type: 'prove', channel: this.#channel, rung, relayName: around.relayName, signature })
    return true
  }

  // -- Presence

  #takeLive(peer: number, frame: Uint8Array): void {
    if (!this.#presence || !this.#isOpen) return
    const opened = this.state.around.crypto.openLive(this.state.capability, frame)
    if (opened.ok) this.#events.live(this, peer, opened.value.plaintext.body)
    else this.state.skipped++
  }
}
