import { equalBytes } from '../../../shared/bytes'
import type { Cursor } from '../../../shared/chain'
import type { PutPart, Refusal } from '../../../shared/message'
import { Backoff } from '../backoff'
import type { OwnFrame } from './intake'
import { type Draft, nextDraft, settle } from './outbox'
import { Outgoing } from './parts'
import { afterRefusal } from './refusal'
import type { RoomState } from './roomState'
import type { RelayConnection } from './roomTypes'

/** [S3a] At once when idle, then at most ten a second. */
const FRAME_EVERY_MS = 100

/** The channel through which is sent: it stands, and is caught up. */
export interface OpenChannel {
  readonly connection: RelayConnection
  readonly number: number
}
/** What became of an acknowledgement; 'other' = of a frame that is not in flight. */
export type Settled = 'settled' | 'early' | 'cut' | 'fenced' | 'other'

/**
 * [S3a] The sending half of a room: one frame in flight, sealed and signed once, in parts across connections, until it
 * has been acknowledged or refused. [S9] Proves the key once per channel, before the first part.
 */
export class Sender {
  readonly #state: RoomState
  /** The relay has it; rows of a frame are settled, told once. */
  readonly #settled: (draft: Draft) => void
  readonly #patience: Backoff
  #inFlight: { readonly draft: Draft; readonly parts: Outgoing; early: Cursor | null } | null = null
  /** Connection and channel that have proved the key. */
  #proven: OpenChannel | null = null
  #lastAt = Number.NEGATIVE_INFINITY

  constructor(state: RoomState, settled: (draft: Draft) => void) {
    this.#state = state
    this.#settled = settled
    this.#patience = new Backoff(state.around.random, 1000, 60_000)
  }
  get isBusy(): boolean {
    return this.#inFlight !== null
  }
  /** What `hello` says of a frame of which the relay may have a part. */
  get frameId(): Uint8Array | null {
    return this.#inFlight?.draft.frame.id ?? null
  }

  // -- The channel comes and goes

  pause(): void {
    this.#proven = null
    if (!this.#inFlight) return
    this.#inFlight.parts.pause()
    this.#inFlight.early = null
  }
  /** [S6] The relay has so much of it. */
  async resume(channel: OpenChannel, resumeAt: number): Promise<void> {
    if (!this.#inFlight) return
    this.#inFlight.parts.startAt(resumeAt)
    await this.#prove(channel)
  }
  nextPart({ connection, number }: OpenChannel): PutPart | null {
    if (this.#proven?.connection !== connection || this.#proven.number !== number) return null
    return this.#inFlight?.parts.next(number) ?? null
  }

  // -- What the relay says

  /** Should it come by on the log, it is settled as if it had been acknowledged. */
  get own(): OwnFrame | null {
    const inFlight = this.#inFlight
    return inFlight && { frameId: inFlight.draft.frame.id, settle: async (place) => (await this.takeAck(inFlight.draft.frame.id, place)) === 'settled' }
  }
  async takeAck(frameId: Uint8Array, place: Cursor): Promise<Settled> {
    const inFlight = this.#inFlight
    if (!inFlight || !equalBytes(inFlight.draft.frame.id, frameId)) return 'other'
    const outcome = await settle(this.#state, inFlight.draft, place)
    if (outcome === 'early') inFlight.early = place
    if (outcome === 'cut') this.#inFlight = null // sealed anew, it gets a place that can be checked
    if (outcome === 'settled') {
      this.#inFlight = null
      this.#patience.reset()
      this.#settled(inFlight.draft)
    }
    return outcome
  }
  /** An acknowledgement that had overtaken rows of others: they are here now, and its place can be checked. */
  async takeEarlyAck(): Promise<Settled> {
    const inFlight = this.#inFlight
    if (!inFlight?.early || inFlight.early.seq > this.#state.cursor.seq + 1) return 'other'
    const place = inFlight.early
    inFlight.early = null
    return this.takeAck(inFlight.draft.frame.id, place)
  }
  takeRefusal(frameId: Uint8Array, refusal: Refusal): void {
    const inFlight = this.#inFlight
    if (!inFlight || !equalBytes(inFlight.draft.frame.id, frameId)) return
    this.#inFlight = null
    afterRefusal(this.#state, inFlight.draft, refusal, this.#patience)
  }

  // -- The next frame

  /** Seals and sends what is new. Returns when to look again, ms since 1970; null: when something comes. */
  async push(channel: OpenChannel, isStillOpen: () => boolean): Promise<number | null> {
    const state = this.#state
    const { clock } = state.around
    if (this.#inFlight || !channel.connection.nonce) return null
    const isPatient = state.wantsSnapshot === null || state.refusal !== 'room full' // a full room takes snapshots only
    const next = Math.max(this.#lastAt + FRAME_EVERY_MS, isPatient ? state.notBefore : 0)
    if (clock.now() < next) return state.hasSomethingToSend ? next : null
    const draft = await nextDraft(state)
    if (!draft) return state.missing ? state.offerAfter : null
    // Sealed once: should the connection have gone meanwhile, it goes out on the next.
    const parts = new Outgoing(draft.frame.id, draft.frame.bytes)
    this.#inFlight = { draft, parts, early: null }
    this.#lastAt = clock.now()
    if (!isStillOpen()) return null
    parts.startAt(0)
    await this.#prove(channel)
    return null
  }
  async #prove(channel: OpenChannel): Promise<void> {
    const { connection, number } = channel
    if (this.#proven?.connection === connection && this.#proven.number === number) return connection.pump()
    const { capability, around } = this.#state
    const secret = capability.writeSecret ?? capability.voiceSecret
    if (!secret || !connection.nonce) return
    const signature = await around.crypto.prove(secret, connection.nonce, capability.room, around.relayName)
    if (!connection.isCurrent(number)) return
    this.#proven = channel
    connection.send({ type: 'prove', channel: number, rung: capability.writeSecret ? 'write' : 'voice', relayName: around.relayName, signature })
    connection.pump()
  }
}
