// @vitest-environment jsdom
/** Two editors, any edits, any order of delivery: they show the same text in the end, and at every moment what a fresh reading of Yjs shows. */
import { TextSelection } from '@tiptap/pm/state'
import { CellSelection } from '@tiptap/pm/tables'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { placeAt, positionOf } from '../../../../client/documents/binding/places'
import { type Mapping, readFragment } from '../../../../client/documents/binding/readText'
import { bye, deliver, documentOf, fragmentOf, meet, type Person, paragraph, people } from './people'

let all: Person[] = []
afterEach(() => bye(all))

type Act =
  | {
      do:
        | 'type'
        | 'split'
        | 'joinBack'
        | 'sink'
        | 'lift'
        | 'bold'
        | 'heading'
        | 'quote'
        | 'bullets'
        | 'tasks'
        | 'row'
        | 'column'
        | 'code'
        | 'details'
        | 'undo'
        | 'redo'
      at: number
      text: string
    }
  | { do: 'delete'; at: number; text: string }
type Step = { who: 0 | 1; act: Act } | { deliver: 0 | 1 }

const acts = [
  'type',
  'type',
  'type',
  'split',
  'joinBack',
  'sink',
  'lift',
  'bold',
  'heading',
  'quote',
  'bullets',
  'tasks',
  'row',
  'column',
  'code',
  'undo',
  'redo',
  'delete',
] as const
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      who: fc.constantFrom<0 | 1>(0, 1),
      act: fc.record({
        do: fc.constantFrom(...acts),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        text: fc.constantFrom('a', 'bc', 'word ', ' x'),
      }) as fc.Arbitrary<Act>,
    }),
  },
  { weight: 2, arbitrary: fc.record({ deliver: fc.constantFrom<0 | 1>(0, 1) }) },
)

function perform({ editor }: Person, act: Act): void {
  const { state } = editor
  const at = Math.floor(act.at * state.doc.content.size)
  const selection = TextSelection.near(state.doc.resolve(at))
  editor.view.dispatch(state.tr.setSelection(selection))
  const { commands } = editor
  switch (act.do) {
    case 'type':
      editor.view.dispatch(editor.state.tr.insertText(act.text))
      return
    case 'delete': {
      const { from } = editor.state.selection
      const to = Math.min(editor.state.doc.content.size, from + 3 + Math.floor(act.at * 20))
      const $to = TextSelection.near(editor.state.doc.resolve(to), -1)
      if ($to.from > from) editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, $to.from)).deleteSelection())
      return
    }
    case 'split':
      commands.enter()
      return
    case 'joinBack':
      commands.joinBackward()
      return
    case 'sink':
      commands.sinkListItem('listItem')
      return
    case 'lift':
      commands.liftListItem('listItem')
      return
    case 'bold':
      editor.view.dispatch(editor.state.tr.setSelection(TextSelection.between(selection.$from, editor.state.doc.resolve(selection.$from.end()))))
      commands.toggleMark('bold')
      return
    case 'heading':
      commands.toggleNode('heading', 'paragraph', { level: 2 })
      return
    case 'quote':
      commands.toggleWrap('blockquote')
      return
    case 'bullets':
      commands.toggleList('bulletList', 'listItem')
      return
    case 'tasks':
      commands.toggleList('taskList', 'taskItem')
      return
    case 'row':
      commands.addRowAfter()
      return
    case 'column':
      commands.deleteColumn()
      return
    case 'code':
      commands.toggleNode('codeBlock', 'paragraph')
      return
    case 'details':
      return
    case 'undo':
      commands.undo()
      return
    case 'redo':
      commands.redo()
      return
  }
}

const bindingOf = ({ editor }: Person) => (ySyncPluginKey.getState(editor.state) as { binding: ProsemirrorBinding }).binding

