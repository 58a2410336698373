import { type Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import { BESIDE } from '../hostMessages'
import { type AwarenessEntry, readAwareness, writeAwareness } from './awarenessCodec'

/**
 * Who else is in a document, as the provider's awareness is told. Each entry belongs to the connection that first brought
 * it: nobody speaks for another's client, and nobody for ours. What a connection brought goes with it.
 */
export class Peers {
  readonly #awareness: Awareness
  readonly #give: (update: Uint8Array) => void
  /** Clients by peer; a peer is a connection at a relay: "<number> <relay>". */
  readonly #clients = new Map<string, Set<number>>()
  readonly #owner = new Map<number, string>()
  /** Relays whose connection stands. */
  readonly #standing = new Set<string>([BESIDE])

  constructor(awareness: Awareness, give: (update: Uint8Array) => void) {
    this.#awareness = awareness
    this.#give = give
  }
  take(peer: string, body: Uint8Array): void {
    const fresh = (readAwareness(body) ?? []).filter(({ client }) => this.#mayBring(peer, client))
    if (fresh.length === 0) return
    for (const entry of fresh) this.#own(peer, entry)
    this.#give(writeAwareness(fresh))
  }
  #mayBring(peer: string, client: number): boolean {
    if (client === this.#awareness.clientID) return false
    const owner = this.#owner.get(client)
    return owner === undefined || owner === peer || !this.#standing.has(relayOf(owner))
  }
  #own(peer: string, { client, clock, state }: AwarenessEntry): void {
    const before = this.#owner.get(client)
    if (before !== undefined && before !== peer) this.#clients.get(before)?.delete(client)
    if (state === null) {
      this.#owner.delete(client)
      this.#clients.get(peer)?.delete(client)
      return
    }
    this.#owner.set(client, peer)
    const clients = this.#clients.get(peer) ?? new Set()
    this.#clients.set(peer, clients.add(client))
    // Gone and come back with the same clock: without this it would count as known, and its caret stay away.
    const meta = this.#awareness.meta.get(client)
    if (meta && meta.clock >= clock && !this.#awareness.states.has(client)) this.#awareness.meta.delete(client)
  }
  /** The connection is gone, as its relay says. */
  left(peer: string): void {
    const clients = [...(this.#clients.get(peer) ?? [])]
    this.#clients.delete(peer)
    for (const client of clients) this.#owner.delete(client)
    removeAwarenessStates(this.#awareness, clients, 'left')
    for (const client of clients) this.#awareness.meta.delete(client)
  }
  relayUp(relay: string): void {
    this.#standing.add(relay)
  }
  /** Nobody can say who is still there: they are shown for as long as awareness keeps what is not renewed (30 s). */
  relayDown(relay: string): void {
    this.#standing.delete(relay)
  }
  /** There are no renewals on the wire: whoever's connection stands is there. */
  refresh(now: number): void {
    for (const [peer, clients] of this.#clients) {
      if (!this.#standing.has(relayOf(peer))) continue
      for (const client of clients) {
        const meta = this.#awareness.meta.get(client)
        if (meta) meta.lastUpdated = now
      }
    }
  }
  clear(): void {
    this.#clients.clear()
    this.#owner.clear()
  }
}

const relayOf = (peer: string): string => peer.slice(peer.indexOf(' ') + 1)
