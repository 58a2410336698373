/**
 * What waits for somebody: one list, derived, that each room registers into and the shell composes (pure).
 * Nothing here is stored and nothing counts anybody's activity: an item goes away when its reason does.
 */

/** The rooms' own names for what the item is about; the screen picks the sign. */
export type WaitingSign = 'changes' | 'unsent' | 'newcomer' | 'device' | 'proposal' | 'copy' | 'turn' | 'seat' | 'comment' | 'removed'

export interface WaitingAction {
  readonly label: string
  /** A hash route ("/d/…"), or what to do; where that could not be kept it rejects. */
  readonly to: string | (() => void | Promise<unknown>)
}

export interface WaitingItem {
  /** Stable, so that a list does not jump: `room:what:which`. */
  readonly id: string
  readonly sign: WaitingSign
  readonly title: string
  /** `people`: somebody's words, in the serif; `app`: ours. */
  readonly voice: 'people' | 'app'
  readonly line: string
  /** Shown in this order; at most two. */
  readonly actions: readonly WaitingAction[]
  /** It waits for this person and nobody else, so it may be marigold. */
  readonly isTurn: boolean
  /** When it closes, ms; the nearest comes first. */
  readonly due: number | null
  /** Without a due: smaller is nearer. */
  readonly order: number
}

export interface WaitingSource {
  readonly room: string
  get(): readonly WaitingItem[]
  subscribe(listener: () => void): () => void
}

/** More than these, and the list would be what one looks away from. */
export const WAITING_CAP = 7

export interface WaitingList {
  readonly items: readonly WaitingItem[]
  /** How many more there are than are shown. */
  readonly more: number
  readonly nearest: number | null
}

/** Turns with an end first, the nearest first; then by the rooms' order, then by id so that all see one order. */
export function composeWaiting(items: readonly WaitingItem[], cap = WAITING_CAP): WaitingList {
  const once = [...new Map(items.map((item) => [item.id, item])).values()]
  once.sort((a, b) => (a.due ?? Number.POSITIVE_INFINITY) - (b.due ?? Number.POSITIVE_INFINITY) || a.order - b.order || (a.id < b.id ? -1 : 1))
  return { items: once.slice(0, cap), more: Math.max(0, once.length - cap), nearest: once[0]?.due ?? null }
}

export interface WaitingRegistry {
  /** Returns its end. A room registers once per open workspace. */
  register(source: WaitingSource): () => void
  get(): WaitingList
  subscribe(listener: () => void): () => void
}

export function waitingRegistry(): WaitingRegistry {
  const sources = new Set<WaitingSource>()
  const listeners = new Set<() => void>()
  let list: WaitingList = composeWaiting([])
  const again = () => {
    list = composeWaiting([...sources].flatMap((source) => source.get()))
    for (const listener of [...listeners]) listener()
  }
  return {
    register(source) {
      sources.add(source)
      const end = source.subscribe(again)
      again()
      return () => {
        end()
        sources.delete(source)
        again()
      }
    },
    get: () => list,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
