import { sha256 } from '@noble/hashes/sha2.js'
import { compareBytes, concat, toHex, utf8 } from '../../shared/bytes'
import type { CborValue } from './deterministicCbor'
import { bytesField, fieldsOf, type InvitationBody, type JoinBody, readInvitationBody, readJoinBody } from './joining'
import { type RecordId, recordIdFrom, type VerifiedRecord } from './record'
import { ancestorsOf } from './recordSet'

/**
 * Who is who in a workspace, derived from the verified records of its index document (PROTOCOL.md, "People"). A person
 * is the set of device keys that `same person` records join, each confirmed from both sides; any of the keys names the
 * person. The same records give the same answer, whatever the order in which they came; nothing here throws.
 */
export const SAME_PERSON = 'same person'
export const LOST = 'lost'
export const DOUBTED = 'doubted'
export const INVITATION = 'invitation'
export const JOIN = 'join'

/** A device's Ed25519 public key, hex. */
export type DeviceId = string
/** The smallest of a person's device keys, hex. It may change when two link later: compare through `personOf`. */
export type PersonId = string

/** The body of `same person` and `doubted`. */
export const deviceBody = (device: Uint8Array): CborValue => ({ device })
/** The body of `lost`: `lastGood` are the newest records of the lost device that its owner still stands by. */
export const lostBody = (device: Uint8Array, lastGood: readonly Uint8Array[]): CborValue => ({ device, lastGood })

const otherDeviceIn = (record: VerifiedRecord): DeviceId | null => {
  const device = bytesField(fieldsOf(record.body), 'device', 32)
  return device ? toHex(device) : null
}
const lastGoodIn = (record: VerifiedRecord): RecordId[] => {
  const { lastGood } = fieldsOf(record.body)
  return Array.isArray(lastGood) ? lastGood.filter((id) => id instanceof Uint8Array && id.length === 32).map(recordIdFrom) : []
}
const makerOf = ({ device }: VerifiedRecord): DeviceId => (device ? toHex(device) : '')

export interface Persons {
  /** Of any device, known or not: a device that is linked to none is a person of its own. */
  personOf(device: DeviceId | Uint8Array): PersonId
  /** Devices of a person, in rising order. */
  devicesOf(person: PersonId): readonly DeviceId[]
  /** Stopped by another device of the same person. */
  readonly lost: ReadonlySet<DeviceId>
  /** Two or more other people doubt it: shown where a round closes, never uncounted. */
  readonly doubted: ReadonlySet<DeviceId>
  /** false for what a lost device said after its last good records, in this document or any other. */
  counts(record: VerifiedRecord): boolean
}

/** Joined sets with their smallest member as name. */
function joinedSets(pairs: readonly (readonly [DeviceId, DeviceId])[]): Map<DeviceId, PersonId> {
  const parent = new Map<DeviceId, DeviceId>()
  const rootOf = (device: DeviceId): DeviceId => {
    let at = device
    for (let above = parent.get(at); above !== undefined && above !== at; above = parent.get(at)) at = above
    return at
  }
  for (const [a, b] of pairs) {
    const [low, high] = [rootOf(a), rootOf(b)].sort() as [DeviceId, DeviceId]
    parent.set(low, low).set(high, low)
  }
  return new Map([...parent.keys()].map((device) => [device, rootOf(device)]))
}

function linksOf(records: readonly VerifiedRecord[]): Map<DeviceId, PersonId> {
  const said = new Set<string>()
  const pairs: [DeviceId, DeviceId][] = []
  for (const record of records) {
    const other = record.type === SAME_PERSON ? otherDeviceIn(record) : null
    const maker = makerOf(record)
    if (!other || other === maker) continue
    said.add(`${maker}/${other}`)
    if (said.has(`${other}/${maker}`)) pairs.push([maker, other])
  }
  return joinedSets(pairs)
}

/** Of each lost device, the records that still count: its last good ones and what these come after. */
type Cuts = ReadonlyMap<DeviceId, ReadonlySet<RecordId>>

/**
 * A device is stopped by another of the same person. Not by one that spoke in knowledge of being stopped itself; of two
 * that stop each other unknowingly both are stopped, for nobody can tell which one is in whose hands. Of several
 * `lost` records about one device each cuts: what remains are the records that all of them leave.
 */
function cutsOf(records: readonly VerifiedRecord[], everywhere: readonly VerifiedRecord[], links: ReadonlyMap<DeviceId, PersonId>): Cuts {
  const stops = records.filter((record) => {
    const lost = record.type === LOST ? otherDeviceIn(record) : null
    const maker = makerOf(record)
    return lost !== null && lost !== maker && links.has(maker) && links.get(maker) === links.get(lost)
  })
  const known = new Map(stops.map((stop) => [stop.id, ancestorsOf(records, [stop.id])]))
  const knownTo = (stop: VerifiedRecord): ReadonlySet<RecordId> => known.get(stop.id) ?? new Set()
  const standing: VerifiedRecord[] = []
  const cuts = new Map<DeviceId, ReadonlySet<RecordId>>()
  // whatever a record comes after has fewer before it
  for (const stop of [...stops].sort((a, b) => knownTo(a).size - knownTo(b).size)) {
    if (standing.some((earlier) => otherDeviceIn(earlier) === makerOf(stop) && knownTo(stop).has(earlier.id))) continue
    standing.push(stop)
    const lost = otherDeviceIn(stop) ?? ''
    const good = lastGoodIn(stop)
    const kept = new Set([...good, ...ancestorsOf(everywhere, good)])
    const earlier = cuts.get(lost)
    cuts.set(lost, earlier ? new Set([...kept].filter((id) => earlier.has(id))) : kept)
  }
  return cuts
}

