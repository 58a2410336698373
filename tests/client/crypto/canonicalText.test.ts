import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalRecordsC1,
  canonicalTextC1,
  canonicalTextHash,
  type FlatRecords,
  MAX_NODE_DEPTH,
  type ProseMirrorJson,
} from '../../../client/crypto/canonicalText'
import { toHex } from '../../../shared/bytes'
import { TEXTS } from '../../vectors/texts'

const write = (json: ProseMirrorJson): string => toHex(canonicalTextC1(json))
const text = (words: string, ...marks: { type: string; attrs?: { [name: string]: unknown } }[]): ProseMirrorJson => ({ type: 'text', text: words, marks })
const p = (...content: ProseMirrorJson[]): ProseMirrorJson => ({ type: 'doc', content: [{ type: 'paragraph', content }] })
const bold = { type: 'bold' }
const italic = { type: 'italic' }
const link = (href: string) => ({ type: 'link', attrs: { href } })

describe('canonical text c1', () => {
  it('is the same for what reads the same', () => {
    const same: [string, ProseMirrorJson, ProseMirrorJson][] = [
      ['texts that were typed in pieces', p(text('ab'), text('c')), p(text('abc'))],
      ['pieces with equal marks in another order', p(text('a', bold, italic), text('b', italic, bold)), p(text('ab', bold, italic))],
      ['a comment', p(text('a'), text('b', { type: 'comment', attrs: { id: '1' } })), p(text('ab'))],
      ['two comments', p(text('a', { type: 'comment', attrs: { id: '1' } }, bold, { type: 'comment', attrs: { id: '2' } })), p(text('a', bold))],
      ['another way to type é', p(text('cafe\u0301')), p(text('café'))],
      ['an accent in a piece of its own', p(text('cafe'), text('\u0301')), p(text('café'))],
      ['an empty piece', p(text('a'), text('', bold), text('b')), p(text('ab'))],
      ['no content and empty content', { type: 'doc', content: [{ type: 'paragraph' }] }, p()],
      ['an attribute that nobody knows', { type: 'doc', attrs: { zoom: 3 }, content: [] }, { type: 'doc' }],
      ['how a picture is scaled', { type: 'image', attrs: { blob: 'ab', width: 1 } }, { type: 'image', attrs: { width: 2, blob: 'ab' } }],
      ['a default that is written out', { type: 'heading', attrs: { level: 1 } }, { type: 'heading', attrs: {} }],
      ['an attribute without a value', { type: 'heading', attrs: { level: undefined } }, { type: 'heading' }],
      ['a value that is no value', { type: 'heading', attrs: { lang: {} } }, { type: 'heading' }],
      ['where a link opens', p(text('a', { type: 'link', attrs: { href: 'x', target: '_blank' } })), p(text('a', link('x')))],
      ['a mark given twice', p(text('a', bold, bold)), p(text('a', bold))],
    ]
    for (const [name, one, other] of same) expect(write(one), name).toBe(write(other))
  })

  it('is another for what reads otherwise', () => {
    const different: ProseMirrorJson[] = [
      p(),
      p(text('ab')),
      p(text('ab', bold)),
      p(text('a', bold), text('b')),
      p(text('ab', italic)),
      p(text('ab', link('x'))),
      p(text('ab', link('y'))),
      p(text('a b')),
      p(text('a'), { type: 'hardBreak' }, text('b')),
      p(text('a'), { type: 'mention', attrs: { label: 'b' } }),
      { type: 'doc', content: [{ type: 'paragraph' }, { type: 'paragraph' }] },
      {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [text('a')] },
          { type: 'paragraph', content: [text('b')] },
        ],
      },
      { type: 'doc', content: [{ type: 'heading', attrs: { level: 2 }, content: [text('ab')] }] },
      { type: 'doc', content: [{ type: 'heading', attrs: { level: 3 }, content: [text('ab')] }] },
      { type: 'doc', content: [{ type: 'heading', attrs: { level: '2' }, content: [text('ab')] }] },
      { type: 'doc', content: [{ type: 'paragraph', attrs: { lang: 'ar' }, content: [text('ab')] }] },
      { type: 'taskItem', attrs: { checked: true } },
      { type: 'taskItem', attrs: { checked: false } },
      { type: 'tableCell', attrs: { colspan: 2 } },
      { type: 'tableCell', attrs: { rowspan: 2 } },
      { type: 'horizon', attrs: { until: '2027-01-01' } },
      { type: 'highlightt' },
    ]
    const written = different.map(write)
    expect(new Set(written).size).toBe(different.length)
    expect(new Set(different.map((json) => toHex(canonicalTextHash(json)))).size).toBe(different.length)
  })

  it('of each vector is its own', () => expect(new Set(TEXTS.map(({ json }) => write(json))).size).toBe(TEXTS.length))

  it('does not depend on where a text was cut', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 5 }), (words, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, words.length)), words.length].sort((a, b) => a - b)
        const pieces = places.slice(1).map((to, i) => text(words.slice(places[i], to), bold))
        expect(write(p(...pieces))).toBe(write(p(text(words, bold))))
      }),
    ))

  it('knows no attribute of the language’s own objects', () => {
    const hostile = JSON.parse('{"type":"constructor","attrs":{"toString":"x","__proto__":"y"},"marks":[]}') as ProseMirrorJson
    expect(write(hostile)).toBe(write({ type: 'constructor' }))
    expect(() => write(p(text('a', { type: '__proto__' })))).not.toThrow()
  })

  it('ends where a document is too deep', () => {
    const nested = (depth: number): ProseMirrorJson =>
      Array.from({ length: depth }).reduce<ProseMirrorJson>((content) => ({ type: 'blockquote', content: [content] }), { type: 'paragraph' })
    expect(() => write(nested(MAX_NODE_DEPTH))).not.toThrow()
    expect(() => write(nested(MAX_NODE_DEPTH + 1))).toThrow(RangeError)
  })
})

describe('canonical records c1', () => {
  const records = (value: FlatRecords): string => toHex(canonicalRecordsC1(value))
  it('do not depend on order, or on fields without a value', () => {
    expect(records({ a: { x: 1, y: 2 }, b: {} })).toBe(records({ b: { z: null, w: undefined }, a: { y: 2, x: 1 } }))
    expect(records({ a: { name: 'cafe\u0301' } })).toBe(records({ a: { name: 'café' } }))
    expect(records({ a: { may: { x: true, y: null } } })).toBe(records({ a: { may: { x: true } } }))
  })
  it('tell values apart', () => {
    const values = [1, '1', true, false, [], [1], [1, 1], [[1]], {}, { x: 1 }, 'x', 1.5, -1, [null], ['a', 'b'], ['b', 'a']]
    expect(new Set(values.map((value) => records({ a: { f: value } }))).size).toBe(values.length)
    expect(records({ a: {} })).not.toBe(records({}))
  })
  it('end where a value is too deep', () => {
    const nested = Array.from({ length: 12 }).reduce<unknown>((inner) => [inner], 1)
    expect(() => records({ a: { f: nested } })).toThrow(RangeError)
  })
})
