/**
 * A document's JSON → Markdown, without loss. Pure. What Markdown has no sign for is written so that people can read it, and read back by `parse.ts`:
 *
 *     > [!assumption]                  > [!horizon]            > [!details] The summary
 *     > Small owners go on selling.    > 30 years              >
 *     >                                >                       > What unfolds.
 *     > - Watched by: Yusuf            > - Until: 2056-01-01
 *     > - Look again on: 2026-12-01
 *
 * an empty paragraph as `&nbsp;`, a block's language as `<!-- lang=ar -->` above it, a picture as `![alt](leaderful:blob/…)`, people as `[@Ana](leaderful:person/…)`.
 * Comments do not travel. Of a table, cells that span and cells of several paragraphs become plain ones.
 */
import type { DocumentNode } from '../documentJson'
import { EMPTY, FRONT_MATTER } from './parse'
import { OWN } from './rules'
import { escapeText, serializeInline, withoutEdgeSpaces } from './serializeInline'

const bulletSigns = ['-', '*']
const orderedSigns = ['.', ')']

export function serializeMarkdown(doc: DocumentNode): string {
  const blocks = [...(doc.content ?? [])]
  const front = blocks[1]?.type === 'codeBlock' && blocks[1].attrs?.language === FRONT_MATTER ? blocks.splice(1, 1)[0] : null
  // Empty lines at the end are where the next words will come, not part of the text.
  while (blocks.length > 1 && isEmptyParagraph(blocks.at(-1))) blocks.pop()
  const body = `${serializeBlocks(blocks).join('\n')}\n`
  return front ? `---\n${textOf(front)}\n---\n\n${body}` : body
}

const textOf = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(textOf).join('')
const isBlank = (node: DocumentNode | undefined) => withoutEdgeSpaces(node?.content ?? []).length === 0
const isEmptyParagraph = (node: DocumentNode | undefined) => node?.type === 'paragraph' && isBlank(node) && !node.attrs?.lang

const isList = ({ type }: DocumentNode) => type === 'bulletList' || type === 'orderedList' || type === 'taskList'
const listKind = ({ type }: DocumentNode) => (type === 'orderedList' ? 'ordered' : isList({ type }) ? 'bullets' : '')

/** Lines, with an empty one between blocks. Neighbouring lists take different signs, or they would be one. */
function serializeBlocks(nodes: readonly DocumentNode[]): string[] {
  const lines: string[] = []
  let turn = 0
  nodes.forEach((node, i) => {
    const before = nodes[i - 1]
    turn = before && listKind(before) !== '' && listKind(before) === listKind(node) ? 1 - turn : 0
    if (i > 0) lines.push('')
    lines.push(...withLang(node, serializeBlock(node, turn)))
  })
  return lines
}

function withLang(node: DocumentNode, lines: string[]): string[] {
  const lang = node.attrs?.lang ?? (node.type === 'details' ? node.content?.[0]?.attrs?.lang : null)
  return typeof lang === 'string' ? [`<!-- lang=${lang} -->`, '', ...lines] : lines
}

function serializeBlock(node: DocumentNode, turn: number): string[] {
  const content = node.content ?? []
  switch (node.type) {
    case 'title':
      return [heading(1, content)]
    case 'heading':
      return [heading(Number(node.attrs?.level ?? 1), content)]
    case 'paragraph':
      return isBlank(node) ? [EMPTY] : serializeInline(content, { lines: true }).split('\n')
    case 'codeBlock':
      return fence(node)
    case 'horizontalRule':
      return ['---']
    case 'blockquote':
      return quoted(serializeBlocks(content))
    case 'bulletList':
    case 'taskList':
    case 'orderedList':
      return list(node, turn)
    case 'table':
      return table(content)
    case 'assumption':
      return callout('assumption', content, [
        ['Watched by', node.attrs?.watchedBy],
        ['Look again on', node.attrs?.lookAgainOn],
        ['Wrong if', node.attrs?.wrongIf],
      ])
    case 'horizon':
      return callout('horizon', content, [['Until', node.attrs?.until]])
    case 'details':
      return details(content)
    case 'image':
      return [image(node)]
    default:
      return content.length > 0 ? serializeBlocks(content) : []
  }
}

