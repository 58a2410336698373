import type { Refusal } from '../shared/message'

/** Counts since the start, without any content: for /health, the log and tests. */
export class Stats {
  connections = 0
  accepted = 0
  /** Closed for what they did, by close code. */
  readonly closed: Record<number, number> = {}
  readonly refused: Partial<Record<Refusal, number>> = {}
  refusedChannels = 0
  badProofs = 0
  otherNames = 0
  droppedLive = 0
  storedFrames = 0
  failedWrites = 0
  errors = 0

  refuse(refusal: Refusal): void {
    this.refused[refusal] = (this.refused[refusal] ?? 0) + 1
  }
  close(code: number): void {
    this.closed[code] = (this.closed[code] ?? 0) + 1
  }
}
