import type { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readFragment } from '../../../client/documents/binding/readText'
import { documentJson } from '../../../client/documents/documentJson'
import { TEXT_FIELD } from '../../../client/documents/schema/schema'
import { seedDocument } from '../../../client/documents/seedDocument'
import { commitClient, commitReview, decisionBytes, ENGINE_VERSION, openReview, type PinnedReview } from '../../../client/merge/commit'
import { decide, takeAll } from '../../../client/merge/hunk'
import { type ReadFragment, SharedText } from '../../../client/merge/sharedText'
import { type MixedText, type TextDecision, TextMerge } from '../../../client/merge/textMerge'
import { restoring } from '../../../client/merge/versionDiff'
import { CASES, commented, Dice, edited, jsonOf, randomText, schema, seed } from './support'

const read: ReadFragment = (fragment, mapping) => readFragment(fragment, schema, mapping)
const reviewId = new Uint8Array(32).fill(9)
/** Through Yjs each case costs more: a sample of them. */
const SAMPLE = { ...CASES, numRuns: Math.ceil(CASES.numRuns / 3) }

function docOf(text: Node): Y.Doc {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', jsonOf(text) as never))
  return ydoc
}
const textOf = (ydoc: Y.Doc) => {
  const read = documentJson(ydoc)
  if (!read.ok) throw new Error(read.reason)
  return read.value
}
const pinnedOf = (base: Node, main: Y.Doc, theirs: Node): PinnedReview => ({
  ...{ schema, read, field: TEXT_FIELD, review: reviewId },
  ...{ base: jsonOf(base), theirs: jsonOf(theirs), state: Y.encodeStateAsUpdateV2(main) },
})
const everything = (merge: TextMerge, dice: Dice): TextDecision[] => merge.hunks.map((hunk) => decide<MixedText>(hunk, dice.of(hunk.answers)))

