import './support/requireNode.mjs'
import { requireBrowser } from './support/browser.mjs'
import { build, isBuilt } from './support/build.mjs'
import { installPackages } from './support/packages.mjs'
import { Fault, runPackage, script } from './support/run.mjs'

/** npm run screenshots: takes the pictures in docs/pictures anew, of the built app, with people as in the tests in the browser. */
script(async () => {
  await installPackages()
  if (!isBuilt() && (await build()).code !== 0) throw new Fault('The build failed: see above.')
  const { code } = await runPackage('@playwright/test', ['test', '--config', 'scripts/pictures/playwright.config.ts'], {
    env: { CHROMIUM_PATH: await requireBrowser() },
  })
  process.exit(code)
})