/** What is shown is what Yjs holds, and places are computed as from a fresh reading. */
function check(one: Person): void {
  const fresh: Mapping = new Map()
  const read = readFragment(fragmentOf(one), one.editor.schema, fresh)
  expect(one.editor.state.doc.toJSON()).toEqual(read.toJSON())
  const kept = { doc: one.ydoc, type: fragmentOf(one), mapping: bindingOf(one).mapping as Mapping }
  const size = read.content.size
  for (const position of [0, 1, Math.floor(size / 3), Math.floor(size / 2), Math.max(0, size - 2), one.editor.state.selection.head]) {
    const place = placeAt(kept, position)
    expect(place).toEqual(placeAt({ ...kept, mapping: fresh }, position))
    if (place) expect(positionOf(kept, place)).toEqual(positionOf({ ...kept, mapping: fresh }, place))
  }
}

const cell = (type: string, text: string) => ({ type, content: [paragraph(text)] })
const listItem = (text: string) => ({ type: 'listItem', content: [paragraph(text)] })
const beginning = documentOf(
  paragraph('the quick brown fox'),
  { type: 'bulletList', content: [listItem('one apple'), listItem('two pears'), listItem('three plums')] },
  {
    type: 'table',
    content: [
      { type: 'tableRow', content: [cell('tableHeader', 'For'), cell('tableHeader', 'Euros')] },
      { type: 'tableRow', content: [cell('tableCell', 'soup'), cell('tableCell', '1,800')] },
    ],
  },
  { type: 'taskList', content: [{ type: 'taskItem', content: [paragraph('count the homes')] }] },
  paragraph(),
)

function play(steps: readonly Step[]): void {
  all = people(beginning)
  try {
    for (const one of steps) {
      if ('deliver' in one) {
        const from = all[one.deliver]
        const to = all[1 - one.deliver]
        if (from && to) {
          deliver(from.outbox.splice(0), to)
          check(to)
        }
      } else {
        const who = all[one.who]
        if (who) {
          perform(who, one.act)
          check(who)
        }
      }
    }
    meet(all)
    for (const one of all) check(one)
    expect(all[0]?.editor.getJSON()).toEqual(all[1]?.editor.getJSON())
  } finally {
    bye(all)
    all = []
  }
}

describe('two editors on one text', () => {
  it('[S10] converge, and show at every moment what Yjs holds, whatever they do', () => {
    fc.assert(fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), play), { numRuns: 25 })
  })

  it('undo takes back one’s own changes only', () => {
    all = people(documentOf(paragraph('hello')))
    const [alice, bob] = all as [Person, Person]
    alice.editor.commands.insertContentAt(alice.editor.state.doc.content.size - 1, ' from alice')
    meet(all)
    bob.editor.commands.insertContentAt(bob.editor.state.doc.content.size - 1, ' and bob')
    meet(all)
    alice.editor.commands.undo()
    meet(all)
    expect(bob.editor.getText()).toContain('hello and bob')
    expect(alice.editor.can().undo()).toBe(false)
    alice.editor.commands.redo()
    expect(alice.editor.getText()).toContain('hello from alice and bob')
  })

  it('a change of another leaves the selected cells, the scroll and the decorations elsewhere alone', () => {
    all = people(beginning)
    const [alice, bob] = all as [Person, Person]
    let first = -1
    alice.editor.state.doc.descendants((node, position) => {
      if (node.type.name === 'tableHeader' && first < 0) first = position
    })
    const selection = CellSelection.create(alice.editor.state.doc, first)
    alice.editor.view.dispatch(alice.editor.state.tr.setSelection(selection))
    const steps: number[] = []
    alice.editor.on('transaction', ({ transaction }) => {
      steps.push(
        ...transaction.mapping.maps.map((map) => {
          let size = 0
          map.forEach((from, to) => {
            size += to - from
          })
          return size
        }),
      )
      expect(transaction.scrolledIntoView).toBe(false)
    })
    bob.editor.commands.insertContentAt(4, 'much ')
    meet(all)
    expect(alice.editor.state.selection).toBeInstanceOf(CellSelection)
    expect(steps).toEqual([0])
  })
})
