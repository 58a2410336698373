import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { equalBytes, utf8 } from '../../shared/bytes'
import { ROOM_BYTES, type RoomKeys, roomOf, tokenHashOf } from '../../shared/frame'
import { ok, type Result, refuse } from '../../shared/result'
import { publicKeyOf } from './ed25519'

/**
 * The three rungs of a document: may edit, may comment (voice), may read (PROTOCOL.md, "Seeds").
 *
 *   edit seed ──→ voice seed ──→ read seed ──→ frame key, fetch token
 *      └→ write key    └→ voice key
 *
 * Each arrow is one-way, so whoever has a rung has those below it and none above.
 */
export type Rung = 'edit' | 'voice' | 'read'
export const RUNGS: readonly Rung[] = ['edit', 'voice', 'read']
export const SEED_BYTES = 32

type Purpose = 'voice' | 'read' | 'write-key' | 'voice-key' | 'frame-key' | 'fetch-token' | 'keyring' | 'history' | 'chart'
const derive = (seed: Uint8Array, purpose: Purpose): Uint8Array => hkdf(sha256, seed, undefined, utf8(`leaderful/v1/${purpose}`), 32)

/** What somebody can do in one room. Everything in it is 32 bytes long. */
export interface Capability {
  readonly rung: Rung
  readonly room: Uint8Array
  readonly editSeed: Uint8Array | null
  readonly voiceSeed: Uint8Array | null
  readonly readSeed: Uint8Array
  readonly frameKey: Uint8Array
  readonly fetchToken: Uint8Array
  /** SHA-256 of the fetch token. */
  readonly tokenHash: Uint8Array
  /** Ed25519 secrets. */
  readonly writeSecret: Uint8Array | null
  readonly voiceSecret: Uint8Array | null
  /** Known with the edit rung; on the lower rungs they come with the room's `create` (`withKeys`). */
  readonly keys: RoomKeys | null
}
export type CapabilityRefusal = 'wrong length' | 'room missing' | 'wrong room'

export const newEditSeed = (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(SEED_BYTES))

/** Of a document's own edit seed: that of its history, or of a workspace's chart. */
export const derivedEditSeed = (editSeed: Uint8Array, which: 'history' | 'chart'): Uint8Array => derive(editSeed, which)
/** The key of the boxes in a workspace's index; from the workspace's voice or edit seed. */
export const keyringKey = (seed: Uint8Array): Uint8Array => derive(seed, 'keyring')
/** One rung down. */
export const voiceSeedOf = (editSeed: Uint8Array): Uint8Array => derive(editSeed, 'voice')
export const readSeedOf = (voiceSeed: Uint8Array): Uint8Array => derive(voiceSeed, 'read')

/** `room` is needed for voice and read; with edit it is derived, and compared if it is given. */
export function capabilityOf(rung: Rung, secret: Uint8Array, room?: Uint8Array): Result<Capability, CapabilityRefusal> {
  if (secret.length !== SEED_BYTES || (room && room.length !== ROOM_BYTES)) return refuse('wrong length')
  const editSeed = rung === 'edit' ? secret.slice() : null
  const voiceSeed = editSeed ? voiceSeedOf(editSeed) : rung === 'voice' ? secret.slice() : null
  const readSeed = voiceSeed ? readSeedOf(voiceSeed) : secret.slice()
  const fetchToken = derive(readSeed, 'fetch-token')
  const tokenHash = tokenHashOf(fetchToken)
  const writeSecret = editSeed ? derive(editSeed, 'write-key') : null
  const voiceSecret = voiceSeed ? derive(voiceSeed, 'voice-key') : null
  const keys = writeSecret && voiceSecret ? { writePublic: publicKeyOf(writeSecret), voicePublic: publicKeyOf(voiceSecret), tokenHash } : null
  const derived = keys ? roomOf(keys) : null
  if (derived && room && !equalBytes(derived, room)) return refuse('wrong room')
  const known = derived ?? room?.slice()
  if (!known) return refuse('room missing')
  const frameKey = derive(readSeed, 'frame-key')
  return ok({ rung, room: known, editSeed, voiceSeed, readSeed, frameKey, fetchToken, tokenHash, writeSecret, voiceSecret, keys })
}

/** The capability of a new document. */
export function newCapability(editSeed: Uint8Array = newEditSeed()): Capability {
  const made = capabilityOf('edit', editSeed)
  if (!made.ok) throw new RangeError(`an edit seed: ${made.reason}`)
  return made.value
}

/** The seed that says it all, to be kept or passed on together with rung and room. */
export const secretOf = ({ editSeed, voiceSeed, readSeed }: Capability): Uint8Array => editSeed ?? voiceSeed ?? readSeed

export const reaches = (capability: Capability, rung: Rung): boolean => RUNGS.indexOf(capability.rung) <= RUNGS.indexOf(rung)

/** The same room with fewer rights. @throws RangeError when `rung` is above the capability's own */
export function lower(capability: Capability, rung: Rung): Capability {
  if (!reaches(capability, rung)) throw new RangeError(`${rung} is above ${capability.rung}`)
  const editSeed = rung === 'edit' ? capability.editSeed : null
  const voiceSeed = rung === 'read' ? null : capability.voiceSeed
  const writeSecret = editSeed ? capability.writeSecret : null
  const voiceSecret = voiceSeed ? capability.voiceSecret : null
  return { ...capability, rung, editSeed, voiceSeed, writeSecret, voiceSecret }
}

/** Whether these are the keys of the capability's room: their hash is the room, and the token is the one derived. */
export const keysFit = (capability: Capability, keys: RoomKeys): boolean =>
  equalBytes(roomOf(keys), capability.room) && equalBytes(keys.tokenHash, capability.tokenHash)

/** With the keys that a `create` named. */
export const withKeys = (capability: Capability, keys: RoomKeys): Result<Capability, 'wrong keys'> =>
  keysFit(capability, keys) ? ok({ ...capability, keys }) : refuse('wrong keys')
