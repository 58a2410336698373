import { toHex } from '../../shared/bytes'
import { generateSigningKey } from '../crypto/ed25519'
import { encodeInvitation, type Invitation } from '../crypto/invitation'
import { invitationBody } from '../crypto/joining'
import { deviceBody, INVITATION, LOST, lostBody, SAME_PERSON } from '../crypto/person'
import { recordIdBytes } from '../crypto/record'
import { ancestorsOf } from '../crypto/recordSet'
import { lower, type Rung, secretOf } from '../crypto/seed'
import { chooseRelays } from './acts'
import type { OpenWorkspace } from './openWorkspace'
import { type AskingDevice, NOT_MINE, OWN_DEVICE, PEOPLE } from './people'

/** Links that let somebody in, and what one says about devices of one's own. */

export interface MadeInvitation {
  /** The whole link; its secret stands after #, and nowhere else. */
  readonly link: string
  readonly rung: Rung
  /** Public key of the invitation, hex: a join record names it. */
  readonly key: string
}

const KEPT = (workspaceId: string, rung: Rung, label: string): string => `invitation/${workspaceId}/${rung}/${label}`
interface KeptInvitation {
  readonly secret: Uint8Array
  readonly public: Uint8Array
}

/**
 * A link for one person. Its public half is a record of the workspace, signed by this device: everybody sees who vouched.
 * A link that nobody has used yet is given again, so that opening the sheet does not fill the workspace with records.
 */
export async function makeInvitation(workspace: OpenWorkspace, rung: Rung, label = ''): Promise<MadeInvitation> {
  const { ground, capability, room, people, name, stored } = workspace
  // Until the first invitation an example stays on this device; from now on it needs a way to the others.
  if (stored.get().relays.length === 0) await chooseRelays(workspace, [ground.ownRelay])
  const used = new Set(people.get().joins.map(({ invitationKey }) => invitationKey))
  const place = KEPT(workspace.id, rung, label)
  const kept = await ground.keys.get<KeptInvitation>(place)
  let pair = kept && !used.has(toHex(kept.public)) ? kept : null
  if (pair === null) {
    pair = generateSigningKey()
    await ground.records.append(room, { type: INVITATION, subject: PEOPLE, body: invitationBody({ key: pair.public, rung, label }) })
    await ground.keys.set(place, { secret: pair.secret, public: pair.public } satisfies KeptInvitation)
  }
  const invitation: Invitation = {
    type: label === OWN_DEVICE ? 'own device' : 'workspace',
    rung,
    secret: secretOf(lower(capability, rung)),
    room: capability.room,
    invitationKey: pair.secret,
    relays: [...stored.get().relays],
    workspaceName: name.get(),
    inviterName: stored.get().myName,
  }
  return { link: `${ground.address}${encodeInvitation(invitation)}`, rung, key: toHex(pair.public) }
}

export const makeOwnDeviceLink = (workspace: OpenWorkspace): Promise<MadeInvitation> => makeInvitation(workspace, workspace.capability.rung, OWN_DEVICE)

/** "It is mine": this device's half of the mutual word; the other one gives its half when it sees this. */
export async function confirmDevice({ ground, room }: OpenWorkspace, asking: AskingDevice): Promise<void> {
  await ground.records.append(room, { type: SAME_PERSON, subject: PEOPLE, body: deviceBody(asking.device) })
}
export async function refuseDevice({ ground, room }: OpenWorkspace, asking: AskingDevice): Promise<void> {
  await ground.records.append(room, { type: NOT_MINE, subject: PEOPLE, body: deviceBody(asking.device) })
}

/** "It is lost": nothing that it signs from now on counts. All that is here of it by now stays. */
export async function stopDevice({ ground, room }: OpenWorkspace, device: Uint8Array): Promise<void> {
  const records = await ground.records.list(room)
  const itsOwn = records.filter((record) => record.device !== null && toHex(record.device) === toHex(device))
  const passed = ancestorsOf(
    records,
    itsOwn.map(({ id }) => id),
  )
  const newest = itsOwn.filter(({ id }) => !passed.has(id)).map(({ id }) => recordIdBytes(id))
  await ground.records.append(room, { type: LOST, subject: PEOPLE, body: lostBody(device, newest) })
}
