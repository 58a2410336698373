import './support/requireNode.mjs'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { requireBrowser } from './support/browser.mjs'
import { build } from './support/build.mjs'
import { installPackages } from './support/packages.mjs'
import { Fault, runPackage, script } from './support/run.mjs'

/**
 * npm test: types, lint, build; then the tests without a browser (units, properties, contracts, the simulation, the
 * house's arrows); then those in a real one. Its last line counts them all: "N passed, N failed".
 */
const results = fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-test-'))
const read = (file) => (fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null)
const heading = (words) => console.log(`\n── ${words}`)

/** One check is one test. @returns {Promise<{ passed: number, failed: number }>} */
async function check(words, { code, output }) {
  heading(words)
  if (code !== 0) console.log(output)
  console.log(code === 0 ? 'passed' : 'FAILED')
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 }
}

async function unitTests() {
  heading('unit, property, contract and simulation tests')
  const file = path.join(results, 'vitest.json')
  const { code } = await runPackage('vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`], {
    env: process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined },
  })
  const report = read(file)
  if (report === null) return { passed: 0, failed: 1 }
  // A file that could not be loaded, and an error outside of any test, fail without a test that does.
  const failed =
    report.numFailedTests +
    report.testResults.filter((suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed')).length
  return { passed: report.numPassedTests, failed: Math.max(failed, code === 0 ? 0 : 1) }
}

async function browserTests() {
  heading('tests in the browser')
  const file = path.join(results, 'playwright.json')
  let browser
  try {
    browser = await requireBrowser()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    console.log(error.message)
    return { passed: 0, failed: 1 }
  }
  const { code } = await runPackage('@playwright/test', ['test', '--reporter=list,json'], {
    env: { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  })
  const stats = read(file)?.stats ?? { expected: 0, unexpected: 0, flaky: 0 }
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only at a second try: see above`)
  return { passed: stats.expected + stats.flaky, failed: Math.max(stats.unexpected, code === 0 ? 0 : 1) }
}

script(async () => {
  await installPackages()
  const [types, lint, built] = await Promise.all([
    runPackage('typescript', ['--noEmit'], { capture: true }),
    runPackage('@biomejs/biome', ['check', '.', '--diagnostic-level=warn'], { capture: true }),
    build({ capture: true }),
  ])
  const counts = [await check('types', types), await check('lint', lint), await check('build', built), await unitTests()]
  counts.push(built.code === 0 ? await browserTests() : { passed: 0, failed: 1 })
  fs.rmSync(results, { recursive: true, force: true })
  const sum = (key) => counts.reduce((all, count) => all + count[key], 0)
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
  process.exit(sum('failed') === 0 ? 0 : 1)
})
