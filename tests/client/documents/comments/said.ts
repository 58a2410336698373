/** Records as they come out of `workspace/records`, made up: their signatures are the affair of other tests. */

import type { CborValue } from '../../../../client/crypto/deterministicCbor'
import type { RecordId, VerifiedRecord } from '../../../../client/crypto/record'
import { commentBody, type Hook, type Mention, replyBody } from '../../../../client/documents/comments/commentRecords'
import { COMMENT, REOPENED, REPLY, RESOLVED } from '../../../../client/documents/comments/commentTypes'
import type { Reader } from '../../../../client/documents/comments/threads'
import { fromHex } from '../../../../shared/bytes'

export const alice = 'a1'.repeat(32)
export const bob = 'b0'.repeat(32)
export const carla = 'ca'.repeat(32)
export const THREAD = '00112233445566778899aabbccddeeff'
export const OTHER = 'ffeeddccbbaa99887766554433221100'

export const readerOf = (me: string): Reader => ({ me, personOf: (device) => device })

let count = 0
export const idOf = (n: number): RecordId => n.toString(16).padStart(64, '0') as RecordId

export interface Said {
  readonly type: string
  readonly by?: string | null
  readonly thread?: string
  readonly body?: CborValue
  readonly after?: readonly VerifiedRecord[]
  readonly at?: number
}

export function record({ type, by = alice, thread = THREAD, body = {}, after = [], at = 1_000 }: Said): VerifiedRecord {
  return {
    type,
    subject: thread,
    body,
    after: after.map(({ id }) => id).sort(),
    device: by === null ? null : fromHex(by),
    at,
    id: idOf(++count),
    bytes: new Uint8Array(1),
    workspaceId: new Uint8Array(16),
    documentId: new Uint8Array(16),
  } as unknown as VerifiedRecord
}

export const hook: Hook = { quote: 'three roads', before: 'We get there by ', after: ' at once.', whole: true, position: null }
export const comment = (text: string, said: Omit<Said, 'type' | 'body'> & { mentions?: readonly Mention[]; hook?: Hook } = {}): VerifiedRecord =>
  record({ ...said, type: COMMENT, body: commentBody(text, said.mentions ?? [], said.hook ?? hook) })
export const reply = (text: string, said: Omit<Said, 'type' | 'body'> & { mentions?: readonly Mention[] } = {}): VerifiedRecord =>
  record({ ...said, type: REPLY, body: replyBody(text, said.mentions ?? []) })
export const resolved = (said: Omit<Said, 'type' | 'body'> = {}): VerifiedRecord => record({ ...said, type: RESOLVED })
export const reopened = (said: Omit<Said, 'type' | 'body'> = {}): VerifiedRecord => record({ ...said, type: REOPENED })
