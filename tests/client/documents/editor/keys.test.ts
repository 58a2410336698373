// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { createEditor } from '../../../../client/documents/editor'
import { replaceMatches } from '../../../../client/documents/editor/find'
import { DocumentKeys, documentKeys } from '../../../../client/documents/editor/keys'
import { chooseSlash, Slash, type SlashState } from '../../../../client/documents/editor/slash'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { documentOf, paragraph } from '../binding/people'

let editor: Editor
afterEach(() => editor.destroy())

let slash: SlashState | null = null
function open(...content: DocumentNode[]): Editor {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', documentOf(...content)))
  const element = document.createElement('div')
  document.body.append(element)
  editor = createEditor({
    element,
    ydoc,
    mayWrite: true,
    label: 'Text',
    onUnknown: () => {},
    extensions: [
      DocumentKeys,
      Slash.configure({
        onChange: (state: SlashState | null) => {
          slash = state
        },
      }),
    ],
  })
  return editor
}

const shape = () => editor.getJSON().content?.map(({ type }) => type)
const at = (words: string, offset = 0) => {
  let found = 1
  editor.state.doc.descendants((node, position) => {
    if (node.isTextblock && node.textContent.includes(words)) found = position + 1 + node.textContent.indexOf(words)
    return true
  })
  editor.commands.setTextSelection(found + offset)
}
const press = (key: string) => editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, new KeyboardEvent('keydown', { key, bubbles: true })))
const typed = (text: string) => {
  for (const letter of text) {
    const { from, to } = editor.state.selection
    if (!editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, letter, () => editor.state.tr)))
      editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
  }
}

describe('Enter and Backspace', () => {
  it('after a title comes a paragraph, also in its middle', () => {
    open(paragraph('text'))
    at('roof')
    press('Enter')
    expect(shape()).toEqual(['title', 'paragraph', 'paragraph'])
    expect(editor.getText({ blockSeparator: '/' })).toBe('A /roof/text')
  })

  it('after an assumption or a horizon comes a paragraph; an empty one becomes one', () => {
    open({ type: 'assumption', content: [{ type: 'text', text: 'owners sell' }] }, { type: 'horizon' })
    at('owners sell', 11)
    press('Enter')
    expect(shape()).toEqual(['title', 'assumption', 'paragraph', 'horizon'])
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    press('Enter')
    expect(shape()).toEqual(['title', 'assumption', 'paragraph', 'paragraph'])
  })

  it('Backspace at the beginning of an assumption or heading makes a paragraph of it first', () => {
    open(
      paragraph('above'),
      { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'head' }] },
      { type: 'assumption', content: [{ type: 'text', text: 'guess' }] },
    )
    at('guess')
    press('Backspace')
    at('head')
    press('Backspace')
    expect(shape()).toEqual(['title', 'paragraph', 'paragraph', 'paragraph'])
  })

  it('Enter in a line that unfolds goes inside; Backspace at its beginning takes the fold away and keeps the words', () => {
    open({
      type: 'details',
      content: [
        { type: 'detailsSummary', content: [{ type: 'text', text: 'more' }] },
        { type: 'detailsContent', content: [paragraph('inside')] },
      ],
    })
    at('more', 4)
    press('Enter')
    expect(editor.state.selection.$head.parent.textContent).toBe('inside')
    at('more')
    press('Backspace')
    expect(shape()).toEqual(['title', 'paragraph', 'paragraph'])
    expect(editor.getText({ blockSeparator: '/' })).toBe('A roof/more/inside')
  })

  it('Tab in the last cell makes a row', () => {
    open(paragraph('x'))
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    editor.commands.insertTable({ rows: 1, cols: 2, withHeaderRow: true })
    press('Tab')
    press('Tab')
    expect(editor.getJSON().content?.find(({ type }) => type === 'table')?.content).toHaveLength(2)
  })
})

describe('keys', () => {
  it('every line of the table does something, and no two share a key', () => {
    open(paragraph('text'))
    expect(new Set(documentKeys.map(({ keys }) => keys)).size).toBe(documentKeys.length)
    for (const key of documentKeys) {
      at('text', 2)
      expect(() => key.run(editor)).not.toThrow()
    }
  })
})

describe('the slash', () => {
  it('opens at the beginning and after a space, follows what is typed, and goes with what is chosen', () => {
    open(paragraph('a'))
    at('a', 1)
    typed('/')
    expect(slash).toBeNull()
    typed(' /tab')
    expect(slash?.query).toBe('tab')
    if (slash) chooseSlash(editor, slash, (chosen) => void chosen.commands.toggleWrap('blockquote'))
    expect(slash).toBeNull()
    expect(editor.getText({ blockSeparator: '|' })).toBe('A roof||a/ ')
    expect(shape()).toEqual(['title', 'blockquote'])
  })

  it('Esc closes it and leaves the text as it is; two spaces mean that it was not meant', () => {
    open(paragraph())
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    typed('/quo')
    expect(press('Escape')).toBe(true)
    expect(slash).toBeNull()
    expect(editor.getText()).toContain('/quo')
    typed(' /a  ')
    expect(slash).toBeNull()
  })
})

describe('replacing', () => {
  it('all at once is one step to take back, and keeps the marks', () => {
    open({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'one ' },
        { type: 'text', text: 'one', marks: [{ type: 'bold' }] },
        { type: 'text', text: ' two' },
      ],
    })
    at('two', 3)
    typed('!')
    const matches = [
      { from: 9, to: 12 },
      { from: 13, to: 16 },
    ]
    expect(matches.map(({ from, to }) => editor.state.doc.textBetween(from, to))).toEqual(['one', 'one'])
    replaceMatches(editor, matches, 'three')
    expect(editor.getJSON().content?.[1]?.content).toMatchObject([{ text: 'three ' }, { text: 'three', marks: [{ type: 'bold' }] }, { text: ' two!' }])
    editor.commands.undo()
    expect(editor.getText()).toContain('one one two!')
  })
})
