import type { Awareness } from 'y-protocols/awareness'
import { Alarm, type Clock } from '../clock'
import { type AwarenessEntry, type AwarenessState, readAwareness, writeAwareness } from './awarenessCodec'
import { LIVE_EVERY_MS } from './livePort'

/**
 * What is told of this window: the entry of its own client alone (the provider re-broadcasts what it received: one caret
 * move among fifty people would be 2,450 deliveries), only when it changed, at most four times a second.
 */
export class OwnPresence {
  readonly #awareness: Awareness
  readonly #send: (client: number, entry: Uint8Array) => void
  readonly #clock: Clock
  readonly #alarm: Alarm
  #latest: AwarenessEntry | null = null
  #lastSent: string | null = null
  #lastAt = Number.NEGATIVE_INFINITY
  /** To be said again although it is what was said last. */
  #mustRepeat = false
  #isShown = true

  constructor(awareness: Awareness, clock: Clock, send: (client: number, entry: Uint8Array) => void) {
    this.#awareness = awareness
    this.#send = send
    this.#clock = clock
    this.#alarm = new Alarm(clock, () => this.#sendNow())
  }
  /** From the provider: whatever it broadcasts. */
  take(update: Uint8Array): void {
    const own = (readAwareness(update) ?? []).find(({ client }) => client === this.#awareness.clientID)
    if (own) this.#latest = own
    if (!own || !this.#isNews()) return
    if (own.state === null) this.#sendNow()
    else this.#sendSoon()
  }
  /** "Do not show that I am here." */
  setShown(shown: boolean): void {
    if (this.#isShown === shown) return
    this.#isShown = shown
    this.#raiseClock()
  }
  /** The link is up: others hear of this window again, under a clock that they do not know yet. */
  bump(): void {
    this.#mustRepeat = true
    this.#raiseClock()
  }
  /** The provider then hands the entry to `take`. */
  #raiseClock(): void {
    const state = this.#awareness.getLocalState()
    if (state !== null) this.#awareness.setLocalState(state)
  }
  /** It is closed: others need not wait. */
  leave(): void {
    this.#alarm.off()
    this.#latest = { client: this.#awareness.clientID, clock: (this.#awareness.meta.get(this.#awareness.clientID)?.clock ?? 0) + 1, state: null }
    if (this.#lastSent !== null) this.#sendNow()
    this.#alarm.off()
  }

  get #shownState(): AwarenessState | null {
    return this.#isShown ? (this.#latest?.state ?? null) : null
  }
  #isNews(): boolean {
    const text = JSON.stringify(this.#shownState)
    // Whoever is not shown, and was not, has nothing to take back.
    if (text === 'null') return this.#lastSent !== null && this.#lastSent !== text
    return this.#mustRepeat || text !== this.#lastSent
  }
  #sendSoon(): void {
    const due = this.#lastAt + LIVE_EVERY_MS
    if (this.#clock.now() >= due) this.#sendNow()
    else this.#alarm.by(due)
  }
  #sendNow(): void {
    if (!this.#latest || !this.#isNews()) return
    const { client, clock } = this.#latest
    const state = this.#shownState
    this.#lastSent = JSON.stringify(state)
    this.#mustRepeat = false
    this.#lastAt = this.#clock.now()
    this.#send(client, writeAwareness([{ client, clock, state }]))
  }
}