describe('a merged text in its Y.Doc', () => {
  it('[F5] written and read again it is the text that was chosen, comments and all', () => {
    fc.assert(
      fc.property(randomText, seed, seed, fc.integer({ min: 1, max: 8 }), (base, s1, s2, n) => {
        const ydoc = docOf(commented(edited(base, s1, n), s1, 3))
        const shared = new SharedText(ydoc, ydoc.getXmlFragment(TEXT_FIELD), read)
        const merge = new TextMerge(base, shared.text, edited(base, s2, n), { review: reviewId })
        const decisions = everything(merge, new Dice(s1 ^ s2))
        const expected = jsonOf(merge.apply(decisions).content)
        const { text } = shared.put(merge, decisions)
        expect(jsonOf(text)).toEqual(expected)
        expect(textOf(ydoc)).toEqual(expected)
      }),
      SAMPLE,
    )
  })

  it('[F5] what nobody touched keeps its letters: carets stay, comments stay, the update is small', () => {
    const paragraphs = Array.from({ length: 120 }, (_, index) => ({
      type: 'paragraph',
      content: [{ type: 'text', text: `Paragraph ${index} says that the roof stays. Rent is ${index} in Hemp House. Nobody carries it alone.` }],
    }))
    const base = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'title' }, ...paragraphs] })
    const changed = paragraphs.map((block, index) =>
      index % 10 === 0
        ? { ...block, content: [{ type: 'text', text: block.content[0]?.text.replace('Rent is', 'Rent will be').replace('in Hemp', 'at Hemp') ?? '' }] }
        : block,
    )
    const theirs = schema.nodeFromJSON({ type: 'doc', content: [{ type: 'title' }, ...changed] })
    const ydoc = docOf(commented(base, 4, 20))
    const fragment = ydoc.getXmlFragment(TEXT_FIELD)
    // Somebody's caret near the beginning of each paragraph, somebody's near its end, and one between the two words of a sentence that are changed.
    const carets = fragment.toArray().flatMap((block) => {
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      if (!(text instanceof Y.XmlText) || text.length === 0) return []
      const words = wordsOf(text)
      const places: [number, number][] = [
        [10, 5],
        [words.indexOf('Rent is') + 'Rent is '.length, 1],
        [words.length - 5, 5],
      ]
      return places.map(([at, length]) => ({ text, place: Y.createRelativePositionFromTypeIndex(text, at), behind: words.slice(at, at + length) }))
    })
    const before = commentsOf(ydoc)
    const updates: Uint8Array[] = []
    ydoc.on('updateV2', (update) => updates.push(update))
    const shared = new SharedText(ydoc, fragment, read)
    const merge = new TextMerge(base, shared.text, theirs, { review: reviewId })
    shared.put(merge, takeAll<MixedText>(merge.hunks))
    expect(updates).toHaveLength(1)
    expect(updates[0]?.length).toBeLessThan(1000)
    for (const { text, place, behind } of carets) {
      const found = Y.createAbsolutePositionFromRelativePosition(place, ydoc)
      expect(found?.type).toBe(text)
      expect(wordsOf(text).slice(found?.index, (found?.index ?? 0) + behind.length)).toBe(behind)
    }
    expect(commentsOf(ydoc)).toEqual(
      before.map((comment) => (/Paragraph \d*0 says/.test(comment) ? comment.replace('Rent is', 'Rent will be').replace('in Hemp', 'at Hemp') : comment)),
    )
  })

  it('[F5] two people who begin in a new empty line at once share one text', () => {
    const doc = (...lines: string[]) =>
      schema.nodeFromJSON({
        type: 'doc',
        content: [{ type: 'title' }, ...lines.map((text) => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text }] }))],
      })
    const ydoc = docOf(doc('The roof stays.'))
    const shared = new SharedText(ydoc, ydoc.getXmlFragment(TEXT_FIELD), read)
    const merge = new TextMerge(doc('The roof stays.'), shared.text, doc('The roof stays.', '', 'It leaks.'), { review: reviewId })
    shared.put(merge, takeAll<MixedText>(merge.hunks))
    const line = ydoc.getXmlFragment(TEXT_FIELD).get(2)
    expect(line instanceof Y.XmlElement && line.toArray().map((child) => child instanceof Y.XmlText)).toEqual([true])
  })

  it('[F4] [F8] looking and leaving everything writes nothing', () => {
    fc.assert(
      fc.property(randomText, seed, seed, (base, s1, s2) => {
        const main = docOf(edited(base, s1, 5))
        const pinned = pinnedOf(base, main, edited(base, s2, 5))
        const { hunks } = openReview(pinned)
        const left = commitReview(
          pinned,
          hunks.map((hunk) => decide<MixedText>(hunk, 'ours')),
        )
        expect(left.ok && left.value.update).toEqual(new Uint8Array())
        expect(Y.encodeStateAsUpdateV2(main)).toEqual(pinned.state)
      }),
      SAMPLE,
    )
  })

  it('[F5] restoring a version is an edit like any other: the version is back, what stayed keeps its comments', () => {
    fc.assert(
      fc.property(randomText, seed, (version, s) => {
        const ydoc = docOf(edited(version, s, 6))
        const shared = new SharedText(ydoc, ydoc.getXmlFragment(TEXT_FIELD), read)
        const undo = new Y.UndoManager(ydoc.getXmlFragment(TEXT_FIELD), { trackedOrigins: new Set(['restore']) })
        const before = textOf(ydoc)
        const { merge, decisions } = restoring(shared.text, version)
        shared.put(merge, decisions, 'restore')
        expect(textOf(ydoc)).toEqual(jsonOf(version))
        undo.undo()
        expect(textOf(ydoc)).toEqual(before)
      }),
      SAMPLE,
    )
  })
})

