import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadSimulation } from './bundle'
import { OF_MUTANTS, writeKept } from './kept'
import type { Mutant } from './mutants'

const KEPT_SEEDS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'kept-seeds.json')
const FROM = Number(process.env.FROM ?? 0)
const SEEDS = Number(process.env.SEEDS ?? 3000)
/** Runs that shortening may cost; 0 = the seed alone is kept. */
const ATTEMPTS = Number(process.env.ATTEMPTS ?? 60)

/** Runs seeds until one notices the mutant; keeps the seed, and its operations shortened. @throws if none does */
export async function searchMutant(mutant: Mutant): Promise<void> {
  const { rule } = mutant
  const broken = await loadSimulation(mutant)
  const whole = await loadSimulation()
  for (let seed = FROM; seed < FROM + SEEDS; seed++) {
    const noticed = await broken.run(seed)
    if (noticed === null || (await whole.run(seed)) !== null) continue
    process.stderr.write(`${rule}: seed ${seed}: ${noticed.split('\n')[0]?.slice(0, 160)}\n`)
    keepSeed(rule, seed)
    if (ATTEMPTS === 0) return
    const operations = await broken.shrink(seed, broken.operationsOf(seed, broken.STEPS), ATTEMPTS)
    const still = await broken.run(seed, operations)
    if (still === null || (await whole.run(seed, operations)) !== null) return // the seed itself is kept
    process.stderr.write(`${rule}: ${operations.length} operations: ${still.split('\n')[0]?.slice(0, 160)}\n`)
    writeKept(OF_MUTANTS, rule, { seed, noticed: still.split('\n')[0]?.slice(0, 200) ?? '', operations })
    return
  }
  throw new Error(`${rule}: not noticed by seeds ${FROM} to ${FROM + SEEDS - 1}`)
}

/** Others may write too: read, changed and written at once. */
function keepSeed(rule: string, seed: number): void {
  const all = JSON.parse(fs.readFileSync(KEPT_SEEDS, 'utf8')) as Record<string, number[]>
  const seeds = [...new Set([...(all[rule] ?? []), seed])].sort((a, b) => a - b)
  const sorted = Object.entries({ ...all, [rule]: seeds }).sort(([a], [b]) => (a < b ? -1 : 1))
  fs.writeFileSync(KEPT_SEEDS, `{\n${sorted.map(([name, list]) => `  ${JSON.stringify(name)}: [${list.join(', ')}]`).join(',\n')}\n}\n`)
}
