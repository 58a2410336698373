import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'
import { concat } from '../../shared/bytes'
import {
  encodeFrameHead,
  encodeRoomKeys,
  type Frame,
  type FrameRefusal,
  frameIdOf,
  frameSigningBytes,
  KIND,
  type Kind,
  mayBeSignedBy,
  NONCE_BYTES,
  parseFrame,
  type RoomKeys,
  readRoomKeys,
  SIGNATURE_BYTES,
  SIGNER,
  type Signer,
} from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { ok, type Result, refuse } from '../../shared/result'
import { sign, verify } from './ed25519'
import { type DocumentIdentity, decodeIdentity, encodeIdentity } from './frameBodies'
import { liveSizeClass, sizeClass } from './padding'
import { decodePlaintext, encodePlaintext, NO_AUTHOR, type Plaintext, type PlaintextRefusal } from './plaintext'
import { type Capability, keysFit } from './seed'

/**
 * Sealing and opening frames (PROTOCOL.md, "Frame"): XChaCha20-Poly1305 under the room's frame key, a random 24-byte
 * nonce, everything before the ciphertext as associated data; then the signature of the room's write or voice key.
 * Nothing is opened before its signature has been checked, whoever handed it over.
 */
const TAG_BYTES = 16
const EMPTY = new Uint8Array(0)

export type OpenRefusal =
  | FrameRefusal
  | PlaintextRefusal
  | 'wrong room'
  /** The keys that were given are not this room's. */
  | 'wrong keys'
  | 'bad signature'
  /** The seal does not open with this room's frame key. */
  | 'cannot be opened'
  /** A live frame where a stored one is asked for, or the other way round. */
  | 'wrong kind'

/** A frame that would be larger than the protocol lets through; shown in words where text is imported. */
export class FrameTooLarge extends RangeError {
  constructor(readonly bytes: number) {
    super(`a frame of ${bytes} bytes is too large`)
  }
}

export interface SealedFrame {
  /** SHA-256 of everything before the signature. */
  readonly id: Uint8Array
  readonly bytes: Uint8Array
}
export interface OpenedFrame {
  readonly id: Uint8Array
  readonly frame: Frame
  readonly plaintext: Plaintext
}

const newNonce = (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(NONCE_BYTES))

/** Everything before the signature, padded so that the whole frame, signature included, has a size class. */
function seal(capability: Capability, kind: Kind, signer: Signer, plaintext: Plaintext, clear: Uint8Array, nonce: Uint8Array): Uint8Array {
  const header = { kind, signer, room: capability.room, clear }
  const around = encodeFrameHead(header, nonce, 0).length + TAG_BYTES + (kind === KIND.live ? 0 : SIGNATURE_BYTES)
  const classOf = kind === KIND.live ? liveSizeClass : sizeClass
  const padded = encodePlaintext(plaintext, (length) => classOf(around + length) - around)
  const whole = around + padded.length
  if (whole > (kind === KIND.live ? LIMITS.liveFrame : LIMITS.frame)) throw new FrameTooLarge(whole)
  const head = encodeFrameHead(header, nonce, padded.length + TAG_BYTES)
  return concat(head, xchacha20poly1305(capability.frameKey, nonce, head).encrypt(padded))
}

function unseal(capability: Capability, frame: Frame, inflatedLimit?: number): Result<Plaintext, OpenRefusal> {
  let padded: Uint8Array
  try {
    padded = xchacha20poly1305(capability.frameKey, frame.nonce, frame.associatedData).decrypt(frame.ciphertext)
  } catch {
    return refuse('cannot be opened')
  }
  return decodePlaintext(padded, inflatedLimit)
}

/**
 * A frame that is stored. Signed by the write key; a record by the voice key where that is all there is, or where
 * `signer` asks for it. `nonce` is given by test vectors only: never use one twice.
 * @throws FrameTooLarge · RangeError when the capability does not reach to the signing key, or `kind` is live
 */