/** Without its marks. */
const wordsOf = (text: Y.XmlText): string => (text.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')

function commentsOf(ydoc: Y.Doc): string[] {
  const found: string[] = []
  schema.nodeFromJSON(textOf(ydoc)).descendants((node) => {
    for (const { type, attrs } of node.marks) if (type.name === 'comment') found.push(`${attrs.id} ${node.text}`)
  })
  return found
}

describe('two devices put one review into the main text', () => {
  it('[F7] apart, they write the same bytes; together, every word is there once', () => {
    fc.assert(
      fc.property(randomText, seed, seed, (base, s1, s2) => {
        const main = docOf(edited(base, s1, 5))
        const pinned = pinnedOf(base, main, edited(base, s2, 5))
        const decisions = everything(openReview(pinned), new Dice(s1))
        const alice = new Y.Doc()
        const bob = new Y.Doc()
        for (const device of [alice, bob]) Y.applyUpdateV2(device, pinned.state)
        // They share nothing but the pin and the decisions, which came in another order.
        const [first, second] = [commitReview(pinned, decisions), commitReview({ ...pinned, state: pinned.state.slice() }, decisions.toReversed())]
        if (!first.ok || !second.ok) throw new Error('refused')
        expect(second.value.update).toEqual(first.value.update)
        if (first.value.update.length === 0) return
        Y.applyUpdateV2(alice, first.value.update)
        Y.applyUpdateV2(bob, second.value.update)
        Y.applyUpdateV2(alice, Y.encodeStateAsUpdateV2(bob))
        Y.applyUpdateV2(bob, Y.encodeStateAsUpdateV2(alice))
        expect(textOf(alice)).toEqual(first.value.text)
        expect(textOf(bob)).toEqual(first.value.text)
        // Once more changes nothing; pinned to another state it is another commit, under a number of its own.
        Y.applyUpdateV2(alice, second.value.update)
        expect(textOf(alice)).toEqual(first.value.text)
        const elsewhere = commitReview({ ...pinned, state: Y.encodeStateAsUpdateV2(alice) }, decisions)
        expect(elsewhere.ok && elsewhere.value.client).not.toBe(first.value.client)
      }),
      SAMPLE,
    )
  })

  it('[F7] the client number says review, decisions and engine; no two of them share one', () => {
    const decision = (answer: TextDecision['answer'], hunk = 'a'): TextDecision => ({ hunk, seen: 's', answer })
    const clients = [
      commitClient(reviewId, [decision('theirs')]),
      commitClient(reviewId, [decision('ours')]),
      commitClient(reviewId, [decision('theirs', 'b')]),
      commitClient(reviewId, [decision({ mixed: [[{ type: 'text', text: 'e\u0301' }]] })]),
      commitClient(new Uint8Array(32), [decision('theirs')]),
      commitClient(reviewId, [decision('theirs')], ENGINE_VERSION + 1),
    ]
    expect(new Set(clients).size).toBe(clients.length)
    for (const client of clients) expect(client).toBe(client >>> 0)
    expect(decisionBytes([decision('theirs', 'b'), decision('ours', 'a')])).toEqual(decisionBytes([decision('ours', 'a'), decision('theirs', 'b')]))
    const attrs = [
      { level: 1, lang: null },
      { lang: null, level: 1 },
    ]
    const [x, y] = attrs.map((attrs) => decisionBytes([decision({ mixed: [[{ type: 'heading', attrs }]] })]))
    expect(x).toEqual(y)
  })

  it('[F7] typed meanwhile, words of others stay where they were typed', () => {
    const base = schema.nodeFromJSON({
      type: 'doc',
      content: [{ type: 'title' }, { type: 'paragraph', content: [{ type: 'text', text: 'Rent is 500. The roof stays.' }] }],
    })
    const theirs = schema.nodeFromJSON({
      type: 'doc',
      content: [{ type: 'title' }, { type: 'paragraph', content: [{ type: 'text', text: 'Rent is 480. The roof stays.' }] }],
    })
    const main = docOf(base)
    const pinned = pinnedOf(base, main, theirs)
    const commit = commitReview(pinned, takeAll<MixedText>(openReview(pinned).hunks))
    if (!commit.ok) throw new Error(commit.reason)
    const paragraph = main.getXmlFragment(TEXT_FIELD).get(1)
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
    if (!(text instanceof Y.XmlText)) throw new Error('no text')
    text.insert(text.length - 1, ' here')
    Y.applyUpdateV2(main, commit.value.update)
    expect(text.toString()).toBe('Rent is 480. The roof stays here.')
  })
})
