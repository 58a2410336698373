import type { DeviceLog } from '../device/deviceLog'
import type { KeyStore } from '../device/keyStore'
import type { Replica } from '../sync/replica'
import type { DeviceIdentity } from './identity'
import type { Records } from './records'
import type { Shelf } from './shelf'

/** What a workspace stands on: made once per tab by `session.ts`. */
export interface Ground {
  readonly log: DeviceLog
  readonly keys: KeyStore
  readonly shelf: Shelf
  readonly replica: Replica
  readonly identity: DeviceIdentity
  readonly records: Records
  /** This device's author, hex. */
  readonly author: string
  /** Follows again whatever is stored now. */
  follow(): Promise<void>
  /** The relay of this origin, and whichever others the app was told of. */
  readonly ownRelay: string
  /** Where links lead to: origin and path. */
  readonly address: string
  now(): number
}
