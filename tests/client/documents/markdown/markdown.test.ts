import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { fromMarkdown, fromMarkdownFile, MARKDOWN_MOST, toMarkdown } from '../../../../client/documents/markdown'
import { randomDocument, whole } from './randomDocuments'

const read = (text: string): DocumentNode => {
  const result = fromMarkdown(text)
  if (!result.ok) throw new Error(result.reason)
  return result.value
}

describe('Markdown, out and in', () => {
  it('gives back every document, whatever is in it', () => {
    fc.assert(
      fc.property(randomDocument, (doc) => {
        expect(read(toMarkdown(doc))).toEqual(doc)
      }),
      { numRuns: 1000 },
    )
  })

  it('is the same text again, written twice', () => {
    fc.assert(
      fc.property(randomDocument, (doc) => {
        const once = toMarkdown(doc)
        expect(toMarkdown(read(once))).toBe(once)
      }),
      { numRuns: 200 },
    )
  })
})

const example = join(import.meta.dirname, '../../../../client/home/example')
const examples = readdirSync(example).filter((name) => name.endsWith('.md') && name !== 'README.md')

describe('real texts', () => {
  it.each(examples)('%s: in and out is the very same file', (name) => {
    const text = readFileSync(join(example, name), 'utf8')
    // A line that only goes on (no empty line between) is one paragraph to Markdown itself.
    expect(toMarkdown(read(text))).toBe(text.replace(/wide\.\n\*\*/, 'wide. **'))
  })

  it('the strategy has its title, headings, lists, tasks and tables', () => {
    const { content = [] } = read(readFileSync(join(example, 'strategy.md'), 'utf8'))
    const count = (type: string) => content.filter((node) => node.type === type).length
    expect(content[0]).toMatchObject({ type: 'title', content: [{ text: 'A roof that stays' }] })
    expect([count('heading'), count('table'), count('taskList'), count('orderedList'), count('blockquote'), count('horizontalRule')]).toEqual([
      14, 3, 1, 2, 2, 1,
    ])
  })
})

describe('what others write', () => {
  it('is read as they meant it', () => {
    const doc = read(
      'Title\n=====\n\n* a\n* b\n    1. c\n\n+ [x] done\n+ plain\n\n| a | b\\|c |\n|:--|--:|\n| `x\\|y` | **z** |\n\n![chart](https://evil.example/x.png)\n\n<script>alert(1)</script>\n\n[bad](javascript:alert(1))\n\n#### deep',
    )
    expect(doc).toEqual(
      whole({
        type: 'doc',
        content: [
          { type: 'title', content: [{ type: 'text', text: 'Title' }] },
          {
            type: 'bulletList',
            content: [
              { type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] },
              {
                type: 'listItem',
                content: [
                  { type: 'paragraph', content: [{ type: 'text', text: 'b' }] },
                  { type: 'orderedList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'c' }] }] }] },
                ],
              },
            ],
          },
          {
            type: 'taskList',
            content: [{ type: 'taskItem', attrs: { checked: true }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'done' }] }] }],
          },
          { type: 'bulletList', content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'plain' }] }] }] },
          {
            type: 'table',
            content: [
              {
                type: 'tableRow',
                content: [
                  { type: 'tableHeader', attrs: { align: 'left' }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }] },
                  { type: 'tableHeader', attrs: { align: 'right' }, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'b|c' }] }] },
                ],
              },
              {
                type: 'tableRow',
                content: [
                  {
                    type: 'tableCell',
                    attrs: { align: 'left' },
                    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'x|y', marks: [{ type: 'code' }] }] }],
                  },
                  {
                    type: 'tableCell',
                    attrs: { align: 'right' },
                    content: [{ type: 'paragraph', content: [{ type: 'text', text: 'z', marks: [{ type: 'bold' }] }] }],
                  },
                ],
              },
            ],
          },
          { type: 'paragraph', content: [{ type: 'text', text: 'chart', marks: [{ type: 'link', attrs: { href: 'https://evil.example/x.png' } }] }] },
          { type: 'paragraph', content: [{ type: 'text', text: '<script>alert(1)</script>' }] },
          { type: 'paragraph', content: [{ type: 'text', text: '[bad](javascript:alert(1))' }] },
          { type: 'heading', attrs: { level: 3 }, content: [{ type: 'text', text: 'deep' }] },
        ],
      }),
    )
  })

  it('keeps what stands before the text, and takes a name where there is no title', () => {
    const text = '---\nauthor: Ana\ntags: [a, b]\n---\n\n# Homes\n\nWords.\n'
    expect(toMarkdown(read(text))).toBe(text)
    const named = fromMarkdown('Only words.', 'minutes')
    expect(named.ok && named.value.content?.[0]).toEqual({ type: 'title', attrs: { lang: null }, content: [{ type: 'text', text: 'minutes' }] })
  })

  it('what is no text is refused with a reason', () => {
    expect(fromMarkdownFile(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]))).toEqual({ ok: false, reason: 'not a text' })
    expect(fromMarkdownFile(new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x01]))).toEqual({ ok: false, reason: 'not a text' })
    expect(fromMarkdownFile(new TextEncoder().encode('a\u0000b'))).toEqual({ ok: false, reason: 'not a text' })
    expect(fromMarkdownFile(new Uint8Array(MARKDOWN_MOST + 1))).toEqual({ ok: false, reason: 'too big' })
    expect(fromMarkdownFile(new Uint8Array())).toEqual({ ok: false, reason: 'empty' })
    expect(fromMarkdownFile(new TextEncoder().encode('\ufeffwords'), 'Minutes.md')).toMatchObject({
      ok: true,
      value: { content: [{ content: [{ text: 'Minutes' }] }, {}] },
    })
  })
})
