import { concat, utf8 } from '../../shared/bytes'
import { PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '../../shared/frame'
import type { CborValue } from './deterministicCbor'
import { publicKeyOf, sign, verify } from './ed25519'
import { RUNGS, type Rung } from './seed'

/**
 * How somebody comes in (PROTOCOL.md, "Joining"): a link's public key, rung and label are an `invitation` record of
 * whoever made it; a `join` record of the new device is countersigned with the link's secret. Both are records of the
 * workspace's index document, so who invited whom can be checked offline, by everybody.
 */
export interface InvitationBody {
  /** The invitation's public key. */
  readonly key: Uint8Array
  readonly rung: Rung
  /** What its maker wrote for themself: "for the Tuesday group". */
  readonly label: string
}
export interface JoinBody {
  /** What the person wants to be called. */
  readonly name: string
  /** [0, …): the smallest number that was free as the joiner saw it. */
  readonly colour: number
  /** The device's X25519 public key. */
  readonly box: Uint8Array
  /** null for whoever made the workspace: nobody invited them. */
  readonly invitation: { readonly key: Uint8Array; readonly countersignature: Uint8Array } | null
}

const JOIN_DOMAIN = utf8('leaderful/v1/join\0')
const joinBytes = (workspaceId: Uint8Array, device: Uint8Array): Uint8Array => concat(JOIN_DOMAIN, workspaceId, device)

type Fields = { readonly [key: string]: CborValue }
export const fieldsOf = (body: CborValue): Fields =>
  body === null || typeof body !== 'object' || Array.isArray(body) || body instanceof Uint8Array ? {} : (body as Fields)
export const bytesField = (fields: Fields, name: string, length: number): Uint8Array | null => {
  const value = Object.hasOwn(fields, name) ? fields[name] : null
  return value instanceof Uint8Array && value.length === length ? value : null
}
export const textField = (fields: Fields, name: string): string | null => {
  const value = Object.hasOwn(fields, name) ? fields[name] : null
  return typeof value === 'string' ? value : null
}

export const invitationBody = ({ key, rung, label }: InvitationBody): CborValue => ({ key, rung, label })
export function readInvitationBody(body: CborValue): InvitationBody | null {
  const fields = fieldsOf(body)
  const key = bytesField(fields, 'key', PUBLIC_KEY_BYTES)
  const rung = RUNGS.find((name) => name === fields.rung)
  const label = textField(fields, 'label')
  return key && rung && label !== null ? { key, rung, label } : null
}

/** The body of a join record. `invitationSecret` comes from the link; null for whoever made the workspace. */
export async function joinBody(
  { name, colour, box }: Omit<JoinBody, 'invitation'>,
  invitationSecret: Uint8Array | null,
  workspaceId: Uint8Array,
  device: Uint8Array,
): Promise<CborValue> {
  if (!invitationSecret) return { name, colour, box, invitation: null }
  const countersignature = await sign(invitationSecret, joinBytes(workspaceId, device))
  return { name, colour, box, invitation: { key: publicKeyOf(invitationSecret), countersignature } }
}
export function readJoinBody(body: CborValue): JoinBody | null {
  const fields = fieldsOf(body)
  const name = textField(fields, 'name')
  const { colour, invitation = null } = fields
  const box = bytesField(fields, 'box', PUBLIC_KEY_BYTES)
  if (name === null || typeof colour !== 'number' || colour < 0 || !box) return null
  if (invitation === null) return { name, colour, box, invitation }
  const key = bytesField(fieldsOf(invitation), 'key', PUBLIC_KEY_BYTES)
  const countersignature = bytesField(fieldsOf(invitation), 'countersignature', SIGNATURE_BYTES)
  return key && countersignature ? { name, colour, box, invitation: { key, countersignature } } : null
}

/** Whether a join record's body is whole, and its countersignature, if it names an invitation, that invitation's own. */
export async function joinFits(content: { body: CborValue; workspaceId: Uint8Array; device: Uint8Array | null }): Promise<boolean> {
  const body = readJoinBody(content.body)
  if (!body || !content.device) return false
  if (!body.invitation) return true
  return verify(body.invitation.key, joinBytes(content.workspaceId, content.device), body.invitation.countersignature)
}
