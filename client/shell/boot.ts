import type { DeviceLog } from '../device/deviceLog'
import type { Leases } from '../device/lease'
import type { Session } from '../workspace/session'
import type { Shelf } from '../workspace/shelf'
import { documentScreen, inside } from './parts'

/**
 * What happens before the first picture and after it. Somebody new sees the welcome before anything else is fetched: a
 * word in localStorage tells whether this browser has been in a workspace, and is only a hint: the database is asked as
 * soon as there is nothing better to do. Formats, Yjs and the link come with the first workspace, or when a pointer nears it.
 */
export interface Booted {
  readonly log: DeviceLog
  /** Which window has the link; also where the browser has no locks (plain http). */
  readonly leases: Leases
  readonly shelf: Shelf
}

const HINT = 'leaderful/here'

export function hasBeenHere(): boolean {
  try {
    return localStorage.getItem(HINT) !== null
  } catch {
    return true
  }
}
export function rememberBeingHere(isHere: boolean): void {
  try {
    if (isHere) localStorage.setItem(HINT, '1')
    else localStorage.removeItem(HINT)
  } catch {
    // Without localStorage the database is always asked first.
  }
}

let booted: Promise<Booted> | null = null
export function bootOnce(): Promise<Booted> {
  booted ??= import('./openBooted')
    .then(({ openBooted }) => openBooted())
    .catch((cause: unknown) => {
      booted = null
      throw cause
    })
  return booted
}

/** ws(s) URL of the relay that this origin serves. */
export const relayOf = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/relay`

let session: Promise<Session> | null = null

/** One session per tab, from the first time that it is asked for. */
export function openSessionOnce({ log, leases, shelf }: Booted): Promise<Session> {
  session ??= Promise.all([import('../workspace/session'), import('../workspace/schemaNumber')])
    .then(([{ openSession }, { SCHEMA }]) =>
      openSession({
        log,
        shelf,
        schema: SCHEMA,
        address: `${window.location.origin}${window.location.pathname}`,
        ownRelay: relayOf(window.location),
        replica: { leases },
      }),
    )
    .catch((cause: unknown) => {
      // Not kept: the next attempt (after a chunk that could not be fetched) begins anew.
      session = null
      throw cause
    })
  return session
}

export const whenIdle = (act: () => void): void => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 1500 })
  else setTimeout(act, 300)
}

/** Chunks that the next step needs, fetched while there is nothing better to do. */
export function warm(): void {
  void bootOnce().catch(() => undefined)
  const quietly = (promise: Promise<unknown>) => void promise.catch(() => undefined)
  quietly(import('../workspace/session'))
  quietly(inside.fetch())
  quietly(documentScreen.fetch())
}
