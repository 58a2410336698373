import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE } from '../../shared/closeCodes'
import { LIMITS } from '../../shared/limits'
import { Addresses, isNearby, placeOf } from '../../sync-server/addresses'
import { Bucket } from '../../sync-server/bucket'
import { systemClock } from '../../sync-server/clock'
import { Partials } from '../../sync-server/partials'
import { DEFAULT_LIMITS, settingsOf } from '../../sync-server/settings'
import { makeCreate, makeRoom, makeSnapshot, makeUpdate } from '../support/frames'
import { RelayClient, writerOf } from '../support/relayClient'
import { clientOf, kept, relayWith, until } from '../support/relays'

it('the defaults are those of the design', () => {
  const MIB = 1024 * 1024
  expect(DEFAULT_LIMITS).toMatchObject({
    framesPerSecond: 20,
    framesBurst: 200,
    bytesPerSecond: MIB,
    roomsPerConnection: 1024,
    connectionsPerAddress: 400,
    handshakesPerMinute: 60,
    roomBytes: 64 * MIB,
    roomFrames: 50_000,
    askShare: 0.8,
    graceMs: 7 * 24 * 3_600_000,
    graceBytes: 16 * MIB,
    standMs: 3_600_000,
    tailBytes: 64 * 1024,
    askAgainMs: 60_000,
    headersMs: 10_000,
    helloMs: 5_000,
    pingMs: 25_000,
    deadMs: 60_000,
    waitingBytes: MIB,
    drainMs: 60_000,
    resumeMs: 300_000,
  })
})

