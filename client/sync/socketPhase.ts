/** Where the one socket to a relay stands. Total: every event has an answer in every phase. */
export const SOCKET_PHASES = [
  /** No room wants this relay. */
  'idle',
  /** After a failure: dials again when the wait is over. */
  'waiting',
  'dialling',
  /** Open. */
  'open',
  'stopped',
] as const
export type SocketPhase = (typeof SOCKET_PHASES)[number]

export const SOCKET_EVENTS = ['wanted', 'unwanted', 'due', 'opened', 'closed', 'stop'] as const
export type SocketEvent = (typeof SOCKET_EVENTS)[number]

export const NEXT_SOCKET: Readonly<Record<SocketPhase, Readonly<Record<SocketEvent, SocketPhase>>>> = {
  idle: { wanted: 'dialling', unwanted: 'idle', due: 'idle', opened: 'idle', closed: 'idle', stop: 'stopped' },
  waiting: { wanted: 'waiting', unwanted: 'idle', due: 'dialling', opened: 'waiting', closed: 'waiting', stop: 'stopped' },
  dialling: { wanted: 'dialling', unwanted: 'idle', due: 'dialling', opened: 'open', closed: 'waiting', stop: 'stopped' },
  open: { wanted: 'open', unwanted: 'idle', due: 'open', opened: 'open', closed: 'waiting', stop: 'stopped' },
  stopped: { wanted: 'stopped', unwanted: 'stopped', due: 'stopped', opened: 'stopped', closed: 'stopped', stop: 'stopped' },
}
