import { describe, expect, it } from 'vitest'
import { loadSimulation } from './bundle'

describe('[S1] [S2] [S3] [S3a] [S4] [S10] two devices, one relay, three edits, exhaustively', () => {
  it.each([
    { name: 'a cut', cut: 1, crash: 0, kill: 0, together: 1 },
    { name: 'a crash of the relay', cut: 0, crash: 1, kill: 0, together: 1 },
    { name: 'a killed tab', cut: 0, crash: 0, kill: 1, together: 1 },
  ])(
    'every order of storing, sending, receiving and fsync, with at most $name, loses and doubles nothing',
    async ({ name, ...faults }) => {
      const { exploreSmallScope } = await loadSimulation()
      const { states, steps, ends, failures } = await exploreSmallScope(faults)
      expect(failures).toEqual([])
      expect(states).toBeGreaterThan(100)
      process.stdout.write(`at most ${name}: ${states} states, ${steps} steps between them, ${ends} ends\n`)
    },
    600_000,
  )
})
