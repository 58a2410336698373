/** What a version is made of, from a text's state. Runs in the worker; pure. */
import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { type ReadyText, readyText } from '../../history/historyDocument'
import { authorsOf } from '../authors'
import { readFragment, UnknownContent } from '../binding/readText'
import { documentSchema, TEXT_FIELD } from '../schema/schema'

export interface ReadyVersion {
  readonly text: ReadyText
  /** Devices (hex) that wrote since the version before. */
  readonly by: readonly string[]
  /** The text's state vector. */
  readonly vector: Uint8Array
}

/** Devices (hex) that wrote since the text stood at `before`: their own claim. null: from the beginning. */
export function writersSince(ydoc: Y.Doc, before: Uint8Array | null): string[] {
  const known = before ? Y.decodeStateVector(before) : new Map<number, number>()
  const now = Y.decodeStateVector(Y.encodeStateVector(ydoc))
  const authors = authorsOf(ydoc)
  const writers = [...now].flatMap(([client, clock]) => (clock > (known.get(client) ?? 0) ? (authors.get(client) ?? []) : []))
  return [...new Set(writers)]
}

/** @param state of the text, V2 */
export function readyVersion(state: Uint8Array, since: Uint8Array | null): Result<ReadyVersion, 'newer content'> {
  const ydoc = new Y.Doc()
  try {
    Y.applyUpdateV2(ydoc, state)
    const json = readFragment(ydoc.getXmlFragment(TEXT_FIELD), documentSchema()).toJSON() as ProseMirrorJson
    return ok({ text: readyText(json), by: writersSince(ydoc, since), vector: Y.encodeStateVector(ydoc) })
  } catch (error) {
    if (error instanceof RangeError || error instanceof UnknownContent) return refuse('newer content')
    throw error
  } finally {
    ydoc.destroy()
  }
}
