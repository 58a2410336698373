import { expect, it } from 'vitest'
import { loadSimulation } from './bundle'
import { keptText, REGRESSIONS, writeKept } from './kept'

const FROM = Number(process.env.FROM ?? 0)
/** All together, over all files. */
const SEEDS = Number(process.env.SEEDS ?? 500)
/** So many tests a file. */
const TESTS = 5

/** The seeds of one file of several, which run side by side. A run that fails is shortened, and kept or (in CI) printed. */
export function seedTests(shard: number, shards: number): void {
  const all = Array.from({ length: SEEDS }, (_, i) => FROM + i).filter((seed) => seed % shards === shard)
  const each = Math.ceil(all.length / TESTS)
  for (let at = 0; at < all.length; at += each) {
    const seeds = all.slice(at, at + each)
    it(
      `nothing is lost or doubled, and everybody has the same: ${seeds.length} seeds from ${seeds[0]} to ${seeds.at(-1)}`,
      async () => {
        expect(await failuresOf(seeds)).toEqual([])
      },
      60_000 + seeds.length * 20_000,
    )
  }
}

async function failuresOf(seeds: readonly number[]): Promise<string[]> {
  const { run, shrink, operationsOf, STEPS } = await loadSimulation()
  const failures: string[] = []
  for (const seed of seeds) {
    const started = Date.now()
    const wrong = await run(seed)
    if (process.env.LOUD) process.stderr.write(`${seed} ${Date.now() - started} ms ${wrong ?? 'ok'}\n`)
    if (!wrong) continue
    const operations = await shrink(seed, operationsOf(seed, STEPS))
    const kept = { seed, noticed: (await run(seed, operations)) ?? wrong, operations }
    if (process.env.CI) process.stderr.write(`seed ${seed} fails, and so do these lines of tests/simulation/kept/seed-${seed}.jsonl:\n${keptText(kept)}`)
    else process.stderr.write(`seed ${seed} fails; kept: ${writeKept(REGRESSIONS, `seed-${seed}`, kept)}\n`)
    failures.push(`seed ${seed}: ${kept.noticed} (${operations.length} operations)`)
  }
  return failures
}
