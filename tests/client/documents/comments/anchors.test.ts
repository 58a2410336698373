import type { Node } from '@tiptap/pm/model'
import { Transform } from '@tiptap/pm/transform'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Anchor, anchorsIn, commentsAt } from '../../../../client/documents/comments/anchors'
import { commentAct, commentKeys } from '../../../../client/documents/comments/keys'
import { CASES, commented, Dice, nodeOf, randomText } from '../../merge/support'

/** All of it, block by block, without remembering. */
function walked(doc: Node): Map<string, Anchor> {
  const found = new Map<string, Anchor>()
  doc.descendants((node, position) => {
    if (!node.isText) return
    for (const { type, attrs } of node.marks) {
      if (type.name !== 'comment') continue
      const id = String(attrs.id)
      found.set(id, { id, from: found.get(id)?.from ?? position, to: position + node.nodeSize })
    }
  })
  return found
}

describe('where comments hang', () => {
  it('is what a walk of the whole text finds, also after an edit, though only changed blocks are walked', () => {
    fc.assert(
      fc.property(randomText, fc.integer(), fc.integer({ min: 2, max: 9 }), (text, seed, count) => {
        const dice = new Dice(seed)
        const doc = commented(text, seed, count)
        expect([...anchorsIn(doc).values()]).toEqual([...walked(doc).values()])
        const tr = new Transform(doc)
        const from = dice.next(doc.content.size)
        const to = Math.min(doc.content.size, from + dice.next(30))
        try {
          tr.delete(from, to)
        } catch {
          return
        }
        expect([...anchorsIn(tr.doc).values()]).toEqual([...walked(tr.doc).values()])
      }),
      { ...CASES, numRuns: 200 },
    )
  })
  it('at a caret: the shorter of two that lie over one another first', () => {
    const mark = (id: string) => ({ type: 'comment', attrs: { id } })
    const doc = nodeOf({
      type: 'doc',
      content: [
        { type: 'title' },
        {
          type: 'paragraph',
          content: [
            { type: 'text', text: 'long ', marks: [mark('long')] },
            { type: 'text', text: 'both', marks: [mark('long'), mark('short')] },
            { type: 'text', text: ' none' },
          ],
        },
      ],
    })
    expect(commentsAt(doc, 4)).toEqual(['long'])
    expect(commentsAt(doc, 10)).toEqual(['short', 'long'])
    expect(commentsAt(doc, 15)).toEqual([])
    expect(commentsAt(doc, 0)).toEqual([])
  })
})

describe('the keys', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    commentAct({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held })
  it('are the ones that stand in the table', () => {
    expect(commentKeys.map(({ act }) => act)).toEqual(['write', 'next', 'previous'])
    expect(press('m', { ctrlKey: true, altKey: true })).toBe('write')
    expect(press('µ', { metaKey: true, altKey: true, code: 'KeyM' })).toBe('write')
    expect(press('µ', { ctrlKey: true, altKey: true, code: 'KeyM', getModifierState: (name) => name === 'AltGraph' })).toBeNull()
    expect(press('PageDown', { altKey: true })).toBe('next')
    expect(press('PageUp', { altKey: true })).toBe('previous')
    for (const other of [press('m'), press('m', { ctrlKey: true }), press('PageDown'), press('PageDown', { altKey: true, shiftKey: true })])
      expect(other).toBeNull()
  })
})
