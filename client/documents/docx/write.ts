/**
 * A document's JSON → a Word document (.docx), with Word's own headings, lists, tables, quotes and boxes to tick, so that it can be worked on there. Pure; loaded
 * when first needed, for the package that writes it is not small. Comments and colours do not travel; text that unfolds stands unfolded.
 */
import {
  AlignmentType,
  BorderStyle,
  CheckBox,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  type ILevelsOptions,
  LevelFormat,
  LineRuleType,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  UnderlineType,
  WidthType,
} from 'docx'
import type { DocumentNode } from '../documentJson'
import { isSafeHref } from '../schema/attributes'
import { LIST_CONTINUE, STYLES, styleId } from './styles'

export interface DocxWords {
  readonly watchedBy: string
  readonly lookAgainOn: string
  readonly wrongIf: string
  readonly until: string
  /** In place of a picture; '' for one without a description. */
  picture(alt: string): string
  /** Where a link to another document leads; null: nowhere outside the app. */
  addressOf(documentId: string): string | null
}

type Block = Paragraph | Table
type ParagraphSettings = Exclude<ConstructorParameters<typeof Paragraph>[0], string>

/** What stands round a block: how deep in lists, and in a quote or not. */
interface Around {
  readonly depth: number
  readonly isQuoted: boolean
}
interface Writer {
  readonly words: DocxWords
  /** One for each numbered list, or all would count on from the first. */
  readonly numberings: { reference: string; levels: ILevelsOptions[] }[]
}

const TOP: Around = { depth: 0, isQuoted: false }
/** Twentieths of a point. */
const INDENT = 360
const BULLETS = 'bullets'
const TASKS = 'tasks'
const LEVELS = 9

export async function toDocx(doc: DocumentNode, words: DocxWords): Promise<Uint8Array> {
  const writer: Writer = { words, numberings: [bulletLevels(BULLETS, ['•', '◦', '▪']), bulletLevels(TASKS, [''])] }
  const title = textOf((doc.content ?? []).find(({ type }) => type === 'title') ?? { type: 'title' })
  const children = blocksOf(doc.content ?? [], TOP, writer)
  const file = new Document({
    title,
    creator: 'Leaderful',
    lastModifiedBy: 'Leaderful',
    description: '',
    styles: wordStyles(),
    numbering: { config: writer.numberings },
    sections: [{ children: children.length > 0 ? children : [new Paragraph({})] }],
  })
  return new Uint8Array(await Packer.toArrayBuffer(file))
}

const textOf = (node: DocumentNode): string => node.text ?? (node.content ?? []).map(textOf).join('')

/** Between lists that would be one in Word stands an empty line. */
function blocksOf(nodes: readonly DocumentNode[], around: Around, writer: Writer): Block[] {
  return nodes.flatMap((node, i) => {
    const before = nodes[i - 1]
    const isApart = before !== undefined && (node.type === 'table' || isList(node)) && (before.type === 'table' || isList(before))
    return [...(isApart ? [new Paragraph({})] : []), ...blockOf(node, around, writer)]
  })
}
const isList = ({ type }: DocumentNode): boolean => type === 'bulletList' || type === 'orderedList' || type === 'taskList'

function blockOf(node: DocumentNode, around: Around, writer: Writer): Block[] {
  const { words } = writer
  const content = node.content ?? []
  const styled = (style: string, settings: ParagraphSettings = {}) => paragraphOf(content, { style: styleId(style), ...settings }, words)
  switch (node.type) {
    case 'title':
      return [styled(STYLES.title)]
    case 'heading':
      return [paragraphOf(content, { heading: HEADINGS[Math.min(3, Math.max(1, Number(node.attrs?.level ?? 1))) - 1] ?? HeadingLevel.HEADING_1 }, words)]
    case 'paragraph':
      return [around.isQuoted ? styled(STYLES.quote) : around.depth > 0 ? styled(continued(around.depth)) : paragraphOf(content, {}, words)]
    case 'codeBlock':
      return textOf(node)
        .split('\n')
        .map((line) => new Paragraph({ style: styleId(STYLES.code), children: [new TextRun(line)] }))
    case 'horizontalRule':
      return [new Paragraph({ style: styleId(STYLES.rule) })]
    case 'blockquote':
      return blocksOf(content, { ...around, isQuoted: true }, writer)
    case 'bulletList':
    case 'orderedList':
    case 'taskList':
      return listOf(node, around, writer)
    case 'table':
      return [tableOf(content, writer)]
    case 'assumption':
      return [styled(STYLES.assumption), ...factsOf(node, ['watchedBy', 'lookAgainOn', 'wrongIf'], words)]
    case 'horizon':
      return [styled(STYLES.horizon), ...factsOf(node, ['until'], words)]
    case 'details':
      return blocksOf(content, around, writer)
    case 'detailsSummary':
      return [styled(STYLES.summary)]
    case 'image':
      return [new Paragraph({ children: [new TextRun({ text: words.picture(String(node.attrs?.alt ?? '')), italics: true })] })]
    default:
      return content.every(({ type }) => INLINE.has(type)) ? [paragraphOf(content, {}, words)] : blocksOf(content, around, writer)
  }
}

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
const INLINE: ReadonlySet<string> = new Set(['text', 'hardBreak', 'mention'])
const continued = (depth: number): string => LIST_CONTINUE[Math.min(depth, LIST_CONTINUE.length) - 1] ?? LIST_CONTINUE[0]

