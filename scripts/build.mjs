import './support/requireNode.mjs'
import { build } from './support/build.mjs'
import { installPackages } from './support/packages.mjs'
import { Fault, script } from './support/run.mjs'

/** npm run build: the app to dist/client, the relay to dist/sync-server. */
script(async () => {
  await installPackages()
  if ((await build()).code !== 0) throw new Fault('The build failed: see above.')
})
