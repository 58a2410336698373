import { decodeInvitation, type Invitation } from '../../../client/crypto/invitation'
import { keyStore } from '../../../client/device/keyStore'
import { rowLog } from '../../../client/device/rowLog'
import { MemoryDevice, memoryRows } from '../../../client/device/rows/openRows'
import { inUse } from '../../../client/workspace/listing'
import type { OpenWorkspace } from '../../../client/workspace/openWorkspace'
import { SCHEMA } from '../../../client/workspace/schemaNumber'
import { openSession, type Session } from '../../../client/workspace/session'
import { openShelf, type Shelf } from '../../../client/workspace/shelf'
import { eventually, RELAY, type TestRelay } from '../../support/syncWorld'

/** Somebody with a device of their own, as the app has it, in this process. */
export interface Person {
  readonly name: string
  readonly device: MemoryDevice
  readonly shelf: Shelf
  readonly session: Session
  stop(): Promise<void>
}

export async function person(name: string, relay: TestRelay, device = new MemoryDevice()): Promise<Person> {
  const rows = memoryRows(device, { isAbsent: false })
  const shelf = await openShelf(keyStore(rows))
  const session = await openSession({
    log: rowLog(rows),
    shelf,
    schema: SCHEMA,
    address: 'https://leaderful.test/',
    ownRelay: RELAY,
    replica: { worker: 'inline', connect: relay.connect },
  })
  return {
    name,
    device,
    shelf,
    session,
    stop: async () => {
      await session.stop()
      shelf.close()
    },
  }
}

/** What stands after # in a link. */
export function invitationOf(link: string): Invitation {
  const decoded = decodeInvitation(link.slice(link.indexOf('#')))
  if (!decoded.ok) throw new Error(decoded.reason)
  return decoded.value
}

export const titles = (workspace: OpenWorkspace): string[] => inUse(workspace.documents.get()).map(({ title }) => title)
export const names = (workspace: OpenWorkspace): string[] => workspace.people.get().members.map(({ name }) => name)
/** Until everything that was made here is at the relay. */
export const sent = (workspace: OpenWorkspace): Promise<void> =>
  eventually(() => workspace.status.get().relay === 'sent' && workspace.status.get().unsent === 0, 'never sent')
