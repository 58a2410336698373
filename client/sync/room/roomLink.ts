import { equalBytes, toHex } from '../../../shared/bytes'
import type { ChannelRefusal, DownMessage, PutPart, Refusal, UpMessage } from '../../../shared/message'
import type { Change, DocumentKey } from '../../device/deviceLog'
import { Backoff } from '../backoff'
import { Alarm } from '../clock'
import { compare } from './compare'
import { takeFrames } from './intake'
import { type Draft, nextDraft, settle } from './outbox'
import { type Arrived, Incoming, Outgoing } from './parts'
import { NEXT, type RoomEvent, type RoomPhase } from './roomPhase'
import { keyOf, type RoomSpec, RoomState, type Surroundings } from './roomState'

/** A socket that stands, as a room sees it. */
export interface RelayConnection {
  /** Counts up; a proof holds for one. */
  readonly number: number
  /** From the relay's welcome; null before. */
  readonly nonce: Uint8Array | null
  /** The relay knows room and token of this channel from the connection that was cut. */
  knows(channel: number): boolean
  send(message: UpMessage): void
  /** A new number for this room; what still comes under the old one is dropped. */
  newChannel(old: number): number
  /** There are parts to send. */
  pump(): void
}

/** What the rest of the device wants to know of a room at a relay. */
export interface RoomStatus {
  readonly relay: 'sent' | 'sending' | 'offline' | 'refused'
  readonly unsent: number
  readonly refusal: Refusal | ChannelRefusal | null
  readonly retryAt: number | null
  readonly lastExchange: { readonly at: number; readonly author: string } | null
  readonly fetching: { readonly got: number; readonly of: number } | null
  /** [S10b] Where this replica stands; null while it is catching up. */
  readonly place: { readonly seq: number; readonly chain: string } | null
  /** [S14] Frames that were passed over. */
  readonly skipped: number
  readonly faults: number
}

export interface RoomEvents {
  changed(room: RoomLink): void
  stored(room: RoomLink, rows: number, bytes: number): void
  live(room: RoomLink, peer: number, body: Uint8Array): void
  left(room: RoomLink, peer: number): void
  /** The channel is open: others learn of this replica again. */
  linkUp(room: RoomLink): void
  moved(room: RoomLink, successor: Uint8Array | null): void
  /** A later link has taken over. */
  fenced(): void
}

type Item = Arrived | Exclude<DownMessage, { type: 'getPart' | 'welcome' | 'live' | 'left' }>
const isArrived = (item: Item): item is Arrived => 'role' in item

/** Frames that are opened side by side, and stored in one transaction. */
const BATCH = { frames: 256, bytes: 2 * 1024 * 1024 } as const
/** Undigested bytes of one room: beyond, the channel is closed until they are stored. */
const INBOX_BYTES = 16 * 1024 * 1024
/** [S3a] At once when idle, then at most ten a second. */
const FRAME_EVERY_MS = 100
const REFUSED_RETRY_MS = 5 * 60_000

/**
 * One room at one relay: moves rows. What comes is put in a queue and done one after the other, each step a transaction
 * of the device log, so that it can be killed between any two. Nothing that goes wrong here leaves this room.
 */
export class RoomLink {
  readonly state: RoomState
  readonly #events: RoomEvents
  readonly #alarm: Alarm
  readonly #retry: Backoff
  readonly #patience: Backoff
  readonly #incoming = new Incoming()
  #phase: RoomPhase = 'loading'
  #connection: RelayConnection | null = null
  #channel = 0
  #presence: boolean
  #inbox: Item[] = []
  #inboxBytes = 0
  #isFlooded = false
  #inFlight: { draft: Draft; parts: Outgoing } | null = null
  #provenOn = 0
  #lastSent = Number.NEGATIVE_INFINITY
  #retryAt: number | null = null
  #wantsPush = false
  /** Rows came that nobody named: a base. */
  #mustReload = false
  #running: Promise<void> | null = null

