import { toHex } from '../../shared/bytes'
import { KEYS } from './rows/key'
import { type Operation, rowAt, valueAt } from './rows/operation'
import { decodeLease, encodeLease } from './rows/row'
import type { RowStore, Timers } from './rows/rowStore'
import { systemTimers } from './rows/rowStore'

/** The right to do something that one window at a time does; a number of the fence makes it safe, this only makes it quiet. */
export interface Lease {
  /** Resolves when it ends: stolen, run out, or given back. */
  readonly lost: Promise<void>
  release(): void
}

export interface Leases {
  /**
   * Resolves once held: at once with `steal`, else when nobody else holds it.
   * @throws (in the promise) the signal's reason when it is aborted before that
   */
  take(name: string, options?: { readonly steal?: boolean; readonly signal?: AbortSignal }): Promise<Lease>
}

/** Web Locks, or, where a page has none (plain http), rows that run out. */
export function leasesOf(rows: RowStore, device: string, timers: Timers = systemTimers): Leases {
  const locks = typeof navigator === 'undefined' ? undefined : (navigator as { locks?: LockManager }).locks
  return locks ? lockLeases(locks, device) : rowLeases(rows, timers)
}

export const lockLeases = (locks: LockManager, device: string): Leases => ({
  take: (name, { steal = false, signal } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      let release = (): void => {}
      const released = new Promise<void>((end) => {
        release = end
      })
      let end = (): void => {}
      const lost = new Promise<void>((resolve) => {
        end = resolve
      })
      // A stolen lock rejects its request. One that steals waits for nobody, and takes no signal.
      const request = locks.request(`${device}/${name}`, steal ? { steal } : signal ? { signal } : {}, (): Promise<void> => {
        resolve({ lost, release })
        return released
      })
      request.then(end, (error: unknown) => {
        end()
        reject(error)
      })
    }),
})

/** A lease in rows is good for this long, and renewed (or looked at) three times in it. */
export const LEASE_MS = 6_000
const LOOK_MS = LEASE_MS / 3

/** For pages without Web Locks. In a window whose timers sleep the lease runs out, and it learns of it when it wakes. */
export function rowLeases(rows: RowStore, timers: Timers): Leases {
  const hold = (name: string, holder: string, steal: boolean, isRenewal: boolean) => rows.run(holdLease(name, holder, steal, isRenewal, timers.now()))
  return {
    async take(name, { steal = false, signal } = {}) {
      const holder = toHex(crypto.getRandomValues(new Uint8Array(16)))
      while (true) {
        signal?.throwIfAborted()
        if (await hold(name, holder, steal, false)) break
        await sleep(timers, LOOK_MS, signal)
      }
      let end = (): void => {}
      const lost = new Promise<void>((resolve) => {
        end = resolve
      })
      let stop = (): void => {}
      let isReleased = false
      const renewLater = (): void => {
        if (isReleased) return
        stop = timers.after(LOOK_MS, () => {
          hold(name, holder, false, true).then((isHeld) => (isHeld ? renewLater() : end()), end)
        })
      }
      renewLater()
      return {
        lost,
        release() {
          if (isReleased) return
          isReleased = true
          stop()
          end()
          rows.run(releaseLease(name, holder)).catch(() => {})
        },
      }
    },
  }
}

const sleep = (timers: Timers, ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = timers.after(ms, () => {
      signal?.removeEventListener('abort', abort)
      resolve()
    })
    const abort = (): void => {
      stop()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', abort, { once: true })
  })

/** True: held until `now` + LEASE_MS. A renewal takes nothing back that another has taken or that has been given up. */
function holdLease(name: string, holder: string, steal: boolean, isRenewal: boolean, now: number): Operation<boolean> {
  const key = KEYS.lease(name)
  return {
    reads: [valueAt(key)],
    isStrict: false,
    decide(found) {
      const lease = rowAt(found, key, decodeLease)
      const isMine = lease?.holder === holder
      // One that ends later than any could is of a clock that has been set back.
      const isFree = lease === null || lease.until <= now || lease.until > now + LEASE_MS
      if (!(isMine || (!isRenewal && (isFree || steal)))) return { value: false, writes: [], again: null }
      return { value: true, writes: [{ put: key, value: encodeLease({ holder, until: now + LEASE_MS }) }], again: null }
    },
  }
}

const releaseLease = (name: string, holder: string): Operation<void> => ({
  reads: [valueAt(KEYS.lease(name))],
  isStrict: false,
  decide(found) {
    const isMine = rowAt(found, KEYS.lease(name), decodeLease)?.holder === holder
    return { value: undefined, writes: isMine ? [{ remove: KEYS.lease(name) }] : [], again: null }
  },
})
