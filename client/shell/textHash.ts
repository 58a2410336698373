import type * as Y from 'yjs'
import { canonicalTextHash } from '../crypto/canonicalText'
import { documentJson } from '../documents/documentJson'
import { titleOf } from '../workspace/seedText'
import { textHash } from '../workspace/session'

/** [S10b] Lends the session the hash of a document's text, as soon as there is an editor. */
export function lendTextHash(): void {
  textHash.of = (ydoc: Y.Doc) => {
    // The index has no text, and a document that has not come has none yet.
    if (titleOf(ydoc) === null) return null
    const json = documentJson(ydoc)
    return json.ok ? canonicalTextHash(json.value) : null
  }
}