function factsOf(node: DocumentNode, names: readonly ('watchedBy' | 'lookAgainOn' | 'wrongIf' | 'until')[], words: DocxWords): Paragraph[] {
  return names.flatMap((name) => {
    const value = node.attrs?.[name]
    if (typeof value !== 'string' || value === '') return []
    return [new Paragraph({ style: styleId(STYLES[name]), bidirectional: isRtl(words[name]), children: [new TextRun(`${words[name]}: ${value}`)] })]
  })
}

function listOf(node: DocumentNode, { depth, isQuoted }: Around, writer: Writer): Block[] {
  const level = Math.min(depth, LEVELS - 1)
  const reference = node.type === 'orderedList' ? numberLevels(writer, level, Number(node.attrs?.start ?? 1)) : node.type === 'taskList' ? TASKS : BULLETS
  return (node.content ?? []).flatMap((item) => {
    const [first, ...others] = item.content ?? []
    const box = node.type === 'taskList' ? [new CheckBox({ checked: item.attrs?.checked === true }), new TextRun(' ')] : []
    const isPlain = first?.type === 'paragraph'
    const head = paragraphOf(isPlain ? (first.content ?? []) : [], { numbering: { reference, level } }, writer.words, box)
    return [head, ...blocksOf(isPlain || !first ? others : [first, ...others], { depth: depth + 1, isQuoted }, writer)]
  })
}

function tableOf(rows: readonly DocumentNode[], writer: Writer): Table {
  const aligned = (align: unknown) => (align === 'center' ? AlignmentType.CENTER : align === 'right' ? AlignmentType.END : undefined)
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((row) => {
      const cells = row.content ?? []
      return new TableRow({
        tableHeader: cells.length > 0 && cells.every(({ type }) => type === 'tableHeader'),
        cantSplit: true,
        children: cells.map((cell) => {
          const isHead = cell.type === 'tableHeader'
          const alignment = aligned(cell.attrs?.align)
          const children = (cell.content ?? []).flatMap((node) =>
            node.type === 'paragraph'
              ? [
                  paragraphOf(
                    node.content ?? [],
                    { ...(isHead ? { style: styleId(STYLES.tableHead) } : {}), ...(alignment ? { alignment } : {}) },
                    writer.words,
                  ),
                ]
              : blockOf(node, TOP, writer),
          )
          return new TableCell({
            columnSpan: Number(cell.attrs?.colspan ?? 1),
            rowSpan: Number(cell.attrs?.rowspan ?? 1),
            margins: { top: 60, bottom: 60, left: 100, right: 100 },
            // Word wants a paragraph at the end of each cell.
            children: children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({})],
          })
        }),
      })
    }),
  })
}

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** By its first letter, as `dir="auto"` does it. */
export const isRtl = (text: string): boolean => RTL.test(/\p{L}/u.exec(text)?.[0] ?? '')

function paragraphOf(content: readonly DocumentNode[], settings: ParagraphSettings, words: DocxWords, before: readonly ParagraphChild[] = []): Paragraph {
  const bidirectional = isRtl(content.map((node) => textOf(node)).join(''))
  return new Paragraph({ ...settings, ...(bidirectional ? { bidirectional } : {}), children: [...before, ...inlineOf(content, words)] })
}

/** Neighbours with the same link are one link. */
function inlineOf(content: readonly DocumentNode[], words: DocxWords): ParagraphChild[] {
  const groups: { readonly href: string | null; readonly runs: TextRun[] }[] = []
  for (const node of content) {
    const href = hrefOf(node, words)
    const run = runOf(node, href !== null)
    const last = groups.at(-1)
    if (last?.href === href) last.runs.push(run)
    else groups.push({ href, runs: [run] })
  }
  return groups.flatMap(({ href, runs }): ParagraphChild[] => (href === null ? runs : [new ExternalHyperlink({ link: href, children: runs })]))
}

