import { sha256 } from '@noble/hashes/sha2.js'
import { ByteReader, ByteWriter, concat, equalBytes, fromBase64Url, toBase64Url, utf8 } from '../../shared/bytes'
import { ROOM_BYTES } from '../../shared/frame'
import { ok, type Result, refuse } from '../../shared/result'
import { publicKeyOf } from './ed25519'
import { type Capability, capabilityOf, RUNGS, type Rung, SEED_BYTES } from './seed'

/**
 * An invitation is the fragment of a link: no server ever sees it (PROTOCOL.md, "Invitation").
 *
 *   invitation := "#" letter "1." base64url(rung u8 • secret 32 • hasRoom u8 • room 32 (if so) • invitation key 32 •
 *                 count u8 • relay text16 … • workspace name text16 • inviter's name text16 • check 4)
 *
 * The check is over the letter and version, too. Whoever has the link has the rung: it is the membership.
 */
const LETTERS = { w: 'workspace', d: 'document', o: 'own device' } as const
export type InvitationType = (typeof LETTERS)[keyof typeof LETTERS]

export interface Invitation {
  readonly type: InvitationType
  readonly rung: Rung
  /** The seed of the rung. */
  readonly secret: Uint8Array
  readonly room: Uint8Array
  /** The Ed25519 secret with which a join record is countersigned. */
  readonly invitationKey: Uint8Array
  /** WebSocket URLs. */
  readonly relays: readonly string[]
  readonly workspaceName: string
  readonly inviterName: string
}
export type InvitationRefusal =
  /** Some other link, or some other text. */
  | 'not an invitation'
  /** A kind of invitation that this version does not know (a door, say). */
  | 'unknown type'
  | 'newer version'
  /** The end is missing: it was not copied whole. */
  | 'cut off'
  /** Something was changed or added on the way. */
  | 'wrong check'
  /** Well copied, but made wrongly. */
  | 'malformed'

const VERSION = 1
const CHECK_BYTES = 4
const MAX_RELAYS = 8
const MAX_RELAY = 255
/** Bytes of a name; the screen's own limits are smaller. */
const MAX_NAME = 512
const MAX_FRAGMENT = 8192

const checkOf = (head: string, bytes: Uint8Array): Uint8Array => sha256(concat(utf8(head), bytes)).subarray(0, CHECK_BYTES)
const letterOf = (type: InvitationType): string => Object.entries(LETTERS).find(([, name]) => name === type)?.[0] ?? ''
const typeOf = (letter: string): InvitationType | undefined => (Object.hasOwn(LETTERS, letter) ? LETTERS[letter as keyof typeof LETTERS] : undefined)

/** With its "#". With the edit rung the room is left out: it follows from the seed. @throws RangeError for what has no place in an invitation */
export function encodeInvitation(invitation: Invitation): string {
  const { rung, secret, room, invitationKey, relays } = invitation
  const names = [invitation.workspaceName, invitation.inviterName].map((name) => utf8(name.normalize('NFC')))
  const urls = relays.map(utf8)
  if (secret.length !== SEED_BYTES || room.length !== ROOM_BYTES || invitationKey.length !== 32) throw new RangeError('secret, room and key have 32 bytes')
  if (urls.length > MAX_RELAYS || urls.some((url) => url.length > MAX_RELAY)) throw new RangeError('too many relays, or too long')
  if (names.some((name) => name.length > MAX_NAME)) throw new RangeError('a name is too long')
  const writer = new ByteWriter().u8(RUNGS.indexOf(rung) + 1).raw(secret)
  if (rung === 'edit') writer.u8(0)
  else writer.u8(1).raw(room)
  writer.raw(invitationKey).u8(urls.length)
  for (const text of [...urls, ...names]) writer.bytes16(text)
  const head = `${letterOf(invitation.type)}${VERSION}.`
  const bytes = writer.finish()
  return `#${head}${toBase64Url(concat(bytes, checkOf(head, bytes)))}`
}