  constructor(spec: RoomSpec, around: Surroundings, events: RoomEvents, presence: boolean) {
    this.state = new RoomState(spec, around)
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
    this.#inFlight?.parts.pause()
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
        if (this.#phase !== 'asking' && this.#phase !== 'live') return
        const arrived = this.#incoming.take(message)
        if (arrived === 'bad') {
          this.#fault()
          return
        }
        if (arrived === 'more') {
          message.total > 4 * message.bytes.length ? this.#events.changed(this) : undefined
          return
        }
        this.#inboxBytes += arrived.bytes.length
        this.state.around.undigested.add(arrived.bytes.length)
        this.#inbox.push(arrived)
        if (this.#inboxBytes > INBOX_BYTES) this.#flooded()
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
    if (change.type === 'records') this.state.recordsChanged = true
    else if (change.type === 'rows' && change.out.length + change.in.length === 0) this.#mustReload = true
    else if (change.type === 'rows') for (const key of change.out) this.state.unsent.set(keyOf(key), key)
    this.#events.changed(this)
    this.push()
  }
  setPresence(on: boolean): void {
    if (this.#presence === on) return
    this.#presence = on
    if (this.#phase === 'asking' || this.#phase === 'live') this.#connection?.send({ type: 'presence', channel: this.#channel, on })
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
    if (this.#phase === 'asking' || this.#phase === 'live') this.#connection?.send({ type: 'bye', channel: this.#channel })
    this.#on('stop')
  }

  nextPart(): PutPart | null {
    if (this.#phase !== 'live' || this.#provenOn !== this.#connection?.number) return null
    return this.#inFlight?.parts.next(this.#channel) ?? null
  }
  get awaitsAck(): boolean {
    return this.#phase === 'live' && this.#inFlight !== null
  }

  get status(): RoomStatus {
    const { state } = this
    const isUp = this.#phase === 'asking' || this.#phase === 'live'
    const mine = (state.mayEdit ? state.unsent.size : 0) + (state.maySpeak ? state.unsentRecords : 0)
    const toOffer = state.mayEdit && (state.missing !== null || (state.isNew && state.hasBase)) ? 1 : 0
    const stray = (state.mayEdit ? 0 : state.unsent.size) + (state.maySpeak ? 0 : state.unsentRecords)
    const unsent = mine + toOffer + stray
    const refusal = state.refusal ?? (stray > 0 ? ('not allowed' as const) : null)
    const relay = refusal ? 'refused' : !isUp ? 'offline' : unsent > 0 || this.#inFlight ? 'sending' : 'sent'
    const { fetching } = this.#incoming
    return {
      relay,
      unsent,
      refusal,
      retryAt: this.#retryAt ?? (state.notBefore > state.around.clock.now() ? state.notBefore : null),
      lastExchange: state.lastExchange,
      fetching: fetching && fetching.of > 256 * 1024 ? fetching : null,
      place: this.#phase === 'live' ? { seq: state.cursor.seq, chain: toHex(state.cursor.chain) } : null,
      skipped: state.skipped,
      faults: state.faults,
    }
  }

  // -- Phases

  #on(event: RoomEvent): void {
    const before = this.#phase
    this.#phase = NEXT[before][event]
    if (event === 'stop') {
      this.#alarm.off()
      this.#inbox = []
      this.#digested(this.#inboxBytes)
      this.#connection = null
      return
    }
    if (event === 'loaded' && this.#connection) {
      this.#on('connected')
      return
    }
    const asksAnew = this.#phase === 'asking' && (before !== 'asking' || event === 'connected')
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
  /** This channel is over; `then` decides when the next one opens. */
  #leaveChannel(event: 'fault' | 'restart' | 'refused'): void {
    const connection = this.#connection
    if (connection && event !== 'refused') connection.send({ type: 'bye', channel: this.#channel })
    if (connection) this.#channel = connection.newChannel(this.#channel)
    this.#inFlight?.parts.pause()
    this.#provenOn = 0
    this.#inbox = this.#inbox.filter((item) => isArrived(item) || item.type === 'ack')
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
    this.#inbox = []
    this.#digested(this.#inboxBytes)
    if (this.#phase !== 'asking' && this.#phase !== 'live') return
    this.#phase = 'live'
    this.#leaveChannel('restart')
  }
  #digested(bytes: number): void {
    const less = Math.min(bytes, this.#inboxBytes)
    this.#inboxBytes -= less
    this.state.around.undigested.remove(less)
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
    return this.#inbox.length > 0 || this.#mustReload || this.state.recordsChanged || (this.#wantsPush && this.#phase === 'live')
  }
  async #steps(): Promise<void> {
    while (this.#hasWork()) {
      try {
        if (this.#inbox.length > 0) await this.#takeNext()
        else if (this.#mustReload) await this.#reload()
        else if (this.state.recordsChanged) {
          await this.state.countRecords()
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
    const batch: Arrived[] = []
    let bytes = 0
    for (;;) {
      const item = this.#inbox[0]
      if (!item || !isArrived(item) || batch.length >= BATCH.frames || bytes > BATCH.bytes) break
      batch.push(item)
      bytes += item.bytes.length
      this.#inbox.shift()
    }
    if (batch.length > 0) {
      await this.#takeFrames(batch)
      this.#digested(bytes)
    } else {
      const item = this.#inbox.shift()
      if (item && !isArrived(item)) await this.#takeMessage(item)
    }
    if (this.#phase === 'live' && this.#inbox.length === 0 && !(await compare(this.state))) return this.#fenced()
    if (this.#phase === 'live' && this.#inbox.length === 0) this.#wantsPush = true
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
      settle: async (place: { seq: number; chain: Uint8Array }) => {
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
    } else this.#retry.reset()
  }
  async #takeMessage(message: Exclude<Item, Arrived>): Promise<void> {
    switch (message.type) {
      case 'reset': // [S2a] what follows starts at cursor 0
        if (!(await this.state.beginAnew())) this.#fenced()
        return
      case 'caughtUp':
        this.state.exists = message.exists
        if (this.#phase !== 'asking') return
        this.#inFlight?.parts.startAt(message.resumeAt)
        this.#on('caughtUp')
        if (this.#presence) this.#events.linkUp(this)
        if (this.#inFlight && (await this.#prove())) this.#connection?.pump()
        return
      case 'ack':
        return this.#takeAck(message)
      case 'refused':
        return this.#takeRefusal(message.frameId, message.refusal)
      case 'wantSnapshot':
        this.state.wantsSnapshot ??= 'usual'
        return
      case 'channelRefused':
        return this.#takeChannelRefusal(message.refusal)
    }
  }
  async #takeAck({ frameId, place }: { frameId: Uint8Array; place: { seq: number; chain: Uint8Array } }): Promise<void> {
    const inFlight = this.#inFlight
    if (!inFlight || !equalBytes(inFlight.draft.frame.id, frameId)) return
    const outcome = await settle(this.state, inFlight.draft, place)
    if (outcome === 'fenced') return this.#fenced()
    if (outcome === 'cut') return this.#fault()
    this.#inFlight = null
    this.#patience.reset()
    if (inFlight.draft.kind === 'create' && this.#presence) this.#events.linkUp(this) // nobody could be told before
    this.#events.changed(this)
  }
  #takeRefusal(frameId: Uint8Array, refusal: Refusal): void {
    const inFlight = this.#inFlight
    if (!inFlight || !equalBytes(inFlight.draft.frame.id, frameId)) return
    this.#inFlight = null
    const { state } = this
    const { draft } = inFlight
    const now = state.around.clock.now()
    if (refusal === 'no such room') {
      state.exists = false
    } else if (refusal === 'not taken' && draft.kind === 'create') {
      state.exists = true // another create came first; the room is the same
    } else if (refusal === 'not taken') {
      return // [S7] somebody else's snapshot reaches further
    } else {
      state.refusal = refusal
      state.notBefore = now + this.#patience.next()
      if (refusal === 'room full' && draft.kind !== 'snapshot') state.wantsSnapshot ??= 'usual'
      else if (refusal !== 'slow down' && refusal !== 'disk full' && refusal !== 'room full') state.notBefore = now + REFUSED_RETRY_MS
      if (refusal === 'too large' && draft.out.length > 1) {
        state.batchRows = Math.max(1, Math.floor(draft.out.length / 2))
        state.notBefore = now
      }
    }
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
      if (this.#phase !== 'asking' && this.#phase !== 'live') return
      this.#phase = 'live'
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
      if (state.unsent.size > 0 || state.unsentRecords > 0 || state.missing || state.wantsSnapshot || !state.exists) this.#alarm.by(next)
      return
    }
    const draft = await nextDraft(state)
    if (!draft) {
      if (state.missing) this.#alarm.by(state.offerAfter)
      return this.#events.changed(this)
    }
    // Sealed once: should the connection have gone meanwhile, it goes out on the next.
    const parts = new Outgoing(draft.frame.id, draft.frame.bytes)
    this.#inFlight = { draft, parts }
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
    if (!this.#presence || (this.#phase !== 'asking' && this.#phase !== 'live')) return
    const opened = this.state.around.crypto.openLive(this.state.capability, frame)
    if (opened.ok) this.#events.live(this, peer, opened.value.plaintext.body)
    else this.state.skipped++
  }
}
