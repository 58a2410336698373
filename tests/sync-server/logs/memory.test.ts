import { expect, it } from 'vitest'
import { MemoryLog } from '../../../sync-server/logs/memory'
import { ORIGIN } from '../../../sync-server/room'
import { rowsAfter, updateLogContract } from '../../contracts/updateLog'

updateLogContract('in memory', async () => {
  const log = new MemoryLog()
  return {
    log,
    crash: async () => log.crash(),
    setFull: (isFull) => log.fail(isFull ? 'The disk is full.' : null),
  }
})

it('[S2] loses in a crash what was not synced, and never answers for it', async () => {
  let sync = (): void => {}
  const log = new MemoryLog({ sync: () => new Promise<void>((resolve) => (sync = resolve)) })
  const room = new Uint8Array(32).fill(7)
  const keys = { writePublic: new Uint8Array(32), voicePublic: new Uint8Array(32), tokenHash: new Uint8Array(32) }
  let isAnswered = false
  void log.write([{ room, rows: rowsAfter(ORIGIN, [5]), meta: { keys, covers: [], erasedTo: 0, erasedTotal: 0 } }]).then(() => {
    isAnswered = true
  })
  const after = log.crash()
  sync()
  await new Promise((resolve) => setImmediate(resolve))
  expect(isAnswered).toBe(false)
  expect(await after.load(room)).toBeNull()
})
