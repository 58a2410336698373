import { sha256 } from '@noble/hashes/sha2.js'
import { ByteReader, ByteWriter, concat, utf8 } from './bytes'
import { CHAIN_BYTES } from './chain'
import { LIMITS } from './limits'
import { ok, type Result, refuse } from './result'

/**
 * A frame as the relay sees it: a header in the clear and sealed bytes (PROTOCOL.md, "Frame").
 *
 * frame := "LF" • version u8 = 1 • kind u8 • signer u8 • room 32 • clearLength u16 • clear • nonce 24 • length u32 •
 *          ciphertext • signature 64 (absent in live)
 */
export const FRAME_VERSION = 1
export const KIND = { create: 1, update: 2, snapshot: 3, record: 4, moved: 5, blob: 6, live: 16 } as const
export type KindName = keyof typeof KIND
export type Kind = (typeof KIND)[KindName]
export const SIGNER = { none: 0, write: 1, voice: 2 } as const
export type Signer = (typeof SIGNER)[keyof typeof SIGNER]

export const ROOM_BYTES = 32
export const FRAME_ID_BYTES = 32
export const NONCE_BYTES = 24
export const SIGNATURE_BYTES = 64
export const PUBLIC_KEY_BYTES = 32
export const TOKEN_BYTES = 32

const MAGIC = utf8('LF')
const SIGNED_FRAME = utf8('leaderful/v1/frame\0')
const ROOM_DOMAIN = utf8('leaderful/v1/room\0')
const PROVE_DOMAIN = utf8('leaderful/v1/prove\0')

/** What `create` says in the clear; the hash of all three is the room. */
export interface RoomKeys {
  readonly writePublic: Uint8Array
  readonly voicePublic: Uint8Array
  /** SHA-256 of the fetch token. */
  readonly tokenHash: Uint8Array
}
/** What a snapshot says in the clear: [S7] it covers (from, to] of the log whose chain at `to` is `toChain`. */
export interface SnapshotCover {
  /** After a forget: what it covers goes at once. */
  readonly noGrace: boolean
  /** 0 in version 1. */
  readonly from: number
  /** 0 = covers nothing (a re-offer). */
  readonly to: number
  readonly toChain: Uint8Array
}

export interface FrameHeader {
  readonly kind: Kind
  readonly signer: Signer
  readonly room: Uint8Array
  readonly clear: Uint8Array
}
export interface Frame extends FrameHeader {
  readonly nonce: Uint8Array
  readonly ciphertext: Uint8Array
  /** null in live frames. */
  readonly signature: Uint8Array | null
  /** Everything before the ciphertext. */
  readonly associatedData: Uint8Array
  /** Everything before the signature: what is hashed for the id and, behind its domain, signed. */
  readonly unsigned: Uint8Array
  readonly bytes: Uint8Array
}

export type FrameRefusal = 'not a frame' | 'cut off' | 'unknown version' | 'unknown kind' | 'wrong signer' | 'wrong clear part' | 'too large'

/** The key that a kind is signed with. A record goes by either. */
export function mayBeSignedBy(kind: Kind, signer: Signer): boolean {
  if (kind === KIND.live) return signer === SIGNER.none
  if (kind === KIND.record) return signer === SIGNER.write || signer === SIGNER.voice
  return signer === SIGNER.write
}

const CREATE_CLEAR = 2 * PUBLIC_KEY_BYTES + 32
const SNAPSHOT_CLEAR = 1 + 8 + 8 + CHAIN_BYTES
const clearLengthOf = (kind: Kind): number => (kind === KIND.create ? CREATE_CLEAR : kind === KIND.snapshot ? SNAPSHOT_CLEAR : 0)
const KINDS: ReadonlySet<number> = new Set(Object.values(KIND))
const isKind = (value: number): value is Kind => KINDS.has(value)
const isSigner = (value: number): value is Signer => value <= 2

