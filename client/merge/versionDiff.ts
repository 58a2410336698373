/** Two versions of one text: what changed between them, marked in the text, in words, and as changes that can be taken back one by one. */
import type { Node } from '@tiptap/pm/model'
import { withoutComments } from './comments'
import { takeAll } from './hunk'
import { type MarkedNode, markedText } from './markedText'
import { type ChangeSummary, summaryOf } from './summary'
import { type MixedText, type TextDecision, type TextHunk, TextMerge } from './textMerge'

export interface VersionDiff {
  /** The newer text with what went and what came. */
  readonly marked: readonly MarkedNode[]
  readonly hunks: readonly TextHunk[]
  readonly summary: ChangeSummary
}

export function versionDiff(older: Node, newer: Node): VersionDiff {
  const merge = new TextMerge(withoutComments(older), withoutComments(older), newer)
  const hunkOf = new Map(merge.hunks.flatMap(({ id }) => merge.regionsOf(id).map(({ index }) => [index, id] as const)))
  return { marked: markedText(merge.tree, (region) => hunkOf.get(region) ?? null), hunks: merge.hunks, summary: summaryOf(merge) }
}

/**
 * The way from the text as it is now to a version, as changes that are applied like any other, so that restoring is an ordinary, undoable edit and comments stay on
 * what stays.
 * @param now as read from the document, with its comments
 */
export function restoring(now: Node, version: Node): { readonly merge: TextMerge; readonly decisions: readonly TextDecision[] } {
  const merge = new TextMerge(now, now, version)
  return { merge, decisions: takeAll<MixedText>(merge.hunks) }
}
