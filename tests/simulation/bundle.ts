import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { breaking } from './breaking.ts'
import type { Mutant } from './mutants'

export type Simulation = typeof import('./bundled')

const HERE = path.dirname(fileURLToPath(import.meta.url))
const ROOT = path.resolve(HERE, '../..')
/** Ignored by git, and below the packages that a bundle asks for. */
const OUT = path.join(ROOT, 'node_modules/.cache/simulation')

/** In place of real signatures: a simulation of thousands of frames cannot afford them, and nobody here tries to break one. */
const PRETENDED: Readonly<Record<string, string>> = {
  'client/crypto/ed25519.ts': 'export const { publicKeyOf, generateSigningKey, sign, verify } = pretendEd25519',
  'sync-server/keys.ts': 'export const { importKey, verifySignature } = pretendKeys',
}
const pretend: Plugin = {
  name: 'pretended-signatures',
  enforce: 'pre',
  load(id) {
    const text = PRETENDED[path.relative(ROOT, id)]
    return text === undefined ? null : `import { pretendEd25519, pretendKeys } from '${HERE}/pretendSignatures'\n${text}`
  },
}

let count = 0
/** The simulation as one file of JavaScript, loaded: quicker than module by module, and its text can be changed before. */
export async function loadSimulation(mutant: Mutant | null = null): Promise<Simulation> {
  const name = `${process.pid}-${count++}`
  const outDir = path.join(OUT, name)
  try {
    await build({
      root: ROOT,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      plugins: [pretend, ...(mutant ? [breaking(mutant)] : [])],
      build: {
        ssr: path.join(HERE, 'bundled.ts'),
        outDir,
        emptyOutDir: false,
        minify: false,
        target: 'node20',
        rolldownOptions: { output: { entryFileNames: 'simulation.mjs' } },
      },
    })
    return (await import(/* @vite-ignore */ pathToFileURL(path.join(outDir, 'simulation.mjs')).href)) as Simulation
  } finally {
    fs.rmSync(outDir, { recursive: true, force: true })
  }
}
