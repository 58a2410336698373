import { operationOf } from '../operationOf'
import { broadcastChannel, ChannelHub } from './channel'
import { type Disk, MemoryDisk } from './disk'
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
  new RowStore({ ...ordinary(), disk: device.disk, isAbsent: true, ...options, channel: options.channel === undefined ? device.hub.join() : options.channel })

export const indexedDbRows = (name: string, options: Partial<RowStoreOptions> = {}): RowStore =>
  new RowStore({
    ...ordinary(),
    isAbsent: false,
    ...options,
    disk: options.disk === undefined ? new IndexedDbDisk(name) : options.disk,
    channel: options.channel === undefined ? broadcastChannel(`${name}/rows`) : options.channel,
  })

/**
 * IndexedDB, or memory where the browser gives none: none at all, or refused with an error that stays (private windows,
 * blocked site data): then all windows and workers hold everything together. A disk that fails for another reason is tried again each minute [S13].
 */
export async function openRows(name: string, options: Partial<RowStoreOptions> = {}): Promise<RowStore> {
  const disk = typeof indexedDB === 'undefined' || indexedDB === null ? null : new IndexedDbDisk(name)
  if (disk && !(await isForbidden(disk))) return indexedDbRows(name, { disk, ...options })
  disk?.close()
  return indexedDbRows(name, { disk: null, isAbsent: true, ...options })
}

async function isForbidden(disk: Disk): Promise<boolean> {
  try {
    await disk.read([])
    return false
  } catch (error) {
    return error instanceof Error && ['SecurityError', 'InvalidStateError', 'NotSupportedError'].includes(error.name)
  }
}
