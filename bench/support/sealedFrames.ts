import { createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createFrame } from '../../client/crypto/frame'
import { type Capability, newCapability } from '../../client/crypto/seed'
import { concat, toBase64Url } from '../../shared/bytes'
import { CHAIN_ORIGIN } from '../../shared/chain'
import { encodeCover, encodeFrameHead, frameIdOf, frameSigningBytes, KIND, NONCE_BYTES, proofSigningBytes, SIGNATURE_BYTES, SIGNER } from '../../shared/frame'

/**
 * Frames for load: to a relay, sealed bytes are any bytes, so these are random, behind a real header and with a real
 * signature. The first four bytes of the ciphertext are a number by which a delivery is known again.
 */
export interface Room {
  readonly capability: Capability
  readonly create: { readonly id: Uint8Array; readonly bytes: Uint8Array }
  readonly signer: KeyObject
}

/** Node's own Ed25519: a fifth of the time that a library in JavaScript takes. */
function signerOf({ writeSecret, keys }: Capability): KeyObject {
  if (writeSecret === null || keys === null) throw new RangeError('a room to write in')
  return createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d: toBase64Url(writeSecret), x: toBase64Url(keys.writePublic) }, format: 'jwk' })
}

export async function newRoom(): Promise<Room> {
  const capability = newCapability()
  const create = await createFrame(capability, { workspaceId: randomBytes(16), documentId: randomBytes(16), kind: 'text' })
  return { capability, create, signer: signerOf(capability) }
}

const HEAD_BYTES = 2 + 1 + 1 + 1 + 32 + 2 + NONCE_BYTES + 4
/** Bytes of a keystroke's frame: the size class of a 30-byte update. */
export const KEYSTROKE_FRAME = 256

export interface LoadFrame {
  readonly id: Uint8Array
  readonly bytes: Uint8Array
}

export function updateFrame(room: Room, tag: number, size = KEYSTROKE_FRAME): LoadFrame {
  return signed(room, KIND.update, new Uint8Array(), tag, size - HEAD_BYTES - SIGNATURE_BYTES)
}
/** A snapshot that covers nothing (a re-offer), as large as asked for. */
export function snapshotFrame(room: Room, ciphertextBytes: number): LoadFrame {
  return signed(room, KIND.snapshot, encodeCover({ noGrace: false, from: 0, to: 0, toChain: CHAIN_ORIGIN }), 0, ciphertextBytes)
}

function signed(room: Room, kind: typeof KIND.update | typeof KIND.snapshot, clear: Uint8Array, tag: number, length: number): LoadFrame {
  const nonce = randomBytes(NONCE_BYTES)
  const ciphertext = randomBytes(length)
  ciphertext.writeUInt32BE(tag, 0)
  const unsigned = concat(encodeFrameHead({ kind, signer: SIGNER.write, room: room.capability.room, clear }, nonce, length), ciphertext)
  return { id: frameIdOf(unsigned), bytes: concat(unsigned, sign(null, frameSigningBytes(unsigned), room.signer)) }
}

/** The number of a keystroke's frame. */
export const tagOf = (frame: Uint8Array): number => new DataView(frame.buffer, frame.byteOffset).getUint32(HEAD_BYTES)

export const proofOf = (room: Room, nonce: Uint8Array, relayName: string): Uint8Array =>
  sign(null, proofSigningBytes(nonce, room.capability.room, relayName), room.signer)
