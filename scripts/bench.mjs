import './support/requireNode.mjs'
import path from 'node:path'
import { requireBrowser } from './support/browser.mjs'
import { build, isBuilt } from './support/build.mjs'
import { installPackages } from './support/packages.mjs'
import { Fault, root, run, runPackage, script } from './support/run.mjs'

/**
 * npm run bench: measures what DESIGN promises, beside others' parts in the same run, and prints JSON and a table.
 * `npm run bench -- relay storage` measures only these parts.
 */
script(async () => {
  await installPackages()
  await installPackages(path.join(root, 'bench'))
  if (!isBuilt() && (await build()).code !== 0) throw new Fault('The build failed: see above.')
  if ((await runPackage('vite', ['build', '--config', 'bench/vite.config.ts', '--logLevel', 'warn'])).code !== 0)
    throw new Fault('The bench does not build: see above.')
  const { code } = await run(process.execPath, ['--max-old-space-size=4096', 'dist/bench/main.js', ...process.argv.slice(2)], {
    env: { CHROMIUM_PATH: await requireBrowser() },
  })
  process.exit(code)
})
