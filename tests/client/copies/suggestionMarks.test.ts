import type { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marksOf } from '../../../client/copies/suggestionMarks'
import { TextMerge } from '../../../client/merge/textMerge'
import { CASES, edited, nodeOf, randomText, schema, seed } from '../merge/support'

const doc = (...lines: string[]) => nodeOf({ type: 'doc', content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) })
const marks = (ours: Node, theirs: Node, shown = ours) =>
  new TextMerge(ours, ours, theirs, { review: new Uint8Array(32) }).hunks.flatMap((hunk) => marksOf(hunk, shown, schema))

/** What one reads if all that would go is left out, and all that would come is read. */
function readWith(ours: Node, found: ReturnType<typeof marks>): string {
  const signs: { at: number; order: number; words: string }[] = []
  ours.descendants((node, at) => {
    if (node.isText) for (const [index, sign] of [...(node.text ?? '').split('')].entries()) signs.push({ at: at + index, order: 1, words: sign })
  })
  const outs = found.flatMap((mark) => (mark.kind === 'out' ? [mark] : []))
  const ins = found.flatMap((mark) => (mark.kind === 'in' ? [{ at: mark.at, order: 0, words: mark.nodes.map(({ textContent }) => textContent).join('') }] : []))
  const kept = signs.filter(({ at }) => !outs.some(({ from, to }) => from <= at && at < to))
  return [...kept, ...ins]
    .sort((a, b) => a.at - b.at || a.order - b.order)
    .map(({ words }) => words)
    .join('')
}

describe('suggestions in the live text', () => {
  it('mark word by word what would go and what would come, and change nothing [F8]', () => {
    const ours = doc('We meet at seven.', 'The roof stays.')
    const before = JSON.stringify(ours.toJSON())
    expect(marks(ours, doc('We meet at six.', 'The roof stays.')).map(({ kind }) => kind)).toEqual(['out', 'in'])
    expect(JSON.stringify(ours.toJSON())).toBe(before)
  })

  it('read with all of them, the text says what was suggested, whatever it holds', () => {
    fc.assert(
      fc.property(randomText, seed, fc.integer({ min: 1, max: 8 }), (ours, s, n) => {
        const theirs = edited(ours, s, n)
        const found = marks(ours, theirs)
        const places = found.flatMap((mark) => (mark.kind === 'in' ? [mark.at] : []))
        // Two changes that come at one place stand there in either order.
        const inOrder = (text: string) => (new Set(places).size === places.length ? text : [...text].sort().join(''))
        expect(inOrder(readWith(ours, found))).toBe(inOrder(theirs.textContent))
      }),
      CASES,
    )
  })

  it('stand nowhere while the text there is not the one that was compared', () => {
    const ours = doc('We meet at seven.', 'The roof stays.')
    const theirs = doc('We meet at six.', 'The roof stays.')
    expect(marks(ours, theirs, doc('So we meet at seven.', 'The roof stays.'))).toEqual([])
    expect(marks(ours, theirs, nodeOf({ type: 'doc', content: [{ type: 'paragraph' }] }))).toEqual([])
  })
})
