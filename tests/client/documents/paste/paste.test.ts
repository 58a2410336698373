// @vitest-environment jsdom
import type { Editor } from '@tiptap/core'
import { beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createEditor } from '../../../../client/documents/editor'
import { fromMarkdown, toMarkdown } from '../../../../client/documents/markdown'
import { cleanHtml } from '../../../../client/documents/paste/clean'
import { looksLikeMarkdown } from '../../../../client/documents/paste/looksLikeMarkdown'
import { loadReaders, pasteProps } from '../../../../client/documents/paste/pasteProps'
import { seedDocument } from '../../../../client/documents/seedDocument'
import { standInForLayout } from '../support/noLayout'
import { cryptPad, googleDocs, word } from './fixtures'

const clean = (html: string) => cleanHtml(html, window as never)

beforeAll(async () => {
  await loadReaders()
  standInForLayout()
})

function mounted(): { editor: Editor; refused: string[] } {
  const ydoc = new Y.Doc()
  Y.applyUpdateV2(ydoc, seedDocument('Title'))
  const refused: string[] = []
  const element = document.createElement('div')
  document.body.append(element)
  let made: Editor | null = null
  made = createEditor({
    element,
    ydoc,
    mayWrite: true,
    label: 'Text',
    onUnknown: () => {},
    editorProps: pasteProps({ editor: () => made, onRefused: (words) => refused.push(words) }),
  })
  made.commands.setTextSelection(made.state.doc.content.size - 1)
  return { editor: made, refused }
}

/** As the browser does it. */
function pasteText(editor: Editor, text: string): Event {
  const event = new Event('paste', { bubbles: true, cancelable: true })
  Object.defineProperty(event, 'clipboardData', { value: { getData: (type: string) => (type === 'text/plain' ? text : ''), types: ['text/plain'], files: [] } })
  editor.view.dom.dispatchEvent(event)
  return event
}

const markdownAfter = (paste: (editor: Editor) => void): string => {
  const { editor } = mounted()
  paste(editor)
  const text = toMarkdown(editor.getJSON() as Parameters<typeof toMarkdown>[0])
  editor.destroy()
  return text.replace('# Title\n\n', '')
}

