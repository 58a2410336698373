import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concat, equalBytes } from '../../shared/bytes'
import { NONCE_BYTES, ROOM_BYTES } from '../../shared/frame'
import { type Result, refuse } from '../../shared/result'
import { type Capability, capabilityOf, keyringKey, readSeedOf, SEED_BYTES, voiceSeedOf } from './seed'

/**
 * How a workspace's index hands on the seeds of its documents (PROTOCOL.md, "Index entries"). Whoever reads the index
 * reads the documents; a box lets whoever holds a higher rung of the workspace up to that rung of the document:
 *
 *   box := nonce 24 • XChaCha20-Poly1305(seed 32), under HKDF(the workspace's seed of that rung, "keyring"), the room as
 *          associated data
 *
 * Everybody with the edit rung can write entries, so one is believed only if its seeds derive each other and its room.
 */
export interface EntryKeys {
  readonly room: Uint8Array
  readonly readSeed: Uint8Array
  readonly voiceBox: Uint8Array
  readonly editBox: Uint8Array
}
export type EntryRefusal =
  /** A part has another length than it must have. */
  | 'malformed'
  /** A box that this workspace's seed does not open, or that was made for another room. */
  | 'closed box'
  /** The seeds do not derive each other, or not the room. */
  | 'does not fit'

export const BOX_BYTES = NONCE_BYTES + SEED_BYTES + 16
type Nonces = { readonly voice: Uint8Array; readonly edit: Uint8Array }
const newNonce = (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES))

const sealBox = (key: Uint8Array, room: Uint8Array, seed: Uint8Array, nonce: Uint8Array): Uint8Array =>
  concat(nonce, xchacha20poly1305(key, nonce, room).encrypt(seed))

function openBox(key: Uint8Array, room: Uint8Array, box: Uint8Array): Uint8Array | null {
  try {
    return xchacha20poly1305(key, box.subarray(0, NONCE_BYTES), room).decrypt(box.subarray(NONCE_BYTES))
  } catch {
    return null
  }
}

/** Both capabilities with the edit rung. `nonces` are given by test vectors only. @throws RangeError for lower rungs */
export function sealEntry(workspace: Capability, document: Capability, nonces: Nonces = { voice: newNonce(), edit: newNonce() }): EntryKeys {
  if (!workspace.editSeed || !workspace.voiceSeed || !document.editSeed || !document.voiceSeed) throw new RangeError('an entry is made with the edit rung')
  const { room, readSeed } = document
  return {
    room,
    readSeed,
    voiceBox: sealBox(keyringKey(workspace.voiceSeed), room, document.voiceSeed, nonces.voice),
    editBox: sealBox(keyringKey(workspace.editSeed), room, document.editSeed, nonces.edit),
  }
}

/**
 * What the entry lets the holder of `workspace` do: the same rung of the document. Never throws. On the lower rungs the
 * room itself is checked against its `create` when that comes (`readCreate`).
 */
export function openEntry(workspace: Capability, { room, readSeed, voiceBox, editBox }: EntryKeys): Result<Capability, EntryRefusal> {
  if (room.length !== ROOM_BYTES || readSeed.length !== SEED_BYTES || voiceBox.length !== BOX_BYTES || editBox.length !== BOX_BYTES) return refuse('malformed')
  let voiceSeed: Uint8Array | null = null
  let editSeed: Uint8Array | null = null
  if (workspace.voiceSeed) {
    voiceSeed = openBox(keyringKey(workspace.voiceSeed), room, voiceBox)
    if (!voiceSeed) return refuse('closed box')
    if (!equalBytes(readSeedOf(voiceSeed), readSeed)) return refuse('does not fit')
  }
  if (workspace.editSeed && voiceSeed) {
    editSeed = openBox(keyringKey(workspace.editSeed), room, editBox)
    if (!editSeed) return refuse('closed box')
    if (!equalBytes(voiceSeedOf(editSeed), voiceSeed)) return refuse('does not fit')
  }
  const capability = capabilityOf(workspace.rung, editSeed ?? voiceSeed ?? readSeed, room)
  return capability.ok ? capability : refuse('does not fit')
}

/** The key part of an entry as it stands in a Y.Map, where anything may stand; null for what cannot be one. */
export function readEntryKeys(fields: { readonly [field: string]: unknown }): EntryKeys | null {
  const bytesOf = (field: string, length: number): Uint8Array | null => {
    const value = Object.hasOwn(fields, field) ? fields[field] : null
    return value instanceof Uint8Array && value.length === length ? value : null
  }
  const room = bytesOf('room', ROOM_BYTES)
  const readSeed = bytesOf('readSeed', SEED_BYTES)
  const voiceBox = bytesOf('voiceBox', BOX_BYTES)
  const editBox = bytesOf('editBox', BOX_BYTES)
  return room && readSeed && voiceBox && editBox ? { room, readSeed, voiceBox, editBox } : null
}
