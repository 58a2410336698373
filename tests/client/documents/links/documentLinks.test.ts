// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { DocumentKey } from '../../../../client/device/deviceLog'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { createEditor } from '../../../../client/documents/editor'
import { insertDocumentLink } from '../../../../client/documents/editor/insert'
import { askForDocument, chooseSlash, Slash, type SlashState } from '../../../../client/documents/editor/slash'
import { addressOf, documentIn, linksIn, withTitles } from '../../../../client/documents/links/documentLinks'
import { followAtCaret } from '../../../../client/documents/links/followLink'
import { type LinkTargets, NO_TARGETS } from '../../../../client/documents/links/linkTargets'
import { drawnMention } from '../../../../client/documents/links/mentionView'
import { fromMarkdown, toMarkdown } from '../../../../client/documents/markdown'
import type { FromSearch } from '../../../../client/documents/search/messages'
import { SearchHost } from '../../../../client/documents/search/searchHost'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { documentOf, paragraph } from '../binding/people'

const HOMES = '0123456789abcdef0123456789abcdef'
const ROLES = 'ffffffffffffffffffffffffffffffff'
const docOf = (markdown: string): DocumentNode => {
  const read = fromMarkdown(markdown)
  if (!read.ok) throw new Error(read.reason)
  return read.value
}
function ydocOf(markdown: string): Y.Doc {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('', docOf(markdown)))
  return ydoc
}

describe('a link to a document', () => {
  it('is an address of the app, wherever that is, and no other address', () => {
    expect(documentIn(addressOf('https://app.example/', HOMES))).toBe(HOMES)
    expect(documentIn(`http://localhost:8080/sub/#/d/${HOMES.toUpperCase()}`)).toBe(HOMES)
    for (const other of [`https://app.example/d/${HOMES}`, `#/d/${HOMES}`, `https://a.example/#/d/${HOMES}0`, `https://a.example/#w1.${HOMES}`, '', null, 7])
      expect(documentIn(other)).toBe(null)
  })

  it('is found in a text in both forms, each document once, also inside lists and tables', () => {
    const markdown = `# T\n\n- see [Homes](leaderful:document/${HOMES}) and [there](https://a.example/#/d/${ROLES})\n\n| a |\n| --- |\n| [Homes](leaderful:document/${HOMES}) |\n\n[@Ana](leaderful:person/${'a'.repeat(32)}) [out](https://a.example)\n`
    expect(linksIn(ydocOf(markdown))).toEqual([HOMES, ROLES])
  })

  it('goes out in Markdown with today’s title and its address, and comes in again', () => {
    const markdown = `# T\n\nSee [Homes](leaderful:document/${HOMES}) and [Roles](leaderful:document/${ROLES}).\n`
    const titled = withTitles(docOf(markdown), (id) => (id === HOMES ? 'Homes for all' : null))
    const written = toMarkdown(titled)
    expect(written).toBe(`# T\n\nSee [Homes for all](leaderful:document/${HOMES}) and [Roles](leaderful:document/${ROLES}).\n`)
    expect(docOf(written)).toEqual(titled)
  })
})

