import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSimulation } from './bundle'
import { keptIn, REGRESSIONS, readKept } from './kept'

describe('[S2] [S3] [S4] [S7] [S7a] [S10] what once failed', () => {
  const names = keptIn(REGRESSIONS)
  it(`passes: ${names.join(', ') || 'nothing so far'}`, async () => {
    const { run } = await loadSimulation()
    for (const name of names) {
      const { seed, operations } = readKept(path.join(REGRESSIONS, `${name}.jsonl`))
      expect(await run(seed, operations), name).toBeNull()
    }
  })
})
