import fs from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { Plugin } from 'vite'
import { filesBelow } from './files.ts'

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)
const COMPRESSIBLE = /\.(js|css|html|svg|json|webmanifest|txt|md|csv)$/
/** Bytes below which a second file gains nothing. */
const SMALLEST = 512

async function compressFile(file: string): Promise<void> {
  const bytes = await fs.readFile(file)
  if (bytes.length < SMALLEST) return
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = zlib.constants
  const [br, gz] = await Promise.all([
    brotli(bytes, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    gzip(bytes, { level: 9 }),
  ])
  await Promise.all([fs.writeFile(`${file}.br`, br), fs.writeFile(`${file}.gz`, gz)])
}

/** Beside each file that gains by it: `.br` (brotli 11) and `.gz`, so that the relay never compresses while it serves. */
export function precompress(): Plugin {
  let folder = ''
  return {
    name: 'leaderful:precompress',
    apply: 'build',
    configResolved(config) {
      folder = path.resolve(config.root, config.build.outDir)
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const files = filesBelow(folder).filter((file) => COMPRESSIBLE.test(file))
        await Promise.all(files.map((file) => compressFile(path.join(folder, file))))
      },
    },
  }
}
