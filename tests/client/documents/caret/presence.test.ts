// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { authorsOf, claimAuthor, forgetSilentAuthors } from '../../../../client/documents/authors'
import { placeAt, type Shown } from '../../../../client/documents/binding/places'
import { publishCaret } from '../../../../client/documents/caret/publishCaret'
import { remoteCarets } from '../../../../client/documents/caret/remoteCarets'
import { bye, caretAt, documentOf, meet, type Person, paragraph, people, type } from '../binding/people'

let all: Person[] = []
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  bye(all)
})

const shownOf = ({ editor }: Person): Shown => {
  const { kept } = editor.storage.sharedText
  if (!kept) throw new Error('no binding')
  return kept.shown
}
const ana = { person: { name: 'Ana', colour: 3, device: 'd1' } }

describe('one’s own caret', () => {
  it('is told at most every 50 ms, only when it moved, and not without focus', () => {
    all = people(documentOf(paragraph('hello world')), 1)
    const [alice] = all as [Person]
    const awareness = new Awareness(alice.ydoc)
    awareness.setLocalState(ana)
    const told: unknown[] = []
    awareness.on('change', (_changes: unknown, origin: unknown) => {
      if (origin === 'local') told.push((awareness.getLocalState() as { cursor?: unknown } | null)?.cursor)
    })
    let focused = true
    alice.editor.view.hasFocus = () => focused
    const stop = publishCaret(alice.editor, awareness, () => shownOf(alice))
    caretAt(alice, 'world')
    type(alice, 'abcdef')
    vi.advanceTimersByTime(49)
    type(alice, 'g')
    vi.advanceTimersByTime(200)
    expect(told.length).toBeLessThanOrEqual(2)
    const count = told.length
    alice.editor.view.dispatch(alice.editor.state.tr)
    vi.advanceTimersByTime(200)
    expect(told).toHaveLength(count)
    focused = false
    alice.editor.emit('blur', {} as never)
    vi.advanceTimersByTime(200)
    expect(told.at(-1)).toBeNull()
    stop()
    awareness.destroy()
  })
})

describe('the others’ carets', () => {
  it('are claims: what is not as agreed is left out, and the records’ name counts', () => {
    all = people(documentOf(paragraph('hello world')), 1)
    const [alice] = all as [Person]
    const awareness = new Awareness(alice.ydoc)
    const place = placeAt(shownOf(alice), 12)
    if (!place) throw new Error('no place')
    const cursor = { anchor: Y.relativePositionToJSON(place), head: Y.relativePositionToJSON(place) }
    const states: Record<number, unknown> = {
      1: { ...ana, cursor },
      2: { ...ana, cursor: { anchor: 'x', head: {} } },
      3: { cursor },
      4: { person: { name: 7, colour: 1, device: 'd' }, cursor },
      5: { person: { name: 'Mei', colour: -3, device: 'd2' }, cursor },
      6: { ...ana, cursor: { anchor: { item: { client: 9, clock: 9 } }, head: { item: { client: 9, clock: 9 } } } },
    }
    for (const [client, state] of Object.entries(states)) awareness.states.set(Number(client), state as Record<string, unknown>)
    const found = remoteCarets(awareness, shownOf(alice), alice.editor.state.doc.content.size, (device) =>
      device === 'd1' ? { name: 'Ana Maria', colour: 8 } : null,
    )
    expect(found).toEqual([
      { client: 1, anchor: 12, head: 12, name: 'Ana Maria', colour: 8 },
      { client: 5, anchor: 12, head: 12, name: 'Mei', colour: 0 },
    ])
    awareness.destroy()
  })
})

describe('who wrote what', () => {
  it('is claimed at the first own edit, and forgotten with the last word', () => {
    all = people(documentOf(paragraph('hello')))
    const [alice, bob] = all as [Person, Person]
    claimAuthor(alice.ydoc, 'aa')
    claimAuthor(bob.ydoc, 'bb')
    expect(authorsOf(alice.ydoc).size).toBe(0)
    caretAt(alice, 'hello')
    type(alice, 'x')
    meet(all)
    expect([...authorsOf(bob.ydoc)]).toEqual([[alice.ydoc.clientID, 'aa']])
    forgetSilentAuthors(bob.ydoc)
    expect(authorsOf(bob.ydoc).size).toBe(1)
    alice.editor.commands.undo()
    forgetSilentAuthors(alice.ydoc)
    expect(authorsOf(alice.ydoc).size).toBe(0)
  })
})
