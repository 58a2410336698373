import type { DeviceLog } from './deviceLog'
import { rowLog } from './rowLog'
import { indexedDbRows } from './rows/openRows'
import type { RowStoreOptions } from './rows/rowStore'

/** In IndexedDB; logs of one name, in whatever window or worker, are one log. */
export const indexedDbLog = (name: string, options: Partial<RowStoreOptions> = {}): DeviceLog => rowLog(indexedDbRows(name, options))
