import type { ChannelRefusal, Refusal, UpMessage } from '../../../shared/message'

/** A socket that stands, as a room sees it. */
export interface RelayConnection {
  /** Counts up; a proof holds for one. */
  readonly number: number
  /** From the relay's welcome; null before. */
  readonly nonce: Uint8Array | null
  /** The relay knows room and token of this channel from the connection that was cut. */
  knows(channel: number): boolean
  send(message: UpMessage): void
  /** A new number for this room; what still comes under the old one is dropped. */
  newChannel(old: number): number
  /** This connection stands, and this is still the number of a room on it. */
  isCurrent(channel: number): boolean
  /** There are parts to send. */
  pump(): void
}

/** What the rest of the device wants to know of a room at a relay. */
export interface RoomStatus {
  readonly relay: 'sent' | 'sending' | 'offline' | 'refused'
  readonly unsent: number
  readonly refusal: Refusal | ChannelRefusal | null
  readonly retryAt: number | null
  readonly lastExchange: { readonly at: number; readonly author: string } | null
  /** A large frame on its way here, bytes. */
  readonly fetching: { readonly got: number; readonly of: number } | null
  /** [S10b] Where this replica stands; null while it is catching up. */
  readonly place: { readonly seq: number; readonly chain: string } | null
  /** [S14] Frames that were passed over. */
  readonly skipped: number
  /** How often the relay did what does not fit. */
  readonly faults: number
}

/** What a room tells; `Room` is itself. */
export interface RoomEvents<Room> {
  changed(room: Room): void
  /** In rows that are new. */
  stored(room: Room, rows: number, bytes: number): void
  /** The relay has out rows of so many bytes. */
  sent(room: Room, bytes: number): void
  live(room: Room, peer: number, body: Uint8Array): void
  left(room: Room, peer: number): void
  /** The channel is open: others learn of this replica again. */
  linkUp(room: Room): void
  moved(room: Room, successor: Uint8Array | null): void
  /** A later link has taken over. */
  fenced(): void
}
