// @vitest-environment jsdom

import { TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { blockAt, blocksBetween, mayStandAt } from '../../../../client/documents/blocks/movable'
import { blocksAtCaret, duplicate, moveBy, moveTo, remove } from '../../../../client/documents/blocks/moveBlocks'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { fromMarkdown, toMarkdown } from '../../../../client/documents/markdown'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { type Person, person } from '../binding/people'

let alice: Person
let bob: Person
afterEach(() => {
  alice.editor.destroy()
  bob.editor.destroy()
})

function open(markdown: string): void {
  const read = fromMarkdown(`# T\n\n${markdown}`)
  if (!read.ok) throw new Error(read.reason)
  const seed = seedDocument('', read.value)
  alice = person(seed, 10)
  bob = person(seed, 20)
}
const exchange = () => {
  for (const [from, to] of [
    [alice, bob],
    [bob, alice],
  ] as const)
    Y.applyUpdateV2(to.ydoc, Y.encodeStateAsUpdateV2(from.ydoc), { provider: true })
}
const text = (of: Person = alice) =>
  toMarkdown(of.editor.getJSON() as DocumentNode)
    .replace('# T\n\n', '')
    .trim()
const placeOf = (words: string, of: Person = alice) => {
  let found = -1
  of.editor.state.doc.descendants((node, position) => {
    if (node.isText && node.text?.includes(words)) found = position + (node.text.indexOf(words) ?? 0)
  })
  return found
}
const caretAt = (words: string, of: Person = alice) =>
  of.editor.view.dispatch(of.editor.state.tr.setSelection(TextSelection.create(of.editor.state.doc, placeOf(words, of))))
const block = (words: string) => blockAt(alice.editor.state.doc, placeOf(words)) ?? { from: 0, to: 0 }

describe('moving by the keys', () => {
  it('a block changes places with its neighbour, and the caret stays in its words', () => {
    open('one\n\ntwo and longer\n\nthree')
    caretAt('and')
    expect(moveBy(alice.editor, -1)).toBe(true)
    expect(text()).toBe('two and longer\n\none\n\nthree')
    expect(alice.editor.state.selection.from).toBe(placeOf('and'))
    moveBy(alice.editor, 1)
    moveBy(alice.editor, 1)
    expect(text()).toBe('one\n\nthree\n\ntwo and longer')
    expect(alice.editor.state.selection.from).toBe(placeOf('and'))
  })

  it('an item moves with all that stands in it; nothing moves above the title or out at the end', () => {
    open('- a\n  - deep\n- b\n- c\n\nlast')
    caretAt('c')
    moveBy(alice.editor, -1)
    moveBy(alice.editor, -1)
    expect(moveBy(alice.editor, -1)).toBe(false)
    expect(text()).toBe('- c\n- a\n  - deep\n- b\n\nlast')
    caretAt('last')
    expect(moveBy(alice.editor, 1)).toBe(false)
    moveBy(alice.editor, -1)
    expect(moveBy(alice.editor, -1)).toBe(false)
    expect(text()).toBe('last\n\n- c\n- a\n  - deep\n- b')
  })

  it('from inside a table the table moves; several selected blocks move together', () => {
    open('one\n\n| a | b |\n| --- | --- |\n| c | d |\n\ntwo\n\nthree')
    caretAt('d')
    moveBy(alice.editor, 1)
    expect(text()).toBe('one\n\ntwo\n\n| a | b |\n| --- | --- |\n| c | d |\n\nthree')
    const { doc, tr } = alice.editor.state
    alice.editor.view.dispatch(tr.setSelection(TextSelection.create(doc, placeOf('one') + 1, placeOf('two') + 1)))
    moveBy(alice.editor, 1)
    expect(text()).toBe('| a | b |\n| --- | --- |\n| c | d |\n\none\n\ntwo\n\nthree')
  })

  it('is one step to take back', () => {
    open('one\n\ntwo')
    caretAt('two')
    moveBy(alice.editor, -1)
    alice.editor.commands.undo()
    expect(text()).toBe('one\n\ntwo')
    expect(alice.editor.storage.sharedText.undoManager?.canUndo()).toBe(false)
  })
})

describe('what is written', () => {
  it('is one change: no device ever holds the text without the block, or with it twice', () => {
    open('a short one\n\na much longer block of words')
    let changes = 0
    alice.ydoc.on('updateV2', () => changes++)
    moveTo(alice.editor, block('longer'), block('short').from)
    moveBy(alice.editor, 1, block('longer'))
    expect(changes).toBe(2)
    exchange()
    expect(text(bob)).toBe('a short one\n\na much longer block of words')
  })
})

describe('moving to anywhere', () => {
  it('an item takes on the kind of the list that it comes to, or brings its own list along', () => {
    open('- a\n- b\n\n- [x] c\n\nend')
    moveTo(alice.editor, block('a'), block('c').to)
    expect(text()).toBe('- b\n\n* [x] c\n* [ ] a\n\nend')
    moveTo(alice.editor, block('b'), block('end').to)
    expect(text(), 'and a list without items goes').toBe('- [x] c\n- [ ] a\n\nend\n\n- b')
  })

  it('a paragraph cannot stand in a list, nothing in itself, nothing above the title', () => {
    open('- a\n  - deep\n\npara')
    const { doc } = alice.editor.state
    expect(mayStandAt(doc, block('para'), block('a').from)).toBe(false)
    expect(mayStandAt(doc, block('a'), block('deep').from)).toBe(false)
    expect(mayStandAt(doc, block('para'), 0)).toBe(false)
    expect(blockAt(doc, 2)).toBe(null)
  })

  it('into and out of what unfolds, which is never left without a paragraph', () => {
    open('> [!details] More\n>\n> inside\n\npara')
    moveTo(alice.editor, block('para'), block('inside').to)
    expect(text()).toBe('> [!details] More\n>\n> inside\n>\n> para')
    const whole = alice.editor.state.doc.content.size
    moveTo(alice.editor, block('inside'), whole)
    moveTo(alice.editor, block('para'), alice.editor.state.doc.content.size)
    expect(text()).toBe('> [!details] More\n>\n> &nbsp;\n\ninside\n\npara')
  })
})

describe('what others have in the text', () => {
  it('words that another writes meanwhile into any block but the moved one stay, and her caret with them', () => {
    open('a short one\n\na much longer block of words\n\nlast')
    caretAt('longer')
    caretAt('longer', bob)
    moveBy(alice.editor, -1)
    bob.editor.view.dispatch(bob.editor.state.tr.insertText('and far '))
    exchange()
    expect(text()).toBe('a much and far longer block of words\n\na short one\n\nlast')
    expect(text(bob)).toBe(text())
    expect(bob.editor.state.selection.from).toBe(placeOf('longer', bob))
  })

  it('comments go along; a block that is there once more has none', () => {
    open('one\n\ntwo')
    const { tr, schema } = alice.editor.state
    const at = placeOf('two')
    alice.editor.view.dispatch(tr.addMark(at, at + 3, schema.mark('comment', { id: 'thread' })))
    moveTo(alice.editor, block('two'), block('one').from)
    const comments = () => {
      const found: string[] = []
      alice.editor.state.doc.descendants((node) => {
        if (node.marks.some(({ type }) => type.name === 'comment')) found.push(node.text ?? '')
      })
      return found
    }
    expect(comments()).toEqual(['two'])
    duplicate(alice.editor, block('two'))
    expect(text()).toBe('two\n\ntwo\n\none')
    expect(comments()).toEqual(['two'])
    remove(alice.editor, block('one'))
    expect(text()).toBe('two\n\ntwo')
  })

  it('however both move, they end with the same text, and no word is lost', () => {
    const moves = fc.array(fc.tuple(fc.boolean(), fc.nat(20), fc.constantFrom(-1 as const, 1 as const), fc.boolean()), { maxLength: 8 })
    fc.assert(
      fc.property(moves, (all) => {
        open('one\n\n- a\n- b\n  - deep\n\n> said\n\ntwo\n\n| x | y |\n| --- | --- |\n| z | w |')
        for (const [isBob, place, direction, thenExchange] of all) {
          const { editor } = isBob ? bob : alice
          const at = Math.min(5 + place * 2, editor.state.doc.content.size)
          const found = blocksBetween(editor.state.doc, at, at)
          if (found) moveBy(editor, direction, found)
          editor.state.doc.check()
          if (thenExchange) exchange()
        }
        exchange()
        expect(text(bob)).toBe(text())
        for (const word of ['one', 'two', 'a', 'b', 'deep', 'said', 'x', 'w']) expect(text()).toMatch(new RegExp(`\\b${word}\\b`))
        alice.editor.destroy()
        bob.editor.destroy()
      }),
      { numRuns: 25 },
    )
    open('rest')
    expect(blocksAtCaret(alice.editor)).not.toBe(undefined)
  })
})
