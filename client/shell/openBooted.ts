import { openDevice } from '../device/openDevice'
import { openShelf } from '../workspace/shelf'
import type { Booted } from './boot'

/** The device's database and the list of workspaces: a chunk of its own, since the welcome is drawn without them. */
export async function openBooted(): Promise<Booted> {
  const { log, keys, leases } = await openDevice()
  return { log, leases, shelf: await openShelf(keys) }
}
