// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { Slice } from '@tiptap/pm/model'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createEditor } from '../../../../client/documents/editor'
import { addressIn, markdownLinkAtEnd } from '../../../../client/documents/editor/address'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { documentOf, paragraph } from '../binding/people'

describe('an address in a word', () => {
  it('is found without what stands around it', () => {
    const found = (word: string) => {
      const address = addressIn(word)
      return address && [word.slice(address.from, address.to), address.href]
    }
    expect(found('https://example.org/a?b=c#d')).toEqual(['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'])
    expect(found('(www.example.org),')).toEqual(['www.example.org', 'https://www.example.org'])
    expect(found('example.org/wiki/Rent_(law).')).toEqual(['example.org/wiki/Rent_(law)', 'https://example.org/wiki/Rent_(law)'])
    expect(found('alice@union.example')).toEqual(['alice@union.example', 'mailto:alice@union.example'])
    expect(found('wohnen.org')).toEqual(['wohnen.org', 'https://wohnen.org'])
    expect(found('مثال.org،')).toEqual(['مثال.org', 'https://مثال.org'])
    expect(found('union.de/miete')).toEqual(['union.de/miete', 'https://union.de/miete'])
  })

  it('is not taken for one: the end of a sentence, a number, a name of a file, what may not be followed', () => {
    for (const word of ['house.It', '3.50', 'e.g.', 'notes.md', 'javascript:alert(1)', 'https://', 'a@b', '@alice', '…', '', 'www.'])
      expect(addressIn(word), word).toBeNull()
  })

  it('stands behind words in brackets, as in Markdown', () => {
    expect(markdownLinkAtEnd('see [the law](example.org/a_(b))')).toEqual({ index: 4, length: 28, words: 'the law', href: 'https://example.org/a_(b)' })
    for (const text of ['![a picture](example.org)', '\\[no](example.org)', '[](example.org)', '[x](javascript:alert)', '[x](a b)'])
      expect(markdownLinkAtEnd(text), text).toBeNull()
  })
})

describe('while somebody writes', () => {
  let editor: Editor
  afterEach(() => editor.destroy())
  function open(words = ''): void {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, seedDocument('', documentOf(paragraph(words))))
    const element = document.createElement('div')
    document.body.append(element)
    editor = createEditor({ element, ydoc, mayWrite: true, label: 'Text', onUnknown: () => {} })
    editor.commands.focus('end')
  }
  const typed = (text: string) => {
    for (const letter of text) {
      const { from, to } = editor.state.selection
      if (!editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, letter, () => editor.state.tr)))
        editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
    }
  }
  const links = () => {
    const found: string[] = []
    editor.state.doc.descendants((node) => {
      const mark = node.marks.find(({ type }) => type.name === 'link')
      if (mark) found.push(`${node.text} → ${mark.attrs.href}`)
    })
    return found
  }

  it('an address is a link with the space after it, and the space is none', () => {
    open()
    typed('See example.org/law')
    expect(links()).toEqual([])
    typed(' and')
    expect(links()).toEqual(['example.org/law → https://example.org/law'])
    expect(editor.state.doc.lastChild?.textContent).toBe('See example.org/law and')
  })

  it('an address is a link with the new line after it', () => {
    open('')
    typed('www.example.org')
    editor.commands.enter()
    expect(links()).toEqual(['www.example.org → https://www.example.org'])
  })

  it('a space at the end of a link ends it', () => {
    open()
    typed('[our law](example.org)')
    expect(links()).toEqual(['our law → https://example.org'])
    typed(' holds')
    expect(links()).toEqual(['our law → https://example.org'])
    expect(editor.state.doc.lastChild?.textContent).toBe('our law holds')
  })

  it('code and what is a link already stay as they are', () => {
    open()
    typed('a `x.org` b')
    editor.commands.setMark('code')
    typed('example.org ')
    expect(links()).toEqual([])
  })

  it('an address pasted over words makes them a link; over nothing it is pasted', () => {
    open('the law')
    const { doc, schema } = editor.state
    const from = doc.content.size - 'the law'.length - 1
    editor.commands.setTextSelection({ from, to: from + 3 })
    const slice = new Slice(schema.nodes.paragraph?.create(null, schema.text('https://example.org')).content ?? expect.fail(), 0, 0)
    const paste = () => editor.view.someProp('handlePaste', (handle) => handle(editor.view, new Event('paste') as ClipboardEvent, slice)) ?? false
    expect(paste()).toBe(true)
    expect(links()).toEqual(['the → https://example.org'])
    editor.commands.setTextSelection(from)
    expect(paste()).toBe(false)
  })
})