function hrefOf(node: DocumentNode, words: DocxWords): string | null {
  if (node.type === 'mention') return node.attrs?.kind === 'document' ? words.addressOf(String(node.attrs.id ?? '')) : null
  const href = node.marks?.find(({ type }) => type === 'link')?.attrs?.href
  return isSafeHref(href) ? href : null
}

function runOf(node: DocumentNode, isLink: boolean): TextRun {
  const has = (name: string) => node.marks?.some(({ type }) => type === name) ?? false
  const label = String(node.attrs?.label ?? '')
  const text = node.type === 'mention' ? (node.attrs?.kind === 'person' ? `@${label}` : label) : (node.text ?? '')
  return new TextRun({
    ...(node.type === 'hardBreak' ? { break: 1 } : { text }),
    ...(isRtl(text) ? { rightToLeft: true } : {}),
    ...(has('bold') ? { bold: true } : {}),
    ...(has('italic') ? { italics: true } : {}),
    ...(has('strike') ? { strike: true } : {}),
    ...(has('highlight') ? { highlight: 'yellow' as const } : {}),
    ...(has('code') ? { style: styleId(STYLES.inlineCode) } : isLink ? { style: 'Hyperlink' } : {}),
  })
}

const indentOf = (level: number) => ({ style: { paragraph: { indent: { left: INDENT * (level + 1), hanging: INDENT } } } })

function bulletLevels(reference: string, signs: readonly string[]): { reference: string; levels: ILevelsOptions[] } {
  return {
    reference,
    levels: Array.from({ length: LEVELS }, (_, level) => ({
      level,
      format: LevelFormat.BULLET,
      text: signs[level % signs.length] ?? '•',
      alignment: AlignmentType.START,
      ...indentOf(level),
    })),
  }
}

function numberLevels(writer: Writer, at: number, start: number): string {
  const reference = `numbers ${writer.numberings.length}`
  writer.numberings.push({
    reference,
    levels: Array.from({ length: LEVELS }, (_, level) => ({
      level,
      format: LevelFormat.DECIMAL,
      text: `%${level + 1}.`,
      start: level === at ? start : 1,
      alignment: AlignmentType.START,
      ...indentOf(level),
    })),
  })
  return reference
}

/** Half points and twentieths of a point. */
function wordStyles() {
  const named = (name: string, paragraph: object = {}, run: object = {}, basedOn = 'Normal') => ({
    id: styleId(name),
    name,
    basedOn,
    quickFormat: true,
    paragraph,
    run,
  })
  const quiet = { color: '6b6257', size: 20 }
  const bar = (color: string) => ({ border: { left: { style: BorderStyle.SINGLE, size: 12, color, space: 10 } }, indent: { left: INDENT } })
  return {
    default: {
      document: { run: { font: 'Georgia', size: 23 }, paragraph: { spacing: { after: 140, line: 300, lineRule: LineRuleType.AUTO } } },
      title: { run: { font: 'Georgia', size: 52 }, paragraph: { spacing: { after: 280 } } },
      heading1: { run: { font: 'Georgia', size: 36, bold: true }, paragraph: { spacing: { before: 380, after: 140 }, keepNext: true } },
      heading2: { run: { font: 'Georgia', size: 29, bold: true }, paragraph: { spacing: { before: 320, after: 120 }, keepNext: true } },
      heading3: { run: { font: 'Georgia', size: 25, bold: true }, paragraph: { spacing: { before: 260, after: 100 }, keepNext: true } },
      hyperlink: { run: { color: '1f5f4f', underline: { type: UnderlineType.SINGLE } } },
    },
    paragraphStyles: [
      named(STYLES.quote, bar('b8ad9c'), { italics: true }),
      named(STYLES.code, { spacing: { after: 0 } }, { font: 'Courier New', size: 20 }),
      named(STYLES.rule, { border: { bottom: { style: BorderStyle.SINGLE, size: 6, color: 'b8ad9c', space: 6 } } }),
      named(STYLES.assumption, { ...bar('1f5f4f'), keepNext: true }),
      named(STYLES.horizon, { spacing: { before: 240 }, keepNext: true }, { bold: true, color: '6b6257' }),
      named(STYLES.tableHead, { keepNext: true }, { bold: true }),
      named(STYLES.summary, { keepNext: true }, { bold: true }),
      named(STYLES.watchedBy, bar('1f5f4f'), quiet),
      named(STYLES.lookAgainOn, bar('1f5f4f'), quiet),
      named(STYLES.wrongIf, bar('1f5f4f'), quiet),
      named(STYLES.until, {}, quiet),
      ...LIST_CONTINUE.map((name, depth) => named(name, { indent: { left: INDENT * (depth + 1) } })),
    ],
    characterStyles: [{ id: styleId(STYLES.inlineCode), name: STYLES.inlineCode, quickFormat: true, run: { font: 'Courier New' } }],
  }
}
