/** Random documents of schema 1, with every construct, in the shape in which a text is kept. */
import { Node } from '@tiptap/pm/model'
import fc from 'fast-check'
import type { DocumentNode } from '../../../../client/documents/documentJson'
import { withoutEdgeSpaces } from '../../../../client/documents/markdown/serializeInline'
import { documentSchema } from '../../../../client/documents/schema/schema'

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those are left out
const writable = (text: string) => text.replace(/[\u0000-\u001f\u007f-\u009f\ufeff]/g, '')
/** Signs that mean something in Markdown, words in several scripts, and anything at all. */
const words = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          'a',
          'word',
          ' ',
          '  ',
          'two words',
          'سقف',
          'कमरा',
          '屋根',
          'é',
          'e\u0301',
          '👩🏽‍🌾',
          '480',
          '1.',
          '2)',
          'x_y',
          '.',
          ', ',
          '(b)',
          '—',
        ),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '*',
          '**',
          '_',
          '__',
          '~~',
          '~',
          '==',
          '=',
          '`',
          '``',
          '[',
          ']',
          '(',
          ')',
          '!',
          '\\',
          '<',
          '>',
          '#',
          '# ',
          '- ',
          '+ ',
          '| ',
          '|',
          '&',
          '&amp;',
          '&nbsp;',
          '---',
          '===',
          '> ',
          '[ ] ',
          '[x] ',
          '[!assumption]',
          '<br>',
          '<b>',
          '</b>',
          'https://a.org',
          '```',
          ':--',
          '\u00a0',
          '\u2028',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }).map(writable) },
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))
  .filter((text) => text !== '')

const plain = fc.oneof(words, fc.constant(''))
const lang = fc.option(fc.constantFrom('ar', 'es', 'hi', 'zh-Hans'), { nil: null, freq: 8 })
const marks = fc
  .record({
    bold: fc.boolean(),
    italic: fc.boolean(),
    strike: fc.integer({ min: 0, max: 3 }),
    code: fc.integer({ min: 0, max: 4 }),
    highlight: fc.integer({ min: 0, max: 5 }),
    link: fc.integer({ min: 0, max: 4 }),
    href: fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.constantFrom('https://a.org/(b)', 'mailto:a@b.org', 'https://a.org/x y', 'https://a.org/?a=1&amp;b=<2>'),
    ),
  })
  .map(({ bold, italic, strike, code, highlight, link, href }) => [
    ...(link === 0 ? [{ type: 'link', attrs: { href } }] : []),
    ...(bold ? [{ type: 'bold' }] : []),
    ...(italic ? [{ type: 'italic' }] : []),
    ...(strike === 0 ? [{ type: 'strike' }] : []),
    ...(code === 0 ? [{ type: 'code' }] : []),
    ...(highlight === 0 ? [{ type: 'highlight', attrs: { colour: null } }] : highlight === 1 ? [{ type: 'highlight', attrs: { colour: 'a "b" & <c>' } }] : []),
  ])

const text = fc.record({ type: fc.constant('text'), text: words, marks: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: marks }) })
const inlineNode: fc.Arbitrary<DocumentNode> = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 1, arbitrary: fc.constant({ type: 'hardBreak' }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('mention'),
      attrs: fc.record({ kind: fc.constantFrom('person', 'document'), id: fc.oneof(fc.constant('0af3'), words), label: words }),
    }),
  },
)
const inline = fc.array(inlineNode, { maxLength: 5 })

const textblock = (type: string, attrs: fc.Arbitrary<Record<string, unknown>> = fc.constant({})) =>
  fc.record({ type: fc.constant(type), attrs: fc.tuple(lang, attrs).map(([lang, others]) => ({ ...others, lang })), content: inline })
const paragraph = textblock('paragraph')
const bareParagraph = fc.record({ type: fc.constant('paragraph'), content: inline })

const code = fc.record({
  type: fc.constant('codeBlock'),
  attrs: fc.record({ lang, language: fc.option(fc.constantFrom('ts', 'c++', 'a b', 'x`y', '&amp;'), { nil: null }) }),
  content: fc.array(fc.constantFrom('let a', '\n', '\n\n', '```', '~~~~', '  indented', '\ttab', '> q', '- l', ' '), { maxLength: 6 }).map((parts) => {
    const all = parts.join('')
    return all === '' ? [] : [{ type: 'text', text: all }]
  }),
})

