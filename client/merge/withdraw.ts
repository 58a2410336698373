/**
 * Two decided sets of one review, both put in apart [F7]: one stands, and the text becomes what it would be had the other never been put in. Its words go, and what
 * only it had taken away is there again. A pure function of both commits, so that every device that does it writes the same bytes.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import * as Y from 'yjs'
import { ByteWriter } from '../../shared/bytes'
import { type Commit, ENGINE_VERSION, type PinnedReview } from './commit'
import { takeAll } from './hunk'
import { SharedText } from './sharedText'
import { type MixedText, TextMerge } from './textMerge'

export interface Committed {
  readonly pinned: PinnedReview
  readonly commit: Commit
}

/** V2, onto any state that holds both pinned ones; with the commit that is withdrawn, so that it stands for itself. @throws what `read` throws */
export function withdrawal(stands: Committed, other: Committed): Uint8Array {
  const { field, read } = stands.pinned
  const wanted = new Y.Doc()
  const ydoc = new Y.Doc()
  try {
    for (const doc of [wanted, ydoc])
      for (const update of [stands.pinned.state, other.pinned.state, stands.commit.update]) if (update.length > 0) Y.applyUpdateV2(doc, update)
    const updates: Uint8Array[] = []
    ydoc.on('updateV2', (update) => updates.push(update))
    if (other.commit.update.length > 0) Y.applyUpdateV2(ydoc, other.commit.update)
    ydoc.clientID = clientOf(wanted, stands.commit.client, other.commit.client)
    ydoc.transact((transaction) => {
      for (const struct of ydoc.store.clients.get(other.commit.client) ?? []) if (struct instanceof Y.Item && !struct.deleted) struct.delete(transaction)
    })
    const target = new SharedText(wanted, wanted.getXmlFragment(field), read).text
    const shared = new SharedText(ydoc, ydoc.getXmlFragment(field), read)
    const merge = new TextMerge(shared.text, shared.text, target)
    shared.put(merge, takeAll<MixedText>(merge.hunks))
    return updates.length === 0 ? new Uint8Array() : Y.mergeUpdatesV2(updates)
  } finally {
    wanted.destroy()
    ydoc.destroy()
  }
}

function clientOf(pinned: Y.Doc, stands: number, other: number): number {
  const writer = new ByteWriter().bytes32(Y.encodeSnapshot(Y.snapshot(pinned)))
  const hash = sha256(writer.u32(stands).u32(other).u32(ENGINE_VERSION).finish())
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0)
}
