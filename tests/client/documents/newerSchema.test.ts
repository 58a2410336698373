// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentJson } from '../../../client/documents/documentJson'
import { createEditor } from '../../../client/documents/editor'
import { followingClone } from '../../../client/documents/followingClone'
import { TEXT_FIELD } from '../../../client/documents/schema/schema'
import { seedDocument } from '../../../client/documents/seedDocument'
import { staticText } from '../../../client/documents/staticText'
import { documentOf, paragraph } from './binding/people'

/** What a build that knows one node and one mark more has written. */
function newer(): Y.Doc {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', documentOf(paragraph('known words'))))
  const block = new Y.XmlElement('carousel')
  const inner = new Y.XmlElement('paragraph')
  inner.insert(0, [new Y.XmlText('words of tomorrow')])
  block.insert(0, [inner])
  const marked = new Y.XmlElement('paragraph')
  const text = new Y.XmlText()
  text.insert(0, 'glowing', { glow: { strength: 3 } } as never)
  marked.insert(0, [text])
  ydoc.getXmlFragment(TEXT_FIELD).push([block, marked])
  return ydoc
}

const bytes = (ydoc: Y.Doc) => Buffer.from(Y.encodeStateAsUpdateV2(ydoc)).toString('hex')

function mount(ydoc: Y.Doc, mayWrite = true) {
  const unknown: string[] = []
  const element = document.createElement('div')
  document.body.append(element)
  const editor = createEditor({ element, ydoc, mayWrite, label: 'Text', onUnknown: (what) => unknown.push(what) })
  return { editor, unknown }
}

describe('a document made with a newer version', () => {
  it('[S11] loses nothing in an older editor: it is told, and nothing is written', () => {
    const ydoc = newer()
    const before = bytes(ydoc)
    const { editor, unknown } = mount(ydoc)
    expect(unknown).toEqual(['the block carousel'])
    editor.commands.insertContentAt(0, 'typed into an editor that should be gone')
    editor.destroy()
    expect(bytes(ydoc)).toBe(before)
  })

  it('[S11] loses nothing when the newer content arrives while the older editor is open', () => {
    const old = new Y.Doc()
    Y.applyUpdateV2(old, seedDocument('', documentOf(paragraph('known words'))))
    const { editor, unknown } = mount(old)
    const ahead = newer()
    Y.applyUpdateV2(old, Y.encodeStateAsUpdateV2(ahead))
    expect(unknown).toEqual(['the block carousel'])
    editor.commands.insertContentAt(3, 'x')
    editor.destroy()
    expect(bytes(old)).toBe(bytes(ahead))
  })

  it('[S11] is shown from a throwaway clone, with all of its words', () => {
    const ydoc = newer()
    const before = bytes(ydoc)
    expect(staticText(ydoc).textBetween(0, staticText(ydoc).content.size, ' / ')).toBe('A roof / known words / words of tomorrow / glowing')
    expect(documentJson(ydoc)).toEqual({ ok: false, reason: 'newer content' })
    expect(bytes(ydoc)).toBe(before)
  })

  it('[S11] a reader’s editor is bound to a clone: nothing that it does reaches the document, and it follows', () => {
    const live = new Y.Doc()
    Y.applyUpdateV2(live, seedDocument('', documentOf(paragraph('known words'))))
    const before = bytes(live)
    const clone = followingClone(live)
    const { editor } = mount(clone.ydoc, false)
    editor.commands.insertContentAt(3, 'x')
    expect(bytes(live)).toBe(before)
    const line = new Y.XmlElement('paragraph')
    line.insert(0, [new Y.XmlText('a new line')])
    live.getXmlFragment(TEXT_FIELD).push([line])
    expect(editor.getText()).toContain('a new line')
    clone.stop()
    editor.destroy()
  })
})

describe('content that others made', () => {
  it('is looked at like pasted content: no link that runs, no attribute that does not fit', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, seedDocument('', documentOf(paragraph('known'))))
    const line = new Y.XmlElement('heading')
    line.setAttribute('level', 99 as never)
    const text = new Y.XmlText()
    text.insert(0, 'click', { link: { href: 'java\tscript:alert(1)' } } as never)
    text.insert(5, ' me', { link: { href: 'https://example.org/' } } as never)
    line.insert(0, [text])
    ydoc.getXmlFragment(TEXT_FIELD).push([line])
    const { editor } = mount(ydoc)
    expect(editor.getJSON().content?.[2]).toEqual({
      type: 'heading',
      attrs: { lang: null, level: 1 },
      content: [
        { type: 'text', text: 'click' },
        { type: 'text', text: ' me', marks: [{ type: 'link', attrs: { href: 'https://example.org/' } }] },
      ],
    })
    editor.destroy()
  })

  it('keeps every word when two people leave an item without its paragraph', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, seedDocument('', documentOf(paragraph('known'))))
    const list = new Y.XmlElement('bulletList')
    const item = new Y.XmlElement('listItem')
    const inner = new Y.XmlElement('bulletList')
    const innerItem = new Y.XmlElement('listItem')
    innerItem.insert(0, [new Y.XmlText('loose words')])
    inner.insert(0, [innerItem])
    item.insert(0, [inner])
    list.insert(0, [item])
    ydoc.getXmlFragment(TEXT_FIELD).push([list, new Y.XmlElement('details'), new Y.XmlElement('blockquote')])
    const before = bytes(ydoc)
    const { editor, unknown } = mount(ydoc)
    expect(unknown).toEqual([])
    expect(() => editor.state.doc.check()).not.toThrow()
    expect(editor.getText()).toContain('loose words')
    expect(bytes(ydoc)).toBe(before)
    editor.destroy()
  })
})
