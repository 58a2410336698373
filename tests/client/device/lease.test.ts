import { describe, expect, it } from 'vitest'
import { LEASE_MS, type Leases, leasesOf, lockLeases, rowLeases } from '../../../client/device/lease'
import { MemoryDevice, memoryRows } from '../../../client/device/rows/openRows'
import { settle, TestTimers } from './support'

/** Web Locks as the standard has them, for one name: a queue, and stealing. */
function fakeLocks(): LockManager {
  let holder: { steal(): void } | null = null
  const queue: (() => void)[] = []
  const grant = (run: () => unknown, resolve: (value: unknown) => void, reject: (error: unknown) => void): void => {
    const mine = { steal: () => reject(new DOMException('stolen', 'AbortError')) }
    holder = mine
    Promise.resolve(run()).then((value) => {
      resolve(value)
      if (holder !== mine) return
      holder = null
      queue.shift()?.()
    }, reject)
  }
  const request = (_name: string, options: LockOptions, run: () => unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (options.steal && options.signal) return reject(new DOMException('both', 'NotSupportedError'))
      if (options.steal) {
        holder?.steal()
        return grant(run, resolve, reject)
      }
      const start = (): void => grant(run, resolve, reject)
      if (!holder) return start()
      queue.push(start)
      options.signal?.addEventListener('abort', () => {
        queue.splice(queue.indexOf(start), 1)
        reject(options.signal?.reason)
      })
    })
  return { request, query: async () => ({}) } as unknown as LockManager
}

const engines: [string, () => { open(): Leases; timers: TestTimers }][] = [
  [
    'with Web Locks',
    () => {
      const locks = fakeLocks()
      return { open: () => lockLeases(locks, 'device'), timers: new TestTimers() }
    },
  ],
  [
    'without Web Locks',
    () => {
      const device = new MemoryDevice()
      const timers = new TestTimers()
      return { open: () => rowLeases(memoryRows(device), timers), timers }
    },
  ],
]

/** Whether it has resolved by now. */
function watch(promise: Promise<unknown>) {
  const state = { isDone: false }
  promise.then(
    () => {
      state.isDone = true
    },
    () => {},
  )
  return state
}

describe.each(engines)('a lease, %s', (_, newDevice) => {
  /** Time passes, and everything that waits for it is done. */
  const pass = async (timers: TestTimers, ms: number) => {
    for (let at = 0; at < ms; at += 1000) {
      timers.pass(1000)
      await settle()
    }
  }

  it('is held by one window; the next has it when it is given back', async () => {
    const { open, timers } = newDevice()
    const first = await open().take('link')
    const second = open().take('link')
    const state = watch(second)
    await pass(timers, 5 * LEASE_MS)
    expect(state.isDone).toBe(false)
    first.release()
    await first.lost
    await pass(timers, LEASE_MS)
    expect(state.isDone).toBe(true)
    ;(await second).release()
  })

  it('is stolen by the window that becomes visible; the other one learns of it', async () => {
    const { open, timers } = newDevice()
    const first = await open().take('link', { steal: true })
    const lost = watch(first.lost)
    await pass(timers, LEASE_MS)
    expect(lost.isDone).toBe(false)
    const second = await open().take('link', { steal: true })
    await pass(timers, LEASE_MS)
    expect(lost.isDone).toBe(true)
    first.release()
    await pass(timers, LEASE_MS)
    expect(watch(second.lost).isDone).toBe(false)
    second.release()
  })

  it('need not be waited for any longer', async () => {
    const { open } = newDevice()
    const first = await open().take('link')
    const end = new AbortController()
    const waiting = open().take('link', { signal: end.signal })
    await settle()
    end.abort(new Error('closed'))
    await expect(waiting).rejects.toThrow('closed')
    await expect(open().take('link', { signal: end.signal })).rejects.toThrow('closed')
    first.release()
  })
})

describe('a lease without Web Locks', () => {
  it('runs out when its window is gone, or sleeps', async () => {
    const device = new MemoryDevice()
    const [sleeping, awake] = [new TestTimers(), new TestTimers()]
    const first = await rowLeases(memoryRows(device), sleeping).take('link')
    const lost = watch(first.lost)
    const second = rowLeases(memoryRows(device), awake).take('link')
    const state = watch(second)
    await settle()
    for (let at = 0; at < 2 * LEASE_MS; at += 1000) {
      awake.pass(1000)
      await settle()
    }
    expect(state.isDone).toBe(true)
    sleeping.pass(LEASE_MS)
    await settle()
    expect(lost.isDone).toBe(true)
    ;(await second).release()
  })

  it('is free when a clock that was ahead has been set back', async () => {
    const device = new MemoryDevice()
    const ahead = new TestTimers()
    ahead.pass(1_000_000)
    await rowLeases(memoryRows(device), ahead).take('link')
    const second = await rowLeases(memoryRows(device), new TestTimers()).take('link')
    second.release()
  })

  it('is what a page over plain http uses', async () => {
    const leases = leasesOf(memoryRows(new MemoryDevice()), 'device', new TestTimers())
    ;(await leases.take('link')).release()
  })
})
