import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { toHex } from '../../shared/bytes'
import { CLOSE } from '../../shared/closeCodes'
import { bundleRelay, type RelayProcess, runRelay, runToEnd } from '../support/bundledRelay'
import { makeRoom, makeUpdate } from '../support/frames'
import { RelayClient, writerOf } from '../support/relayClient'
import { kept } from '../support/relays'

let main = ''
let remove = (): void => {}
const running: RelayProcess[] = []
const folders: string[] = []

beforeAll(async () => {
  ;({ main, remove } = await bundleRelay())
})
afterAll(() => {
  remove()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
})
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'leaderful-data-'))
  folders.push(folder)
  return folder
}
async function run(environment: Record<string, string>): Promise<RelayProcess> {
  const relay = await runRelay(main, { PORT: '0', ...environment })
  running.push(relay)
  return relay
}

describe('the relay as a program', () => {
  it('[S2] killed (SIGKILL) right after an acknowledgement, 50 times: nothing acknowledged is lost, no number is given twice, neither to the sender nor to a reader', {
    timeout: 400_000,
  }, async () => {
    const DATA_DIR = newFolder()
    const rooms = Array.from({ length: 4 }, () => makeRoom())
    /** By room: place → frame, as somebody was told. */
    const told = rooms.map(() => new Map<number, string>())
    const tell = (room: number, seq: number, id: string): void => {
      expect(told[room]?.get(seq) ?? id).toBe(id)
      told[room]?.set(seq, id)
    }
    for (let round = 0; round < 50; round++) {
      const relay = await run({ DATA_DIR })
      // Everything that was ever acknowledged or seen is there, at its place.
      const people = await Promise.all(
        rooms.map(async (room, i) => {
          const alice = kept(await writerOf(relay.relayUrl, room))
          const bob = kept(await RelayClient.connect(relay.relayUrl))
          await bob.hello(room)
          const held = new Map(bob.frames.map(({ place, id }) => [place.seq, id]))
          for (const [seq, id] of told[i] ?? []) expect(held.get(seq)).toBe(id)
          expect(bob.frames.map(({ place }) => place.seq)).toEqual(bob.frames.map((_, n) => n + 1))
          return { room, alice, bob }
        }),
      )
      for (const { room, alice } of people) for (let n = 0; n < 20; n++) alice.send(makeUpdate(room))
      // Whoever is told this much first ends it for all, in the middle of whatever they do.
      await Promise.race(people.map(({ alice }) => alice.until(() => alice.all('ack').length >= 3 + (round % 12))))
      relay.child.kill('SIGKILL')
      await relay.ended
      for (const [i, { alice, bob }] of people.entries()) {
        await Promise.all([alice.closed(), bob.closed()])
        for (const { frameId, place } of alice.all('ack')) tell(i, place.seq, toHex(frameId))
        for (const { place, id } of bob.frames) tell(i, place.seq, id)
      }
    }
    expect(told.reduce((sum, map) => sum + map.size, 0)).toBeGreaterThan(500)
  })

  it('[S2] stops on SIGTERM within 10 s: what it had is acknowledged and kept, sockets are closed with 1001, exit code 0', async () => {
    const DATA_DIR = newFolder()
    const relay = await run({ DATA_DIR })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    const frames = Array.from({ length: 50 }, () => makeUpdate(room))
    for (const frame of frames) alice.send(frame)
    await alice.until(() => alice.all('ack').length > 1)
    const before = Date.now()
    relay.child.kill('SIGTERM')
    expect(await alice.closed()).toBe(CLOSE.goingAway.code)
    expect(await relay.ended).toBe(0)
    expect(Date.now() - before).toBeLessThan(10_000)
    const acknowledged = alice.all('ack').map(({ frameId }) => toHex(frameId))
    const again = await run({ DATA_DIR })
    const bob = kept(await RelayClient.connect(again.relayUrl))
    await bob.hello(room)
    const held = new Set(bob.frames.map(({ id }) => id))
    expect(acknowledged.filter((id) => !held.has(id))).toEqual([])
  })

  it('stops with connections that say nothing, and with one that asks for a file slowly', async () => {
    const relay = await run({ DATA_DIR: newFolder() })
    kept(await RelayClient.connect(relay.relayUrl))
    const { createConnection } = await import('node:net')
    const slow = createConnection({ port: Number(new URL(relay.url).port), host: '127.0.0.1' })
    slow.on('error', () => {})
    slow.write('GET / HTTP/1.1\r\nHost:')
    await new Promise((resolve) => setTimeout(resolve, 50))
    relay.child.kill('SIGINT')
    expect(await relay.ended).toBe(0)
  })

  it('says in one line where it is, and nothing else', async () => {
    const relay = await run({ DATA_DIR: newFolder() })
    kept(await writerOf(relay.relayUrl, makeRoom()))
    expect(relay.lines).toEqual([`Leaderful is at ${relay.url}`])
  })

  it('cannot start twice on one folder, or on a port that is taken: one plain line each, exit code 1', async () => {
    const DATA_DIR = newFolder()
    const relay = await run({ DATA_DIR })
    const twice = await runToEnd(main, { PORT: '0', DATA_DIR })
    expect(twice).toMatchObject({ code: 1, lines: [expect.stringMatching(/in use by another process/)] })
    const { port } = new URL(relay.url)
    const taken = await runToEnd(main, { PORT: port, DATA_DIR: newFolder() })
    expect(taken).toEqual({ code: 1, lines: [`Port ${port} is in use by another program. Choose another with PORT.`] })
  })
  it.each([
    [{ PORT: 'abc' }, /^PORT has to be a number/],
    [{ HOST: '192.0.2.1' }, /^192\.0\.2\.1 is no address of this machine/],
    [{ DATA_DIR: '/dev/null' }, /it is not a folder/],
    [{ DATA_DIR: '/dev/null/data' }, /it is not a folder/],
    [{ DATA_DIR: '/proc/data' }, /it cannot be made there|may not be written/],
    [{ RELAY_NAMES: 'https://relay.example.org' }, /^RELAY_NAMES holds host names/],
  ])('cannot start with %o: one plain line, exit code 1', async (environment, words) => {
    const { code, lines } = await runToEnd(main, { PORT: '0', DATA_DIR: newFolder(), ...environment })
    expect([code, lines.length]).toEqual([1, 1])
    expect(lines[0]).toMatch(words)
  })
  it.skipIf(process.getuid?.() === 0)('cannot start in a folder that it may not write to', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o500)
    const { code, lines } = await runToEnd(main, { PORT: '0', DATA_DIR: folder })
    expect([code, lines.length]).toEqual([1, 1])
    expect(lines[0]).toMatch(/may not be written to/)
  })
  it('cannot run on an older Node: one plain line, exit code 1', async () => {
    const folder = newFolder()
    const older = join(folder, 'older.mjs')
    writeFileSync(
      older,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })\nawait import(${JSON.stringify(main)})\n`,
    )
    expect(await runToEnd(older, {})).toEqual({ code: 1, lines: ['Leaderful needs Node 20.19 or newer; this is 18.20.4.'] })
  })
})
