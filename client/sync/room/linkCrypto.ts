import { type Kind, proofSigningBytes, type RoomKeys } from '../../../shared/frame'
import type { Result } from '../../../shared/result'
import { sign } from '../../crypto/ed25519'
import { createFrame, type OpenedFrame, openFrame, openLive, readCreate, type SealedFrame, sealFrame, sealLive } from '../../crypto/frame'
import type { DocumentIdentity } from '../../crypto/frameBodies'
import type { Plaintext } from '../../crypto/plaintext'
import { type VerifiedRecord, verifyRecord } from '../../crypto/record'
import { forgottenIds } from '../../crypto/recordSet'
import type { Capability } from '../../crypto/seed'

/** The cryptography that a link needs, as one seam: a simulation may bring something quicker, or count. */
export interface LinkCrypto {
  seal(capability: Capability, kind: Kind, plaintext: Plaintext, clear?: Uint8Array): Promise<SealedFrame>
  /** Verifies first. */
  open(capability: Capability, keys: RoomKeys, bytes: Uint8Array): Promise<Result<OpenedFrame>>
  createFrame(capability: Capability, identity: DocumentIdentity): Promise<SealedFrame>
  readCreate(
    capability: Capability,
    bytes: Uint8Array,
  ): Promise<Result<{ readonly id: Uint8Array; readonly keys: RoomKeys; readonly identity: DocumentIdentity }>>
  sealLive(capability: Capability, plaintext: Plaintext): Uint8Array
  openLive(capability: Capability, bytes: Uint8Array): Result<{ readonly plaintext: Plaintext }>
  verifyRecord(bytes: Uint8Array, about: { workspaceId: Uint8Array; documentId: Uint8Array; keys: RoomKeys }): Promise<Result<VerifiedRecord>>
  forgottenIds(records: readonly VerifiedRecord[]): readonly string[]
  /** [S9] Over the relay's nonce, the room and the relay's name as dialled. */
  prove(secret: Uint8Array, nonce: Uint8Array, room: Uint8Array, relayName: string): Promise<Uint8Array>
}

export const linkCrypto: LinkCrypto = {
  seal: (capability, kind, plaintext, clear) => sealFrame(capability, kind, plaintext, clear),
  open: (capability, keys, bytes) => openFrame(capability, keys, bytes),
  createFrame: (capability, identity) => createFrame(capability, identity),
  readCreate,
  sealLive: (capability, plaintext) => sealLive(capability, plaintext),
  openLive,
  verifyRecord,
  forgottenIds: (records) => forgottenIds(records),
  prove: (secret, nonce, room, relayName) => sign(secret, proofSigningBytes(nonce, room, relayName)),
}
