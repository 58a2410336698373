// @vitest-environment jsdom
/** One types on and on in one word; another splits, joins, indents, retitles and deletes round it; whatever arrives when. The word stays whole, the caret behind it. */
import { TextSelection } from '@tiptap/pm/state'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bye, caretAt, deliver, documentOf, meet, type Person, paragraph, people, type } from './people'

const words = ['one', 'two', 'three', 'caner', 'banana', 'seven', 'eight']
const text = words.join(' ')
/** The word under the caret: typed after "can", so that letters follow which are typed, too. */
const HOST = 'caner'

type Step =
  | { do: 'key' }
  | { do: 'act'; act: 'split' | 'join' | 'heading' | 'text' | 'quote' | 'bullets' | 'sink' | 'delete'; word: number }
  | { do: 'deliver'; from: 0 | 1 }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ do: 'key' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('act' as const),
      act: fc.constantFrom('split', 'split', 'join', 'heading', 'text', 'quote', 'bullets', 'sink', 'delete'),
      word: fc.integer({ min: 0, max: words.length - 1 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), from: fc.constantFrom<0 | 1>(0, 1) }) },
)

/** A person acts on what they see; on another word than the one that is being written. */
function perform(bob: Person, act: Extract<Step, { do: 'act' }>): void {
  const word = words[act.word] ?? ''
  const { editor } = bob
  const at = act.word === words.indexOf(HOST) ? 'can' : word
  if (!editor.getText().includes(at)) return
  caretAt(bob, at)
  const { commands } = editor
  if (act.act === 'split') commands.splitBlock()
  else if (act.act === 'join') commands.joinBackward()
  else if (act.act === 'heading') commands.setNode('heading', { level: 2 })
  else if (act.act === 'text') commands.setNode('paragraph')
  else if (act.act === 'quote') commands.toggleWrap('blockquote')
  else if (act.act === 'bullets') commands.toggleList('bulletList', 'listItem')
  else if (act.act === 'sink') commands.sinkListItem('listItem')
  else if (word !== HOST) {
    const { head } = editor.state.selection
    commands.deleteRange({ from: head, to: head + word.length })
  }
}

it('the word that one types in stays whole, and the caret with it', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 5, maxLength: 30 }), (steps) => {
      const all = people(documentOf(paragraph(text), paragraph('below')))
      const [alice, bob] = all as [Person, Person]
      try {
        caretAt(alice, HOST, 3)
        // The letters typed are those that stand there anyway: the hardest to keep apart.
        let typed = ''
        // Between an act and the answer to it, more may be done, but not to letters that came meanwhile without their word: nobody acts on what they see torn.
        let acted = false
        let torn = false
        for (const one of steps) {
          if (one.do === 'key') {
            const letter = 'neban'.charAt(typed.length % 5)
            typed += letter
            type(alice, letter)
          } else if (one.do === 'act') {
            if (torn) meet(all)
            torn = false
            acted = true
            perform(bob, one)
          } else {
            const updates = all[one.from]?.outbox.splice(0) ?? []
            if (one.from === 0 && acted && updates.length > 0) torn = true
            deliver(updates, one.from === 0 ? bob : alice)
          }
        }
        meet(all)
        const { selection } = alice.editor.state
        expect(selection).toBeInstanceOf(TextSelection)
        const { parent, parentOffset } = selection.$head
        const around = `${parent.textContent.slice(0, parentOffset)}|${parent.textContent.slice(parentOffset)}`
        expect(around).toContain(`can${typed}|er`)
        expect(bob.editor.getJSON()).toEqual(alice.editor.getJSON())
        const rest = alice.editor.getText({ blockSeparator: ' ' })
        expect(rest.split(`can${typed}er`)).toHaveLength(2)
      } finally {
        bye(all)
      }
    }),
    { numRuns: 40 },
  )
})
