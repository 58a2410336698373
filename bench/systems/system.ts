import type { Server } from '../support/processes'

/** Something that carries keystrokes between people. Rooms and members are numbered from 0. */
export interface System {
  readonly name: string
  /** A server with an empty folder, and `members` sockets in each of `rooms`. */
  open(rooms: number, members: number, delivered: Delivered): Promise<Session>
}
/** Called for each delivery to somebody else than who sent it. */
export type Delivered = (tag: number) => void

export interface Session {
  readonly server: Server
  /** Makes that many keystrokes ready, in that order: whose they are, and in which room. What it costs is not measured. */
  prepare(count: number, whose: (at: number) => { room: number; member: number }): void
  /** Sends the prepared keystroke `at`, as `tag`. */
  send(at: number): void
  close(): Promise<void>
}