export async function sealFrame(
  capability: Capability,
  kind: Kind,
  plaintext: Plaintext,
  clear: Uint8Array = EMPTY,
  signer: Signer = kind === KIND.record && !capability.writeSecret ? SIGNER.voice : SIGNER.write,
  nonce: Uint8Array = newNonce(),
): Promise<SealedFrame> {
  const secret = signer === SIGNER.write ? capability.writeSecret : signer === SIGNER.voice ? capability.voiceSecret : null
  if (!secret || kind === KIND.live || !mayBeSignedBy(kind, signer)) throw new RangeError(`${capability.rung} does not sign a frame of kind ${kind}`)
  const unsigned = seal(capability, kind, signer, plaintext, clear, nonce)
  return { id: frameIdOf(unsigned), bytes: concat(unsigned, await sign(secret, frameSigningBytes(unsigned))) }
}

const signedBy = ({ signer }: Frame, keys: RoomKeys): Uint8Array => (signer === SIGNER.voice ? keys.voicePublic : keys.writePublic)

/** Verifies, then opens, a stored frame of any kind. Never throws. `inflatedLimit` in bytes. */
export async function openFrame(
  capability: Capability,
  keys: RoomKeys,
  bytes: Uint8Array,
  options: { readonly inflatedLimit?: number } = {},
): Promise<Result<OpenedFrame, OpenRefusal>> {
  const parsed = parseFrame(bytes)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  if (frame.signature === null) return refuse('wrong kind')
  if (!isOf(capability, frame)) return refuse('wrong room')
  if (!keysFit(capability, keys) || (frame.kind === KIND.create && !keysFit(capability, readRoomKeys(frame)))) return refuse('wrong keys')
  if (!(await verify(signedBy(frame, keys), frameSigningBytes(frame.unsigned), frame.signature))) return refuse('bad signature')
  const plaintext = unseal(capability, frame, options.inflatedLimit)
  return plaintext.ok ? ok({ id: frameIdOf(frame.unsigned), frame, plaintext: plaintext.value }) : plaintext
}
const isOf = ({ room }: Capability, frame: Frame): boolean => frame.room.every((byte, i) => byte === room[i])

/** A live frame (presence): sealed, not signed, never stored. @throws FrameTooLarge past 2 KiB */
export const sealLive = (capability: Capability, plaintext: Plaintext, nonce: Uint8Array = newNonce()): Uint8Array =>
  seal(capability, KIND.live, SIGNER.none, plaintext, EMPTY, nonce)

/** Never throws. Whoever may read can have made it: it says nothing about who did. */
export function openLive(capability: Capability, bytes: Uint8Array): Result<{ readonly frame: Frame; readonly plaintext: Plaintext }, OpenRefusal> {
  if (bytes.length > LIMITS.liveFrame) return refuse('too large')
  const parsed = parseFrame(bytes)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  if (frame.kind !== KIND.live) return refuse('wrong kind')
  if (!isOf(capability, frame)) return refuse('wrong room')
  const plaintext = unseal(capability, frame, 64 * LIMITS.liveFrame)
  return plaintext.ok ? ok({ frame, plaintext: plaintext.value }) : plaintext
}

/** The first frame of a room; needs the edit rung. Its keys stand in the clear, its document's names are sealed. */
export function createFrame(capability: Capability, identity: DocumentIdentity, nonce?: Uint8Array): Promise<SealedFrame> {
  if (!capability.keys) throw new RangeError('a room is created with the edit rung')
  const plaintext = { schema: 0, author: NO_AUTHOR, isV2: false, body: encodeIdentity(identity) }
  return sealFrame(capability, KIND.create, plaintext, encodeRoomKeys(capability.keys), SIGNER.write, nonce)
}

/** A room's first frame, checked: its keys hash to the room. Every replica does this before it believes any other frame. */
export async function readCreate(
  capability: Capability,
  bytes: Uint8Array,
): Promise<Result<{ readonly id: Uint8Array; readonly keys: RoomKeys; readonly identity: DocumentIdentity }, OpenRefusal>> {
  const parsed = parseFrame(bytes)
  if (!parsed.ok) return parsed
  if (parsed.value.kind !== KIND.create) return refuse('wrong kind')
  const keys = readRoomKeys(parsed.value)
  const opened = await openFrame(capability, keys, bytes)
  if (!opened.ok) return opened
  const identity = decodeIdentity(opened.value.plaintext.body)
  return identity ? ok({ id: opened.value.id, keys, identity }) : refuse('malformed')
}