describe('in the editor', () => {
  let editor: Editor
  let state: SlashState | null = null
  const went: string[] = []
  const titles = new Map([[HOMES, 'Homes']])
  let tell = () => {}
  const targets: LinkTargets = {
    ...NO_TARGETS,
    titleOf: (id) => titles.get(id) ?? null,
    subscribe: (listener) => {
      tell = listener
      return () => {}
    },
    open: (id, beside) => void went.push(`${id}${beside ? ' beside' : ''}`),
  }
  afterEach(() => editor.destroy())
  function open(...content: DocumentNode[]): void {
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
      drawn: { mention: drawnMention({ targets: () => targets, notHere: () => 'not here', untitled: () => 'Untitled' }) },
      extensions: [
        Slash.configure({
          onChange: (next: SlashState | null) => {
            state = next
          },
        }),
      ],
    })
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
  }
  const typed = (text: string) => {
    for (const letter of text) {
      const { from, to } = editor.state.selection
      if (!editor.view.someProp('handleTextInput', (handle) => handle(editor.view, from, to, letter, () => editor.state.tr)))
        editor.view.dispatch(editor.state.tr.insertText(letter, from, to))
    }
  }
  const markdown = () => toMarkdown(editor.getJSON() as DocumentNode).trim()

  it('"[[" asks for a document, also behind a word; what is chosen takes its place', () => {
    open(paragraph('see'))
    typed(' the[[ho me')
    expect(state).toMatchObject({ kind: 'document', query: 'ho me' })
    if (state) chooseSlash(editor, state, (on) => insertDocumentLink(on, { id: HOMES, title: 'Homes' }))
    expect(state).toBe(null)
    expect(markdown()).toContain(`see the[Homes](leaderful:document/${HOMES})`)
    expect(editor.state.doc.lastChild?.textBetween(0, 9, '', '+')).toBe('see the+ ')
  })

  it('one bracket, and two that are closed again, ask for nothing', () => {
    open(paragraph('see '))
    typed('[a')
    expect(state).toBe(null)
    typed(' [[b]]')
    expect(state).toBe(null)
  })

  it('can be asked for without typing it, and "/" still asks what to add', () => {
    open(paragraph(''))
    typed('/')
    expect(state).toMatchObject({ kind: 'add', query: '' })
    if (state) chooseSlash(editor, state, askForDocument)
    expect(state).toMatchObject({ kind: 'document', query: '' })
  })

  it('is shown by what it is called now; one that is not here says so; a click and the keys go there', () => {
    open(paragraph('a '))
    insertDocumentLink(editor, { id: HOMES, title: 'Homes' })
    insertDocumentLink(editor, { id: ROLES, title: 'Roles' })
    const links = [...editor.view.dom.querySelectorAll('a')]
    expect(links.map(({ textContent }) => textContent)).toEqual(['Homes', 'Roles (not here)'])
    titles.set(ROLES, 'Who does what')
    tell()
    expect(links[1]?.textContent).toBe('Who does what')
    titles.delete(ROLES)
    expect(markdown(), 'what the text says did not change').toContain('[Roles](')
    links[0]?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
    let at = 0
    editor.state.doc.descendants((node, position) => {
      if (node.attrs.id === HOMES) at = position
    })
    editor.commands.setTextSelection(at)
    expect(followAtCaret(editor, targets)).toBe(true)
    editor.commands.setTextSelection(editor.state.doc.content.size - 1)
    expect(followAtCaret(editor, targets)).toBe(false)
    expect(went).toEqual([HOMES, HOMES])
  })
})

describe('what links here', () => {
  it('is known of every document that was read, and forgotten with it', async () => {
    const texts = new Map<DocumentKey, Y.Doc>([
      ['a' as DocumentKey, ydocOf(`# A\n\n[B](leaderful:document/${HOMES})\n`)],
      ['b' as DocumentKey, ydocOf(`# B\n\n[me](leaderful:document/${HOMES})\n`)],
      ['c' as DocumentKey, ydocOf('# C\n\nno link\n')],
    ])
    const heard: FromSearch[] = []
    const host = new SearchHost({
      log: { updates: async (doc) => ({ updates: [Y.encodeStateAsUpdate(texts.get(doc) ?? new Y.Doc())], schema: 1 }), watch: () => () => {} },
      tell: (message) => heard.push(message),
      after: () => () => {},
    })
    const linked = () => {
      host.hear({ type: 'linked', ask: 1, id: HOMES })
      const last = heard.at(-1)
      return last?.type === 'linked' ? last.from : null
    }
    const documents = [
      { id: ROLES, doc: 'a' as DocumentKey },
      { id: HOMES, doc: 'b' as DocumentKey },
      { id: 'c'.repeat(32), doc: 'c' as DocumentKey },
    ]
    host.hear({ type: 'follow', documents })
    await host.settled()
    expect(linked(), 'not from itself').toEqual([ROLES])
    host.hear({ type: 'follow', documents: documents.slice(1) })
    await host.settled()
    expect(linked()).toEqual([])
    host.stop()
  })
})
