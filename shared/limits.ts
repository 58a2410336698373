/** Every bound of the protocol in one place. Bytes unless the name says otherwise; `Ms` = milliseconds. */
export const LIMITS = {
  /** [S6] A frame of any kind, sealed. */
  frame: 8 * 1024 * 1024,
  /** [S6] What travels in one piece. */
  part: 64 * 1024,
  /** A live frame, sealed (presence). */
  liveFrame: 2 * 1024,
  /** A body, inflated. */
  inflated: 32 * 1024 * 1024,
  /** One WebSocket message: some parts together. */
  message: 1024 * 1024,
  /** Records of one hello's list of snapshots that could not be opened. */
  avoidedSnapshots: 8,
  /** A relay's name as dialled. */
  relayName: 255,
} as const
