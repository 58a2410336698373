/** Keeping a version of an open text: its words, and who wrote since the version before. */
import * as Y from 'yjs'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { countWords, type VersionCause } from '../../history/historyDocument'
import type { History } from '../../history/openHistory'
import { authorsOf } from '../authors'
import { documentJson } from '../documentJson'

/** Devices (hex) that wrote since the text stood at `before`: their own claim. null: from the beginning. */
export function writersSince(ydoc: Y.Doc, before: Uint8Array | null): string[] {
  const known = before ? Y.decodeStateVector(before) : new Map<number, number>()
  const now = Y.decodeStateVector(Y.encodeStateVector(ydoc))
  const authors = authorsOf(ydoc)
  const writers = [...now].flatMap(([client, clock]) => (clock > (known.get(client) ?? 0) ? (authors.get(client) ?? []) : []))
  return [...new Set(writers)]
}

/**
 * The version's id; null: the text holds what this version of the app does not know, or there is nothing in it.
 * @param device who acts, for a text from which words were only taken away
 */
export function keepText(
  history: History,
  ydoc: Y.Doc,
  about: { readonly cause: VersionCause; readonly name?: string; readonly device: string },
): string | null {
  const read = documentJson(ydoc)
  if (!read.ok) return null
  const json: ProseMirrorJson = read.value
  if (about.cause === 'automatic' && countWords(json) === 0) return null
  const last = history.last()
  const writers = writersSince(ydoc, last?.state ?? null)
  const { cause, name } = about
  return history.keep({
    json,
    cause,
    by: writers.length > 0 ? writers : [about.device],
    state: Y.encodeStateVector(ydoc),
    ...(name === undefined ? {} : { name }),
  })
}
