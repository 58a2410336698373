import { execFile } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadSimulation } from './bundle'
import { keptIn, OF_MUTANTS, readKept } from './kept'
import seedsOf from './kept-seeds.json'
import { MUTANTS, type Mutant } from './mutants'
import { searchMutant } from './searchMutant'

const ROOT = path.resolve(import.meta.dirname, '../..')
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs')
const SEARCHED = process.env.MUTANTS
const KEPT_SEEDS: Readonly<Record<string, readonly number[]>> = seedsOf

if (SEARCHED !== undefined)
  describe('searching', () => {
    const wanted = SEARCHED === '' ? MUTANTS : MUTANTS.filter(({ rule }) => SEARCHED.split(',').includes(rule))
    it.each(wanted.filter(({ equivalent, noticedBy }) => equivalent === undefined && noticedBy === undefined))(
      '$rule: $words',
      async (mutant) => searchMutant(mutant),
      24 * 3_600_000,
    )
  })
else
  describe('[S1] [S2] [S2a] [S3] [S3a] [S6] [S7] [S7a] [S10] [S10a] [S14] each broken rule is noticed', () => {
    const whole = loadSimulation()
    const isProved = (mutant: Mutant): boolean => mutant.byKilling === true || runsOf(mutant.rule).length > 0
    const hasOwnTest = (mutant: Mutant): boolean => !isProved(mutant) && mutant.noticedBy !== undefined
    const noticed = MUTANTS.filter(({ equivalent }) => equivalent === undefined)
    it.each(noticed.filter(isProved))('$rule: $words', async (mutant) => {
      const broken = await loadSimulation(mutant)
      // Whole, each transaction is gone through by a test of its own.
      if (mutant.byKilling) expect((await broken.killAtEachTransaction(1)).failures).not.toEqual([])
      for (const { seed, operations } of runsOf(mutant.rule)) {
        const list = operations ?? broken.operationsOf(seed, broken.STEPS)
        expect(await broken.run(seed, list), `seed ${seed} notices`).not.toBeNull()
        expect(await (await whole).run(seed, list), `seed ${seed} passes with the rule whole`).toBeNull()
      }
    })
    it.each(noticed.filter(hasOwnTest))('$rule: $words, by a test of its own', async ({ rule, noticedBy: [file = '', title = ''] = [] }) => {
      const { passed, failed } = await testsOf(file, title, rule)
      expect({ passed, failed }, 'the test is there, and fails').toEqual({ passed: 0, failed: 1 })
    })
    it('leaves no rule without a run or a test that notices', () => {
      expect(noticed.filter((mutant) => !isProved(mutant) && !hasOwnTest(mutant)).map(({ rule }) => rule)).toEqual([])
    })
    it('keeps no run for a rule that the table does not know', () => {
      const known = MUTANTS.map(({ rule }) => rule)
      expect([...keptIn(OF_MUTANTS), ...Object.keys(KEPT_SEEDS)].filter((name) => !known.includes(name))).toEqual([])
    })
    // What no run can notice still has to name places that are there.
    it.each(MUTANTS.filter(({ equivalent }) => equivalent !== undefined))('$rule is equivalent, and its places stand in the code', async (mutant) => {
      await expect(loadSimulation(mutant)).resolves.toBeDefined()
    })
  })

/** The tests of that title, with the rule broken in what they load: a process of its own. */
async function testsOf(file: string, title: string, rule: string): Promise<{ passed: number; failed: number }> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-mutant-'))
  const report = path.join(folder, 'report.json')
  const args = [VITEST, 'run', file, '-t', title, '--retry=0', '--testTimeout=20000', '--reporter=json', `--outputFile.json=${report}`]
  try {
    await new Promise((done) => execFile(process.execPath, args, { cwd: ROOT, env: { ...process.env, BROKEN: rule } }, done))
    const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(report, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** The shortened run if there is one; else a seed. */
function runsOf(rule: string): { seed: number; operations: ReturnType<typeof readKept>['operations'] | null }[] {
  const file = path.join(OF_MUTANTS, `${rule}.jsonl`)
  if (fs.existsSync(file)) return [readKept(file)]
  return (KEPT_SEEDS[rule] ?? []).slice(0, 1).map((seed) => ({ seed, operations: null }))
}
