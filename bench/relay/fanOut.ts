import { wait } from '../support/processes'
import { percentile, type Row } from '../support/report'
import type { Session, System } from '../systems/system'

/** Deliveries at a steady rate. */
export interface Burst {
  /** Milliseconds from sending to each delivery. */
  readonly delays: readonly number[]
  /** Deliveries that did not come within two seconds after the last was sent. */
  readonly missing: number
  /** Microseconds of the server's CPU for each keystroke, and for each delivery. */
  readonly cpuPerKeystroke: number
  readonly cpuPerDelivery: number
}

/** Where deliveries of the running burst go. */
export class Meter {
  #sentAt: Float64Array = new Float64Array()
  #delays: number[] = []
  readonly delivered = (tag: number): void => {
    const sentAt = this.#sentAt[tag]
    if (sentAt !== undefined && sentAt > 0) this.#delays.push(performance.now() - sentAt)
  }

  async burst(session: Session, rate: number, seconds: number, receivers: number, whose: (at: number) => { room: number; member: number }): Promise<Burst> {
    const count = Math.round(rate * seconds)
    session.prepare(count, whose)
    this.#sentAt = new Float64Array(count)
    this.#delays = []
    const cpuBefore = session.server.cpu()
    const began = performance.now()
    for (let sent = 0; sent < count; ) {
      const now = performance.now()
      const due = Math.min(count, Math.ceil(((now - began) / 1000) * rate))
      for (; sent < due; sent++) {
        this.#sentAt[sent] = now
        session.send(sent)
      }
      await new Promise((resolve) => setImmediate(resolve))
      if (rate < 5000) await wait(1)
    }
    const wanted = count * receivers
    const until = performance.now() + 2000
    while (this.#delays.length < wanted && performance.now() < until) await wait(10)
    const cpu = (session.server.cpu() - cpuBefore) * 1e6
    return { delays: this.#delays, missing: wanted - this.#delays.length, cpuPerKeystroke: cpu / count, cpuPerDelivery: cpu / (count * receivers) }
  }
}

const ROOMS = 50
const MEMBERS = 4
const LIMIT_MS = 100
const SECONDS = 3
/** Keystrokes a second, each a quarter more than the one before. */
const RATES = Array.from({ length: 18 }, (_, step) => Math.round(1000 * 1.25 ** step))

const anybody = (at: number) => ({ room: at % ROOMS, member: Math.floor(at / ROOMS) % MEMBERS })
const isFast = ({ delays, missing }: Burst): boolean => missing === 0 && percentile(delays, 0.99) < LIMIT_MS

/** The highest rate that a system keeps up: 50 rooms, four people each, each with a socket. */
async function highestRate(system: System): Promise<number> {
  const meter = new Meter()
  const session = await system.open(ROOMS, MEMBERS, meter.delivered)
  let highest = 0
  await meter.burst(session, 500, 1, MEMBERS - 1, anybody)
  for (const rate of RATES) {
    const first = await meter.burst(session, rate, SECONDS, MEMBERS - 1, anybody)
    // A machine that is busy with something else gets a second try.
    if (!isFast(first) && !isFast(await meter.burst(session, rate, SECONDS, MEMBERS - 1, anybody))) break
    highest = rate
  }
  await session.close()
  return highest
}

export async function fanOut(here: System, leveldb: System, floor: System): Promise<Row[]> {
  const rates = new Map<string, number>()
  for (const system of [floor, leveldb, here]) rates.set(system.name, await highestRate(system))
  const rate = (system: System) => rates.get(system.name) ?? Number.NaN
  return [
    {
      what: 'relay, 50 rooms x 4 people: highest keystrokes/s with p99 < 100 ms',
      unit: '/s',
      here: rate(here),
      peers: { [leveldb.name]: rate(leveldb), [floor.name]: rate(floor) },
      budget: '>= 2 x leveldb, >= 0.8 x floor',
      kept: rate(here) > 0 && rate(here) >= 2 * rate(leveldb) && rate(here) >= 0.8 * rate(floor),
    },
    {
      what: 'people typing 8 keys/s each through one relay (the row above / 8)',
      unit: 'people',
      here: rate(here) / 8,
      budget: '>= 1,000',
      kept: rate(here) / 8 >= 1000,
    },
  ]
}

const READERS = 100
/** One room, one writer, a hundred readers, 100 keystrokes a second. */
export async function manyReaders(here: System, leveldb: System, floor: System): Promise<Row[]> {
  const bursts = new Map<string, Burst>()
  for (const system of [floor, leveldb, here]) {
    const meter = new Meter()
    const session = await system.open(1, READERS + 1, meter.delivered)
    const writer = () => ({ room: 0, member: 0 })
    await meter.burst(session, 100, 1, READERS, writer)
    bursts.set(system.name, await meter.burst(session, 100, 8, READERS, writer))
    await session.close()
  }
  const p99 = (system: System) => percentile(bursts.get(system.name)?.delays ?? [], 0.99)
  const cpu = (system: System) => bursts.get(system.name)?.cpuPerDelivery ?? Number.NaN
  const better = Math.min(p99(leveldb), p99(floor))
  return [
    {
      what: 'relay, one writer, 100 readers, 100 keystrokes/s: delivery p99',
      unit: 'ms',
      here: p99(here),
      peers: { [leveldb.name]: p99(leveldb), [floor.name]: p99(floor) },
      budget: '<= 1.15 x the better peer',
      kept: p99(here) <= 1.15 * better,
    },
    {
      what: 'the same: CPU of the server for each delivery',
      unit: 'us',
      here: cpu(here),
      peers: { [leveldb.name]: cpu(leveldb), [floor.name]: cpu(floor) },
      budget: "<= leveldb's",
      kept: cpu(here) <= cpu(leveldb),
    },
  ]
}
