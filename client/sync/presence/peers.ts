import { type Awareness, removeAwarenessStates } from 'y-protocols/awareness'
import { BESIDE } from '../hostMessages'
import { type AwarenessEntry, readAwareness, writeAwareness } from './awarenessCodec'

/** A relay that is up again has handed over whoever is there within this time. */
const ORPHAN_MS = 5_000

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
  /** Clients whose relay went down: shown until it is up again, and has had time to bring them. */
  readonly #orphans = new Map<number, { relay: string; until: number }>()

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
    return owner === undefined || owner === peer
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
    this.#orphans.delete(client)
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
    this.#remove(clients)
  }
  #remove(clients: number[]): void {
    removeAwarenessStates(this.#awareness, clients, 'left')
    for (const client of clients) this.#awareness.meta.delete(client)
  }
  relayUp(relay: string, now: number): void {
    this.#standing.add(relay)
    for (const orphan of this.#orphans.values()) if (orphan.relay === relay) orphan.until = now + ORPHAN_MS
  }
  /** Nobody can say who is still there: they are shown for as long as awareness keeps what is not renewed (30 s). */
  relayDown(relay: string): void {
    this.#standing.delete(relay)
    for (const [peer, clients] of [...this.#clients]) {
      if (relayOf(peer) !== relay) continue
      for (const client of clients) {
        this.#owner.delete(client) // they come again under another number
        this.#orphans.set(client, { relay, until: Number.POSITIVE_INFINITY })
      }
      this.#clients.delete(peer)
    }
  }
  /** There are no renewals on the wire: whoever's connection stands is there. */
  refresh(now: number): void {
    const gone = [...this.#orphans].filter(([, { until }]) => until <= now).map(([client]) => client)
    for (const client of gone) this.#orphans.delete(client)
    this.#remove(gone)
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
    this.#orphans.clear()
  }
}

const relayOf = (peer: string): string => peer.slice(peer.indexOf(' ') + 1)
