import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalTextHash, type ProseMirrorJson } from '../../../client/crypto/canonicalText'
import {
  dropVersions,
  FORGET_AFTER_MS,
  keepStateBytes,
  keepVersion,
  nameVersion,
  REFRESH_AFTER_MS,
  readVersion,
  stateBytes,
  type VersionCause,
  versionsOf,
} from '../../../client/history/historyDocument'
import { toHex } from '../../../shared/bytes'
import { randomDocument } from '../documents/markdown/randomDocuments'
import { editedText, longText } from './support'

const KEY = new Uint8Array(32).fill(7)
const ALICE = 'a1'.repeat(32)
const BOB = 'b0'.repeat(32)
const DAY = 24 * 60 * 60 * 1000

const text = (...paragraphs: string[]): ProseMirrorJson => ({
  type: 'doc',
  content: paragraphs.map((words) => ({ type: 'paragraph', ...(words === '' ? {} : { content: [{ type: 'text', text: words }] }) })),
})
const keep = (history: Y.Doc, json: ProseMirrorJson, at = 1000, more: { cause?: VersionCause; name?: string; by?: string[]; device?: string } = {}): string =>
  keepVersion(history, KEY, { json, at, device: ALICE, cause: 'automatic', ...more })
const merged = (...docs: Y.Doc[]): Y.Doc => {
  const whole = new Y.Doc()
  for (const doc of docs) Y.applyUpdate(whole, Y.encodeStateAsUpdate(doc))
  return whole
}

describe('a version', () => {
  it('is named by its text, and read back as it was', () => {
    fc.assert(
      fc.property(fc.array(randomDocument, { minLength: 1, maxLength: 4 }), (documents) => {
        const history = new Y.Doc()
        const ids = documents.map((json) => keep(history, json))
        for (const [index, json] of documents.entries()) {
          expect(ids[index]).toBe(toHex(canonicalTextHash(json)))
          const read = readVersion(history, ids[index] ?? '')
          expect(read.ok && toHex(canonicalTextHash(read.value))).toBe(ids[index])
        }
      }),
      { numRuns: 100 },
    )
  })
  it('leaves comments out, and joins what they parted', () => {
    const history = new Y.Doc()
    const comment = [{ type: 'comment', attrs: { id: '1' } }]
    const commented: ProseMirrorJson = {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'We ' },
            { type: 'text', text: 'keep', marks: comment },
            { type: 'text', text: ' homes' },
          ],
        },
      ],
    }
    const id = keep(history, commented)
    expect(readVersion(history, id)).toEqual({ ok: true, value: text('We keep homes') })
    expect(keep(history, text('We keep homes'), 2000)).toBe(id)
  })
  it('costs nothing when the same text is kept again, and stays where it was in time', () => {
    const history = new Y.Doc()
    const id = keep(history, text('one', 'two'))
    const before = Y.encodeStateAsUpdate(history)
    expect(keep(history, text('one', 'two'), 9000)).toBe(id)
    expect(Y.encodeStateAsUpdate(history)).toEqual(before)
    expect(versionsOf(history)).toHaveLength(1)
    expect(versionsOf(history)[0]).toMatchObject({ at: 1000, cause: 'automatic', kept: [] })
  })
  it('says who wrote, how many words, and why it is kept', () => {
    const history = new Y.Doc()
    const id = keep(history, text('We keep our homes'), 1000, { by: [BOB, ALICE, BOB] })
    keep(history, text('We keep our homes'), 2000, { cause: 'fork', device: BOB })
    keep(history, text('We keep our homes'), 3000, { cause: 'named', name: '  Autumn \n assembly ' })
    expect(versionsOf(history)).toEqual([
      {
        id,
        at: 1000,
        by: [BOB, ALICE],
        wordCount: 4,
        cause: 'automatic',
        name: 'Autumn assembly',
        namedBy: ALICE,
        kept: [
          { cause: 'named', at: 3000, by: ALICE },
          { cause: 'fork', at: 2000, by: BOB },
        ],
      },
    ])
    nameVersion(history, id, { name: '', device: BOB, at: 4000 })
    expect(versionsOf(history)[0]).toMatchObject({ name: null, namedBy: null })
  })
  it('is one when two devices keep it apart, and each finds its text', () => {
    const seed = new Y.Doc()
    keep(seed, text('one', 'two', 'three'))
    const alice = merged(seed)
    const bob = merged(seed)
    const shared = keep(alice, text('one', '2', 'three'), 2000)
    keep(bob, text('one', '2', 'three'), 2001, { device: BOB })
    const mine = keep(alice, text('one', '2', '3'), 3000)
    const theirs = keep(bob, text('eins', '2', 'three'), 3001, { device: BOB })
    const both = merged(alice, bob)
    expect(versionsOf(both)).toHaveLength(4)
    expect(readVersion(both, shared)).toEqual({ ok: true, value: text('one', '2', 'three') })
    expect(readVersion(both, mine)).toEqual({ ok: true, value: text('one', '2', '3') })
    expect(readVersion(both, theirs)).toEqual({ ok: true, value: text('eins', '2', 'three') })
  })
})

