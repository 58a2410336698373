import type { CborValue } from '../../../client/crypto/deterministicCbor'
import { publicKeyOf, type SigningKey } from '../../../client/crypto/ed25519'
import { makeRecord, type RecordContent, type RecordId, type VerifiedRecord, verifyRecord } from '../../../client/crypto/record'
import { newCapability } from '../../../client/crypto/seed'
import { filled, keysOf, valueIn } from './support'

export const room = newCapability(filled(32, 77))
export const place = { workspaceId: filled(16, 1), documentId: filled(16, 2), keys: keysOf(room) }

/** Devices with keys that are the same in every run; in the order of their public keys. */
export const devices: readonly SigningKey[] = Array.from({ length: 6 }, (_, n) => ({
  secret: filled(32, 10 + n),
  public: publicKeyOf(filled(32, 10 + n)),
})).sort((a, b) => Buffer.compare(a.public, b.public))
export function device(n: number): SigningKey {
  const found = devices[n]
  if (!found) throw new Error(`no device ${n}`)
  return found
}

export const contentOf = (maker: SigningKey, type: string, body: CborValue, more: Partial<RecordContent> = {}): RecordContent => ({
  type,
  workspaceId: place.workspaceId,
  documentId: place.documentId,
  subject: 'people',
  body,
  after: [],
  device: maker.public,
  at: 1,
  ...more,
})

/** A record as it comes out of the one door. */
export async function verifiedRecord(
  maker: SigningKey,
  type: string,
  body: CborValue,
  after: readonly RecordId[] = [],
  more: Partial<RecordContent> = {},
): Promise<VerifiedRecord> {
  const made = await makeRecord(contentOf(maker, type, body, { after, ...more }), maker.secret, room.writeSecret)
  return valueIn(await verifyRecord(made.bytes, place))
}
