import './support/requireNode.mjs'
import { parseArgs } from 'node:util'
import { installPackages } from './support/packages.mjs'
import { Fault, runPackage, script } from './support/run.mjs'

/**
 * npm run simulate -- --seeds 5000 [--from 500] [--relays 2] [--loud]: the real link, device log and relay in virtual
 * time, over so many seeds in two processes. A seed that fails is shortened and kept in tests/simulation/kept.
 */
const FILES = 4

function whole(words, text) {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0) throw new Fault(`--${words} is a whole number, and not "${text}"`)
  return String(number)
}

script(async () => {
  const options = { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '0' }, relays: { type: 'string' }, loud: { type: 'boolean' } }
  const { values } = parseArgs({ options })
  const env = { SEEDS: whole('seeds', values.seeds), FROM: whole('from', values.from) }
  if (values.relays) env.RELAYS = whole('relays', values.relays)
  if (values.loud) env.LOUD = '1'
  await installPackages()
  const files = Array.from({ length: FILES }, (_, i) => `tests/simulation/simulation.${i + 1}.test.ts`)
  const half = (which) => files.filter((_, i) => i % 2 === which)
  const ends = await Promise.all(
    [0, 1].map((which) => runPackage('vitest', ['run', '--no-file-parallelism', '--testTimeout=86400000', ...half(which)], { env })),
  )
  process.exit(ends.every(({ code }) => code === 0) ? 0 : 1)
})
