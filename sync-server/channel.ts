import { equalBytes } from '../shared/bytes'
import type { Cursor } from '../shared/chain'
import { CLOSE } from '../shared/closeCodes'
import { type Frame, frameSigningBytes, KIND, parseFrame, proofSigningBytes, readCover, readRoomKeys, roomOf, SIGNER } from '../shared/frame'
import { LIMITS } from '../shared/limits'
import type { ChannelRefusal, Hello, Prove, PutPart, Refusal, UpMessage } from '../shared/message'
import { Bucket } from './bucket'
import type { Clock } from './clock'
import { isSameSecret, keyOf, sha256 } from './hashing'
import { importKey } from './keys'
import type { Close, Outbox } from './outbox'
import type { Partials } from './partials'
import type { Onlooker } from './presence'
import type { Shared } from './records'
import type { RoomHost, Subscriber } from './roomHost'
import type { RelayLimits } from './settings'
import type { Stats } from './stats'
import { Stream } from './stream'
import type { Row } from './updateLog'
import type { VerifyLane } from './verifyLane'

/** Every so many frames of a proven connection, one is verified: a client whose signing is broken is found. */
export const SAMPLE = 64

/** What a channel needs of its connection and its relay. */
export interface ChannelSurroundings {
  readonly peer: number
  readonly nonce: Uint8Array
  readonly outbox: Outbox
  readonly clock: Clock
  readonly limits: RelayLimits
  readonly lane: VerifyLane
  readonly partials: Partials
  readonly stats: Stats
  /** Reads nothing more for so many ms. */
  pauseFor(ms: number): void
  /** Ends the connection. */
  fail(close: Close): void
  /** Takes a message before all that wait in this channel. */
  takeFirst(channel: Channel, message: UpMessage): void
  isOwnName(relayName: string): boolean
  /** [S9] The operator should know of this name. */
  otherName(relayName: string): void
  release(host: RoomHost): void
}
export type ChannelMessage = Exclude<UpMessage, { readonly type: 'resume' }>
type Proof = 'none' | 'write' | 'voice' | 'write elsewhere'

/** One room on one connection. Its messages are taken one after another; `take` says when the next may come. */
export class Channel implements Subscriber, Onlooker {
  readonly peer: number
  readonly #stream: Stream
  readonly #frames: Bucket
  readonly #bytes: Bucket
  readonly #live: Bucket
  #proof: Proof = 'none'
  #earlyProof: Prove | null = null
  #provenFrames = 0
  #isOpen = false
  #isRefused = false
  #isClosed = false
  /** A frame whose first part was not taken: its other parts are passed over. */
  #skipped: Uint8Array | null = null
  #sending: Uint8Array | null = null
  #wantsPresence = false
  #heldLive: Uint8Array | null = null

  constructor(
    readonly number: number,
    readonly room: Uint8Array,
    readonly tokenHash: Uint8Array,
    readonly host: RoomHost,
    readonly around: ChannelSurroundings,
  ) {
    const { limits, clock } = around
    const now = clock.now()
    this.peer = around.peer
    this.#frames = new Bucket(limits.framesPerSecond, limits.framesBurst, now)
    this.#bytes = new Bucket(limits.bytesPerSecond, limits.bytesBurst, now)
    this.#live = new Bucket(limits.livePerSecond, limits.liveBurst, now)
    const readFailed = (retry: () => void): void => void clock.after(limits.logRetryMs, retry)
    this.#stream = new Stream(number, host, around.outbox, () => this.#caughtUp(), readFailed)
  }

