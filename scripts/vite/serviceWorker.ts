import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Plugin } from 'vite'
import { filesBelow } from './files.ts'

const WORKER = new URL('./worker.js', import.meta.url)

/**
 * What a cold start may need: all but source maps, and fonts of scripts other than Latin (up to 300 KB each, kept once
 * they have been used).
 */
export function isNeededAtStart(file: string): boolean {
  if (file === 'sw.js' || /\.(map|br|gz|txt)$/.test(file)) return false
  return !/\.woff2?$/.test(file) || /-latin(-ext)?-/.test(file)
}

/** The text of sw.js. `contents` tells a version from another. */
export function serviceWorkerText(files: readonly string[], contents: (file: string) => Uint8Array, worker: string): string {
  const needed = files.filter(isNeededAtStart)
  const hash = createHash('sha256').update(worker)
  for (const file of needed) hash.update(`\0${file}\0`).update(contents(file))
  const urls = needed.map((file) => (file === 'index.html' ? '/' : `/${file}`))
  return `const VERSION = '${hash.digest('hex').slice(0, 12)}'\nconst FILES = ${JSON.stringify(urls)}\n${worker}`
}

/** Writes sw.js beside what the build wrote. */
export function serviceWorker(): Plugin {
  let folder = ''
  return {
    name: 'leaderful:service-worker',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        const text = serviceWorkerText(filesBelow(folder), (file) => fs.readFileSync(path.join(folder, file)), fs.readFileSync(WORKER, 'utf8'))
        fs.writeFileSync(path.join(folder, 'sw.js'), text)
      },
    },
  }
}