describe('limits of a connection', () => {
  it('20 frames a second in one room, 200 at once; another room has its own', async () => {
    const relay = await relayWith()
    const [room, other] = [makeRoom(), makeRoom()]
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.hello(other, { channel: 2 })
    await alice.store(makeCreate(other), 2)
    const frames = Array.from({ length: 260 }, () => makeUpdate(room, 10))
    const sentAt = Date.now()
    for (const frame of frames) alice.send(frame)
    const answers = await Promise.all(frames.map((frame) => alice.answerTo(frame)))
    const stored = answers.filter(({ type }) => type === 'ack').length
    expect(stored).toBeGreaterThanOrEqual(199)
    expect(stored).toBeLessThanOrEqual(200 + ((Date.now() - sentAt) / 1000) * 20 + 1)
    expect((await alice.put(makeUpdate(other), 2)).type).toBe('ack')
    // What was refused is taken when it comes again later.
    const refused = frames[answers.findIndex(({ type }) => type === 'refused')]
    if (!refused) throw new Error('nothing was refused')
    await expect
      .poll(async () => {
        alice.heard.length = 0
        return (await alice.put(refused)).type
      })
      .toBe('ack')
  })
  it('1 MiB a second: past it the connection is read more slowly, and nothing is lost', async () => {
    const relay = await relayWith({ bytesBurst: 100_000, bytesPerSecond: 400_000 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    await alice.store(makeUpdate(room, 10))
    const frames = Array.from({ length: 6 }, () => makeUpdate(room, 60_000))
    for (const frame of frames) alice.send(frame)
    for (const frame of frames) expect((await alice.answerTo(frame)).type).toBe('ack')
  })
  it('1,024 rooms', async () => {
    const relay = await relayWith()
    const alice = await clientOf(relay)
    const rooms = Array.from({ length: 8 }, () => makeRoom())
    for (let channel = 0; channel < 1024; channel++) alice.sayHello(rooms[channel % 8] ?? makeRoom(), { channel })
    await alice.until(() => alice.all('caughtUp').length === 1024)
    await expect(alice.hello(makeRoom(), { channel: 5000 })).rejects.toMatchObject({ refusal: 'too many rooms' })
    alice.say({ type: 'bye', channel: 3 })
    alice.heard.length = 0
    expect((await alice.hello(makeRoom(), { channel: 5000 })).exists).toBe(false)
  })
  it('a hello within 5 s', async () => {
    const relay = await relayWith({ helloMs: 60 })
    const silent = await clientOf(relay)
    expect(await silent.closed()).toBe(CLOSE.helloTimeout.code)
    const alice = await clientOf(relay)
    await alice.hello(makeRoom())
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(alice.code).toBeNull()
  })
  it('400 connections and 60 handshakes a minute of one address; none on loopback and private networks', async () => {
    const free = await relayWith({ connectionsPerAddress: 1, handshakesPerMinute: 1 })
    for (let i = 0; i < 5; i++) expect((await clientOf(free)).code).toBeNull()
    const strict = await relayWith({ connectionsPerAddress: 2, handshakesPerMinute: 4 }, { isFreeAddress: () => false })
    const open = [await clientOf(strict), await clientOf(strict)]
    const third = kept(await RelayClient.connect(strict.relayUrl, { greet: false }))
    expect(await third.closed()).toBe(CLOSE.tooManyConnections.code)
    expect(third.words).toBe(CLOSE.tooManyConnections.words)
    open[0]?.kill()
    await until(() => strict.stats.connections === 1)
    expect((await clientOf(strict)).code).toBeNull()
    open[1]?.kill()
    await until(() => strict.stats.connections === 1)
    const fifth = kept(await RelayClient.connect(strict.relayUrl, { greet: false }))
    expect(await fifth.closed()).toBe(CLOSE.tooManyConnections.code)
  })
  it('messages of 1 MiB, without compression', async () => {
    const relay = await relayWith()
    const socket = new WebSocket(relay.relayUrl, { perMessageDeflate: true })
    await new Promise((resolve) => socket.once('open', resolve))
    expect(socket.extensions).toBe('')
    socket.terminate()
    expect(LIMITS.message).toBe(1024 * 1024)
  })
})

describe('limits of a room', () => {
  it('at 80 % it asks for a snapshot, at the cap it takes only that', async () => {
    const relay = await relayWith({ roomFrames: 20, sweepMs: 10 })
    const room = makeRoom()
    const alice = kept(await writerOf(relay.relayUrl, room))
    let at = await alice.store(makeUpdate(room, 10))
    for (let i = 2; i < 16; i++) at = await alice.store(makeUpdate(room, 10))
    expect(alice.all('wantSnapshot')).toEqual([])
    for (let i = 16; i < 20; i++) at = await alice.store(makeUpdate(room, 10))
    await alice.until(() => alice.all('wantSnapshot').length > 0)
    expect(await alice.put(makeUpdate(room, 10))).toMatchObject({ type: 'refused', refusal: 'room full' })
    await alice.store(makeSnapshot(room, { to: at.seq, toChain: at.chain }))
    await alice.store(makeUpdate(room, 10))
  })
})

describe('a token bucket', () => {
  it('fills with time, never past its burst', () => {
    const bucket = new Bucket(10, 5, 0)
    expect(Array.from({ length: 7 }, () => bucket.take(1, 0))).toEqual([true, true, true, true, true, false, false])
    expect(bucket.take(1, 99)).toBe(false)
    expect(bucket.take(1, 100)).toBe(true)
    expect(bucket.wait(5, 1_000_000)).toBe(0)
    expect(bucket.take(6, 1_000_000)).toBe(false)
  })
  it('may go into debt, and says for how long; a clock that goes back gives nothing', () => {
    const bucket = new Bucket(100, 10, 1000)
    expect(bucket.draw(10, 1000)).toBe(0)
    expect(bucket.draw(20, 1000)).toBe(200)
    expect(bucket.take(1, 500)).toBe(false)
    expect(bucket.wait(0, 500)).toBe(200)
  })
})

describe('addresses', () => {
  it('of this machine, a house or a proxy are not counted', () => {
    for (const near of [
      '127.0.0.1',
      '::1',
      '::ffff:127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.9',
      '169.254.1.1',
      'fe80::1%eth0',
      'fd12::1',
    ])
      expect([near, isNearby(near)]).toEqual([near, true])
    for (const far of ['8.8.8.8', '172.32.0.1', '::ffff:8.8.8.8', '2001:db8::1', '192.169.0.1', '11.0.0.1']) expect([far, isNearby(far)]).toEqual([far, false])
  })
  it('of IPv6 count by their first 64 bits', () => {
    expect(placeOf('2001:db8:1:2:3:4:5:6')).toBe(placeOf('2001:0db8:1:2::9'))
    expect(placeOf('2001:db8:1:2::1')).not.toBe(placeOf('2001:db8:1:3::1'))
    expect(placeOf('::ffff:8.8.8.8')).toBe('8.8.8.8')
  })
  it('are forgotten when nothing of theirs is left', () => {
    let now = 0
    const addresses = new Addresses({ connectionsPerAddress: 5, handshakesPerMinute: 60 }, { ...systemClock, now: () => now }, () => false)
    const ends = Array.from({ length: 100 }, (_, i) => addresses.admit(`8.8.8.${i}`))
    addresses.sweep()
    expect(addresses.size).toBe(100)
    for (const end of ends) end?.()
    now += 120_000
    addresses.sweep()
    expect(addresses.size).toBe(0)
  })
})

describe('parts under way', () => {
  const part = (offset: number, total: number, size: number) => ({ offset, total, bytes: new Uint8Array(size).fill(offset % 256) })
  it('[S6] are put together, also when sent again from further back', () => {
    const partials = new Partials(systemClock, 1e6, 1e6)
    expect(partials.take('a', part(0, 30, 10), {}).type).toBe('more')
    expect(partials.take('a', part(0, 30, 10), {}).type).toBe('more')
    expect(partials.take('a', part(5, 30, 10), {}).type).toBe('more')
    expect(partials.gotOf('a')).toBe(15)
    expect(partials.take('a', part(20, 30, 10), {}).type).toBe('gap')
    expect(partials.take('a', part(15, 30, 15), {})).toMatchObject({ type: 'whole', bytes: { length: 30 } })
    expect(partials.bytes).toBe(0)
  })
  it('[S6] of a frame that says another length now are refused', () => {
    const partials = new Partials(systemClock, 1e6, 1e6)
    partials.take('a', part(0, 30, 10), {})
    expect(partials.take('a', part(10, 31, 10), {}).type).toBe('gap')
  })
  it('[S6] are forgotten when nobody goes on with them', () => {
    let now = 0
    const partials = new Partials({ ...systemClock, now: () => now }, 1e6, 100)
    partials.take('a', part(0, 30, 10), {})
    now = 101
    partials.sweep()
    expect([partials.gotOf('a'), partials.bytes]).toEqual([0, 0])
  })
  it('[S6] of one owner take at most a quarter of the budget, of all together no more than it', () => {
    const partials = new Partials(systemClock, 400, 1e6)
    const [alice, mallory] = [{}, {}]
    partials.take('alice', part(0, 1000, 90), alice)
    for (let i = 0; i < 20; i++) partials.take(`mallory ${i}`, part(0, 1000, 50), mallory)
    expect(partials.gotOf('alice')).toBe(90)
    expect(partials.bytes).toBe(190)
    for (let i = 0; i < 20; i++) partials.take(`others ${i}`, part(0, 1000, 90), {})
    expect(partials.bytes).toBeLessThanOrEqual(400)
  })
})

describe('settings', () => {
  it('come from the environment, with the design’s defaults', () => {
    expect(settingsOf({}, null)).toMatchObject({ port: 8080, host: '127.0.0.1', dataDir: './data', relayNames: null })
    expect(settingsOf({ PORT: '0', HOST: '0.0.0.0', DATA_DIR: '/srv/x', RELAY_NAMES: ' Relay.Example.org, localhost:8080 ' }, null)).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/srv/x',
      relayNames: ['relay.example.org', 'localhost:8080'],
    })
  })
  it.each([{ PORT: 'abc' }, { PORT: '65536' }, { PORT: '-1' }, { PORT: '1.5' }, { RELAY_NAMES: 'wss://relay.example.org/' }, { RELAY_NAMES: 'a b' }])(
    'that cannot be are refused in a sentence: %o',
    (environment) => {
      expect(() => settingsOf(environment, null)).toThrow(/^(PORT|RELAY_NAMES) .+\.$/)
    },
  )
})
