// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentJson, titleOf } from '../../../client/documents/documentJson'
import { seedDocument } from '../../../client/documents/seedDocument'
import { bye, documentOf, paragraph, people } from './binding/people'

describe('the first bytes of a document', () => {
  it('[S10a] are the same however often they are made, so that two devices seed once', () => {
    const bytes = seedDocument('Homes we keep')
    expect(seedDocument('Homes we keep')).toEqual(bytes)
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, bytes)
    Y.applyUpdateV2(ydoc, seedDocument('Homes we keep'))
    expect(titleOf(ydoc)).toBe('Homes we keep')
    expect(documentJson(ydoc)).toMatchObject({ ok: true, value: { content: [{ type: 'title' }, { type: 'paragraph' }] } })
  })

  it('put the title first where the content has none', () => {
    const ydoc = new Y.Doc()
    Y.applyUpdateV2(ydoc, seedDocument('Named', { type: 'doc', content: [paragraph('text')] }))
    expect(titleOf(ydoc)).toBe('Named')
  })
})

describe('the normaliser', () => {
  it('keeps the first block a title, and the only one, after one’s own edits', () => {
    const [alice] = people(documentOf(paragraph('text')), 1)
    if (!alice) return
    const { editor } = alice
    editor.commands.deleteRange({ from: 0, to: editor.state.doc.firstChild?.nodeSize ?? 0 })
    expect(editor.getJSON().content?.map(({ type }) => type)).toEqual(['title'])
    editor.commands.insertContentAt(editor.state.doc.content.size, [
      { type: 'blockquote', content: [{ type: 'title', content: [{ type: 'text', text: 'second' }] }] },
    ])
    expect(editor.getJSON().content?.[1]?.content?.[0]?.type).toBe('paragraph')
    editor.commands.insertContentAt(0, { type: 'horizontalRule' })
    expect(editor.getJSON().content?.map(({ type }) => type)).toEqual(['title', 'horizontalRule', 'paragraph', 'blockquote'])
    bye([alice])
  })

  it('leaves what others did as it came', () => {
    const all = people(documentOf(paragraph('text')))
    const [alice, bob] = all
    if (!alice || !bob) return
    Y.applyUpdateV2(alice.ydoc, seedDocument('', documentOf(paragraph('text'))))
    const stray = new Y.XmlElement('title')
    bob.ydoc.getXmlFragment('text').push([stray])
    const before = alice.outbox.length
    Y.applyUpdateV2(alice.ydoc, Y.encodeStateAsUpdateV2(bob.ydoc), { provider: true })
    expect(alice.editor.getJSON().content?.at(-1)?.type).toBe('title')
    expect(alice.outbox.length - before).toBe(1)
    bye(all)
  })
})
