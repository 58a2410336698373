import './support/requireNode.mjs'
import { parseArgs } from 'node:util'
import { installPackages } from './support/packages.mjs'
import { runPackage, script } from './support/run.mjs'

/**
 * npm run mutants [-- S3-row S7-zero --seeds 3000 --from 0 --attempts 60]: breaks one rule after the other in the text of
 * the product, and looks for a seed of the simulation that notices. It is kept (tests/simulation/kept-seeds.json), and
 * with `attempts` above 0 its operations are, shortened; `npm test` then shows each of them noticing.
 */
script(async () => {
  const options = { seeds: { type: 'string', default: '3000' }, from: { type: 'string', default: '0' }, attempts: { type: 'string', default: '60' } }
  const { values, positionals } = parseArgs({ options, allowPositionals: true })
  await installPackages()
  const env = { MUTANTS: positionals.join(','), SEEDS: values.seeds, FROM: values.from, ATTEMPTS: values.attempts }
  const { code } = await runPackage('vitest', ['run', 'tests/simulation/mutants.test.ts'], { env })
  process.exit(code)
})
