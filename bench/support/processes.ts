import { type ChildProcess, spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** A server under measurement, in a process of its own. */
export interface Server {
  /** ws://127.0.0.1:<port> */
  readonly url: string
  readonly pid: number
  /** Seconds of CPU so far, of all its threads; NaN where the system does not tell (/proc). */
  cpu(): number
  /** Bytes of memory that are its own: neither shared nor mapped files. NaN where the system does not tell. */
  anonymousMemory(): number
  /** SIGTERM, then waits. */
  stop(): Promise<void>
  /** SIGKILL, then waits. */
  kill(): Promise<void>
}

const TICKS_PER_SECOND = 100

function readProc(pid: number, file: string): string | null {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return null
  }
}

export async function startServer(args: readonly string[], env: Readonly<Record<string, string>>, port: number): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  process.once('exit', () => child.kill('SIGKILL'))
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
  })
  const listening = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const said = /(?::|port )(\d{2,5})\b/.exec(line)?.[1]
      if (said !== undefined) resolve(Number(said))
    })
    child.once('exit', (code) => reject(new Error(`${args[0]} ended with ${code} before it listened (port ${port})`)))
  })
  const pid = child.pid ?? 0
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  return {
    url: `ws://127.0.0.1:${listening}`,
    pid,
    cpu: () => {
      const fields = readProc(pid, 'stat')?.split(') ')[1]?.split(' ')
      return fields === undefined ? Number.NaN : (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
    },
    anonymousMemory: () => Number(/RssAnon:\s+(\d+) kB/.exec(readProc(pid, 'status') ?? '')?.[1] ?? Number.NaN) * 1024,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

export const temporaryFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'leaderful-bench-'))
export const removeFolder = (folder: string): void => fs.rmSync(folder, { recursive: true, force: true })
export const bytesIn = (folder: string): number =>
  fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0)

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** A port that was free a moment ago, for servers that cannot be given 0. */
export async function freePort(): Promise<number> {
  const { createServer } = await import('node:net')
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
