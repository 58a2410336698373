/** What is worked out about a copy and its main text. Runs in a worker; pure. */
import * as Y from 'yjs'
import { ok, type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { authorRuns } from '../../documents/authorRuns'
import { authorsOf } from '../../documents/authors'
import { readFragment, UnknownContent } from '../../documents/binding/readText'
import { documentSchema, TEXT_FIELD } from '../../documents/schema/schema'
import { afterPull, afterPush, type Bases } from '../../merge/bases'
import { withoutComments } from '../../merge/comments'
import { type Commit, type CommitRefusal, commitReview, openReview, type PinnedReview } from '../../merge/commit'
import { FinerView } from '../../merge/finer'
import { type ReviewBlock, reviewText } from '../../merge/reviewText'
import { type ChangeSummary, summaryOf } from '../../merge/summary'
import { type MixedText, type TextDecision, type TextHunk, TextMerge, textFromJson } from '../../merge/textMerge'
import { withdrawal } from '../../merge/withdraw'
import { marksOf } from '../suggestionMarks'

/** A text as it is at hand: as JSON, as a state (V2), or as the rows of a document. */
export type Source =
  | { readonly json: ProseMirrorJson }
  | { readonly state: Uint8Array }
  /** Yjs V1. */
  | { readonly updates: readonly Uint8Array[] }

/** What a review is pinned to [F7]. */
export interface Pinned {
  readonly review: Uint8Array
  readonly base: ProseMirrorJson
  readonly theirs: ProseMirrorJson
  readonly state: Uint8Array
}

export interface OpenedReview {
  readonly hunks: readonly TextHunk[]
  readonly blocks: readonly ReviewBlock[]
  readonly summary: ChangeSummary
  /** Devices that wrote what stands there now and did not before, by change: of those that were changed in both. Their own claim. */
  readonly writers: Readonly<Record<string, readonly string[]>>
}

/** What was decided, with what it was pinned to. */
export interface Decision {
  readonly pinned: Pinned
  readonly decisions: readonly TextDecision[]
}

/** A text holds what this version does not know, or is none. */
export type EngineRefusal = 'newer content'

export interface Apart {
  /** Changes that the copy would bring back. */
  readonly push: number
  /** Changes of the main text that the copy has not got. */
  readonly pull: number
  /** Where the copy's text differs: the top blocks, by their number. */
  readonly blocks: readonly number[]
}

const read: PinnedReview['read'] = (fragment, mapping) => readFragment(fragment, documentSchema(), mapping)

function withDoc<T>(source: Exclude<Source, { json: ProseMirrorJson }>, act: (ydoc: Y.Doc) => T): T {
  const ydoc = new Y.Doc()
  try {
    ydoc.transact(() => {
      if ('state' in source) Y.applyUpdateV2(ydoc, source.state)
      else for (const update of source.updates) Y.applyUpdate(ydoc, update)
    })
    return act(ydoc)
  } finally {
    ydoc.destroy()
  }
}
const nodeOf = (source: Source) =>
  'json' in source ? textFromJson(documentSchema(), source.json) : withDoc(source, (ydoc) => readFragment(ydoc.getXmlFragment(TEXT_FIELD), documentSchema()))

/** The last review, so that looking at one of its changes does not compare all of it again. */
let last: { readonly pinned: Pinned; readonly merge: TextMerge } | null = null
const isSame = (a: Pinned, b: Pinned): boolean =>
  a.review.join() === b.review.join() && a.state.length === b.state.length && a.state.every((byte, at) => byte === b.state[at]) && sameText(a, b)
const sameText = (a: Pinned, b: Pinned): boolean => JSON.stringify([a.base, a.theirs]) === JSON.stringify([b.base, b.theirs])
const whole = (pinned: Pinned): PinnedReview => ({ ...pinned, schema: documentSchema(), read, field: TEXT_FIELD })

function mergeOf(pinned: Pinned): TextMerge {
  if (last && isSame(last.pinned, pinned)) return last.merge
  const merge = openReview(whole(pinned))
  last = { pinned, merge }
  return merge
}

/** What is not a text of this version is a refusal; anything else is a mistake of ours. */
function unlessNewer<T>(act: () => T): Result<T, EngineRefusal> {
  try {
    return ok(act())
  } catch (error) {
    if (error instanceof UnknownContent || error instanceof RangeError) return refuse('newer content')
    throw error
  }
}

/** By Yjs's own book-keeping. */
function writersOf({ state }: Pinned, hunks: readonly TextHunk[]): Record<string, readonly string[]> {
  const both = hunks.filter(({ status }) => status === 'conflict')
  if (both.length === 0) return {}
  return withDoc({ state }, (ydoc) => {
    const doc = readFragment(ydoc.getXmlFragment(TEXT_FIELD), documentSchema())
    const [runs, authors] = [authorRuns(ydoc), authorsOf(ydoc)]
    const written = ({ id, parts, ...hunk }: TextHunk): [string, readonly string[]] => {
      // What is there now and was not is what would go if it were as before.
      const back = { ...hunk, id, parts: parts.map((part) => ({ ...part, theirs: part.base })) }
      const places = marksOf(back, doc, documentSchema()).flatMap((mark) => (mark.kind === 'out' ? [mark] : []))
      const devices = runs.flatMap(({ from, to, client }) => (places.some((place) => from < place.to && place.from < to) ? (authors.get(client) ?? []) : []))
      return [id, [...new Set(devices)]]
    }
    return Object.fromEntries(both.map(written))
  })
}

const isAsked = ({ status }: TextHunk): boolean => status !== 'same'
const nothing = new Uint8Array()

export const engine = {
  /** The words of a text, without its comments: they stay where they were said. */
  text: (source: Source): Result<ProseMirrorJson, EngineRefusal> => unlessNewer(() => withoutComments(nodeOf(source)).toJSON() as ProseMirrorJson),

  /** How many changes lie between a copy and its main text, each way. */
  apart({ push, pull, main, copy }: { push: Source; pull: Source; main: Source | null; copy: Source }): Result<Apart, EngineRefusal> {
    return unlessNewer(() => {
      const [pushBase, copyText] = [nodeOf(push), nodeOf(copy)]
      const mainText = main && nodeOf(main)
      const pushed = new TextMerge(pushBase, mainText ?? pushBase, copyText, { review: nothing })
      const pulled = mainText && new TextMerge(nodeOf(pull), copyText, mainText, { review: nothing })
      const asked = pushed.hunks.filter(isAsked)
      const starts: number[] = []
      copyText.forEach((_node, at) => {
        starts.push(at)
      })
      const blocks = new Set(
        asked.flatMap(({ parts }) =>
          parts.flatMap(({ at: { theirs } }) => starts.flatMap((start, index) => (isIn(start, starts[index + 1], theirs) ? index : []))),
        ),
      )
      return { push: asked.length, pull: pulled?.hunks.filter(isAsked).length ?? 0, blocks: [...blocks].sort((a, b) => a - b) }
    })
  },

  open: (pinned: Pinned): Result<OpenedReview, EngineRefusal> =>
    unlessNewer(() => {
      const merge = mergeOf(pinned)
      return { hunks: merge.hunks.filter(isAsked), blocks: reviewText(merge), summary: summaryOf(merge), writers: writersOf(pinned, merge.hunks) }
    }),

  /** [F9] The smaller changes of one, only where somebody asked for them. */
  finer: (pinned: Pinned, hunk: string): Result<readonly TextHunk[], EngineRefusal> =>
    unlessNewer(() => new FinerView(mergeOf(pinned), hunk).hunks.filter(isAsked)),
  mix: (pinned: Pinned, hunk: string, decisions: readonly TextDecision[]): Result<MixedText, EngineRefusal> =>
    unlessNewer(() => new FinerView(mergeOf(pinned), hunk).mix(decisions)),

  /** [F8] What it would be. Changes nothing. */
  preview: (pinned: Pinned, decisions: readonly TextDecision[]): Result<ProseMirrorJson, EngineRefusal> =>
    unlessNewer(() => mergeOf(pinned).apply(decisions).content.toJSON() as ProseMirrorJson),

  commit(pinned: Pinned, decisions: readonly TextDecision[]): Result<Commit, CommitRefusal | EngineRefusal> {
    const made = unlessNewer(() => commitReview(whole(pinned), decisions))
    return made.ok ? made.value : made
  },

  /** [F7] What makes the text what it would be had the other never been put in. */
  withdraw(stands: Decision, other: Decision): Result<Uint8Array, CommitRefusal | EngineRefusal> {
    const made = unlessNewer(() => {
      const [first, second] = [stands, other].map(({ pinned, decisions }) => ({ pinned: whole(pinned), commit: commitReview(whole(pinned), decisions) }))
      if (!first?.commit.ok || !second?.commit.ok) return null
      return withdrawal({ ...first, commit: first.commit.value }, { ...second, commit: second.commit.value })
    })
    return made.ok ? (made.value === null ? refuse('committed already') : ok(made.value)) : made
  },

  /** [F6] The bases after a review was put in. @param bases.pull is not asked for where the copy brings back */
  afterPush(
    pinned: Pinned,
    copy: ProseMirrorJson,
    pull: ProseMirrorJson,
    decisions: readonly TextDecision[],
  ): Result<{ push: ProseMirrorJson; pull: ProseMirrorJson }, EngineRefusal> {
    return unlessNewer(() => {
      const bases: Bases = { push: nodeOf({ json: pinned.base }), pull: nodeOf({ json: pull }) }
      return jsonOf(afterPush(bases, nodeOf({ json: copy }), mergeOf(pinned).hunks, decisions))
    })
  },
  afterPull(
    pinned: Pinned,
    push: ProseMirrorJson,
    decisions: readonly TextDecision[],
  ): Result<{ push: ProseMirrorJson; pull: ProseMirrorJson }, EngineRefusal> {
    return unlessNewer(() => {
      const bases: Bases = { push: nodeOf({ json: push }), pull: nodeOf({ json: pinned.base }) }
      return jsonOf(afterPull(bases, nodeOf({ json: pinned.theirs }), mergeOf(pinned), decisions))
    })
  },
}

const isIn = (start: number, end: number | undefined, [from, to]: readonly [number, number]): boolean =>
  (end === undefined || from < end) && (to > start || (from === to && from === start))
const jsonOf = ({ push, pull }: Bases): { push: ProseMirrorJson; pull: ProseMirrorJson } => ({
  push: push.toJSON() as ProseMirrorJson,
  pull: pull.toJSON() as ProseMirrorJson,
})

export type Engine = typeof engine
