// @vitest-environment jsdom
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { DOCX_MOST, fromDocx } from '../../../../client/documents/docx/read'
import { unzip } from '../../../../client/documents/docx/unzip'
import { type DocxWords, isRtl, toDocx } from '../../../../client/documents/docx/write'
import { fromMarkdown, toMarkdown } from '../../../../client/documents/markdown'

const words: DocxWords = {
  watchedBy: 'Watched by',
  lookAgainOn: 'Look again on',
  wrongIf: 'We would know that we are wrong if',
  until: 'Until',
  picture: (alt) => `Picture: ${alt}`,
  addressOf: (id) => `https://app.example/#/d/${id}`,
}
const docOf = (markdown: string): DocumentNode => {
  const read = fromMarkdown(markdown)
  if (!read.ok) throw new Error(read.reason)
  return read.value
}
const read = (bytes: Uint8Array, title = 'File') => fromDocx(bytes, title, window as never)
/** Out and in again, as Markdown: what a person would see. */
async function thereAndBack(markdown: string): Promise<string> {
  const back = await read(await toDocx(docOf(markdown), words))
  if (!back.ok) throw new Error(back.reason)
  return toMarkdown(back.value.doc)
}

describe('a Word document, out and in', () => {
  it.each([
    ['headings', '# A roof that stays\n\n# Large\n\n## Heading\n\n### Small\n\nWords.\n'],
    ['letters', '# T\n\n**Bold**, *italic*, ~~struck~~, ==marked==, `code` and ***both***, a link to [our page](https://example.org/a?b=c).\n'],
    ['lists in lists', '# T\n\n- one\n  - deeper\n    1. deepest\n- two\n\nBetween.\n\n1. first\n2. second\n   - inside\n'],
    ['two numbered lists side by side', '# T\n\n1. a\n2. b\n\n1) c\n2) d\n'],
    ['boxes to tick', '# T\n\n- [x] done\n- [ ] to do\n  - [ ] a part of it\n'],
    ['an item of several paragraphs', '# T\n\n- first\n\n  second\n\n- other\n'],
    ['tables', '# T\n\n| a | b |\n| --- | --- |\n| **c** | d |\n| | e |\n'],
    ['quotes', '# T\n\n> Said by somebody.\n>\n> And more.\n\nWords.\n'],
    ['code', '# T\n\n```\nif (a)\n  b\n```\n'],
    ['a line across', '# T\n\nAbove.\n\n---\n\nBelow.\n'],
    [
      'horizons and assumptions',
      '# T\n\n> [!horizon]\n> 30 years\n>\n> - Until: 2056-01-01\n\n> [!assumption]\n> Small owners go on selling.\n>\n> - Watched by: Yusuf\n> - Look again on: 2026-12-01\n> - Wrong if: nobody sells: for a year\n',
    ],
    ['a line that breaks', '# T\n\none\\\ntwo\n'],
    ['Arabic', '# سقف يبقى\n\n## الأعمال\n\n- **غرفة** واحدة\n\nكلمات *هنا*.\n'],
  ])('keeps %s', async (_, markdown) => {
    expect(await thereAndBack(markdown)).toBe(markdown)
  })

  it('keeps the example: its words, headings, tables and tasks', async () => {
    const text = readFileSync(join(import.meta.dirname, '../../../../client/home/example/strategy.md'), 'utf8')
    const before = docOf(text)
    const back = await read(await toDocx(before, words))
    const { content = [] } = back.ok ? back.value.doc : {}
    const plain = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(plain).join(' ')
    const bare = (nodes: readonly DocumentNode[]) => nodes.map(plain).join(' ').replace(/\s+/g, ' ').trim()
    expect(bare(content)).toBe(bare(before.content ?? []))
    for (const type of ['heading', 'table', 'taskList', 'orderedList', 'horizontalRule', 'title'])
      expect(content.filter((node) => node.type === type).length, type).toBe((before.content ?? []).filter((node) => node.type === type).length)
  })

  it('writes another document as a link into the app, a person and a picture as words', async () => {
    const id = '0123456789abcdef0123456789abcdef'
    const text = await thereAndBack(`# T\n\nSee [Homes](leaderful:document/${id}), [@Ana](leaderful:person/x).\n\n![A map](leaderful:blob/ab)\n`)
    expect(text).toBe(`# T\n\nSee [Homes](https://app.example/#/d/${id}), @Ana.\n\n*Picture: A map*\n`)
  })

  it('takes the file’s name where the text has no title, and says nothing of who wrote it', async () => {
    const bytes = await toDocx({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Only words.' }] }] }, words)
    const back = await read(bytes, 'minutes')
    expect(back.ok && back.value.doc.content?.[0]).toEqual({ type: 'title', attrs: { lang: null }, content: [{ type: 'text', text: 'minutes' }] })
    expect(strFromU8(unzipSync(bytes)['docProps/core.xml'] ?? new Uint8Array())).not.toMatch(/Un-named/)
  })

  it('runs from right to left where the words do', () => {
    expect([isRtl('سقف'), isRtl('480 سقف'), isRtl('roof سقف'), isRtl('12')]).toEqual([true, true, false, false])
  })
})

describe('a file that is no Word document', () => {
  const reasonOf = async (bytes: Uint8Array) => {
    const result = await read(bytes)
    return result.ok ? 'taken' : result.reason
  }
  const whole = () => toDocx(docOf('# T\n\nWords.\n'), words)

  it('is refused with a reason: a picture, any zip, an old or a locked file, too many bytes, nothing in it', async () => {
    expect(await reasonOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('not Word')
    expect(await reasonOf(zipSync({ 'a.txt': strToU8('a') }))).toBe('not Word')
    expect(await reasonOf(zipSync({ 'word/document.xml': strToU8('<a>') }))).toBe('not Word')
    const compound = (name: string) => new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...[...name].flatMap((sign) => [sign.charCodeAt(0), 0])])
    expect(await reasonOf(compound('WordDocument'))).toBe('old Word')
    expect(await reasonOf(compound('EncryptedPackage'))).toBe('locked')
    expect(await reasonOf(new Uint8Array(DOCX_MOST + 1))).toBe('too big')
    expect(await reasonOf(await toDocx({ type: 'doc', content: [] }, words))).toBe('empty')
  })

  it('that would unpack to more than is taken is refused, whatever size it states', async () => {
    const parts = unzipSync(await whole())
    const bomb = zipSync({ ...parts, 'word/document.xml': new Uint8Array(30_000_000) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await reasonOf(bomb)).toBe('too big')
    // Its table says: one byte.
    const view = new DataView(bomb.buffer)
    for (let at = 0; at < bomb.length - 4; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1, true)
    expect(await reasonOf(bomb)).toBe('too big')
  })

  it('with pictures: the words come, the pictures are counted and never unpacked', async () => {
    const parts = unzipSync(await whole())
    const drawing =
      '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    const document = strFromU8(parts['word/document.xml'] ?? new Uint8Array()).replace('<w:sectPr', `${drawing}<w:sectPr`)
    const relation = '<Relationship Id="rIdPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>'
    const relations = strFromU8(parts['word/_rels/document.xml.rels'] ?? new Uint8Array()).replace('</Relationships>', `${relation}</Relationships>`)
    const file = zipSync({
      ...parts,
      'word/document.xml': strToU8(document),
      'word/_rels/document.xml.rels': strToU8(relations),
      'word/media/a.png': new Uint8Array(90_000_000),
    })
    const back = await read(file)
    expect(back.ok && [toMarkdown(back.value.doc), back.value.pictures]).toEqual(['# T\n\nWords.\n', 1])
  })

  it('that is cut anywhere or has any byte changed never throws', async () => {
    const bytes = await whole()
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 40)) {
      await read(bytes.slice(0, at))
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 0xff
      await read(changed)
    }
  })
})

describe('unzip', () => {
  it('reads only what is wanted, within its limit', () => {
    const zip = zipSync({ a: strToU8('aaaa'), b: [new Uint8Array(5000), { level: 0 }] })
    const found = unzip(zip, (name) => name === 'a', 4)
    expect(found.ok && [...found.value].map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([['a', 'aaaa']])
    expect(unzip(zip, () => true, 5003)).toEqual({ ok: false, reason: 'too big' })
    expect(unzip(zip, (name) => name === 'a', 3)).toEqual({ ok: false, reason: 'too big' })
    expect(unzip(new Uint8Array(10), () => true, 10)).toEqual({ ok: false, reason: 'not a zip' })
  })
})
