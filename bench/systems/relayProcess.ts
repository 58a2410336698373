import type { RelayLimits } from '../../sync-server/settings'
import { startRelay } from '../../sync-server/startRelay'

/**
 * The relay as it is shipped, but for the bounds that keep one person from filling it: a bench is one person with the
 * strength of thousands. These are the profile that the bench prints.
 */
export const BENCH_LIMITS: Partial<RelayLimits> = {
  framesPerSecond: 100_000,
  framesBurst: 1_000_000,
  bytesPerSecond: 1024 ** 3,
  bytesBurst: 1024 ** 3,
  messagesPerSecond: 100_000,
  messagesBurst: 1_000_000,
  roomFrames: 10_000_000,
  roomBytes: 1024 ** 4,
  roomHeldBytes: 1024 ** 4,
  connectionsPerAddress: 100_000,
  handshakesPerMinute: 1_000_000,
  // An hour, shortened: a day has many.
  standMs: 1000,
}

if (process.env.DATA_DIR !== undefined) {
  const running = await startRelay({
    port: Number(process.env.PORT ?? 0),
    dataDir: process.env.DATA_DIR,
    staticDir: process.env.STATIC_DIR ?? null,
    limits: BENCH_LIMITS,
  })
  console.log(`Leaderful is at ${running.url}`)
  process.on('SIGTERM', () => void running.close().then(() => process.exit(0)))
}
