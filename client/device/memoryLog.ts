import type { DeviceLog } from './deviceLog'
import { operationOf } from './operationOf'
import { rowLog } from './rowLog'
import { ChannelHub } from './rows/channel'
import { MemoryDisk } from './rows/disk'
import { RowStore, type RowStoreOptions, systemTimers } from './rows/rowStore'

/** What lies on a device without IndexedDB; several logs on one are several windows. It outlives them all. */
export class MemoryDevice {
  readonly disk = new MemoryDisk()
  readonly hub = new ChannelHub()
}

/** In memory alone: for browsers that give no storage (private windows), for tests and for the simulation. */
export function memoryLog(device = new MemoryDevice(), options: Partial<RowStoreOptions> = {}): DeviceLog {
  return rowLog(memoryRows(device, options))
}

export const memoryRows = (device: MemoryDevice, options: Partial<RowStoreOptions> = {}): RowStore =>
  new RowStore({
    disk: device.disk,
    channel: device.hub.join(),
    timers: systemTimers,
    isAbsent: true,
    operationOf,
    onDamage: ({ key, reason }) => console.warn(`A row on this device cannot be read (${reason}): ${key.slice(2).join('/')}`),
    ...options,
  })