describe('what somebody else may have written there', () => {
  it('is no version where it is no version', () => {
    const history = new Y.Doc()
    const id = keep(history, text('one'))
    const versions = history.getMap<unknown>('versions')
    versions.set('short', versions.get(id))
    versions.set('f'.repeat(64), 'words')
    versions.set('e'.repeat(64), new Uint8Array([1, 2, 3]))
    history.getMap<unknown>('names').set(id, 5)
    history.getMap<unknown>('kept').set(`${id}/nonsense`, new Uint8Array(3))
    history.getMap<unknown>('blocks').set('ab', new Uint8Array([0x82, 1, 0x41, 3]))
    expect(versionsOf(history).map((version) => version.id)).toEqual([id])
    expect(readVersion(history, 'e'.repeat(64))).toEqual({ ok: false, reason: 'unknown' })
    expect(readVersion(history, id).ok).toBe(true)
    expect(keep(history, text('two'))).toHaveLength(64)
  })
  it('is refused where the text is not what its name says, and where a part has not come', () => {
    const history = new Y.Doc()
    const one = keep(history, text('one'))
    const versions = history.getMap<unknown>('versions')
    versions.set('d'.repeat(64), versions.get(one))
    expect(readVersion(history, 'd'.repeat(64))).toEqual({ ok: false, reason: 'damaged' })
    const blocks = history.getMap<unknown>('blocks')
    for (const key of [...blocks.keys()]) blocks.delete(key)
    expect(readVersion(history, one)).toEqual({ ok: false, reason: 'incomplete' })
    // Whoever still has the text mends it by keeping it.
    keep(history, text('one'))
    expect(readVersion(history, one).ok).toBe(true)
  })
})

describe('what is gone', () => {
  it('takes its words along once nothing has rested on them for long', () => {
    const history = new Y.Doc()
    const first = keep(history, text('one', 'a word that was taken back'), 0)
    const second = keep(history, text('one', 'another'), DAY)
    dropVersions(history, [first], 2 * DAY)
    expect(readVersion(history, first)).toEqual({ ok: false, reason: 'unknown' })
    expect(readVersion(history, second).ok).toBe(true)
    dropVersions(history, [second], 2 * DAY)
    expect(history.getMap('blocks').size).toBe(2)
    dropVersions(history, [], DAY + FORGET_AFTER_MS + 1)
    expect(history.getMap('blocks').size).toBe(0)
  })
  it('does not go under a version that another device keeps at the same time', () => {
    const seed = new Y.Doc()
    const first = keep(seed, text('one', 'two'), 0)
    const alice = merged(seed)
    const bob = merged(seed)
    // Bob, out of reach, rests a new version on old blocks; Alice tidies up long after.
    const late = keep(bob, text('two', 'one'), FORGET_AFTER_MS - REFRESH_AFTER_MS)
    dropVersions(alice, [first], FORGET_AFTER_MS + 1)
    expect(alice.getMap('blocks').size).toBe(0)
    expect(readVersion(merged(alice, bob), late).ok).toBe(true)
  })
})

describe('a pinned state', () => {
  it('[F7] is found by its hash, and is refused when it is something else', () => {
    const history = new Y.Doc()
    const bytes = new Uint8Array(1000).fill(3)
    const name = keepStateBytes(history, bytes)
    expect(keepStateBytes(history, bytes)).toBe(name)
    expect(stateBytes(history, name)).toEqual(bytes)
    const states = history.getMap<unknown>('states')
    states.set('f'.repeat(64), states.get(name))
    expect(stateBytes(history, 'f'.repeat(64))).toBeNull()
    expect(stateBytes(history, '0'.repeat(64))).toBeNull()
  })
})

describe('fifty versions of 110,000 characters', () => {
  it.each([
    ['edited here and there', 6, 200_000],
    ['edited in a sixth of its paragraphs', 50, 350_000],
  ])('%s stay small', (_, edits, limit) => {
    const history = new Y.Doc()
    let json = longText(110_000)
    const ids = [keep(history, json, 0)]
    for (let n = 1; n < 50; n++) {
      json = editedText(json, n, edits)
      ids.push(keep(history, json, n * DAY))
    }
    expect(new Set(ids).size).toBe(50)
    expect(ids.every((id) => readVersion(history, id).ok)).toBe(true)
    const size = Y.encodeStateAsUpdateV2(history).length
    expect(size).toBeLessThan(limit)
    expect(size).toBeGreaterThan(20_000)
  })
})
