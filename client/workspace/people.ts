import { fromHex, toHex } from '../../shared/bytes'
import { bytesField, fieldsOf, textField } from '../crypto/joining'
import { type DeviceId, DOUBTED, type Joined, joinsOf, LOST, type PersonId, type Persons, personsOf, SAME_PERSON } from '../crypto/person'
import type { VerifiedRecord } from '../crypto/record'
import type { DeviceSort } from './identity'
import { cleanName } from './names'

/**
 * The people of a workspace, derived from the records of its index (pure). The same records give the same people on
 * every device.
 */

/** All records about who is who have this subject, so that each comes after all that its maker knew. */
export const PEOPLE = 'people'
/** What sort of thing a device is; says nothing that counts. */
export const DEVICE_SORT = 'device'
/** A device that asked to be the same person, and was told no. */
export const NOT_MINE = 'not mine'
/** The label of a link for another device of one's own. */
export const OWN_DEVICE = 'own device'

export interface PersonDevice {
  readonly id: DeviceId
  readonly sort: DeviceSort | null
  readonly since: number
  readonly isThis: boolean
  readonly isLost: boolean
  readonly lostAt: number | null
}

export interface Member {
  readonly id: PersonId
  readonly name: string
  readonly colour: number
  readonly since: number
  readonly isMe: boolean
  /** null: began the workspace, or the link's own record is not here (`cameBy` tells which). */
  readonly invitedBy: PersonId | null
  readonly cameBy: 'began it' | 'invitation' | 'not known'
  readonly devices: readonly PersonDevice[]
  /** People who marked a device of this person as doubted, where two or more did. */
  readonly doubtedBy: readonly PersonId[]
}

/** A device that came by a link of mine and has not been answered. */
export interface AskingDevice {
  readonly device: Uint8Array
  readonly id: DeviceId
  readonly sort: DeviceSort | null
  readonly name: string
  readonly at: number
  /** Which device of mine made the link. */
  readonly askedOf: DeviceId
}

export interface People {
  /** In the order of joining, then of ids. */
  readonly members: readonly Member[]
  readonly byId: ReadonlyMap<PersonId, Member>
  readonly persons: Persons
  readonly joins: readonly Joined[]
  readonly me: Member | null
  readonly asking: readonly AskingDevice[]
  /** What became of this device's own asking; null: it came by no link of another device of mine, or that is not known yet. */
  readonly pairing: PairingState | null
  ofDevice(device: DeviceId | Uint8Array): Member | null
  /** By what a frame says of its author: the first half of the device key's hash, hex. */
  ofAuthor(author: string): Member | null
}

const SORTS: readonly DeviceSort[] = ['phone', 'tablet', 'computer']

/** @param authorOf hash of a device key, as frames carry it: given, so that this file stays without hashing */
export function peopleOf(records: readonly VerifiedRecord[], thisDevice: Uint8Array, authorOf: (device: DeviceId) => string): People {
  const persons = personsOf(records)
  const counting = records.filter((record) => persons.counts(record))
  const joins = joinsOf(counting)
  const me = persons.personOf(thisDevice)
  const sorts = sortsOf(counting)
  const lostAt = timesOf(records, LOST)
  const byPerson = new Map<PersonId, Joined[]>()
  for (const join of joins) byPerson.set(persons.personOf(join.device), [...(byPerson.get(persons.personOf(join.device)) ?? []), join])

  const members = [...byPerson].map(([id, all]): Member => {
    const inOrder = [...all].sort((a, b) => a.at - b.at || (a.device < b.device ? -1 : 1))
    const first = inOrder[0] as Joined
    const newest = inOrder.at(-1) as Joined
    // The first that was not let in by a link for one's own device says who vouched.
    const vouched = inOrder.find(({ invitation }) => invitation?.label !== OWN_DEVICE) ?? first
    return {
      id,
      name: cleanName(newest.name),
      colour: first.colour,
      since: first.at,
      isMe: id === me,
      invitedBy: vouched.invitedBy === null ? null : persons.personOf(vouched.invitedBy),
      cameBy: vouched.invitedBy !== null ? 'invitation' : vouched.invitationKey === null ? 'began it' : 'not known',
      devices: inOrder.map(({ device, at }) => ({
        id: device,
        sort: sorts.get(device) ?? null,
        since: at,
        isThis: device === toHex(thisDevice),
        isLost: persons.lost.has(device),
        lostAt: lostAt.get(device) ?? null,
      })),
      doubtedBy: doubtersOf(counting, all, persons),
    }
  })
  members.sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1))
  const byId = new Map(members.map((member) => [member.id, member]))
  const byAuthor = new Map(joins.map(({ device }) => [authorOf(device), device]))
  const ofDevice = (device: DeviceId | Uint8Array): Member | null => byId.get(persons.personOf(device)) ?? null
  return {
    members,
    byId,
    persons,
    joins,
    me: byId.get(me) ?? null,
    asking: askingOf(counting, joins, persons, me, sorts),
    pairing: pairingOf(counting, joins, persons, thisDevice),
    ofDevice,
    ofAuthor: (author) => {
      const device = byAuthor.get(author)
      return device === undefined ? null : ofDevice(device)
    },
  }
}