  /** A promise when the next message has to wait for this one. */
  take(message: ChannelMessage): Promise<void> | undefined {
    if (this.#isClosed || (this.#isRefused && message.type !== 'hello')) return undefined
    switch (message.type) {
      case 'hello':
        return this.#hello(message)
      case 'prove':
        return this.#prove(message)
      case 'putPart':
        return this.#putPart(message)
      case 'putLive':
        this.#putLive(message.frame)
        return undefined
      case 'presence':
        this.#setPresence(message.on)
        return undefined
      case 'bye':
        this.close()
        return undefined
    }
  }

  // -- Reading

  #hello(hello: Hello): Promise<void> | undefined {
    if (!this.host.isLoaded) return this.host.loaded.then(() => (this.#isClosed ? undefined : this.#hello(hello)))
    const { room } = this.host
    if (room && !isSameSecret(this.tokenHash, room.keys.tokenHash)) {
      this.#refuseChannel('wrong token')
      return undefined
    }
    const answer = this.host.answerAtOnce(hello)
    if (!answer) return this.host.answer(hello).then((found) => (this.#isClosed ? undefined : this.#start(hello, found)))
    this.#start(hello, answer)
    return undefined
  }
  #start(hello: Hello, answer: Parameters<Stream['start']>[0]): void {
    this.#isOpen = true
    this.#isRefused = false
    this.#sending = hello.sending?.slice() ?? null
    this.#wantsPresence = hello.presence
    this.host.subscribers.add(this)
    this.#stream.start(answer, hello)
  }
  #caughtUp(): void {
    const { outbox, partials } = this.around
    const resumeAt = this.#sending ? partials.gotOf(this.#keyOf(this.#sending)) : 0
    outbox.push({ type: 'caughtUp', channel: this.number, resumeAt, exists: this.host.room !== null })
    if (this.#wantsPresence) this.host.presence.join(this)
  }
  offer(row: Row, body: Shared | null): void {
    this.#stream.offer(row, body)
  }
  goOn(): void {
    this.#stream.goOnReading()
  }
  opened(): void {
    const { room } = this.host
    if (room && !isSameSecret(this.tokenHash, room.keys.tokenHash)) this.#refuseChannel('wrong token')
    else if (this.#earlyProof) this.around.takeFirst(this, this.#earlyProof)
    this.#earlyProof = null
  }
  #refuseChannel(refusal: ChannelRefusal): void {
    this.around.stats.refusedChannels++
    this.around.outbox.push({ type: 'channelRefused', channel: this.number, refusal })
    this.#isRefused = true
    this.#leave()
  }

  // -- Proofs

  get mayWrite(): boolean {
    return this.#proof === 'write' || this.#proof === 'write elsewhere'
  }
  wantSnapshot(): void {
    this.around.outbox.push({ type: 'wantSnapshot', channel: this.number })
  }
  async #prove(prove: Prove): Promise<void> {
    if (!this.#isOpen) return
    if (!this.host.room) {
      // Its room may be made by the next frame.
      this.#earlyProof = { ...prove, signature: prove.signature.slice() }
      return
    }
    const { around } = this
    const isOwnName = around.isOwnName(prove.relayName)
    const key = prove.rung === 'write' ? this.host.writeKey : this.host.voiceKey
    const isGood = key !== null && (await around.lane.prove(key, proofSigningBytes(around.nonce, this.room, prove.relayName), prove.signature))
    if (this.#isClosed) return
    if (!isGood) {
      // It is told, and its frames are verified one by one as before.
      around.stats.badProofs++
      around.outbox.push({ type: 'channelRefused', channel: this.number, refusal: 'bad proof' })
      return
    }
    if (isOwnName) this.#proof = prove.rung
    else {
      around.otherName(prove.relayName)
      if (prove.rung === 'write' && this.#proof === 'none') this.#proof = 'write elsewhere'
    }
    if (this.mayWrite) this.host.askForSnapshot()
  }

  // -- Writing

  #keyOf(frameId: Uint8Array): string {
    return keyOf(this.room) + keyOf(frameId)
  }
  refuse(frameId: Uint8Array, refusal: Refusal): void {
    this.around.stats.refuse(refusal)
    if (!this.#isClosed) this.around.outbox.push({ type: 'refused', channel: this.number, frameId, refusal })
  }
  acknowledge(place: Cursor, frameId: Uint8Array): void {
    if (!this.#isClosed && this.#isOpen) this.#stream.acknowledge(place, frameId)
  }
  /** [S9] Refused, and the connection is over: no client of good faith sends it. */
  #reject(frameId: Uint8Array, refusal: Refusal, close: Close): undefined {
    this.refuse(frameId, refusal)
    this.around.fail(close)
    return undefined
  }

  #putPart(part: PutPart): Promise<void> | undefined {
    if (!this.#isOpen) return undefined
    const { around } = this
    const { frameId, offset, bytes, total } = part
    if (bytes.length === 0 || total === 0) return this.#reject(frameId, 'bad frame', CLOSE.badMessage)
    const debt = this.#bytes.draw(Math.max(bytes.length, 1024), around.clock.now())
    if (debt > 0) around.pauseFor(debt)
    if (offset > 0 && this.#skipped && equalBytes(this.#skipped, frameId)) return undefined
    if (offset === 0 && bytes.length === total && around.partials.isEmpty) {
      // What nearly all are: a frame in one piece.
      if (!this.#frames.take(1, around.clock.now())) return this.#skip(frameId)
      this.#skipped = null
      return this.#putFrame(bytes, frameId)
    }
    const key = this.#keyOf(frameId)
    if (offset === 0 && around.partials.gotOf(key) === 0 && !this.#frames.take(1, around.clock.now())) return this.#skip(frameId)
    if (offset === 0) this.#skipped = null
    const assembly = around.partials.take(key, part, around)
    if (assembly.type === 'more') return undefined
    if (assembly.type === 'gap') return this.#skip(frameId)
    return this.#putFrame(assembly.bytes, frameId)
  }
  #skip(frameId: Uint8Array): undefined {
    this.#skipped = frameId.slice()
    this.refuse(this.#skipped, 'slow down')
  }

  #putFrame(bytes: Uint8Array, claimedId: Uint8Array): Promise<void> | undefined {
    const parsed = parseFrame(bytes)
    if (!parsed.ok) return this.#reject(claimedId, parsed.reason === 'too large' ? 'too large' : 'bad frame', CLOSE.badMessage)
    const frame = parsed.value
    if (!equalBytes(frame.room, this.room)) return this.#reject(claimedId, 'wrong room', CLOSE.badMessage)
    const id = sha256(frame.unsigned)
    if (frame.kind === KIND.live || !equalBytes(id, claimedId)) return this.#reject(claimedId, 'bad frame', CLOSE.badMessage)
    if (!this.host.room) return this.#putCreate(frame, id)
    // A voice proof reaches to records only; the room's create may come from anybody.
    if (this.#proof === 'voice' && frame.kind !== KIND.record && frame.kind !== KIND.create) {
      this.refuse(id, 'not allowed')
      return undefined
    }
    const isProven = this.#proof === 'write' || (this.#proof === 'voice' && frame.signer === SIGNER.voice)
    const isSampled = isProven && this.#provenFrames++ % SAMPLE === 0
    const isAlways = frame.kind === KIND.create || frame.kind === KIND.moved || frame.kind === KIND.snapshot
    if (isProven && !isAlways && !isSampled) return this.#store(frame, id)
    return this.#verifyAndStore(frame, id, isProven)
  }
  async #verifyAndStore(frame: Frame, id: Uint8Array, isProven: boolean): Promise<void> {
    const key = frame.signer === SIGNER.voice ? this.host.voiceKey : this.host.writeKey
    if (await this.#isSigned(frame, id, key, isProven)) return this.#store(frame, id)
  }
  /** Answers for itself when it is not. */
  async #isSigned(frame: Frame, id: Uint8Array, key: ReturnType<typeof importKey>, isProven: boolean): Promise<boolean> {
    const { signature, unsigned } = frame
    const isGood = key && signature ? await this.around.lane.check(isProven ? 'proven' : 'stranger', key, frameSigningBytes(unsigned), signature) : false
    if (this.#isClosed) return false
    if (isGood === 'busy') this.refuse(id, 'slow down')
    else if (!isGood) this.#reject(id, 'bad signature', CLOSE.badSignature)
    return isGood === true
  }
  /** An unknown room takes only the `create` whose keys make it. */
  async #putCreate(frame: Frame, id: Uint8Array): Promise<void> {
    if (frame.kind !== KIND.create) return this.refuse(id, 'no such room')
    const keys = readRoomKeys(frame)
    const writeKey = importKey(keys.writePublic)
    if (!equalBytes(roomOf(keys), this.room) || !writeKey || !importKey(keys.voicePublic)) {
      this.#reject(id, 'bad frame', CLOSE.badMessage)
      return
    }
    if (await this.#isSigned(frame, id, writeKey, false))
      await new Promise<void>((done) =>
        this.host.put({ frameId: id, bytes: frame.bytes, isCreate: true, cover: null, stored: null, at: null }, this, keys, done),
      )
  }
  #store(frame: Frame, id: Uint8Array): Promise<void> | undefined {
    const { host } = this
    const cover = frame.kind === KIND.snapshot ? readCover(frame) : null
    const coversTo = cover && cover.to > 0 ? cover.to : null
    if (!host.room?.mayBeStored(id) && coversTo === null) {
      host.put({ frameId: id, bytes: frame.bytes, isCreate: frame.kind === KIND.create, cover, stored: null, at: null }, this, null)
      return undefined
    }
    return this.#lookUpAndStore(frame, id, cover, coversTo)
  }
  async #lookUpAndStore(frame: Frame, id: Uint8Array, cover: ReturnType<typeof readCover>, coversTo: number | null): Promise<void> {
    const { host } = this
    void host.learnIds()
    try {
      const stored = host.room?.mayBeStored(id) ? await host.around.log.placeOf(this.room, id) : null
      const at = coversTo === null ? null : await host.markAt(coversTo)
      if (!this.#isClosed) host.put({ frameId: id, bytes: frame.bytes, isCreate: frame.kind === KIND.create, cover, stored, at }, this, null)
    } catch {
      this.refuse(id, 'disk full')
    }
  }

  // -- Presence

  #putLive(bytes: Uint8Array): void {
    if (!this.#wantsPresence || !this.#isOpen || !this.host.room) return
    const parsed = bytes.length <= LIMITS.liveFrame ? parseFrame(bytes) : null
    if (!parsed?.ok || parsed.value.kind !== KIND.live || !equalBytes(parsed.value.room, this.room)) {
      this.around.stats.droppedLive++
      return
    }
    const { clock } = this.around
    if (this.#heldLive) this.#heldLive = bytes.slice()
    else if (this.#live.take(1, clock.now())) this.host.presence.publish(this, bytes)
    else {
      // Too many: the latest is sent as soon as it may be.
      this.#heldLive = bytes.slice()
      clock.after(this.#live.wait(1, clock.now()) + 1, () => {
        const held = this.#heldLive
        this.#heldLive = null
        if (held && this.#wantsPresence && !this.#isClosed && this.#live.take(1, clock.now())) this.host.presence.publish(this, held)
      })
    }
  }
  #setPresence(isOn: boolean): void {
    this.#wantsPresence = isOn
    if (!isOn) this.host.presence.leave(this)
    else if (this.#stream.isCaughtUp) this.host.presence.join(this)
  }
  show(record: Shared): boolean {
    const { outbox } = this.around
    if (outbox.isCongested) {
      outbox.onceDrained(() => this.host.presence.catchUp(this))
      return false
    }
    outbox.pushShared(this.number, record)
    return true
  }

  #leave(): void {
    this.#isOpen = false
    this.#stream.stop()
    this.host.subscribers.delete(this)
    this.host.presence.leave(this)
  }
  /** The end of it: said by the other side, or the connection is gone. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#leave()
    this.around.release(this.host)
  }
  get isClosed(): boolean {
    return this.#isClosed
  }
}
