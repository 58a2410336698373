import './support/requireNode.mjs'
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { installPackages } from './support/packages.mjs'
import { commandOf, Fault, root, runPackage, script } from './support/run.mjs'

/**
 * npm run dev: the app with hot reloading on PORT (5173), and the relay behind it on the next port. Both are made anew
 * whenever their sources change.
 */
script(async () => {
  await installPackages()
  const port = Number(process.env.PORT ?? 5173)
  const relayPort = port + 1
  const vite = commandOf('vite')
  if ((await runPackage('vite', ['build', '--ssr', 'sync-server/main.ts', '--logLevel', 'warn'])).code !== 0)
    throw new Fault('The relay does not build: see above.')
  if (!fs.existsSync(path.join(root, 'dist/sync-server/main.js'))) throw new Fault('The build made no dist/sync-server/main.js.')

  const start = (args, env = {}) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  const children = [
    start([vite, 'build', '--ssr', 'sync-server/main.ts', '--watch', '--logLevel', 'warn']),
    // A browser dials the development server, which passes on: that is the name by which the relay is known.
    start(['--watch', '--watch-preserve-output', 'dist/sync-server/main.js'], {
      PORT: String(relayPort),
      RELAY_NAMES: `localhost:${port},127.0.0.1:${port}`,
    }),
    start([vite, '--port', String(port), '--strictPort'], { RELAY_PORT: String(relayPort) }),
  ]
  const stop = () => {
    for (const child of children) child.kill()
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
  for (const child of children) child.on('exit', stop)
})
