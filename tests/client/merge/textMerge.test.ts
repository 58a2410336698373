import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterPush, firstBases, pushReview } from '../../../client/merge/bases'
import { withoutComments } from '../../../client/merge/comments'
import { carryOver, decide, takeAll } from '../../../client/merge/hunk'
import type { Grain } from '../../../client/merge/mergeTree'
import { type MixedText, type TextDecision, TextMerge } from '../../../client/merge/textMerge'
import { CASES, commented, Dice, edited, jsonOf, nodeOf, randomText, seed, timesIn, unitsOf, withWords } from './support'

const review = new Uint8Array(32).fill(7)
const grain = fc.constantFrom<Grain>('unit', 'word')
const edits = fc.integer({ min: 1, max: 10 })

/** Some of the decisions, in any order. */
function some<T>(list: readonly T[], dice: Dice): T[] {
  const chosen = list.filter(() => dice.next(2) === 0)
  return chosen
    .map((value) => ({ value, at: dice.next(1000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

describe('a copy comes back', () => {
  it('[F4] taking every change of a copy whose main text did not move gives the copy', () => {
    fc.assert(
      fc.property(randomText, seed, edits, grain, (base, s, n, grain) => {
        const theirs = edited(base, s, n)
        const merge = new TextMerge(base, base, theirs, { review, grain })
        expect(merge.hunks.every(({ status }) => status === 'clean')).toBe(true)
        expect(jsonOf(merge.apply(takeAll<MixedText>(merge.hunks)).content)).toEqual(jsonOf(theirs))
      }),
      CASES,
    )
  })

  it('[F4] [F8] leaving every change leaves the main text as it is, the very same node', () => {
    fc.assert(
      fc.property(randomText, seed, seed, edits, (base, s1, s2, n) => {
        const ours = commented(edited(base, s1, n), s1, 3)
        const before = JSON.stringify(ours.toJSON())
        const merge = new TextMerge(base, ours, edited(base, s2, n), { review })
        expect(merge.apply(merge.hunks.map((hunk) => decide<MixedText>(hunk, 'ours'))).content).toBe(ours)
        merge.apply(takeAll<MixedText>(merge.hunks))
        expect(JSON.stringify(ours.toJSON())).toBe(before)
        expect(merge.apply([]).content).toBe(ours)
      }),
      CASES,
    )
  })

  it('[F4] any part of the changes, then the rest, equals all, in any order', () => {
    fc.assert(
      fc.property(randomText, seed, seed, edits, (base, s1, s2, n) => {
        const theirs = edited(base, s1, n)
        const merge = new TextMerge(base, base, theirs, { review })
        const dice = new Dice(s2)
        const decisions = some(takeAll<MixedText>(merge.hunks), dice)
        const first = merge.apply(decisions).content
        first.check()
        // What was put in counts as looked at: the rest is compared from there [F6].
        const bases = afterPush(firstBases(base), theirs, merge.hunks, decisions)
        const rest = pushReview(bases, first, theirs, review)
        expect(rest.hunks.length > 0).toBe(decisions.length < merge.hunks.length)
        expect(jsonOf(rest.apply(takeAll<MixedText>(rest.hunks)).content)).toEqual(jsonOf(theirs))
        const all = takeAll<MixedText>(merge.hunks)
        expect(jsonOf(merge.apply([...all].reverse()).content)).toEqual(jsonOf(theirs))
      }),
      CASES,
    )
  })

  it('[F4] whatever is answered, in whatever order, the text is valid', () => {
    fc.assert(
      fc.property(randomText, seed, seed, seed, edits, grain, (base, s1, s2, s3, n, grain) => {
        const ours = commented(edited(base, s1, n), s1, 3)
        const merge = new TextMerge(base, ours, edited(base, s2, n), { review, grain })
        const dice = new Dice(s3)
        const decisions = merge.hunks.map((hunk): TextDecision => decide<MixedText>(hunk, dice.of(hunk.answers)))
        const { content, unplaced } = merge.apply(some(decisions, dice))
        content.check()
        expect(unplaced).toEqual([])
        merge.apply(decisions).content.check()
      }),
      CASES,
    )
  })

  it('[F4] no word that somebody put in is lost, and none is doubled: theirs where they are taken, ours where nobody takes theirs in their place', () => {
    fc.assert(
      fc.property(randomText, seed, seed, edits, (base, s1, s2, n) => {
        const ours = withWords(edited(base, s1, n), s1, 'ours', 4)
        const theirs = withWords(edited(base, s2, n), s2, 'theirs', 4)
        const merge = new TextMerge(base, ours.text, theirs.text, { review })
        const taken = JSON.stringify(merge.apply(takeAll<MixedText>(merge.hunks)).content.toJSON())
        for (const word of theirs.words) expect([word, timesIn(taken, word)]).toEqual([word, 1])
        const replaced = JSON.stringify(merge.hunks.filter(({ status }) => status === 'conflict').flatMap(({ parts }) => parts.map((part) => part.ours)))
        for (const word of ours.words) expect([word, timesIn(taken, word)]).toEqual([word, timesIn(replaced, word) > 0 ? timesIn(taken, word) : 1])
        const clean = JSON.stringify(merge.apply(takeAll<MixedText>(merge.hunks, 'clean')).content.toJSON())
        for (const word of ours.words) expect([word, timesIn(clean, word)]).toEqual([word, 1])
      }),
      CASES,
    )
  })

  it('[F9] a sentence, heading or row of what comes out stands so in one of the three texts, whatever is answered', () => {
    fc.assert(
      fc.property(randomText, seed, seed, seed, edits, (base, s1, s2, s3, n) => {
        const [ours, theirs] = [edited(base, s1, n), edited(base, s2, n)]
        const merge = new TextMerge(base, ours, theirs, { review })
        const dice = new Dice(s3)
        const { content } = merge.apply(merge.hunks.map((hunk): TextDecision => decide<MixedText>(hunk, dice.of(hunk.answers))))
        const written = new Set([...unitsOf(base), ...unitsOf(ours), ...unitsOf(theirs)])
        expect([...unitsOf(content)].filter((unit) => !written.has(unit))).toEqual([])
      }),
      CASES,
    )
  })

  it('[F3] what both changed alike is not asked about', () => {
    fc.assert(
      fc.property(randomText, seed, edits, (base, s, n) => {
        const theirs = edited(base, s, n)
        expect(new TextMerge(base, commented(theirs, s, 4), theirs, { review }).hunks.filter(({ status }) => status !== 'same')).toEqual([])
      }),
      CASES,
    )
  })

  it('[F3] comments are no change, and stay on text that nobody touched', () => {
    fc.assert(
      fc.property(randomText, seed, edits, (base, s, n) => {
        const ours = commented(base, s, 5)
        expect(new TextMerge(base, ours, base, { review }).hunks).toEqual([])
        expect(new TextMerge(commented(base, s + 2, 3), ours, commented(base, s + 1, 3), { review }).hunks).toEqual([])
        const theirs = edited(base, s, n)
        const merge = new TextMerge(base, ours, commented(theirs, s + 1, 3), { review })
        expect(jsonOf(withoutComments(merge.apply(takeAll<MixedText>(merge.hunks)).content))).toEqual(jsonOf(theirs))
      }),
      CASES,
    )
  })

  it('[F10] ids are each another, the same every time, and do not depend on where the main text has got to', () => {
    fc.assert(
      fc.property(randomText, seed, seed, edits, (base, s1, s2, n) => {
        const theirs = edited(base, s1, n)
        const merge = new TextMerge(base, base, theirs, { review })
        const ids = merge.hunks.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(new TextMerge(base, base, theirs, { review }).hunks.map(({ id }) => id)).toEqual(ids)
        const other = new TextMerge(base, base, theirs, { review: new Uint8Array(32) }).hunks
        expect(other.some(({ id }) => ids.includes(id))).toBe(false)

        const moved = new TextMerge(base, edited(base, s2, 2), theirs, { review })
        const { kept, lost, undecided } = carryOver(takeAll<MixedText>(merge.hunks), moved.hunks)
        expect(kept.length + lost.length).toBe(ids.length)
        for (const { hunk, seen } of kept) expect(moved.hunks.find(({ id }) => id === hunk)?.seen).toBe(seen)
        for (const { status } of undecided) expect(status).not.toBe('same')
        moved.apply(kept).content.check()
      }),
      CASES,
    )
  })

  it('[F10] two changes that are alike in everything, neighbours too, have ids of their own', () => {
    const doc = (...lines: string[]) => nodeOf({ type: 'doc', content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) })
    const base = doc('One line.', 'Another one.', 'One line.', 'Another one.')
    const merge = new TextMerge(base, base, doc('One line.', 'New.', 'Another one.', 'One line.', 'New.', 'Another one.'), { review })
    expect(merge.hunks.map(({ after }) => after)).toEqual(['New.', 'New.'])
    expect(new Set(merge.hunks.map(({ id }) => id)).size).toBe(2)
  })
})