/** Reads a whole frame; never throws. Views into `bytes`, nothing is copied. */
export function parseFrame(bytes: Uint8Array): Result<Frame, FrameRefusal> {
  if (bytes.length > LIMITS.frame) return refuse('too large')
  try {
    const reader = new ByteReader(bytes)
    if (reader.u8() !== MAGIC[0] || reader.u8() !== MAGIC[1]) return refuse('not a frame')
    if (reader.u8() !== FRAME_VERSION) return refuse('unknown version')
    const kind = reader.u8()
    if (!isKind(kind) || kind === KIND.blob) return refuse('unknown kind')
    const signer = reader.u8()
    if (!isSigner(signer) || !mayBeSignedBy(kind, signer)) return refuse('wrong signer')
    const room = reader.raw(ROOM_BYTES)
    const clear = reader.bytes16()
    if (clear.length !== clearLengthOf(kind)) return refuse('wrong clear part')
    const nonce = reader.raw(NONCE_BYTES)
    const length = reader.u32()
    const associatedData = bytes.subarray(0, reader.position)
    const ciphertext = reader.raw(length)
    const unsigned = bytes.subarray(0, reader.position)
    const signature = kind === KIND.live ? null : reader.raw(SIGNATURE_BYTES)
    if (reader.left > 0) return refuse('not a frame')
    const frame: Frame = { kind, signer, room, clear, nonce, ciphertext, signature, associatedData, unsigned, bytes }
    if (kind === KIND.snapshot && readCover(frame) === null) return refuse('wrong clear part')
    return ok(frame)
  } catch {
    return refuse('cut off')
  }
}

/** Everything before the ciphertext of `length` bytes: the associated data of the seal. */
export function encodeFrameHead({ kind, signer, room, clear }: FrameHeader, nonce: Uint8Array, length: number): Uint8Array {
  return new ByteWriter().raw(MAGIC).u8(FRAME_VERSION).u8(kind).u8(signer).raw(room).bytes16(clear).raw(nonce).u32(length).finish()
}

/** Frame id := SHA-256 of everything before the signature; a signature is never hashed. */
export const frameIdOf = (unsigned: Uint8Array): Uint8Array => sha256(unsigned)
/** What a frame's signature is over. */
export const frameSigningBytes = (unsigned: Uint8Array): Uint8Array => concat(SIGNED_FRAME, unsigned)
/** What the proof of a connection is over: the relay's nonce, the room, and the relay's name as dialled. */
export const proofSigningBytes = (nonce: Uint8Array, room: Uint8Array, relayName: string): Uint8Array => concat(PROVE_DOMAIN, nonce, room, utf8(relayName))

/** room := SHA-256("leaderful/v1/room\0" ‖ write public ‖ voice public ‖ SHA-256(fetch token)). */
export const roomOf = ({ writePublic, voicePublic, tokenHash }: RoomKeys): Uint8Array => sha256(concat(ROOM_DOMAIN, writePublic, voicePublic, tokenHash))
export const tokenHashOf = (fetchToken: Uint8Array): Uint8Array => sha256(fetchToken)

export const encodeRoomKeys = ({ writePublic, voicePublic, tokenHash }: RoomKeys): Uint8Array => concat(writePublic, voicePublic, tokenHash)
/** The keys that a `create` names, copied. Call it on frames of that kind only. */
export function readRoomKeys({ clear }: Pick<Frame, 'clear'>): RoomKeys {
  return { writePublic: clear.slice(0, 32), voicePublic: clear.slice(32, 64), tokenHash: clear.slice(64, 96) }
}

export const encodeCover = ({ noGrace, from, to, toChain }: SnapshotCover): Uint8Array =>
  new ByteWriter()
    .u8(noGrace ? 1 : 0)
    .u64(from)
    .u64(to)
    .raw(toChain)
    .finish()
/** null when the clear part of a snapshot is not what version 1 allows. */
export function readCover({ clear }: Pick<Frame, 'clear'>): SnapshotCover | null {
  try {
    const reader = new ByteReader(clear)
    const flags = reader.u8()
    const from = reader.u64()
    const to = reader.u64()
    const toChain = reader.raw(CHAIN_BYTES).slice()
    reader.end()
    return flags > 1 || from !== 0 ? null : { noGrace: flags === 1, from, to, toChain }
  } catch {
    return null
  }
}