const table = fc
  .record({
    rows: fc.integer({ min: 1, max: 4 }),
    columns: fc.integer({ min: 1, max: 4 }),
    header: fc.boolean(),
    align: fc.array(fc.constantFrom(null, 'left', 'center', 'right'), { minLength: 4, maxLength: 4 }),
    cells: fc.array(inline, { minLength: 16, maxLength: 16 }),
  })
  .map(({ rows, columns, header, align, cells }) => ({
    type: 'table',
    content: Array.from({ length: rows }, (_, row) => ({
      type: 'tableRow',
      content: Array.from({ length: columns }, (_, column) => ({
        type: header && row === 0 ? 'tableHeader' : 'tableCell',
        attrs: { align: align[column] },
        content: [{ type: 'paragraph', content: cells[row * columns + column] ?? [] }],
      })),
    })),
  }))

const day = fc.option(
  fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  { nil: null },
)

const { block } = fc.letrec<{ block: DocumentNode; item: DocumentNode }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    paragraph,
    textblock('heading', fc.record({ level: fc.integer({ min: 1, max: 3 }) })),
    code,
    fc.constant({ type: 'horizontalRule' }),
    table,
    textblock('assumption', fc.record({ watchedBy: plain, lookAgainOn: day, wrongIf: plain })),
    fc.record({ type: fc.constant('horizon'), attrs: fc.record({ lang, until: day }), content: words.map((text) => [{ type: 'text', text }]) }),
    fc.record({
      type: fc.constant('image'),
      attrs: fc.record({ blob: fc.constantFrom(null, '0a1b'), alt: plain, width: fc.constantFrom(null, 640), height: fc.constantFrom(null, 480) }),
    }),
    fc.record({ type: fc.constant('bulletList'), content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }) }),
    fc.record({
      type: fc.constant('orderedList'),
      attrs: fc.record({ start: fc.constantFrom(0, 1, 3, 99) }),
      content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('taskList'),
      content: fc.array(
        fc.tuple(tie('item'), fc.boolean()).map(([item, checked]) => ({ ...item, type: 'taskItem', attrs: { checked } })),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    fc.record({ type: fc.constant('blockquote'), content: fc.array(tie('block'), { minLength: 1, maxLength: 3 }) }),
    fc
      .record({ summary: textblock('detailsSummary'), inside: fc.array(tie('block'), { minLength: 1, maxLength: 2 }) })
      .map(({ summary, inside }) => ({ type: 'details', content: [summary, { type: 'detailsContent', content: inside }] })),
  ) as fc.Arbitrary<DocumentNode>,
  item: fc
    .tuple(fc.oneof(bareParagraph, paragraph), fc.array(tie('block'), { maxLength: 2 }))
    .map(([first, others]) => ({ type: 'listItem', content: [first, ...others] })) as fc.Arbitrary<DocumentNode>,
}))

/** As the schema has it: defaults filled in, adjacent texts joined. */
export const whole = (json: DocumentNode): DocumentNode => Node.fromJSON(documentSchema(), json).toJSON() as DocumentNode

/** Spaces at the edges of a block are no part of a text. */
function tidy(node: DocumentNode): DocumentNode {
  const { content, ...others } = node
  if (!content) return node
  const kept = node.type === 'codeBlock' ? content : documentSchema().nodes[node.type]?.inlineContent ? withoutEdgeSpaces(content) : content.map(tidy)
  return kept.length > 0 ? { ...others, content: kept } : others
}

export const randomDocument: fc.Arbitrary<DocumentNode> = fc
  .tuple(textblock('title'), fc.array(block, { minLength: 1, maxLength: 5 }))
  .map(([title, blocks]) => {
    const doc = whole(tidy(whole({ type: 'doc', content: [title, ...blocks] })))
    const content = [...(doc.content ?? [])]
    // Empty lines at the end are not part of a text.
    while (content.length > 2 && content.at(-1)?.type === 'paragraph' && !content.at(-1)?.content) content.pop()
    return { ...doc, content }
  })
