import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorRuns } from '../../../client/documents/authorRuns'
import { readFragment } from '../../../client/documents/binding/readText'
import { documentSchema, TEXT_FIELD } from '../../../client/documents/schema/schema'
import { seedDocument } from '../../../client/documents/seedDocument'

const item = (text: string) => ({ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] })

describe('runs of a text by their writers', () => {
  it('stand where ProseMirror has their words, in lists, after line breaks and beside what was taken away', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(
      ydoc,
      seedDocument('Rent', {
        type: 'doc',
        content: [
          { type: 'paragraph', content: [{ type: 'text', text: 'one' }, { type: 'hardBreak' }, { type: 'text', text: 'two', marks: [{ type: 'bold' }] }] },
          { type: 'horizontalRule' },
          { type: 'bulletList', content: [item('apples'), item('pears')] },
        ],
      }),
    )
    const fragment = ydoc.getXmlFragment(TEXT_FIELD)
    const pears = ((fragment.get(3) as Y.XmlElement).get(1) as Y.XmlElement).get(0) as Y.XmlElement
    const words = pears.get(0) as Y.XmlText
    words.insert(2, 'XYZ')
    words.delete(3, 1)
    const doc = readFragment(fragment, documentSchema())
    const told = authorRuns(ydoc).map(({ from, to, client }) => [doc.textBetween(from, to), client === ydoc.clientID])
    expect(told).toEqual([
      ['Rent', false],
      ['one', false],
      ['two', false],
      ['apples', false],
      ['pe', false],
      ['X', true],
      ['Z', true],
      ['ars', false],
    ])
  })
})
