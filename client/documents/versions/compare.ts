/** Comparing and going back, as the diff worker does it: plain data in, plain data out. Pure. */
import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { HunkTitle } from '../../merge/hunkTitle'
import type { MarkedNode } from '../../merge/markedText'
import { SharedText } from '../../merge/sharedText'
import type { ChangeSummary } from '../../merge/summary'
import { textFromJson } from '../../merge/textMerge'
import { restoring, versionDiff } from '../../merge/versionDiff'
import { type AuthorRun, authorRuns } from '../authorRuns'
import { authorsOf } from '../authors'
import { readFragment, UnknownContent } from '../binding/readText'
import { AUTHORS_FIELD, documentSchema, TEXT_FIELD } from '../schema/schema'

export interface ComparedChange {
  /** The hunk's id; what is marked in the text names it. */
  readonly id: string
  readonly title: HunkTitle
  /** Devices (hex) that wrote the words that came; only known for the text as it is now. */
  readonly by: readonly string[]
}

export interface Comparison {
  readonly marked: readonly MarkedNode[]
  readonly changes: readonly ComparedChange[]
  readonly summary: ChangeSummary
}

/** The text holds what this version of the app does not know. */
export type CompareRefusal = 'newer content'

export function compareTexts(older: ProseMirrorJson, newer: ProseMirrorJson): Result<Comparison, CompareRefusal> {
  try {
    return ok(compared(older, newer, []))
  } catch (error) {
    if (error instanceof RangeError) return refuse('newer content')
    throw error
  }
}

/** The text as it is now against what it was, with who wrote what came since. @param before the state vector of then */
export function compareWithNow(older: ProseMirrorJson, state: Uint8Array, before: Uint8Array | null): Result<Comparison, CompareRefusal> {
  const ydoc = new Y.Doc()
  try {
    Y.applyUpdateV2(ydoc, state)
    const newer = readFragment(ydoc.getXmlFragment(TEXT_FIELD), documentSchema()).toJSON() as ProseMirrorJson
    const known = before ? Y.decodeStateVector(before) : new Map<number, number>()
    const authors = authorsOf(ydoc)
    const fresh = authorRuns(ydoc).flatMap((run) => {
      const clock = known.get(run.client) ?? 0
      const device = authors.get(run.client)
      const isNew = run.clock + run.to - run.from > clock
      return isNew && device !== undefined ? [{ ...run, from: run.from + Math.max(0, clock - run.clock), device }] : []
    })
    return ok(compared(older, newer, fresh))
  } catch (error) {
    if (error instanceof RangeError || error instanceof UnknownContent) return refuse('newer content')
    throw error
  } finally {
    ydoc.destroy()
  }
}

function compared(older: ProseMirrorJson, newer: ProseMirrorJson, fresh: readonly (AuthorRun & { readonly device: string })[]): Comparison {
  const schema = documentSchema()
  const { marked, hunks, summary } = versionDiff(textFromJson(schema, older), textFromJson(schema, newer))
  const writers = (from: number, to: number): string[] => fresh.filter((run) => run.from < to && run.to > from).map(({ device }) => device)
  const changes = hunks.map(({ id, title, parts }) => ({ id, title, by: [...new Set(parts.flatMap(({ at }) => writers(...at.theirs)))] }))
  return { marked, changes, summary }
}

export interface GoingBack {
  /** V2: the smallest edit that makes the text say what the version says; comments stay on what stays. */
  readonly update: Uint8Array
  /** Nothing differs. */
  readonly isSame: boolean
}

/**
 * The edit that goes back to a version. Made on a clone, so that the live document receives one update.
 * @param state the live document, V2
 * @param device who says to have written it
 */
export function goingBack(state: Uint8Array, version: ProseMirrorJson, device: string): Result<GoingBack, CompareRefusal> {
  const ydoc = new Y.Doc()
  try {
    Y.applyUpdateV2(ydoc, state)
    const shared = new SharedText(ydoc, ydoc.getXmlFragment(TEXT_FIELD), (fragment, mapping) => readFragment(fragment, documentSchema(), mapping))
    const { merge, decisions } = restoring(shared.text, textFromJson(documentSchema(), version))
    const updates: Uint8Array[] = []
    ydoc.on('updateV2', (update) => updates.push(update))
    shared.put(merge, decisions)
    if (updates.length === 0) return ok({ update: new Uint8Array(), isSame: true })
    ydoc.getMap(AUTHORS_FIELD).set(String(ydoc.clientID), device)
    return ok({ update: Y.mergeUpdatesV2(updates), isSame: false })
  } catch (error) {
    if (error instanceof RangeError || error instanceof UnknownContent) return refuse('newer content')
    throw error
  } finally {
    ydoc.destroy()
  }
}
