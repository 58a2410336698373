import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadSimulation } from './bundle'
import { OF_MUTANTS, writeKept } from './kept'
import type { Mutant } from './mutants'
import type { Operation } from './world'

const KEPT_SEEDS = path.join(path.dirname(fileURLToPath(import.meta.url)), 'kept-seeds.json')
const FROM = Number(process.env.FROM ?? 0)
const SEEDS = Number(process.env.SEEDS ?? 3000)
/** Operations of a run: short ones are cheap, and notice most. */
const STEPS = Number(process.env.STEPS ?? 80)
/** Runs that shortening may cost. */
const ATTEMPTS = Number(process.env.ATTEMPTS ?? 60)

/** Runs seeds until one notices the mutant; keeps the seed, and its operations shortened. @throws if none does */
export async function searchMutant(mutant: Mutant): Promise<void> {
  const { rule } = mutant
  const broken = await loadSimulation(mutant)
  const whole = await loadSimulation()
  for (let seed = FROM; seed < FROM + SEEDS; seed++) {
    const all = broken.operationsOf(seed, STEPS)
    const noticed = await broken.run(seed, all)
    if (noticed === null || (await whole.run(seed, all)) !== null) continue
    keep(rule, seed, all, noticed)
    const operations = await broken.shrink(seed, all, ATTEMPTS)
    const still = await broken.run(seed, operations)
    // Else the longer list is kept: what is left of it fails for another reason.
    if (still !== null && (await whole.run(seed, operations)) === null) keep(rule, seed, operations, still)
    return
  }
  throw new Error(`${rule}: not noticed by seeds ${FROM} to ${FROM + SEEDS - 1} of ${STEPS} operations`)
}

function keep(rule: string, seed: number, operations: readonly Operation[], words: string): void {
  const noticed = words.split('\n')[0]?.slice(0, 160) ?? ''
  process.stderr.write(`${rule}: seed ${seed}, ${operations.length} operations: ${noticed}\n`)
  writeKept(OF_MUTANTS, rule, { seed, noticed, operations })
  // Others may write too: read, changed and written at once.
  const all = JSON.parse(fs.readFileSync(KEPT_SEEDS, 'utf8')) as Record<string, number[]>
  const sorted = Object.entries({ ...all, [rule]: [seed] }).sort(([a], [b]) => (a < b ? -1 : 1))
  fs.writeFileSync(KEPT_SEEDS, `{\n${sorted.map(([name, list]) => `  ${JSON.stringify(name)}: [${list.join(', ')}]`).join(',\n')}\n}\n`)
}
