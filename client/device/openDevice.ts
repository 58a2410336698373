import type { DeviceLog } from './deviceLog'
import { type KeyStore, keyStore } from './keyStore'
import { type Leases, leasesOf } from './lease'
import { rowLog } from './rowLog'
import { openRows } from './rows/openRows'
import type { RowStoreOptions } from './rows/rowStore'

export interface Device {
  readonly log: DeviceLog
  readonly keys: KeyStore
  readonly leases: Leases
}

/** All that this device keeps, in one database. Every window and worker opens its own. */
export async function openDevice(name = 'leaderful', options: Partial<RowStoreOptions> = {}): Promise<Device> {
  const rows = await openRows(name, options)
  return { log: rowLog(rows), keys: keyStore(rows), leases: leasesOf(rows, name) }
}
