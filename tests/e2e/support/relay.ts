import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

const root = path.resolve(import.meta.dirname, '../../..')
const main = path.join(root, 'dist/sync-server/main.js')

/**
 * The built relay as a process of its own, so that it can be killed, with its folder in the system's temporary one. It
 * keeps its port when it starts again: that is part of the name by which the browsers know it.
 */
export interface Relay {
  /** http://127.0.0.1:<port> */
  readonly url: string
  readonly dataFolder: string
  /** What it has said, on both outputs. */
  readonly said: () => string
  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** SIGTERM: it finishes what it has begun. Resolves with the exit code. */
  stop(): Promise<number | null>
  /** After `kill` or `stop`. */
  start(): Promise<void>
  /** While it stands still: a copy of its folder, to be put back by `restore`. */
  backup(): string
  restore(copy: string): void
  /** While it stands still: an empty folder. */
  wipe(): void
  /** Every byte that it has on disk. */
  bytesOnDisk(): Buffer
  /** Stops it and removes what it wrote. */
  remove(): Promise<void>
}

async function launch(dataFolder: string, port: number, heard: (line: string) => void): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataFolder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', heard)
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      heard(line)
      const address = /https?:\/\/[^\s"/]+/.exec(line)?.[0]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`the relay ended with ${code} before it listened`)))
  })
  return { child, url }
}

export async function startRelay(): Promise<Relay> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-relay-'))
  const copies: string[] = []
  const lines: string[] = []
  const heard = (line: string) => lines.push(line)
  let { child, url } = await launch(dataFolder, 0, heard)

  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
    const ended = new Promise<number | null>((resolve) => {
      child.once('exit', resolve)
    })
    child.kill(signal)
    return ended
  }
  const empty = () => fs.rmSync(dataFolder, { recursive: true, force: true })

  return {
    url,
    dataFolder,
    said: () => lines.join('\n'),
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start: async () => {
      ;({ child, url } = await launch(dataFolder, Number(new URL(url).port), heard))
    },
    backup: () => {
      const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-copy-'))
      copies.push(copy)
      fs.cpSync(dataFolder, copy, { recursive: true })
      return copy
    },
    restore: (copy) => {
      empty()
      fs.cpSync(copy, dataFolder, { recursive: true })
    },
    wipe: () => {
      empty()
      fs.mkdirSync(dataFolder)
    },
    bytesOnDisk: () => {
      const files = fs.readdirSync(dataFolder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
      return Buffer.concat(files.map((entry) => fs.readFileSync(path.join(entry.parentPath, entry.name))))
    },
    remove: async () => {
      await end('SIGKILL')
      empty()
      for (const copy of copies) fs.rmSync(copy, { recursive: true, force: true })
    },
  }
}
