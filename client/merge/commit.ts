/**
 * Putting a review into the main text [F7]: a pure function of what was pinned and decided. Committing twice, anywhere, is committing once, because the update is
 * the same bytes under the same client number. Runs in a worker; the live document receives one update.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import type { Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { ByteWriter, utf8 } from '../../shared/bytes'
import { ok, type Result, refuse } from '../../shared/result'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { type CborValue, encodeCbor } from '../crypto/deterministicCbor'
import { jsonOf } from './hunkId'
import { type ReadFragment, SharedText } from './sharedText'
import { type TextDecision, TextMerge, textFromJson } from './textMerge'

/** Part of every client number: raised with any change of what the engine makes of the same decisions. */
export const ENGINE_VERSION = 1

export interface PinnedReview {
  readonly schema: Schema
  readonly read: ReadFragment
  /** The text's field in its Y.Doc. */
  readonly field: string
  /** The review's id, 32 bytes. */
  readonly review: Uint8Array
  readonly base: ProseMirrorJson
  readonly theirs: ProseMirrorJson
  /** The main text's whole state, V2, as pinned. */
  readonly state: Uint8Array
}

export interface Commit {
  /** V2, onto the pinned state; empty if nothing was taken. */
  readonly update: Uint8Array
  readonly client: number
  /** The text that the pinned state gives with it. */
  readonly text: ProseMirrorJson
  /** Hunks whose mixed content does not fit: left as they were, to be placed by hand. */
  readonly unplaced: readonly string[]
}

/** The pinned state holds this commit already, or somebody took its client number. */
export type CommitRefusal = 'committed already'

/** The decisions as bytes, in the order of their hunks: what a `decided` record freezes. Mixed content goes as the bytes of its JSON. */
export function decisionBytes(decisions: readonly TextDecision[]): Uint8Array {
  const value: CborValue = [...decisions]
    .sort((a, b) => (a.hunk < b.hunk ? -1 : a.hunk > b.hunk ? 1 : 0))
    .map(({ hunk, seen, answer }) => [hunk, seen, typeof answer === 'string' ? answer : utf8(sortedJson(answer.mixed))])
  return encodeCbor(value)
}
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  )

/**
 * What a commit rests on besides its decisions: the review, and the state that it is pinned to by what it holds, not by how it is written down. Two who pinned the
 * same state another way write the same; two who pinned different states never share a client number.
 */
function pinOf(review: Uint8Array, pinned: Y.Doc): Uint8Array {
  return sha256(
    new ByteWriter()
      .bytes32(review)
      .raw(Y.encodeSnapshot(Y.snapshot(pinned)))
      .finish(),
  )
}

/** First 32 bits of SHA-256(pin ‖ decisions ‖ engine version). @param review the review and what it is pinned to */
export function commitClient(review: Uint8Array, decisions: readonly TextDecision[], engine: number = ENGINE_VERSION): number {
  const hash = sha256(new ByteWriter().raw(review).raw(decisionBytes(decisions)).u32(engine).finish())
  return new DataView(hash.buffer, hash.byteOffset).getUint32(0)
}

/** The review as the pin has it, for looking and deciding. @throws what `read` throws */
export function openReview(pinned: PinnedReview): TextMerge {
  const ydoc = new Y.Doc()
  try {
    Y.applyUpdateV2(ydoc, pinned.state)
    return mergeOf(pinned, new SharedText(ydoc, ydoc.getXmlFragment(pinned.field), pinned.read))
  } finally {
    ydoc.destroy()
  }
}

function mergeOf({ schema, base, theirs, review }: PinnedReview, { text }: SharedText): TextMerge {
  return new TextMerge(textFromJson(schema, base), text, textFromJson(schema, theirs), { review })
}

/** @throws what `read` throws */
export function commitReview(pinned: PinnedReview, decisions: readonly TextDecision[]): Result<Commit, CommitRefusal> {
  const ydoc = new Y.Doc()
  try {
    Y.applyUpdateV2(ydoc, pinned.state)
    const client = commitClient(pinOf(pinned.review, ydoc), decisions)
    if (Y.decodeStateVector(Y.encodeStateVector(ydoc)).has(client)) return refuse('committed already')
    ydoc.clientID = client
    const shared = new SharedText(ydoc, ydoc.getXmlFragment(pinned.field), pinned.read)
    const updates: Uint8Array[] = []
    ydoc.on('updateV2', (update) => updates.push(update))
    const { text, unplaced } = shared.put(mergeOf(pinned, shared), decisions)
    const [update = new Uint8Array()] = updates
    return ok({ update, client, text: jsonOf(text), unplaced })
  } finally {
    ydoc.destroy()
  }
}
