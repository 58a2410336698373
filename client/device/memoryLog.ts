import type { DeviceLog } from './deviceLog'
import { rowLog } from './rowLog'
import { MemoryDevice, memoryRows } from './rows/openRows'
import type { RowStoreOptions } from './rows/rowStore'

/** In memory alone: for browsers that give no storage (private windows), for tests and for the simulation. */
export const memoryLog = (device = new MemoryDevice(), options: Partial<RowStoreOptions> = {}): DeviceLog => rowLog(memoryRows(device, options))
