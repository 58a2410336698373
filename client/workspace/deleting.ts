import { toHex } from '../../shared/bytes'
import type { CborValue } from '../crypto/deterministicCbor'
import { bytesField, fieldsOf } from '../crypto/joining'
import type { VerifiedRecord } from '../crypto/record'
import { headsOf } from '../crypto/recordSet'

/**
 * Deleting is saying, signed and with the edit rung's cosignature, that a document moved to nothing (pure). It is a
 * record of the index (docs/decisions/deleting.md): a frame of its own would be folded away with the log that it ends.
 * Putting back is the same word with the document's own room. Where two say both at once, the text stays.
 */
export const MOVED = 'moved'
export const movedSubject = (documentId: string): string => `document/${documentId}`
export const movedBody = (to: Uint8Array | null): CborValue => ({ to })

export interface Deletion {
  /** Device key, hex. */
  readonly by: string
  readonly at: number
}

/** By document id, hex. */
export function deletionsOf(records: readonly VerifiedRecord[]): Map<string, Deletion> {
  const moved = records.filter(({ type, device }) => type === MOVED && device !== null)
  const found = new Map<string, Deletion>()
  for (const subject of new Set(moved.map((record) => record.subject))) {
    const [, id = ''] = /^document\/([0-9a-f]{32})$/.exec(subject) ?? []
    const about = moved.filter((record) => record.subject === subject)
    const heads = new Set(headsOf(about, subject))
    const last = about.filter(({ id: recordId }) => heads.has(recordId))
    if (id === '' || last.some(isPutBack)) continue
    const [first] = last.sort((a, b) => (a.id < b.id ? -1 : 1))
    if (first?.device) found.set(id, { by: toHex(first.device), at: first.at ?? 0 })
  }
  return found
}
const isPutBack = ({ body }: VerifiedRecord): boolean => bytesField(fieldsOf(body), 'to', 32) !== null
