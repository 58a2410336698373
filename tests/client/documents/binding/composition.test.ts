// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { bye, caretAt, documentOf, meet, type Person, paragraph, people, type, withCaret } from './people'

let all: Person[] = []
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  bye(all)
})

/** As ProseMirror has it while an input method composes. */
function composing({ editor }: Person, on: boolean): void {
  ;(editor.view as unknown as { input: { composing: boolean } }).input.composing = on
}

function compose({ editor }: Person, replaced: number, text: string): void {
  const { head } = editor.state.selection
  editor.view.dispatch(editor.state.tr.insertText(text, head - replaced, head))
}

describe('while one composes', () => {
  it('a change of another to the same block waits, elsewhere it does not, and all of it is there in the end', () => {
    all = people(documentOf(paragraph('hello world'), paragraph('below')))
    const [alice, bob] = all as [Person, Person]
    caretAt(alice, 'world', 5)
    composing(alice, true)
    compose(alice, 0, ' ni')
    meet(all)
    caretAt(bob, 'hello')
    type(bob, 'oh ')
    caretAt(bob, 'below')
    meet(all)
    compose(alice, 2, '你')
    expect(withCaret(alice)).toEqual(['A roof', 'hello world 你|', 'below'])
    meet(all)
    composing(alice, false)
    vi.advanceTimersByTime(200)
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'oh hello world 你|', 'below'])
    expect(bob.editor.getJSON()).toEqual(alice.editor.getJSON())
  })

  it('what is composed goes where its words went, though another split and joined them', () => {
    all = people(documentOf(paragraph('hello world'), paragraph('below')))
    const [alice, bob] = all as [Person, Person]
    caretAt(alice, 'world', 3)
    composing(alice, true)
    compose(alice, 0, 'n')
    meet(all)
    caretAt(bob, 'worn')
    bob.editor.commands.splitBlock()
    meet(all)
    compose(alice, 1, 'な')
    compose(alice, 1, 'なに')
    meet(all)
    composing(alice, false)
    vi.advanceTimersByTime(200)
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'worなに|ld', 'below'])
    expect(bob.editor.getJSON()).toEqual(alice.editor.getJSON())
  })

  it('the letter that was being composed over does not stay behind where the words were', () => {
    all = people(documentOf(paragraph('hello world')))
    const [alice, bob] = all as [Person, Person]
    caretAt(alice, 'world', 3)
    composing(alice, true)
    compose(alice, 0, 'n')
    caretAt(bob, 'world')
    bob.editor.commands.splitBlock()
    meet(all)
    compose(alice, 1, 'に')
    composing(alice, false)
    vi.advanceTimersByTime(200)
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hello ', 'worに|ld'])
    expect(bob.editor.getJSON()).toEqual(alice.editor.getJSON())
  })

  it('a change elsewhere is shown at once', () => {
    all = people(documentOf(paragraph('hello'), paragraph('below')))
    const [alice, bob] = all as [Person, Person]
    caretAt(alice, 'hello', 5)
    composing(alice, true)
    compose(alice, 0, 'x')
    caretAt(bob, 'below')
    type(bob, 'far ')
    meet(all)
    expect(withCaret(alice)).toEqual(['A roof', 'hellox|', 'far below'])
    composing(alice, false)
  })
})
