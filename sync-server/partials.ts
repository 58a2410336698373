import { concat } from '../shared/bytes'
import type { PutPart } from '../shared/message'
import type { Clock } from './clock'

interface Partial {
  owner: object
  readonly total: number
  readonly parts: Uint8Array[]
  got: number
  at: number
}
export type Assembly = { readonly type: 'more' } | { readonly type: 'whole'; readonly bytes: Uint8Array } | { readonly type: 'gap' }

const MORE: Assembly = { type: 'more' }
const GAP: Assembly = { type: 'gap' }
const SHARE = 4

/**
 * [S6] Frames that come in parts. They outlive their connection, so that a cut costs one part and not the frame. No
 * more memory is taken than bytes have come; all together stay within a budget, of which one owner gets a quarter:
 * the one that was not continued for longest gives way and begins anew.
 */
export class Partials {
  /** The longest untouched first. */
  readonly #partials = new Map<string, Partial>()
  #bytes = 0

  constructor(
    readonly clock: Clock,
    readonly budget: number,
    readonly keepMs: number,
  ) {}
  get bytes(): number {
    return this.#bytes
  }

  get isEmpty(): boolean {
    return this.#partials.size === 0
  }
  /** How much of a frame is here. `key` names room and frame. */
  gotOf(key: string): number {
    return this.#partials.get(key)?.got ?? 0
  }
  /** 'gap': what lies before this part is not here (any more). */
  take(key: string, { offset, total, bytes }: Pick<PutPart, 'offset' | 'total' | 'bytes'>, owner: object): Assembly {
    if (offset === 0 && bytes.length === total && !this.#partials.has(key)) return { type: 'whole', bytes }
    const partial = this.#partials.get(key) ?? { owner, total, parts: [], got: 0, at: 0 }
    if (partial.total !== total || offset > partial.got) return GAP
    // Sent again from further back than needed: only what is new of it.
    const fresh = bytes.subarray(partial.got - offset)
    if (fresh.length === 0 && offset + bytes.length < partial.got) return MORE
    partial.parts.push(fresh.slice())
    partial.got += fresh.length
    partial.owner = owner
    partial.at = this.clock.now()
    this.#bytes += fresh.length
    this.#partials.delete(key)
    this.#partials.set(key, partial)
    if (partial.got >= total) {
      this.drop(key)
      return { type: 'whole', bytes: concat(...partial.parts) }
    }
    this.#shrink(key, owner)
    return MORE
  }
  drop(key: string): void {
    const partial = this.#partials.get(key)
    if (!partial) return
    this.#partials.delete(key)
    this.#bytes -= partial.got
  }
  /** Those that nobody has continued for long. */
  sweep(): void {
    const end = this.clock.now() - this.keepMs
    for (const [key, { at }] of this.#partials) if (at < end) this.drop(key)
  }
  #shrink(kept: string, owner: object): void {
    let own = 0
    for (const each of this.#partials.values()) if (each.owner === owner) own += each.got
    for (const [key, each] of this.#partials) {
      if (this.#bytes <= this.budget && own <= this.budget / SHARE) return
      if (key === kept || (this.#bytes <= this.budget && each.owner !== owner)) continue
      if (each.owner === owner) own -= each.got
      this.drop(key)
    }
  }
}
