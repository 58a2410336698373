// @vitest-environment jsdom
import { afterEach, describe, expect, it } from 'vitest'
import { bye, caretAt, deliver, documentOf, meet, type Person, paragraph, people, type, withCaret } from './people'

let all: Person[] = []
afterEach(() => bye(all))

function two(...content: Parameters<typeof documentOf>): [Person, Person] {
  all = people(documentOf(...content))
  return all as [Person, Person]
}

const item = (text: string) => ({ type: 'listItem', content: [paragraph(text)] })

describe('the caret stays with its word', () => {
  it('while another splits the paragraph before the word', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'world')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'wor|ld'])
    type(alice, 'x')
    meet(all)
    expect(withCaret(bob).map((line) => line.replace('|', ''))).toEqual(['A roof', 'hello ', 'worxld'])
  })

  it('and what was typed in it meanwhile goes with it', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'world')
    type(alice, 'xyz')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'worxyz|ld'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('while another splits after the word', () => {
    const [alice, bob] = two(paragraph('hello world again'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'again')
    type(alice, 'x')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello worx|ld ', 'again'])
  })

  it('while another splits inside the word, at the caret and beside it', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'world', 1)
    type(alice, 'x')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello w', 'orx|ld'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('at the end of the paragraph that another splits in the middle', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 5)
    caretAt(bob, 'world')
    type(alice, 'ly')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'worldly|'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('at the beginning of the word that another puts on a new line', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world')
    caretAt(bob, 'world')
    type(alice, 'un')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'un|world'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('also where the letter typed is the one that follows: Yjs may have put it on either side of that', () => {
    const [alice, bob] = two(paragraph('and handed on'))
    caretAt(alice, 'handed', 3)
    type(alice, 'abc')
    meet(all)
    type(alice, 'd')
    caretAt(bob, 'hanabcded')
    bob.editor.commands.splitBlock()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'and ', 'hanabcd|ded on'])
    type(alice, 'e')
    meet(all)
    expect(withCaret(bob).map((line) => line.replace('|', ''))).toEqual(['A roof', 'and ', 'hanabcdeded on'])
  })

  it('while another joins two paragraphs', () => {
    const [alice, bob] = two(paragraph('first line'), paragraph('second line'))
    caretAt(alice, 'second', 3)
    caretAt(bob, 'second')
    type(alice, 'x')
    bob.editor.commands.joinBackward()
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'first linesecx|ond line'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('while another indents the item', () => {
    const [alice, bob] = two({ type: 'bulletList', content: [item('one apple'), item('two pears')] })
    caretAt(alice, 'pears', 2)
    caretAt(bob, 'pears')
    type(alice, 'x')
    expect(bob.editor.commands.sinkListItem('listItem')).toBe(true)
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'one apple', 'two pex|ars'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('while another makes a heading of it, and a paragraph of that, and puts it in a quote', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'world')
    type(alice, 'x')
    bob.editor.commands.setNode('heading', { level: 2 })
    bob.editor.commands.setNode('paragraph')
    bob.editor.commands.wrapIn('blockquote')
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello worx|ld'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('while another deletes what stands around the word, and whole paragraphs', () => {
    const [alice, bob] = two(paragraph('first'), paragraph('much before hello world and after'), paragraph('last'))
    caretAt(alice, 'world', 3)
    for (const words of ['much before ', ' and after', 'first']) {
      caretAt(bob, words)
      const { head } = bob.editor.state.selection
      bob.editor.view.dispatch(bob.editor.state.tr.delete(head, head + words.length))
      type(alice, 'x')
    }
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', '', 'hello worxxx|ld', 'last'])
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('while another retitles, or writes before it', () => {
    const [alice, bob] = two(paragraph('hello world'))
    caretAt(alice, 'world', 3)
    caretAt(bob, 'roof')
    type(bob, 'good ')
    caretAt(bob, 'hello')
    type(bob, 'well, ')
    meet(all)
    expect(withCaret(alice)).toEqual(['A good roof', 'well, hello wor|ld'])
  })

  it('through a stream of single letters while another splits, joins and splits again', () => {
    const [alice, bob] = two(paragraph('the quick brown fox'))
    caretAt(alice, 'brown', 2)
    const acts = [() => bob.editor.commands.splitBlock(), () => bob.editor.commands.joinBackward(), () => bob.editor.commands.splitBlock()]
    for (const act of acts) {
      caretAt(bob, 'quick')
      act()
      type(alice, 'a')
      const late = alice.outbox.splice(0)
      meet([bob, alice].reverse())
      type(alice, 'b')
      deliver(late, bob)
      meet(all)
    }
    expect(withCaret(alice).join('/')).toBe('A roof/the /quick brababab|own fox')
    expect(alice.editor.getJSON()).toEqual(bob.editor.getJSON())
  })

  it('two who begin in the same empty line at once share it', () => {
    const [alice, bob] = two(paragraph('above'), paragraph())
    for (const one of [alice, bob]) one.editor.commands.focus('end')
    type(alice, 'aaa')
    type(bob, 'bbb')
    meet(all)
    type(alice, 'A')
    type(bob, 'B')
    meet(all)
    expect(alice.editor.getText({ blockSeparator: '/' }).replace('A roof/above/', '').split('').sort().join('')).toBe('ABaaabbb')
    expect(withCaret(alice).at(-1)).toContain('aaaA|')
    expect(withCaret(bob).at(-1)).toContain('bbbB|')
  })
})
