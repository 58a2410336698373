/** The plain difference of two sequences, with a limit to what it may cost. */
import diffSequences from '@jest/diff-sequences'

/** Comparisons that a sequence of words is worth: beyond (two texts of 2,000 words with nothing in common), what differs differs as one. */
const MOST_WORDS = 4_000_000

/** Called for each run that both have, in order. */
export type Found = (length: number, a: number, b: number) => void

/** A longest common subsequence of `a` and `b`. @param most comparisons; by default there is no limit */
export function commonRuns<T>(a: readonly T[], b: readonly T[], found: Found, most = Number.POSITIVE_INFINITY): void {
  let before = 0
  while (before < a.length && before < b.length && a[before] === b[before]) before++
  let behind = 0
  while (behind < a.length - before && behind < b.length - before && a[a.length - 1 - behind] === b[b.length - 1 - behind]) behind++
  const aLength = a.length - before - behind
  const bLength = b.length - before - behind
  if (before > 0) found(before, 0, 0)
  if (aLength * bLength <= most) {
    diffSequences(
      aLength,
      bLength,
      (i, j) => a[before + i] === b[before + j],
      (length, i, j) => found(length, before + i, before + j),
    )
  }
  if (behind > 0) found(behind, a.length - behind, b.length - behind)
}

export const commonWords = (a: readonly string[], b: readonly string[], found: Found): void => commonRuns(a, b, found, MOST_WORDS)