export const NOBODY: Pick<People, 'members' | 'me' | 'asking'> = { members: [], me: null, asking: [] }

function sortsOf(records: readonly VerifiedRecord[]): Map<DeviceId, DeviceSort> {
  const sorts = new Map<DeviceId, DeviceSort>()
  for (const { type, body, device } of records) {
    const sort = type === DEVICE_SORT && device ? SORTS.find((known) => known === textField(fieldsOf(body), 'sort')) : undefined
    if (sort && device) sorts.set(toHex(device), sort)
  }
  return sorts
}

/** When each device was first named by a record of `type`, by its maker's clock: shown only. */
function timesOf(records: readonly VerifiedRecord[], type: string): Map<DeviceId, number> {
  const times = new Map<DeviceId, number>()
  for (const record of records) {
    const named = record.type === type ? bytesField(fieldsOf(record.body), 'device', 32) : null
    if (named && record.at !== null) times.set(toHex(named), Math.min(record.at, times.get(toHex(named)) ?? Number.POSITIVE_INFINITY))
  }
  return times
}

function doubtersOf(records: readonly VerifiedRecord[], joins: readonly Joined[], persons: Persons): PersonId[] {
  const doubted = new Set(joins.map(({ device }) => device).filter((device) => persons.doubted.has(device)))
  const by = records.flatMap((record) => {
    const named = record.type === DOUBTED ? bytesField(fieldsOf(record.body), 'device', 32) : null
    return named && record.device && doubted.has(toHex(named)) ? [persons.personOf(record.device)] : []
  })
  return [...new Set(by)].sort()
}

function askingOf(
  records: readonly VerifiedRecord[],
  joins: readonly Joined[],
  persons: Persons,
  me: PersonId,
  sorts: ReadonlyMap<DeviceId, DeviceSort>,
): AskingDevice[] {
  const refused = new Set(
    records.flatMap((record) => {
      const named = record.type === NOT_MINE && record.device && persons.personOf(record.device) === me ? bytesField(fieldsOf(record.body), 'device', 32) : null
      return named ? [toHex(named)] : []
    }),
  )
  return joins.flatMap((join) => {
    const { device, invitedBy, invitation } = join
    if (invitedBy === null || invitation?.label !== OWN_DEVICE || persons.personOf(invitedBy) !== me) return []
    if (persons.personOf(device) === me || refused.has(device)) return []
    return [{ device: fromHex(device), id: device, sort: sorts.get(device) ?? null, name: cleanName(join.name), at: join.at, askedOf: invitedBy }]
  })
}

export type PairingState = 'waiting' | 'confirmed by the other' | 'same person' | 'not mine'

function pairingOf(records: readonly VerifiedRecord[], joins: readonly Joined[], persons: Persons, thisDevice: Uint8Array): PairingState | null {
  const own = joins.find(({ device }) => device === toHex(thisDevice))
  const other = own?.invitation?.label === OWN_DEVICE ? own.invitedBy : null
  if (other === null || other === undefined) return null
  if (persons.personOf(thisDevice) === persons.personOf(other)) return 'same person'
  const about = (type: string): boolean =>
    records.some((record) => {
      const named = record.type === type && record.device && toHex(record.device) === other ? bytesField(fieldsOf(record.body), 'device', 32) : null
      return named !== null && toHex(named) === toHex(thisDevice)
    })
  if (about(SAME_PERSON)) return 'confirmed by the other'
  return about(NOT_MINE) ? 'not mine' : 'waiting'
}