describe('HTML from elsewhere', () => {
  it('Google Docs: its words, headings, lists, tasks and tables, with bold, italics and strike', () => {
    expect(markdownAfter((editor) => editor.view.pasteHTML(googleDocs))).toBe(
      '# Why we began\n\nOn the fourth, **the heating** *went off* ~~twice~~ ==here==\n\n- soup\n  - with bread\n\n* [x] ~~count the homes~~\n\n[a link](https://www.google.com/url?q=https://example.org) and\n\n|  |  |\n| --- | ---: |\n| **For** | 1,800 |\n'.replaceAll(
        '|  |  |',
        '| | |',
      ),
    )
  })

  it('Word: its drawn bullets are lists again', () => {
    expect(markdownAfter((editor) => editor.view.pasteHTML(word))).toBe(
      '## Money\n\nDues are **one euro** a *week*, or ==nothing==.\n\n- Two treasurers\n  - see every payment\n- Everybody sees the *page*\n\n1. First\n\nlocal and [Ana](mailto:ana@example.org)\n',
    )
  })

  it('CryptPad: without what only it knows', () => {
    expect(markdownAfter((editor) => editor.view.pasteHTML(cryptPad))).toBe(
      '**Homes we keep**, *a draft* and ~~old words~~\n\n### Roads\n\n1. buy\n   1. when an owner sells\n2. take over\n\n> I made soup.\n\n```ts\nlet a = 1\n```\n\n| No. | We assume |\n| --- | --- |\n| A1 | they sign |\n\ncommented words\n\nx\n',
    )
  })

  it.each([googleDocs, word, cryptPad])('leaves no style, class, handler, picture or address that runs', (html) => {
    const cleaned = clean(html)
    expect(cleaned).not.toMatch(/style=|class="(?!language-)|\son\w+=|<img|<script|javascript:|file:|src=|data-style|data-off/i)
  })

  it('never hands a style or handler to the browser’s parser', () => {
    const seen: string[] = []
    const { innerHTML } = Object.getOwnPropertyDescriptors(Element.prototype)
    const parse = DOMParser.prototype.parseFromString
    DOMParser.prototype.parseFromString = function (text: string, type: DOMParserSupportedType) {
      seen.push(text)
      return parse.call(this, text, type)
    }
    Object.defineProperty(Element.prototype, 'innerHTML', {
      ...innerHTML,
      set(this: Element, text: string) {
        seen.push(text)
        innerHTML?.set?.call(this, text)
      },
    })
    try {
      markdownAfter((editor) => editor.view.pasteHTML(googleDocs + word + cryptPad))
    } finally {
      DOMParser.prototype.parseFromString = parse
      if (innerHTML) Object.defineProperty(Element.prototype, 'innerHTML', innerHTML)
    }
    expect(seen.length).toBeGreaterThan(0)
    for (const text of seen) expect(text.match(/<[a-z][^>]*\s(style|on\w+)=/i)).toBeNull()
  })

  it('what was copied here comes back as it was', () => {
    const { editor } = mounted()
    const text =
      '> [!assumption]\n> Owners sell.\n>\n> - Watched by: Yusuf\n> - Look again on: 2026-12-01\n\n> [!horizon]\n> 10 years\n\n> [!details] More\n>\n> inside\n\n- [x] done\n\n| a | b |\n| --- | ---: |\n| c | d |\n'
    const read = fromMarkdown(`# T\n\n${text}`)
    if (!read.ok) throw new Error()
    editor.commands.insertContentAt(editor.state.doc.content.size, (read.value.content ?? []).slice(1) as never)
    editor.commands.deleteRange({ from: 7, to: 9 })
    const { dom } = editor.view.serializeForClipboard(editor.state.doc.slice(7))
    const html = dom.innerHTML
    editor.destroy()
    expect(markdownAfter((other) => other.view.pasteHTML(html))).toBe(text)
  })
})

describe('plain text', () => {
  it('that is Markdown is read as such; a sentence with a star is not', () => {
    expect(markdownAfter((editor) => pasteText(editor, '## Money\n\n- one\n- two **bold**'))).toBe('## Money\n\n- one\n- two **bold**\n')
    for (const text of ['5 * 3 = 15', 'see #4 - later', 'a_b_c', 'one line', '- a dash alone']) expect(looksLikeMarkdown(text)).toBe(false)
    expect(markdownAfter((editor) => pasteText(editor, '5 * 3\n\nnext'))).toBe('5 * 3\n\nnext\n')
  })
})

describe('too much', () => {
  it('50 MB are refused in words, and nothing is lost', () => {
    const { editor, refused } = mounted()
    editor.commands.insertContent('kept')
    const before = editor.getJSON()
    const event = pasteText(editor, 'x'.repeat(50_000_000))
    expect(event.defaultPrevented).toBe(true)
    expect(refused).toEqual(['That is 50 MB. One paste can bring 2 MB at most. Nothing was changed; bring it in as a file, in parts.'])
    expect(editor.getJSON()).toEqual(before)
    editor.destroy()
  })
})

describe('comments', () => {
  it('are not doubled by a copy, but go along with what was cut', () => {
    const { editor } = mounted()
    editor.commands.insertContent([{ type: 'text', text: 'said', marks: [{ type: 'comment', attrs: { id: 'c1' } }] }] as never)
    const html = '<p><span data-comment="c1">said</span> <span data-comment="c2">new</span></p>'
    editor.view.pasteHTML(html)
    const ids: unknown[] = []
    editor.state.doc.descendants((node) => {
      for (const mark of node.marks) ids.push(mark.attrs.id)
    })
    expect(ids).toEqual(['c1', 'c2'])
    editor.destroy()
  })
})
