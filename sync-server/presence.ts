import { type Shared, shared } from './records'

/** Somebody who is shown who is here. */
export interface Onlooker {
  /** The number of its connection, as others see it. */
  readonly peer: number
  /** false: it cannot take more now, and will ask with `missed` when it can. */
  show(record: Shared): boolean
}

/**
 * Who is in a room now: each connection's latest live frame, in memory only. A joiner is handed these; a frame goes to
 * everybody else; `left` when a connection goes. Nothing is ever asked for, nothing renewed.
 */
export class Presence {
  readonly #onlookers = new Set<Onlooker>()
  readonly #latest = new Map<number, Shared>()
  /** What an onlooker could not take: the peers whose latest state it lacks. */
  readonly #missed = new Map<Onlooker, Set<number>>()

  get isEmpty(): boolean {
    return this.#onlookers.size === 0 && this.#latest.size === 0
  }

  join(onlooker: Onlooker): void {
    if (this.#onlookers.has(onlooker)) return
    this.#onlookers.add(onlooker)
    for (const [peer, record] of this.#latest) if (peer !== onlooker.peer) this.#give(onlooker, peer, record)
  }
  /** Looks on no longer, and is no longer seen. */
  leave(onlooker: Onlooker): void {
    this.#onlookers.delete(onlooker)
    this.#missed.delete(onlooker)
    if (!this.#latest.delete(onlooker.peer)) return
    const record = shared({ type: 'left', channel: 0, peer: onlooker.peer })
    for (const other of this.#onlookers) if (other.peer !== onlooker.peer) this.#give(other, onlooker.peer, record)
  }
  /** `frame` is copied: it stays until the next one. */
  publish(by: Onlooker, frame: Uint8Array): void {
    const record = shared({ type: 'live', channel: 0, peer: by.peer, frame })
    this.#latest.set(by.peer, record)
    for (const other of this.#onlookers) if (other.peer !== by.peer) this.#give(other, by.peer, record)
  }
  /** There is room again: the latest of everybody it lacks. */
  catchUp(onlooker: Onlooker): void {
    const missed = this.#missed.get(onlooker)
    this.#missed.delete(onlooker)
    for (const peer of missed ?? []) this.#give(onlooker, peer, this.#latest.get(peer) ?? shared({ type: 'left', channel: 0, peer }))
  }
  #give(onlooker: Onlooker, peer: number, record: Shared): void {
    if (onlooker.show(record)) return
    const missed = this.#missed.get(onlooker)
    if (missed) missed.add(peer)
    else this.#missed.set(onlooker, new Set([peer]))
  }
}
