/**
 * A copy lives on after it was brought back, and gets the latest from its main text in between [F6]. Two bases keep count, so that nothing is offered twice:
 * `push`, the copy as last looked at, and `pull`, the main text as last fetched. What was refused comes again only on purpose.
 */
import type { Node } from '@tiptap/pm/model'
import { withoutComments } from './comments'
import { takeAll } from './hunk'
import { type MixedText, type TextDecision, type TextHunk, TextMerge, type TextPart } from './textMerge'

export interface Bases {
  readonly push: Node
  readonly pull: Node
}

const crosses = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] < b[1] && b[0] < a[1]
const touches = (a: readonly [number, number], b: readonly [number, number]): boolean => a[0] <= b[1] && b[0] <= a[1]
/** Of comparisons with the same base and the same theirs. */
const isSamePlace = (a: TextPart, b: TextPart): boolean =>
  a.kind === 'shell' || b.kind === 'shell' ? a.at.base[0] === b.at.base[0] : crosses(a.at.theirs, b.at.theirs) || crosses(a.at.base, b.at.base)
const concernsAny = (hunk: TextHunk, others: readonly TextHunk[]): boolean =>
  others.some((other) => other.parts.some((theirs) => hunk.parts.some((own) => isSamePlace(own, theirs))))

/** Ours with everything that theirs changed since the base, but for what lies where one of these hunks lies. */
function advanced(base: Node, ours: Node, theirs: Node, except: readonly TextHunk[]): Node {
  const merge = new TextMerge(withoutComments(base), withoutComments(ours), withoutComments(theirs))
  return merge.apply(takeAll<MixedText>(merge.hunks.filter((hunk) => !concernsAny(hunk, except)))).content
}

/** A new copy: nothing to bring back, nothing to fetch. */
export const firstBases = (origin: Node): Bases => ({ push: withoutComments(origin), pull: withoutComments(origin) })

/** What a copy brings back: everything since it was last looked at. */
export const pushReview = (bases: Bases, main: Node, copy: Node, review: Uint8Array): TextMerge => new TextMerge(bases.push, main, copy, { review })

/** What a copy fetches: everything since it last did. */
export const pullReview = (bases: Bases, main: Node, copy: Node, review: Uint8Array): TextMerge => new TextMerge(bases.pull, copy, main, { review })

/** After bringing back. What was taken or refused is not offered again; what nobody decided is. */
export function afterPush(bases: Bases, copy: Node, hunks: readonly TextHunk[], decisions: readonly TextDecision[]): Bases {
  const decided = new Set(decisions.map(({ hunk }) => hunk))
  const open = hunks.filter(({ id, status }) => status !== 'same' && !decided.has(id))
  return { ...bases, push: open.length === 0 ? withoutComments(copy) : advanced(bases.push, bases.push, copy, open) }
}

/**
 * After fetching. What was taken from the main text is none of the copy's own changes; what was refused stays what the copy says otherwise.
 * @param merge the review that was decided, of the copy as it was then
 */
export function afterPull(bases: Bases, main: Node, merge: TextMerge, decisions: readonly TextDecision[]): Bases {
  const answers = new Map(decisions.map(({ hunk, answer }) => [hunk, answer]))
  const asked = merge.hunks.filter(({ status }) => status !== 'same')
  const open = asked.filter(({ id }) => !answers.has(id))
  const isMixed = ({ id }: TextHunk) => !['theirs', 'ours', undefined].includes(answers.get(id) as string | undefined)
  // What was taken goes in as it went into the copy, so that both find it in the same place; where that does not fit, and of what was mixed, it is found anew.
  const taken = merge.apply(decisions.filter(({ answer }) => answer === 'theirs')).content
  const along = new TextMerge(withoutComments(merge.ours), bases.push, withoutComments(taken))
  const unfit = along.hunks.filter(({ status }) => status === 'conflict')
  const isUnfit = ({ parts }: TextHunk) => unfit.some((hunk) => hunk.parts.some(({ at }) => parts.some((part) => touches(part.at.ours, at.base))))
  const anew = asked.filter((hunk) => isMixed(hunk) || (answers.get(hunk.id) === 'theirs' && isUnfit(hunk)))
  const push = along.apply(takeAll<MixedText>(along.hunks, 'clean')).content
  return {
    push:
      anew.length === 0
        ? push
        : advanced(
            bases.pull,
            push,
            main,
            asked.filter((hunk) => !anew.includes(hunk)),
          ),
    pull: open.length === 0 ? withoutComments(main) : advanced(bases.pull, bases.pull, main, open),
  }
}
