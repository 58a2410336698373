import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')

/** The relay as a program, built once into a folder of its own. Returns its main file, and how to remove it. */
export async function bundleRelay(): Promise<{ main: string; remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'leaderful-bundle-'))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: { ssr: 'sync-server/main.ts', outDir: join(folder, 'sync-server'), emptyOutDir: true, target: 'node20', copyPublicDir: false },
  })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { main: join(folder, 'sync-server/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface RelayProcess {
  readonly child: ChildProcess
  readonly url: string
  readonly relayUrl: string
  readonly lines: string[]
  /** Resolves with its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
}
export type Ended = { readonly code: number | NodeJS.Signals | null; readonly lines: string[] }

function start(main: string, environment: Record<string, string>): { child: ChildProcess; lines: string[]; ended: RelayProcess['ended'] } {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH ?? '', ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line))
  return { child, lines, ended: new Promise((done) => child.once('close', (code, signal) => done(code ?? signal))) }
}
/** Resolves once it says where it is. @throws with what it said when it ends before */
export async function runRelay(main: string, environment: Record<string, string>): Promise<RelayProcess> {
  const { child, lines, ended } = start(main, environment)
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (line) => {
        const said = /https?:\/\/\S+/.exec(line)?.[0]
        if (said) resolve(said)
      })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${lines.join(' / ')}`)))
  })
  return { child, url, relayUrl: `${url.replace('http', 'ws')}/relay`, lines, ended }
}
/** One that is not expected to stay. */
export async function runToEnd(main: string, environment: Record<string, string>): Promise<Ended> {
  const { lines, ended } = start(main, environment)
  return { code: await ended, lines }
}
