import fs from 'node:fs'
import path from 'node:path'
import { root, runPackage } from './run.mjs'

const SOURCES = ['client', 'shared', 'sync-server', 'scripts/vite', 'vite.config.ts', 'package-lock.json']
/** Its time is when the last whole build began. */
const stamp = path.join(root, 'dist', 'built')

/** When anything below was last changed; the time of a folder tells of what was deleted from it. */
function lastChange(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return Math.max(stat.mtimeMs, ...fs.readdirSync(file).map((name) => lastChange(path.join(file, name))))
}

export function isBuilt() {
  const built = fs.statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0
  return SOURCES.every((source) => lastChange(path.join(root, source)) < built)
}

/** The app to dist/client, the relay to dist/sync-server. @returns {Promise<{ code: number, output: string }>} */
export async function build(options) {
  const began = new Date()
  fs.rmSync(stamp, { force: true })
  const client = await runPackage('vite', ['build', '--logLevel', 'warn'], options)
  if (client.code !== 0) return client
  const relay = await runPackage('vite', ['build', '--ssr', 'sync-server/main.ts', '--logLevel', 'warn'], options)
  if (relay.code === 0) {
    fs.writeFileSync(stamp, '')
    fs.utimesSync(stamp, began, began)
  }
  return { code: relay.code, output: client.output + relay.output }
}
