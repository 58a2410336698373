import { sha256 } from '@noble/hashes/sha2.js'
import { describe, expect, it } from 'vitest'
import { generateSigningKey } from '../../../client/crypto/ed25519'
import {
  capabilityOfInvitation,
  decodeInvitation,
  encodeInvitation,
  type Invitation,
  invitationPublicOf,
  looksLikeInvitation,
} from '../../../client/crypto/invitation'
import { lower, newCapability, RUNGS, type Rung, secretOf } from '../../../client/crypto/seed'
import { concat, fromBase64Url, toBase64Url, utf8 } from '../../../shared/bytes'
import { filled, valueIn } from './support'

const alice = newCapability()
const link = generateSigningKey()
const invitationOf = (rung: Rung, more: Partial<Invitation> = {}): Invitation => ({
  type: 'workspace',
  rung,
  secret: secretOf(lower(alice, rung)),
  room: alice.room,
  invitationKey: link.secret,
  relays: ['wss://relay.example/relay'],
  workspaceName: 'Hoffnung für alle',
  inviterName: 'Alice',
  ...more,
})
const whole = encodeInvitation(invitationOf('edit'))
const refused = (fragment: string) => {
  const decoded = decodeInvitation(fragment)
  return decoded.ok ? null : decoded.reason
}
/** A well-checked fragment around any bytes. */
const checked = (head: string, bytes: Uint8Array): string => `#${head}${toBase64Url(concat(bytes, sha256(concat(utf8(head), bytes)).subarray(0, 4)))}`

describe('an invitation', () => {
  it('comes back as it was, for every rung', () => {
    for (const rung of RUNGS) {
      const invitation = invitationOf(rung)
      expect(valueIn(decodeInvitation(encodeInvitation(invitation)))).toEqual(invitation)
      expect(capabilityOfInvitation(invitation)).toMatchObject({ rung, room: alice.room, frameKey: alice.frameKey })
    }
    expect(invitationPublicOf(invitationOf('read'))).toEqual(link.public)
  })

  it('may stand without its #, and with space around it', () => {
    expect(decodeInvitation(whole.slice(1)).ok).toBe(true)
    expect(decodeInvitation(` ${whole}\n`).ok).toBe(true)
  })

  it('that was cut off says so, wherever it was cut', () => {
    const start = whole.indexOf('.') + 1
    for (let end = start; end < whole.length; end++) expect(refused(whole.slice(0, end)), `${end} of ${whole.length}`).toBe('cut off')
  })

  it('with one letter changed is never believed', () => {
    for (let at = whole.indexOf('.') + 1; at < whole.length; at++) {
      const other = whole[at] === 'A' ? 'B' : 'A'
      expect(['wrong check', 'cut off']).toContain(refused(whole.slice(0, at) + other + whole.slice(at + 1)))
    }
  })

  it('with its type letter changed is never believed', () => expect(refused(whole.replace('#w', '#d'))).toBe('wrong check'))

  it('with something added says that it was changed', () => {
    expect(refused(`${whole}AAAA`)).toBe('wrong check')
    expect(refused(`${whole})`)).toBe('wrong check')
    expect(refused(`${whole}.`)).toBe('wrong check')
  })

  it('of a newer version, or of a type to come, says so', () => {
    expect(refused(whole.replace('#w1.', '#w2.'))).toBe('newer version')
    expect(refused(whole.replace('#w1.', '#m1.'))).toBe('unknown type')
    expect(refused(whole.replace('#w1.', '#x1.'))).toBe('unknown type')
    expect(refused(whole.replace('#w1.', '#w01.'))).toBe('not an invitation')
  })

  it('is not just any fragment', () => {
    for (const fragment of ['', '#', '#/documents', '#section-2', 'hello', '#w', '#w1', '#W1.AAAA', `#w1.${'A'.repeat(9000)}`])
      expect(refused(fragment)).toBe('not an invitation')
    expect(looksLikeInvitation(whole)).toBe(true)
    expect(looksLikeInvitation(whole.slice(0, 20))).toBe(true)
    expect(looksLikeInvitation('#/d/ab')).toBe(false)
  })

  it('that was made wrongly says so', () => {
    const bytes = fromBase64Url(whole.slice(whole.indexOf('.') + 1)).slice(0, -4)
    const bend = (at: number, value: number) => bytes.map((byte, i) => (i === at ? value : byte))
    expect(refused(checked('w1.', bytes))).toBeNull()
    expect(refused(checked('w1.', bend(0, 4)))).toBe('malformed')
    expect(refused(checked('w1.', bend(0, 2)))).toBe('malformed')
    expect(refused(checked('w1.', bend(33, 2)))).toBe('malformed')
    expect(refused(checked('w1.', bytes.slice(0, -1)))).toBe('malformed')
    expect(refused(checked('w1.', concat(bytes, Uint8Array.of(0))))).toBe('malformed')
    // the edit seed with a room that is not its own
    expect(refused(checked('w1.', concat(bytes.subarray(0, 33), Uint8Array.of(1), filled(32, 5), bytes.subarray(34))))).toBe('malformed')
    expect(refused(checked('w1.', concat(bytes.subarray(0, 33), Uint8Array.of(1), alice.room, bytes.subarray(34))))).toBeNull()
  })

  it('does not take what is too long', () => {
    expect(() => encodeInvitation(invitationOf('edit', { relays: Array.from({ length: 9 }, () => 'wss://a') }))).toThrow(RangeError)
    expect(() => encodeInvitation(invitationOf('edit', { relays: [`wss://${'a'.repeat(300)}`] }))).toThrow(RangeError)
    expect(() => encodeInvitation(invitationOf('edit', { workspaceName: 'ä'.repeat(300) }))).toThrow(RangeError)
    expect(() => encodeInvitation(invitationOf('edit', { secret: filled(31, 0) }))).toThrow(RangeError)
  })
})
