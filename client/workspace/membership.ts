import { fromHex, toHex } from '../../shared/bytes'
import { publicKeyOf } from '../crypto/ed25519'
import { joinBody, readInvitationBody, readJoinBody } from '../crypto/joining'
import { deviceBody, freeColour, INVITATION, JOIN, joinsOf, SAME_PERSON } from '../crypto/person'
import type { VerifiedRecord } from '../crypto/record'
import type { Store } from '../sync/store'
import type { Ground } from './ground'
import { deviceSort } from './identity'
import { DEVICE_SORT, PEOPLE, type People } from './people'
import type { RecordRoom } from './records'
import type { StoredWorkspace } from './stored'

/**
 * What a device signs by itself, once, when its turn has come: its joining (after the index is here, so that it sees which
 * colours are free), and its half of `same person` (after the older device has confirmed the number).
 */

interface Membership {
  readonly ground: Ground
  readonly stored: Store<StoredWorkspace>
  readonly room: RecordRoom
  readonly records: readonly VerifiedRecord[]
  readonly people: People
  /** The link's own record may still come. */
  readonly mayWait: boolean
}

/** One act at a time per workspace: records come in bursts, and each burst looks again. */
const busy = new Set<string>()

export async function settleMembership(membership: Membership): Promise<void> {
  const { stored, room } = membership
  // Whoever may only read cannot sign anything into the room: presence alone says that they are here.
  if (room.capability.voiceSeed === null || busy.has(stored.get().id)) return
  busy.add(stored.get().id)
  try {
    if (stored.get().joining !== null && hasMetTheOthers(membership)) await signJoining(membership)
    else if (stored.get().isPairing) await settlePairing(membership)
  } finally {
    busy.delete(stored.get().id)
  }
}

/** The link's own record has come, or is no longer waited for: with it come the others, and which colours are free. */
function hasMetTheOthers({ stored, records, mayWait }: Membership): boolean {
  const { joining } = stored.get()
  if (!mayWait || joining === null) return !mayWait
  const key = toHex(publicKeyOf(joining))
  return records.some(({ type, body }) => type === INVITATION && toHex(readInvitationBody(body)?.key ?? new Uint8Array(0)) === key)
}

async function signJoining({ ground, stored, room, records }: Membership): Promise<void> {
  const { joining, myName, id } = stored.get()
  const device = ground.identity.signing.public
  const joins = joinsOf(records)
  if (joining !== null && !joins.some((join) => join.device === toHex(device)))
    await join({ ground, room, records, myName, secret: joining, like: likeWhom(stored.get(), records) })
  await ground.shelf.patch(id, (held) => ({ ...held, joining: null }))
}

/** By a link for another device of the same person: that person's colour. */
function likeWhom({ isPairing, myName }: StoredWorkspace, records: readonly VerifiedRecord[]): number | null {
  return isPairing ? (joinsOf(records).find(({ name }) => name === myName)?.colour ?? null) : null
}

export async function join(options: {
  readonly ground: Ground
  readonly room: RecordRoom
  readonly records: readonly VerifiedRecord[]
  readonly myName: string
  /** The invitation's; null: began the workspace. */
  readonly secret: Uint8Array | null
  /** The colour to take; null: the smallest that is free. */
  readonly like: number | null
}): Promise<void> {
  const { ground, room, records, myName, secret, like } = options
  const device = ground.identity.signing.public
  const colour = like ?? freeColour(joinsOf(records))
  const body = await joinBody({ name: myName, colour, box: ground.identity.box.public }, secret, room.workspaceId, device)
  await ground.records.append(room, { type: JOIN, subject: PEOPLE, body })
  const sort = typeof navigator === 'undefined' ? 'computer' : deviceSort(navigator)
  await ground.records.append(room, { type: DEVICE_SORT, subject: PEOPLE, body: { sort } })
}

/** Another name from now on: the same joining once more, with the countersignature that it has. */
export async function rename(ground: Ground, room: RecordRoom, name: string): Promise<void> {
  const records = await ground.records.list(room)
  const mine = toHex(ground.identity.signing.public)
  const joins = records.filter((record) => record.type === JOIN && record.device !== null && toHex(record.device) === mine)
  const newest = joins.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))[0]
  const body = newest ? readJoinBody(newest.body) : null
  if (!body) return
  const { colour, box, invitation } = body
  const same = invitation === null ? null : { key: invitation.key, countersignature: invitation.countersignature }
  await ground.records.append(room, { type: JOIN, subject: PEOPLE, body: { name, colour, box, invitation: same } })
}

async function settlePairing({ ground, stored, room, people }: Membership): Promise<void> {
  const own = people.joins.find((found) => found.device === toHex(ground.identity.signing.public))
  if (!own || own.invitedBy === null) return
  if (people.pairing === 'confirmed by the other') {
    await ground.records.append(room, { type: SAME_PERSON, subject: PEOPLE, body: deviceBody(fromHex(own.invitedBy)) })
  }
  if (people.pairing === 'same person' || people.pairing === 'confirmed by the other')
    await ground.shelf.patch(stored.get().id, (held) => ({ ...held, isPairing: false }))
}
