import type { DocumentIdentity } from '../crypto/frameBodies'
import type { Rung } from '../crypto/seed'
import type { DocumentKey, LogHealth } from '../device/deviceLog'
import type { RoomStatus } from './room/roomTypes'

/** A document that is kept up to date, whether it is open or not. */
export interface FollowedRoom {
  readonly doc: DocumentKey
  readonly rung: Rung
  /** The seed of that rung. */
  readonly secret: Uint8Array
  readonly room: Uint8Array
  readonly identity: DocumentIdentity
  /** ws(s) URLs; none = it stays on this device. */
  readonly relays: readonly string[]
  /** Who is there is wanted although it is not open: the workspace's index. */
  readonly presence?: boolean
}

/** A tab of this browser; random. */
export type TabId = string
/** In place of a relay's URL: the windows of this browser, which need none to see each other. */
export const BESIDE = 'beside'

/** What a tab tells the link, wherever it runs: in its own worker, in the same thread, or in another tab. */
export type ToHost =
  | { readonly type: 'follow'; readonly rooms: readonly FollowedRoom[] }
  /** It is on a screen of this tab. */
  | { readonly type: 'open'; readonly tab: TabId; readonly doc: DocumentKey; readonly on: boolean }
  /** The awareness entry of a client of this tab (`presence/awarenessCodec`). null: it has left. */
  | { readonly type: 'live'; readonly tab: TabId; readonly doc: DocumentKey; readonly client: number; readonly entry: Uint8Array | null }
  | { readonly type: 'tabGone'; readonly tab: TabId }
  /** Online again, or visible again. */
  | { readonly type: 'wake' }
  | { readonly type: 'tryNow' }
  | { readonly type: 'compareAnew'; readonly doc: DocumentKey }
  /** A tab is new, and knows nothing yet. */
  | { readonly type: 'tellAll' }

export interface RelayStatus extends RoomStatus {
  readonly url: string
  /** The socket is being dialled again then; ms since 1970. */
  readonly dialAt: number | null
  /** Not connected since; ms since 1970. */
  readonly offlineSince: number | null
}
/** What the link knows of a document, relay by relay; none = no relay chosen, or not followed. */
export interface LinkStatus {
  readonly doc: DocumentKey
  readonly relays: readonly RelayStatus[]
}

/** What the link tells every tab. */
export type FromHost =
  | { readonly type: 'status'; readonly statuses: readonly LinkStatus[] }
  | { readonly type: 'live'; readonly doc: DocumentKey; readonly peer: string; readonly body: Uint8Array }
  /** null: in all documents. */
  | { readonly type: 'left'; readonly doc: DocumentKey | null; readonly peer: string }
  /** Those behind this relay are seen as they come and go. `isNew`: they are told again who is here. */
  | { readonly type: 'linkUp'; readonly doc: DocumentKey; readonly relay: string; readonly isNew: boolean }
  /** What is known of those behind this relay gets old from now on. */
  | { readonly type: 'linkDown'; readonly doc: DocumentKey; readonly relay: string }
  | { readonly type: 'moved'; readonly doc: DocumentKey; readonly successor: Uint8Array | null }
  /** A link has just begun: tabs say again what they have open. */
  | { readonly type: 'begun' }
  /** A later link has taken over. */
  | { readonly type: 'fenced' }
  | { readonly type: 'health'; readonly health: LogHealth }
