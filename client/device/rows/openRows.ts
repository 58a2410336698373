import { operationOf } from '../operationOf'
import { broadcastChannel, ChannelHub } from './channel'
import { MemoryDisk } from './disk'
import { IndexedDbDisk } from './indexedDbDisk'
import { RowStore, type RowStoreOptions, systemTimers } from './rowStore'

/** What lies on a device without IndexedDB; several stores on one are several windows. It outlives them all. */
export class MemoryDevice {
  readonly disk = new MemoryDisk()
  readonly hub = new ChannelHub()
}

const ordinary = (): Pick<RowStoreOptions, 'timers' | 'operationOf' | 'onDamage'> => ({
  timers: systemTimers,
  operationOf,
  onDamage: ({ key, reason }) => console.warn(`A row on this device cannot be read (${reason}): ${key.slice(2).join('/')}`),
})

export const memoryRows = (device: MemoryDevice, options: Partial<RowStoreOptions> = {}): RowStore =>
  new RowStore({ ...ordinary(), disk: device.disk, channel: device.hub.join(), isAbsent: true, ...options })

export const indexedDbRows = (name: string, options: Partial<RowStoreOptions> = {}): RowStore =>
  new RowStore({ ...ordinary(), disk: new IndexedDbDisk(name), channel: broadcastChannel(`${name}/rows`), isAbsent: false, ...options })

/**
 * IndexedDB, or memory where the browser gives none: none at all, or refused with an error that stays (private windows,
 * blocked site data). A disk that fails for another reason is tried again each minute [S13].
 */
export async function openRows(name: string, options: Partial<RowStoreOptions> = {}): Promise<RowStore> {
  return (await isStorageAbsent(name)) ? memoryRows(new MemoryDevice(), options) : indexedDbRows(name, options)
}

async function isStorageAbsent(name: string): Promise<boolean> {
  if (typeof indexedDB === 'undefined' || indexedDB === null) return true
  const disk = new IndexedDbDisk(name)
  try {
    await disk.read([])
    return false
  } catch (error) {
    return error instanceof Error && ['SecurityError', 'InvalidStateError', 'NotSupportedError'].includes(error.name)
  } finally {
    disk.close()
  }
}