function heading(level: number, content: readonly DocumentNode[]): string {
  const text = serializeInline(content, { lines: false }).replace(/#+$/, (signs) => signs.replaceAll('#', '\\#'))
  return `${'#'.repeat(Math.min(3, Math.max(1, level)))}${text === '' ? '' : ' '}${text}`
}

function fence(node: DocumentNode): string[] {
  const text = textOf(node)
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const signs = '`'.repeat(longest + 1)
  const language = typeof node.attrs?.language === 'string' ? node.attrs.language.replace(/[\s`&\\]/g, (sign) => `&#${sign.codePointAt(0)};`) : ''
  return [`${signs}${language}`, ...text.split('\n'), signs]
}

const quoted = (lines: readonly string[]): string[] => lines.map((line) => (line === '' ? '>' : `> ${line}`))

function callout(kind: string, content: readonly DocumentNode[], facts: readonly (readonly [string, unknown])[]): string[] {
  const words = serializeInline(content, { lines: true })
    .split('\n')
    .filter((line, i) => i > 0 || line !== '')
  const said = facts.flatMap(([name, value]) => (typeof value === 'string' && value !== '' ? [`- ${name}: ${escapeText(value)}`] : []))
  return quoted([`[!${kind}]`, ...words, ...(said.length > 0 ? ['', ...said] : [])])
}

function details([summary, inside]: readonly DocumentNode[]): string[] {
  const words = serializeInline(summary?.content ?? [], { lines: false })
  return quoted([`[!details]${words === '' ? '' : ` ${words}`}`, '', ...serializeBlocks(inside?.content ?? [])])
}

function image({ attrs }: DocumentNode): string {
  const size = attrs?.width || attrs?.height ? ` "${attrs.width ?? '-'}x${attrs.height ?? '-'}"` : ''
  return `![${escapeText(String(attrs?.alt ?? ''))}](${OWN}blob/${String(attrs?.blob ?? '')}${size})`
}

function isTight(item: DocumentNode): boolean {
  const [, ...others] = item.content ?? []
  return !item.content?.[0]?.attrs?.lang && others.every((block) => isList(block) && canFollow(block))
}

/** Whether a list may begin on the line after a paragraph: numbers only from 1, and not with an empty item. */
function canFollow(block: DocumentNode): boolean {
  const first = block.content?.[0]?.content?.[0]
  return (block.type !== 'orderedList' || Number(block.attrs?.start ?? 1) === 1) && !isBlank(first) && !first?.attrs?.lang
}

function list(node: DocumentNode, turn: number): string[] {
  const all = node.content ?? []
  const tight = all.every(isTight)
  const start = Number(node.attrs?.start ?? 1)
  return all.flatMap((item, i) => {
    const sign = node.type === 'orderedList' ? `${Math.min(999_999_999, start + i)}${orderedSigns[turn]}` : (bulletSigns[turn] ?? '-')
    const box = node.type === 'taskList' ? `[${item.attrs?.checked ? 'x' : ' '}] ` : ''
    const lines = itemLines(item, tight)
    const indent = ' '.repeat(sign.length + 1)
    const written = lines.map((line, n) => (n === 0 ? `${sign} ${box}${line}`.trimEnd() : line === '' ? '' : indent + line))
    return i > 0 && !tight ? ['', ...written] : written
  })
}

function itemLines(item: DocumentNode, tight: boolean): string[] {
  const [first, ...others] = item.content ?? []
  const lone = isEmptyParagraph(first) && others.length === 0
  if (!tight) return serializeBlocks(item.content ?? [])
  const head = lone || !first ? [''] : serializeBlock(first, 0)
  let turn = 0
  return [
    ...head,
    ...others.flatMap((block, i) => {
      const before = others[i - 1]
      turn = before && listKind(before) === listKind(block) ? 1 - turn : 0
      // Two lists in a row need room between them, or the second would go on with the first.
      return [...(i > 0 ? [''] : []), ...serializeBlock(block, turn)]
    }),
  ]
}

function table(rows: readonly DocumentNode[]): string[] {
  const width = Math.max(1, ...rows.map((row) => (row.content ?? []).reduce((sum, cell) => sum + Number(cell.attrs?.colspan ?? 1), 0)))
  const hasHeader = (rows[0]?.content ?? []).every(({ type }) => type === 'tableHeader') && (rows[0]?.content?.length ?? 0) > 0
  const header = cellsOf(hasHeader ? rows[0] : undefined, width)
  // A row of headings that is empty must not be taken for none.
  if (hasHeader && header.every((cell) => cell.length === 0)) header[0] = EMPTY
  const rules = Array.from({ length: width }, (_, column) => {
    const align = rows[0]?.content?.[column]?.attrs?.align
    return align === 'center' ? ':---:' : align === 'right' ? '---:' : align === 'left' ? ':---' : '---'
  })
  const body = (hasHeader ? rows.slice(1) : rows).map((row) => cellsOf(row, width))
  return [header, rules, ...body].map((cells) => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`)
}

function cellsOf(row: DocumentNode | undefined, width: number): string[] {
  const cells: string[] = (row?.content ?? []).flatMap((cell) => [cellText(cell), ...Array.from({ length: Number(cell.attrs?.colspan ?? 1) - 1 }, () => '')])
  return [...cells, ...Array.from({ length: Math.max(0, width - cells.length) }, () => '')]
}

function cellText(cell: DocumentNode): string {
  return inlineOf(cell.content ?? [])
    .map((content) => serializeInline(content, { lines: false }))
    .join('<br>')
    .replaceAll('|', '\\|')
}

/** The inline content of every textblock inside. */
function inlineOf(nodes: readonly DocumentNode[]): (readonly DocumentNode[])[] {
  return nodes.flatMap((node) => {
    const content = node.content ?? []
    return content.every(({ type }) => type === 'text' || type === 'hardBreak' || type === 'mention') ? [content] : inlineOf(content)
  })
}