/** Whether a fragment is meant as an invitation, be it whole or broken; routes begin with "#/". */
export const looksLikeInvitation = (fragment: string): boolean => SHAPE.test(fragment.trim())
const SHAPE = /^#?([a-z])(\d{1,4})\.(.*)$/s

/** With or without its "#". Never throws; each refusal has its words on the screen. */
export function decodeInvitation(fragment: string): Result<Invitation, InvitationRefusal> {
  const [, letter = '', version = '', text = ''] = SHAPE.exec(fragment.trim()) ?? []
  if (letter === '' || fragment.length > MAX_FRAGMENT) return refuse('not an invitation')
  if (Number(version) > VERSION) return refuse('newer version')
  if (Number(version) !== VERSION || version !== String(VERSION)) return refuse('not an invitation')
  const type = typeOf(letter)
  if (!type) return refuse('unknown type')
  const found = bytesOf(text)
  if (!found) return refuse('wrong check')
  const whole = found.bytes
  const checkAt = whole.length - CHECK_BYTES
  const checked = found.exact && checkAt > 0 && equalBytes(checkOf(`${letter}${version}.`, whole.subarray(0, checkAt)), whole.subarray(checkAt))
  try {
    const reader = new ByteReader(whole)
    const fields = readFields(reader)
    reader.raw(CHECK_BYTES)
    if (!checked) return refuse('wrong check')
    reader.end()
    return complete(type, fields)
  } catch {
    return refuse(checked ? 'malformed' : 'cut off')
  }
}

/** null: a sign that is not base64url's. Not exact: the cut of a byte, and bits that belong to a byte which is gone, are passed over. */
function bytesOf(text: string): { readonly bytes: Uint8Array; readonly exact: boolean } | null {
  if (/[^\w-]/.test(text)) return null
  try {
    return { bytes: fromBase64Url(text), exact: true }
  } catch {
    const signs = text.length % 4 === 1 ? text.slice(0, -1) : text
    const filled = fromBase64Url(signs.padEnd(Math.ceil(signs.length / 4) * 4, 'A'))
    return { bytes: filled.subarray(0, Math.floor((signs.length * 3) / 4)), exact: false }
  }
}

type Fields = Omit<Invitation, 'type' | 'room' | 'rung'> & { readonly rung: Rung | undefined; readonly room: Uint8Array | undefined }

function readFields(reader: ByteReader): Fields {
  const rung = RUNGS[reader.u8() - 1]
  const secret = reader.raw(SEED_BYTES).slice()
  const hasRoom = reader.u8()
  const room = hasRoom === 1 ? reader.raw(ROOM_BYTES).slice() : undefined
  const invitationKey = reader.raw(32).slice()
  const relays = Array.from({ length: reader.u8() }, () => reader.text16())
  const workspaceName = reader.text16()
  const inviterName = reader.text16()
  return { rung: hasRoom > 1 ? undefined : rung, secret, room, invitationKey, relays, workspaceName, inviterName }
}

function complete(type: InvitationType, { rung, room, ...rest }: Fields): Result<Invitation, InvitationRefusal> {
  const tooLong = rest.relays.length > MAX_RELAYS || rest.relays.some((url) => utf8(url).length > MAX_RELAY)
  if (!rung || tooLong || [rest.workspaceName, rest.inviterName].some((name) => utf8(name).length > MAX_NAME)) return refuse('malformed')
  const capability = capabilityOf(rung, rest.secret, room)
  return capability.ok ? ok({ type, rung, room: capability.value.room, ...rest }) : refuse('malformed')
}

/** What the link lets its holder do. */
export function capabilityOfInvitation({ rung, secret, room }: Invitation): Capability {
  const capability = capabilityOf(rung, secret, room)
  if (!capability.ok) throw new RangeError(`an invitation: ${capability.reason}`)
  return capability.value
}

/** By which its invitation record and its join records are found. */
export const invitationPublicOf = ({ invitationKey }: Invitation): Uint8Array => publicKeyOf(invitationKey)