/**
 * `records` are those of the workspace's index document; `elsewhere` those of other documents, which are needed only to
 * tell what in them a lost device's last good records come after.
 */
export function personsOf(records: readonly VerifiedRecord[], elsewhere: readonly VerifiedRecord[] = []): Persons {
  const cuts = cutsOf(records, [...records, ...elsewhere], linksOf(records))
  const counts = (record: VerifiedRecord): boolean => cuts.get(makerOf(record))?.has(record.id) ?? true
  const counting = records.filter(counts)
  const links = linksOf(counting)
  const idOf = (device: DeviceId | Uint8Array): DeviceId => (typeof device === 'string' ? device : toHex(device))
  const personOf = (device: DeviceId | Uint8Array): PersonId => links.get(idOf(device)) ?? idOf(device)
  const devices = new Map<PersonId, DeviceId[]>()
  for (const [device, person] of [...links].sort(([a], [b]) => (a < b ? -1 : 1))) devices.set(person, [...(devices.get(person) ?? []), device])
  const doubters = new Map<DeviceId, Set<PersonId>>()
  for (const record of counting) {
    const doubted = record.type === DOUBTED ? otherDeviceIn(record) : null
    const doubter = personOf(makerOf(record))
    if (doubted && doubter !== personOf(doubted)) doubters.set(doubted, (doubters.get(doubted) ?? new Set()).add(doubter))
  }
  const doubted = new Set([...doubters].filter(([, people]) => people.size >= 2).map(([device]) => device))
  return { personOf, devicesOf: (person) => devices.get(person) ?? [person], lost: new Set(cuts.keys()), doubted, counts }
}

const PAIRING_DOMAIN = utf8('leaderful/v1/pairing\0')
/** The six digits that both devices show before each says that it is the same person. The same whichever side asks. */
export function pairingNumber(publicA: Uint8Array, publicB: Uint8Array): string {
  const [low, high] = [publicA, publicB].sort(compareBytes) as [Uint8Array, Uint8Array]
  const hash = sha256(concat(PAIRING_DOMAIN, low, high))
  const number = new DataView(hash.buffer, hash.byteOffset).getBigUint64(0) % 1_000_000n
  return number.toString().padStart(6, '0')
}

/** A device that joined, as its newest join record says. */
export interface Joined {
  readonly device: DeviceId
  readonly name: string
  readonly colour: number
  /** The device's X25519 public key. */
  readonly box: Uint8Array
  /** The maker's clock; shown, never compared. */
  readonly at: number
  /** The link that it came by; null: it says that nobody invited it, as whoever made the workspace does. */
  readonly invitationKey: string | null
  /** null as long as that link's own record has not come. */
  readonly invitation: InvitationBody | null
  /** Who made that link. */
  readonly invitedBy: DeviceId | null
}

/** [who, …] in the order of device keys. Of a device's several joins one that no other of them comes after counts; of several such the smallest id. */
export function joinsOf(records: readonly VerifiedRecord[]): Joined[] {
  const invitations = new Map<string, { readonly body: InvitationBody; readonly record: VerifiedRecord }>()
  for (const record of inOrder(records)) {
    const body = record.type === INVITATION ? readInvitationBody(record.body) : null
    if (body && !invitations.has(toHex(body.key))) invitations.set(toHex(body.key), { body, record })
  }
  const byDevice = new Map<DeviceId, VerifiedRecord[]>()
  for (const record of inOrder(records)) {
    if (record.type === JOIN) byDevice.set(makerOf(record), [...(byDevice.get(makerOf(record)) ?? []), record])
  }
  const joined: Joined[] = []
  for (const joins of byDevice.values()) {
    const ids = joins.map(({ id }) => id)
    const passed = joins.length > 1 ? ancestorsOf(records, ids) : new Set<RecordId>()
    const newest = joins.find(({ id }) => !passed.has(id))
    const body = newest && readJoinBody(newest.body)
    if (body) joined.push(joinedBy(newest, body, invitations))
  }
  return joined.sort((a, b) => (a.device < b.device ? -1 : 1))
}
const inOrder = (records: readonly VerifiedRecord[]): VerifiedRecord[] => [...records].sort((a, b) => (a.id < b.id ? -1 : 1))

function joinedBy(record: VerifiedRecord, body: JoinBody, invitations: ReadonlyMap<string, { body: InvitationBody; record: VerifiedRecord }>): Joined {
  const invitationKey = body.invitation ? toHex(body.invitation.key) : null
  const found = invitationKey === null ? undefined : invitations.get(invitationKey)
  return {
    device: makerOf(record),
    name: body.name,
    colour: body.colour,
    box: body.box,
    at: record.at ?? 0,
    invitationKey,
    invitation: found?.body ?? null,
    invitedBy: found ? makerOf(found.record) : null,
  }
}

/** The smallest number that none of these has. */
export function freeColour(joins: readonly Joined[]): number {
  const taken = new Set(joins.map(({ colour }) => colour))
  let colour = 0
  while (taken.has(colour)) colour++
  return colour
}
