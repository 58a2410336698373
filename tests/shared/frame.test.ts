import { describe, expect, it } from 'vitest'
import { concat } from '../../shared/bytes'
import {
  encodeCover,
  encodeFrameHead,
  encodeRoomKeys,
  type FrameHeader,
  frameIdOf,
  frameSigningBytes,
  KIND,
  mayBeSignedBy,
  parseFrame,
  proofSigningBytes,
  readCover,
  readRoomKeys,
  roomOf,
  SIGNER,
  type SnapshotCover,
  tokenHashOf,
} from '../../shared/frame'
import { LIMITS } from '../../shared/limits'

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value)
const keys = { writePublic: filled(32, 1), voicePublic: filled(32, 2), tokenHash: filled(32, 3) }
const cover: SnapshotCover = { noGrace: true, from: 0, to: 12, toChain: filled(16, 4) }
const empty = new Uint8Array(0)
const frameOf = (header: Partial<FrameHeader> = {}, length = 40): Uint8Array => {
  const whole: FrameHeader = { kind: KIND.update, signer: SIGNER.write, room: roomOf(keys), clear: empty, ...header }
  return concat(encodeFrameHead(whole, filled(24, 5), length), filled(length, 6), whole.kind === KIND.live ? empty : filled(64, 7))
}
const refused = (bytes: Uint8Array) => {
  const parsed = parseFrame(bytes)
  return parsed.ok ? null : parsed.reason
}

describe('a frame as a relay sees it', () => {
  it('has its parts where the grammar says', () => {
    const bytes = frameOf()
    const parsed = parseFrame(bytes)
    if (!parsed.ok) throw new Error(parsed.reason)
    const { kind, signer, room, clear, nonce, ciphertext, signature, associatedData, unsigned } = parsed.value
    expect({ kind, signer, room, clear, nonce, ciphertext, signature }).toEqual({
      kind: KIND.update,
      signer: SIGNER.write,
      room: roomOf(keys),
      clear: empty,
      nonce: filled(24, 5),
      ciphertext: filled(40, 6),
      signature: filled(64, 7),
    })
    expect(associatedData).toEqual(bytes.subarray(0, bytes.length - 64 - 40))
    expect(unsigned).toEqual(bytes.subarray(0, bytes.length - 64))
    expect(frameIdOf(unsigned).length).toBe(32)
    expect(frameSigningBytes(unsigned).length).toBe('leaderful/v1/frame\0'.length + unsigned.length)
  })

  it('[S9] is refused, in words, where it is not one', () => {
    const bend = (at: number, value: number) => frameOf().map((byte, i) => (i === at ? value : byte))
    expect(refused(frameOf())).toBeNull()
    expect(refused(bend(0, 0))).toBe('not a frame')
    expect(refused(bend(2, 2))).toBe('unknown version')
    for (const kind of [0, KIND.blob, 7, 15, 17, 255]) expect(refused(bend(3, kind))).toBe('unknown kind')
    for (const signer of [0, 2, 3]) expect(refused(bend(4, signer))).toBe('wrong signer')
    expect(refused(frameOf({ clear: filled(1, 0) }))).toBe('wrong clear part')
    expect(refused(frameOf({ kind: KIND.create, clear: filled(95, 0) }))).toBe('wrong clear part')
    expect(refused(frameOf({ kind: KIND.live, signer: SIGNER.write }))).toBe('wrong signer')
    expect(refused(concat(frameOf(), filled(1, 0)))).toBe('not a frame')
    for (let length = 2; length < frameOf().length; length++) expect(refused(frameOf().subarray(0, length))).toBe('cut off')
    expect(refused(new Uint8Array(LIMITS.frame + 1))).toBe('too large')
  })

  it('is signed by the key that its kind picks', () => {
    const may = (kind: (typeof KIND)[keyof typeof KIND]) => [SIGNER.none, SIGNER.write, SIGNER.voice].filter((signer) => mayBeSignedBy(kind, signer))
    for (const kind of [KIND.create, KIND.update, KIND.snapshot, KIND.moved]) expect(may(kind)).toEqual([SIGNER.write])
    expect(may(KIND.record)).toEqual([SIGNER.write, SIGNER.voice])
    expect(may(KIND.live)).toEqual([SIGNER.none])
  })

  it('names its room’s keys in create', () => {
    const parsed = parseFrame(frameOf({ kind: KIND.create, clear: encodeRoomKeys(keys) }))
    expect(parsed.ok && readRoomKeys(parsed.value)).toEqual(keys)
    expect(roomOf({ ...keys, tokenHash: tokenHashOf(filled(32, 1)) })).not.toEqual(roomOf(keys))
  })

  it('[S7] says in a snapshot what it covers', () => {
    const parsed = parseFrame(frameOf({ kind: KIND.snapshot, clear: encodeCover(cover) }))
    expect(parsed.ok && readCover(parsed.value)).toEqual(cover)
    const bend = (at: number, value: number) => encodeCover(cover).map((byte, i) => (i === at ? value : byte))
    for (const clear of [bend(0, 2), bend(8, 1), bend(9, 1)]) expect(refused(frameOf({ kind: KIND.snapshot, clear }))).toBe('wrong clear part')
  })

  it('[S9] binds a proof to nonce, room and relay', () => {
    const proofs = [
      proofSigningBytes(filled(32, 1), filled(32, 2), 'a:1'),
      proofSigningBytes(filled(32, 2), filled(32, 2), 'a:1'),
      proofSigningBytes(filled(32, 1), filled(32, 1), 'a:1'),
      proofSigningBytes(filled(32, 1), filled(32, 2), 'a:2'),
    ]
    expect(new Set(proofs.map(String)).size).toBe(4)
  })
})
