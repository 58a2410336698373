import { describe, expect, it, vi } from 'vitest'
import { run, scaleDown } from './run'

vi.mock('../../client/crypto/ed25519', async () => (await import('./pretendSignatures')).pretendEd25519)
vi.mock('../../sync-server/keys', async () => (await import('./pretendSignatures')).pretendKeys)
scaleDown()

const FROM = Number(process.env.FROM ?? 0)
const SEEDS = Number(process.env.SEEDS ?? 5)

describe('the real link, device log and relay in virtual time', () => {
  it('loses nothing', async () => {
    const failures: string[] = []
    for (let seed = FROM; seed < FROM + SEEDS; seed++) {
      const started = Date.now()
      const wrong = await run(seed)
      if (process.env.LOUD) process.stderr.write(`${seed} ${Date.now() - started} ms ${wrong ?? 'ok'}\n`)
      if (wrong) failures.push(`seed ${seed}: ${wrong}`)
    }
    expect(failures).toEqual([])
  }, 600_000)
})
