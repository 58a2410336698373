import * as Y from 'yjs'

export interface Folded {
  readonly update: Uint8Array
  /** Places in `updates` of those that Yjs cannot take; nothing of them is in `update`. */
  readonly refused: ReadonlySet<number>
}

/**
 * Several updates as one. It goes through a Y.Doc that exists for this moment alone, so that deleted content is collected
 * (gc) and runs of inserted items become one; merging updates as bytes does neither. What waits for an update that is
 * still missing is kept.
 */
export function fold(updates: readonly Uint8Array[]): Folded {
  const refused = new Set<number>()
  for (;;) {
    const attempt = tryFold(updates, refused)
    if ('update' in attempt) return { update: attempt.update, refused }
    refused.add(attempt.refusedAt)
  }
}

/** Begins anew after a refusal: an update that fails half way may have left something in the Y.Doc. */
function tryFold(updates: readonly Uint8Array[], without: ReadonlySet<number>): { update: Uint8Array } | { refusedAt: number } {
  const doc = new Y.Doc({ gc: true })
  let at = 0
  try {
    doc.transact(() => {
      for (; at < updates.length; at++) {
        const update = updates[at]
        if (update && !without.has(at)) Y.applyUpdate(doc, update)
      }
    })
    return { update: Y.encodeStateAsUpdate(doc) }
  } catch (error) {
    if (at >= updates.length) throw error
    return { refusedAt: at }
  } finally {
    doc.destroy()
  }
}
