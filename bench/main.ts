import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bytes } from './app/bytes'
import { catchingUp } from './app/catchingUp'
import { opening } from './app/opening'
import { typing } from './app/typing'
import { chartOfMany } from './circles'
import { decisionsOfMany } from './decisions'
import { storage } from './device/storage'
import { merging } from './merge'
import { acknowledgement, killed } from './relay/acknowledging'
import { fanOut, manyReaders } from './relay/fanOut'
import { idleRooms } from './relay/idleRooms'
import { joiningAtTheEnd, joiningTheTrace } from './relay/joining'
import { searching } from './search'
import { type Row, table } from './support/report'
import { floor } from './systems/floor'
import { leaderful } from './systems/leaderful'
import { BENCH_LIMITS } from './systems/relayProcess'
import { yWebsocket } from './systems/yWebsocket'

/** Runs the parts that are named on the command line, or all, one after another; then JSON and a table. */
const root = process.cwd()
const built = (name: string): string => path.join(root, 'dist/bench', `${name}.js`)

const relayProcess = built('relayProcess')
const app = path.join(root, 'dist/client')
const here = leaderful(relayProcess)
const leveldb = yWebsocket(root, 'leveldb')
const bare = floor(built('floorProcess'))

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
  relay: async () => [
    ...(await fanOut(here, leveldb, bare)),
    ...(await manyReaders(here, leveldb, bare)),
    ...(await acknowledgement(relayProcess)),
    ...(await killed(relayProcess)),
  ],
  joining: async () => [...(await joiningTheTrace(relayProcess, root)), ...(await joiningAtTheEnd(relayProcess))],
  rooms: () => idleRooms(relayProcess),
  app: () => typing(relayProcess, app, root),
  opening: () => opening(relayProcess, app),
  bytes: () => bytes(relayProcess, app),
  catchingUp: () => catchingUp(relayProcess, app),
  storage,
  search: searching,
  merge: merging,
  circles: chartOfMany,
  decisions: decisionsOfMany,
}

// What was started ends with the bench.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))
process.setMaxListeners(100)

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !(name in PARTS))
if (unknown.length > 0) {
  console.error(`The bench has the parts ${Object.keys(PARTS).join(', ')}, not ${unknown.join(', ')}.`)
  process.exit(1)
}
const rows: Row[] = []
for (const [name, part] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue
  console.error(`measuring: ${name} …`)
  rows.push(...(await part()))
}
const machine = { node: process.version, cores: os.availableParallelism(), cpu: os.cpus()[0]?.model, at: new Date().toISOString() }
const profile = { fsync: 'before each acknowledgement', ...BENCH_LIMITS }
fs.writeFileSync(path.join(root, 'dist/bench/results.json'), JSON.stringify({ machine, profile, rows }, null, 2))
console.log(JSON.stringify({ machine, profile, rows }))
console.log(`\n${table(rows)}`)
process.exit(0)
