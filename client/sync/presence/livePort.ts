import { LIMITS } from '../../../shared/limits'
import type { DocumentKey } from '../../device/deviceLog'
import { Alarm, type Clock } from '../clock'
import type { TabId } from '../hostMessages'
import { joinAwareness } from './awarenessCodec'

/** A live frame is padded and sealed; this much is left for what it says. */
const BODY_BYTES = LIMITS.liveFrame - 256
/** At most four a second. */
export const LIVE_EVERY_MS = 250

/**
 * What this device says of itself in one document: the entries of all its windows in one frame, since a relay keeps one
 * frame per connection. Sent when something changed, at once when it was quiet, else at most four times a second.
 */
export class LivePort {
  readonly #clock: Clock
  readonly #send: (doc: DocumentKey, body: Uint8Array) => void
  readonly #alarm: Alarm
  /** Newest last. */
  readonly #entries = new Map<number, { tab: TabId; entry: Uint8Array }>()
  #leaving: Uint8Array[] = []
  #lastAt = Number.NEGATIVE_INFINITY

  constructor(
    readonly doc: DocumentKey,
    clock: Clock,
    send: (doc: DocumentKey, body: Uint8Array) => void,
  ) {
    this.#clock = clock
    this.#send = send
    this.#alarm = new Alarm(clock, () => this.#sendNow())
  }
  get isEmpty(): boolean {
    return this.#entries.size === 0
  }
  /** `isLast`: the entry says that this client has left. */
  set(tab: TabId, client: number, entry: Uint8Array | null, isLast: boolean): void {
    this.#entries.delete(client)
    if (entry && isLast) this.#leaving.push(entry)
    else if (entry) this.#entries.set(client, { tab, entry })
    this.#sendSoon()
  }
  forgetTab(tab: TabId): void {
    let isChanged = false
    for (const [client, { tab: owner }] of this.#entries) if (owner === tab) isChanged = this.#entries.delete(client) || isChanged
    if (isChanged) this.#sendSoon()
  }
  stop(): void {
    this.#alarm.off()
  }

  #sendSoon(): void {
    const due = this.#lastAt + LIVE_EVERY_MS
    if (this.#clock.now() >= due) this.#sendNow()
    else this.#alarm.by(due)
  }
  #sendNow(): void {
    this.#lastAt = this.#clock.now()
    const newest = [...this.#entries.values()].reverse().map(({ entry }) => entry)
    const body = joinAwareness([...newest, ...this.#leaving], BODY_BYTES)
    this.#leaving = []
    if (body) this.#send(this.doc, body)
  }
}
