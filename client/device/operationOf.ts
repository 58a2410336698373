import { type DocumentWrite, documentWrite } from './documentWrites'
import { type KeyWrite, keyWrite } from './keyWrites'
import type { Operation } from './rows/operation'

/** What `Outcome.again` said, as an operation; null for what this version does not know. */
export function operationOf(again: unknown): Operation<unknown> | null {
  if (typeof again !== 'object' || again === null || !('do' in again)) return null
  return documentWrite(again as DocumentWrite) ?? keyWrite(again as KeyWrite)
}
