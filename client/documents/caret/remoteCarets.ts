/** The others' carets as presence tells of them: claims from other devices, so whatever is not as agreed is left out. No DOM. */
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { positionOf, type Shown } from '../binding/places'

/** How a person is drawn. */
export interface Look {
  readonly name: string
  /** 0, 1, 2 … in the order of joining. */
  readonly colour: number
}

/** What the records know of a device; null: the claim in its presence is shown. */
export type LookOf = (device: string) => Look | null

export interface RemoteCaret extends Look {
  readonly client: number
  readonly anchor: number
  readonly head: number
}

interface Claimed {
  readonly person?: { readonly name?: unknown; readonly colour?: unknown; readonly device?: unknown }
  readonly cursor?: { readonly anchor?: unknown; readonly head?: unknown } | null
}

function placeOf(json: unknown): Y.RelativePosition | null {
  if (typeof json !== 'object' || json === null) return null
  try {
    return Y.createRelativePositionFromJSON(json)
  } catch {
    return null
  }
}

function positionIn(shown: Shown, json: unknown, size: number): number | null {
  const place = placeOf(json)
  if (!place) return null
  try {
    const position = positionOf(shown, place)
    return position === null ? null : Math.max(0, Math.min(position, size))
  } catch {
    return null
  }
}

/** Those who stand in this text, but for oneself. @param size of the document's content */
export function remoteCarets(awareness: Awareness, shown: Shown, size: number, lookOf: LookOf): RemoteCaret[] {
  const found: RemoteCaret[] = []
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue
    const { person, cursor } = state as Claimed
    if (!cursor || !person || typeof person.name !== 'string' || typeof person.device !== 'string') continue
    const anchor = positionIn(shown, cursor.anchor, size)
    const head = positionIn(shown, cursor.head, size)
    if (anchor === null || head === null) continue
    const claimed: Look = {
      name: person.name.slice(0, 80),
      colour: typeof person.colour === 'number' && Number.isInteger(person.colour) && person.colour >= 0 ? person.colour : 0,
    }
    found.push({ client, anchor, head, ...(lookOf(person.device) ?? claimed) })
  }
  return found
}
