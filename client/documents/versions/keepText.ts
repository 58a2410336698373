/** Keeping a version of an open text: its words, and who wrote since the version before. */
import * as Y from 'yjs'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { VersionCause } from '../../history/historyDocument'
import type { History } from '../../history/openHistory'
import { documentJson } from '../documentJson'
import { readyIn } from './diffs'
import { writersSince } from './readyVersion'

/**
 * Keeps an automatic version of a text as its state was: it is read and made ready in the worker, and nobody's keys wait for that.
 * @param state V2
 * @returns the version's id; null: as below
 */
export async function keepState(history: History, state: Uint8Array, device: string): Promise<string | null> {
  const ready = await readyIn(state, history.last()?.state ?? null)
  if (!ready.ok || ready.value.text.wordCount === 0) return null
  const { text, by, vector } = ready.value
  return history.keep({ ready: text, cause: 'automatic', by: by.length > 0 ? by : [device], state: vector })
}

/**
 * The version's id; null: the text holds what this version of the app does not know.
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
