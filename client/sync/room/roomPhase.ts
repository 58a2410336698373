/**
 * Where a room stands at one relay. The table is total: every event has an answer in every phase, so no order in which
 * sockets, disks and relays answer can leave a room in between.
 */
export const PHASES = [
  /** Its rows are being read. */
  'loading',
  /** Ready; no connection. */
  'closed',
  /** Hello was said; rows are coming. */
  'asking',
  /** Caught up: may send. */
  'live',
  /** Something did not fit (a chain, a part, a frame); says hello again after a while. */
  'paused',
  /** The relay would not open the channel; asked again rarely. */
  'refused',
  /** Fenced off, or no longer followed. */
  'stopped',
] as const
export type RoomPhase = (typeof PHASES)[number]

export const ROOM_EVENTS = ['loaded', 'connected', 'disconnected', 'caughtUp', 'restart', 'fault', 'refused', 'retry', 'stop'] as const
export type RoomEvent = (typeof ROOM_EVENTS)[number]

const stay = (phase: RoomPhase): Record<RoomEvent, RoomPhase> => ({
  loaded: phase,
  connected: phase,
  disconnected: phase,
  caughtUp: phase,
  restart: phase,
  fault: phase,
  refused: phase,
  retry: phase,
  stop: 'stopped',
})

export const NEXT: Readonly<Record<RoomPhase, Readonly<Record<RoomEvent, RoomPhase>>>> = {
  loading: { ...stay('loading'), loaded: 'closed' },
  closed: { ...stay('closed'), connected: 'asking' },
  asking: { ...stay('asking'), disconnected: 'closed', caughtUp: 'live', fault: 'paused', refused: 'refused' },
  live: { ...stay('live'), connected: 'asking', disconnected: 'closed', restart: 'asking', fault: 'paused', refused: 'refused' },
  paused: { ...stay('paused'), connected: 'asking', disconnected: 'closed', retry: 'asking', refused: 'refused' },
  refused: { ...stay('refused'), connected: 'asking', disconnected: 'closed', retry: 'asking' },
  stopped: stay('stopped'),
}
