import { describe, expect, it } from 'vitest'
import { loadSimulation } from './bundle'

describe('[S1] [S3] the tab killed between any two steps of storing and sending', () => {
  it('loses nothing that was stored and doubles nothing, at whichever transaction it dies', async () => {
    const { killAtEachTransaction } = await loadSimulation()
    const { transactions, failures } = await killAtEachTransaction()
    expect(failures).toEqual([])
    expect(transactions, 'the session is a whole one').toBeGreaterThan(20)
    process.stdout.write(`killed before and after each of ${transactions} transactions\n`)
  }, 300_000)
})
