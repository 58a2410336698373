import type { DeviceLog } from '../device/deviceLog'
import { openDevice } from '../device/openDevice'
import type { Session } from '../workspace/session'
import { openShelf, type Shelf } from '../workspace/shelf'

/**
 * What happens before the first picture and after it. First only what tells which picture it is: the device's database
 * and the list of workspaces. The rest (formats, Yjs, the link) comes with the first workspace, or when a pointer nears it.
 */
export interface Booted {
  readonly log: DeviceLog
  readonly shelf: Shelf
}

export async function boot(): Promise<Booted> {
  const { log, keys } = await openDevice()
  return { log, shelf: await openShelf(keys) }
}

/** ws(s) URL of the relay that this origin serves. */
export const relayOf = ({ protocol, host }: { readonly protocol: string; readonly host: string }): string =>
  `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/relay`

let session: Promise<Session> | null = null

/** One session per tab, from the first time that it is asked for. */
export function openSessionOnce({ log, shelf }: Booted): Promise<Session> {
  session ??= Promise.all([import('../workspace/session'), import('../workspace/making')])
    .then(([{ openSession }, { SCHEMA }]) =>
      openSession({ log, shelf, schema: SCHEMA, address: `${window.location.origin}${window.location.pathname}`, ownRelay: relayOf(window.location) }),
    )
    .catch((cause: unknown) => {
      // Not kept: the next attempt (after a chunk that could not be fetched) begins anew.
      session = null
      throw cause
    })
  return session
}

/** Chunks that the next step needs, fetched while there is nothing better to do. */
export function warm(): void {
  const quietly = (promise: Promise<unknown>) => void promise.catch(() => undefined)
  quietly(import('../workspace/session'))
  quietly(import('./Inside'))
  quietly(import('./DocumentScreen'))
}
