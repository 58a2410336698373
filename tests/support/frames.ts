import { createPrivateKey, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'
import { concat } from '../../shared/bytes'
import { CHAIN_ORIGIN } from '../../shared/chain'
import {
  encodeCover,
  encodeFrameHead,
  encodeRoomKeys,
  frameIdOf,
  frameSigningBytes,
  KIND,
  type Kind,
  proofSigningBytes,
  type RoomKeys,
  roomOf,
  SIGNER,
  type SnapshotCover,
  tokenHashOf,
} from '../../shared/frame'

/** Frames as a relay sees them, signed by the runtime; what is inside is noise. For tests of the relay alone. */
export interface RoomSecrets {
  readonly keys: RoomKeys
  readonly room: Uint8Array
  readonly fetchToken: Uint8Array
  readonly write: KeyObject
  readonly voice: KeyObject
}
export interface MadeFrame {
  readonly id: Uint8Array
  readonly bytes: Uint8Array
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
export const signingKey = (seed: Uint8Array): KeyObject => createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' })
export const publicBytes = (key: KeyObject): Uint8Array => new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32))

export function makeRoom(random: (size: number) => Uint8Array = randomBytes): RoomSecrets {
  const write = signingKey(random(32))
  const voice = signingKey(random(32))
  const fetchToken = new Uint8Array(random(32))
  const keys: RoomKeys = { writePublic: publicBytes(write), voicePublic: publicBytes(voice), tokenHash: tokenHashOf(fetchToken) }
  return { keys, room: roomOf(keys), fetchToken, write, voice }
}

export interface FrameOptions {
  readonly kind: Kind
  /** Of the ciphertext. */
  readonly size?: number
  readonly clear?: Uint8Array
  readonly signer?: number
  /** Who signs, if not who should. */
  readonly key?: KeyObject
}
export function makeFrame({ room, write, voice }: RoomSecrets, { kind, size = 100, clear = new Uint8Array(0), signer, key }: FrameOptions): MadeFrame {
  const by = (signer ?? (kind === KIND.live ? SIGNER.none : SIGNER.write)) as 0 | 1 | 2
  const head = encodeFrameHead({ kind, signer: by, room, clear }, randomBytes(24), size)
  const unsigned = concat(head, randomBytes(size))
  const id = frameIdOf(unsigned)
  if (kind === KIND.live) return { id, bytes: unsigned }
  const signature = sign(null, frameSigningBytes(unsigned), key ?? (by === SIGNER.voice ? voice : write))
  return { id, bytes: concat(unsigned, signature) }
}
export const makeCreate = (secrets: RoomSecrets): MadeFrame => makeFrame(secrets, { kind: KIND.create, clear: encodeRoomKeys(secrets.keys) })
export const makeUpdate = (secrets: RoomSecrets, size?: number): MadeFrame => makeFrame(secrets, { kind: KIND.update, ...(size === undefined ? {} : { size }) })
export const makeLive = (secrets: RoomSecrets, size = 60): MadeFrame => makeFrame(secrets, { kind: KIND.live, size })
export function makeSnapshot(secrets: RoomSecrets, cover: Partial<SnapshotCover>, size = 200): MadeFrame {
  const whole: SnapshotCover = { noGrace: false, from: 0, to: 0, toChain: CHAIN_ORIGIN, ...cover }
  return makeFrame(secrets, { kind: KIND.snapshot, clear: encodeCover(whole), size })
}
export const makeProof = (key: KeyObject, nonce: Uint8Array, room: Uint8Array, relayName: string): Uint8Array =>
  sign(null, proofSigningBytes(nonce, room, relayName), key)
