/** What a copy begins with: the words of a version, and nothing of how they came about. Pure. */
import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import type { DocumentNode } from '../documents/documentJson'
import { documentSchema } from '../documents/schema/schema'
import { seedDocument } from '../documents/seedDocument'
import { withoutComments } from '../merge/comments'
import { textFromJson } from '../merge/textMerge'
import { baseBytes } from './baseText'

export interface ForkSeed {
  /** Yjs V1, as rows are. */
  readonly update: Uint8Array
  /** The text that both begin with. */
  readonly base: ProseMirrorJson
  /** What `base` is kept under: SHA-256 of its bytes. */
  readonly hash: Uint8Array
}

/**
 * [F1] Seeded once, in a throwaway Y.Doc with a fixed client number: the same content gives the same bytes however often it is made, no history of the main text
 * comes along, and no comment.
 * @throws RangeError if the content does not fit the schema
 */
export function forkSeed(content: ProseMirrorJson): ForkSeed {
  const base = withoutComments(textFromJson(documentSchema(), content)).toJSON() as ProseMirrorJson
  const update = Y.convertUpdateFormatV2ToV1(seedDocument('', base as DocumentNode))
  return { update, base, hash: sha256(baseBytes(base)) }
}
