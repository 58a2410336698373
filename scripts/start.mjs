import './support/requireNode.mjs'
import { build, isBuilt } from './support/build.mjs'
import { installPackages } from './support/packages.mjs'
import { Fault, script } from './support/run.mjs'

/**
 * npm start: whatever is missing, then the relay, which also serves the app. Settings by environment: PORT, HOST,
 * DATA_DIR, RELAY_NAMES (docs/HOSTING.md). The relay runs in this very process, so that a signal reaches it directly.
 */
script(async () => {
  await installPackages()
  if (!isBuilt()) {
    console.log('Building …')
    if ((await build()).code !== 0) throw new Fault('The build failed: see above.')
  }
  await import('../dist/sync-server/main.js')
})
