import { describe, expect, it } from 'vitest'
import { loadSimulation } from './bundle'

const NONE = { cut: 0, crash: 0, kill: 0, together: 0 }
const CUT = { ...NONE, cut: 1, together: 1 }
const CRASH = { ...NONE, crash: 1, together: 1 }
const KILL = { ...NONE, kill: 1, together: 1 }
const ALWAYS = [
  { name: 'three edits and nothing that goes wrong', edits: [2, 1], faults: NONE },
  { name: 'an edit each and at most one cut', edits: [1, 1], faults: CUT },
  { name: 'an edit and at most one crash of the relay', edits: [1, 0], faults: CRASH },
  { name: 'an edit and at most one killed tab', edits: [1, 0], faults: KILL },
]
/** EXHAUSTIVE=1: minutes. */
const AT_LENGTH = [
  { name: 'an edit each and at most one crash of the relay', edits: [1, 1], faults: CRASH },
  { name: 'an edit each and at most one killed tab', edits: [1, 1], faults: KILL },
  { name: 'three edits and at most one cut', edits: [2, 1], faults: CUT },
  { name: 'three edits and at most one crash of the relay', edits: [2, 1], faults: CRASH },
  { name: 'three edits and at most one killed tab', edits: [2, 1], faults: KILL },
]

describe('[S1] [S2] [S3] [S3a] [S4] [S10] two devices and a relay, exhaustively', () => {
  it.each(process.env.EXHAUSTIVE ? [...ALWAYS, ...AT_LENGTH] : ALWAYS)(
    'every order of storing, sending, receiving and fsync loses and doubles nothing: $name',
    async ({ name, edits, faults }) => {
      const { exploreSmallScope } = await loadSimulation()
      const { states, steps, ends, failures } = await exploreSmallScope(edits, faults)
      expect(failures).toEqual([])
      expect(states).toBeGreaterThan(20)
      process.stdout.write(`${name}: ${states} states, ${steps} steps between them, ${ends} ends\n`)
    },
    3_600_000,
  )
})
