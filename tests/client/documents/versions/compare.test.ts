import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalTextHash, type ProseMirrorJson } from '../../../../client/crypto/canonicalText'
import { documentJson } from '../../../../client/documents/documentJson'
import { AUTHORS_FIELD, documentSchema, TEXT_FIELD } from '../../../../client/documents/schema/schema'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { compareTexts, compareWithNow, goingBack } from '../../../../client/documents/versions/compare'
import { writersSince } from '../../../../client/documents/versions/readyVersion'
import { toHex, utf8 } from '../../../../shared/bytes'
import { randomDocument } from '../markdown/randomDocuments'

const ALICE = 'a1'.repeat(32)
const BOB = 'b0'.repeat(32)

const text = (...paragraphs: string[]): ProseMirrorJson => ({
  type: 'doc',
  content: [
    { type: 'title', content: [{ type: 'text', text: 'Rent' }] },
    ...paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })),
  ],
})
const open = (json: ProseMirrorJson): Y.Doc => {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', json))
  return ydoc
}
const jsonOf = (ydoc: Y.Doc): ProseMirrorJson => {
  const read = documentJson(ydoc)
  if (!read.ok) throw new Error(read.reason)
  return read.value
}
const hashOf = (json: ProseMirrorJson): string => toHex(canonicalTextHash(json))
const paragraphOf = (ydoc: Y.Doc, index: number): Y.XmlText => (ydoc.getXmlFragment(TEXT_FIELD).get(index) as Y.XmlElement).get(0) as Y.XmlText
const has = (bytes: Uint8Array, words: string): boolean => Buffer.from(bytes).includes(Buffer.from(utf8(words)))

describe('comparing', () => {
  it('marks what went and came, and says it', () => {
    const result = compareTexts(text('Homes are owned together.', 'We begin.'), text('Homes are held in common.', 'We begin.', 'Come all.'))
    if (!result.ok) throw new Error(result.reason)
    const { changes, summary } = result.value
    expect(changes.map(({ title }) => `${title.kind} ${title.unit}`)).toEqual(['reworded sentence', 'added paragraph'])
    expect(summary.total).toBe(2)
  })
  it('refuses what a newer version wrote', () => {
    expect(compareTexts(text('a'), { type: 'doc', content: [{ type: 'hologram' }] })).toEqual({ ok: false, reason: 'newer content' })
  })
  it('tells who wrote what came since, and nothing of what stood there before', () => {
    const live = open(text('We keep our homes.', 'We begin in May.'))
    const before = jsonOf(live)
    const state = Y.encodeStateVector(live)
    const bob = new Y.Doc()
    Y.applyUpdate(bob, Y.encodeStateAsUpdate(live))
    bob.getMap(AUTHORS_FIELD).set(String(bob.clientID), BOB)
    paragraphOf(bob, 2).insert(16, ' Houses come first.')
    Y.applyUpdate(live, Y.encodeStateAsUpdate(bob))
    live.getMap(AUTHORS_FIELD).set(String(live.clientID), ALICE)
    paragraphOf(live, 1).insert(18, ' All of them, and for good.')
    const result = compareWithNow(before, Y.encodeStateAsUpdateV2(live), state)
    if (!result.ok) throw new Error(result.reason)
    expect(result.value.changes.map(({ by }) => by)).toEqual([[ALICE], [BOB]])
    expect(writersSince(live, state).sort()).toEqual([ALICE, BOB])
    expect(writersSince(live, Y.encodeStateVector(live))).toEqual([])
  })
})

describe('going back', () => {
  it('gives the version’s text, whatever both are, as an update onto the living one', () => {
    fc.assert(
      fc.property(randomDocument, randomDocument, (first, second) => {
        const [version, now] = [first, second].map((json) => jsonOf(open(json as ProseMirrorJson)))
        if (!version || !now) throw new Error('no text')
        const live = open(now)
        const back = goingBack(Y.encodeStateAsUpdateV2(live), version, ALICE)
        if (!back.ok) throw new Error(back.reason)
        if (!back.value.isSame) Y.applyUpdateV2(live, back.value.update)
        expect(back.value.isSame).toBe(hashOf(now) === hashOf(version) && back.value.update.length === 0)
        expect(hashOf(jsonOf(live))).toBe(hashOf(version))
      }),
      { numRuns: 40 },
    )
  })
  it('leaves of words that were taken back nothing in the living state, and comparing brings none into it', () => {
    const live = open(text('We keep our homes.'))
    const version = jsonOf(live)
    paragraphOf(live, 1).insert(8, ' xylophones and')
    const later = jsonOf(live)
    expect(has(Y.encodeStateAsUpdateV2(live), 'xylophones')).toBe(true)
    const back = goingBack(Y.encodeStateAsUpdateV2(live), version, ALICE)
    if (!back.ok) throw new Error(back.reason)
    Y.applyUpdateV2(live, back.value.update)
    const before = Y.encodeStateAsUpdateV2(live)
    expect(compareWithNow(later, before, null).ok).toBe(true)
    expect(compareTexts(later, jsonOf(live)).ok).toBe(true)
    const after = Y.encodeStateAsUpdateV2(live)
    expect(after).toEqual(before)
    expect(has(after, 'xylophones')).toBe(false)
    expect(has(Y.encodeStateAsUpdate(live), 'xylophones')).toBe(false)
    expect(hashOf(jsonOf(live))).toBe(hashOf(version))
  })
  it('writes no more than what differs, keeps comments on what stays, and says who did it', () => {
    const live = open(text('We keep our homes.', 'A paragraph that stays as it is.', 'We begin.'))
    const version = jsonOf(live)
    paragraphOf(live, 2).format(2, 9, { comment: { id: 'c1' } })
    paragraphOf(live, 3).insert(8, ' in May')
    const back = goingBack(Y.encodeStateAsUpdateV2(live), version, BOB)
    if (!back.ok) throw new Error(back.reason)
    const vector = Y.encodeStateVector(live)
    Y.applyUpdateV2(live, back.value.update)
    expect(JSON.stringify(paragraphOf(live, 2).toDelta())).toContain('c1')
    expect(paragraphOf(live, 3).toString()).toBe('We begin.')
    expect(Y.encodeStateAsUpdateV2(live, vector).length).toBeLessThan(400)
    expect([...live.getMap(AUTHORS_FIELD).values()]).toEqual([BOB])
    expect(documentSchema().nodes.title).toBeDefined()
  })
})
