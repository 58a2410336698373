/**
 * Text with marks → inline Markdown. Pure.
 *
 * First as people write it (`**bold**`, `==highlight==`); what was written is read back, and where Markdown's rules would take it otherwise (bold inside a word beside
 * a bracket, a mark that ends with a space) the same is written with tags, which say exactly what they mean.
 */
import type { DocumentNode } from '../documentJson'
import { type MarkJson, parseInline } from './parseInline'
import { escapeAttribute, OWN } from './rules'

export interface InlineContext {
  /** A hard break may be the end of a line: not in headings and cells. */
  readonly lines: boolean
}

/** light: as people write, with signs escaped only where they must be. mixed: tags for marks whose words begin or end with a space or sign. */
type Signs = 'light' | 'delimiters' | 'mixed' | 'tags'

const rank = ['link', 'bold', 'italic', 'strike', 'highlight', 'code']
const delimiters: Record<string, string> = { bold: '**', italic: '*', strike: '~~', highlight: '==' }
const tags: Record<string, string> = { bold: 'b', italic: 'i', strike: 's', highlight: 'mark', code: 'code' }

/** Without what never travels (comments), and in one order. */
export function plainMarks(marks: readonly MarkJson[] | undefined): MarkJson[] {
  return (marks ?? []).filter(({ type }) => rank.includes(type)).sort((a, b) => rank.indexOf(a.type) - rank.indexOf(b.type))
}

const sameMark = (a: MarkJson, b: MarkJson) => a.type === b.type && JSON.stringify(a.attrs ?? {}) === JSON.stringify(b.attrs ?? {})

/** Adjacent texts of the same marks as one. */
export function joined(nodes: readonly DocumentNode[]): DocumentNode[] {
  const out: DocumentNode[] = []
  for (const node of nodes) {
    const marks = plainMarks(node.marks)
    const last = out.at(-1)
    const lastMarks = plainMarks(last?.marks)
    if (
      node.type === 'text' &&
      last?.type === 'text' &&
      marks.length === lastMarks.length &&
      marks.every((mark, i) => lastMarks[i] && sameMark(mark, lastMarks[i]))
    ) {
      out[out.length - 1] = { ...last, text: `${last.text}${node.text}` }
    } else
      out.push({
        type: node.type,
        ...(node.text === undefined ? {} : { text: node.text }),
        ...(node.attrs ? { attrs: node.attrs } : {}),
        ...(marks.length > 0 ? { marks } : {}),
      })
  }
  return out
}

const entity = (sign: string) => `&#${sign.codePointAt(0)};`

/** Signs that mean something anywhere in a line; `light`: only those that nearly always do. */
function escapeSigns(text: string, light = false): string {
  const signs = light ? text.replace(/[\\`<]/g, '\\$&') : text.replace(/[\\`*[\]<]|!$/g, '\\$&').replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
  return signs
    .replace(/~(?=~)|(?<=~)~/g, '\\~')
    .replace(/=(?==)|(?<==)=/g, '\\=')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/[\n\r]/g, entity)
}

/** Signs that mean something at the beginning of a line. */
function escapeStart(text: string): string {
  return text
    .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
    .replace(/^([-+*_>:|[]|=+\s*$|~)/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
}

/** Space that the reader would trim. */
const keepEdges = (text: string) => text.replace(/^\s+/, (space) => [...space].map(entity).join('')).replace(/\s+$/, (space) => [...space].map(entity).join(''))

/** Plain words in a place of their own: a label, a fact's value. */
export const escapeText = (text: string): string => keepEdges(escapeSigns(text))

function codeSpan(text: string): string | null {
  if (/[\n\r]/.test(text) || text.trim() === '') return null
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  const pad = text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' ')) ? ' ' : ''
  return `${fence}${pad}${text}${pad}${fence}`
}

function destination(href: string): string {
  const plain = href.replace(/[\n\r]/g, (sign) => encodeURIComponent(sign))
  if (/^[^\s()<>\\&]*$/.test(plain)) return plain
  return `<${plain.replace(/[<>\\]/g, '\\$&').replace(/&(?=#?\w+;)/g, '\\&')}>`
}

function opening(mark: MarkJson, signs: Signs): string {
  if (mark.type === 'link') return '['
  if (mark.type === 'highlight' && (mark.attrs?.colour ?? null) !== null) return `<mark data-colour="${escapeAttribute(String(mark.attrs?.colour))}">`
  return signs !== 'tags' && delimiters[mark.type] ? (delimiters[mark.type] ?? '') : `<${tags[mark.type]}>`
}

function closing(mark: MarkJson, signs: Signs): string {
  if (mark.type === 'link') return `](${destination(String(mark.attrs?.href ?? ''))})`
  if (mark.type === 'highlight' && (mark.attrs?.colour ?? null) !== null) return '</mark>'
  return signs !== 'tags' && delimiters[mark.type] ? (delimiters[mark.type] ?? '') : `</${tags[mark.type]}>`
}

function mention({ attrs }: DocumentNode): string {
  const { kind = 'person', id = '', label = '' } = attrs ?? {}
  return `[${kind === 'person' ? '@' : ''}${escapeSigns(String(label)).replace(/^\s|\s$/g, entity)}](${OWN}${String(kind)}/${encodeURIComponent(String(id)).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`
}

/** How far a mark reaches from here: what reaches farther is opened first. */
function reach(nodes: readonly DocumentNode[], from: number, mark: MarkJson): number {
  let end = from
  while (end < nodes.length && plainMarks(nodes[end]?.marks).some((other) => sameMark(other, mark))) end++
  return end
}

const hasLooseEdge = (run: readonly DocumentNode[]): boolean => {
  const text = run.map((node) => node.text ?? '\ufffc').join('')
  return !/^[\p{L}\p{N}]/u.test(text) || !/[\p{L}\p{N}]$/u.test(text)
}

function write(nodes: readonly DocumentNode[], signs: Signs, { lines }: InlineContext): string {
  let out = ''
  const open: MarkJson[] = []
  const tagged = new Set<MarkJson>()
  const signsOf = (mark: MarkJson): Signs => (tagged.has(mark) ? 'tags' : signs)
  const closeTo = (depth: number) => {
    while (open.length > depth) {
      const mark = open.pop()
      if (mark) out += closing(mark, signsOf(mark))
    }
  }
  let atStart = lines
  nodes.forEach((node, i) => {
    const code = node.type === 'text' && node.marks?.some(({ type }) => type === 'code') && signs !== 'tags' ? codeSpan(node.text ?? '') : null
    const marks = plainMarks(node.marks).filter(({ type }) => type !== 'code' || code === null)
    let depth = 0
    while (depth < open.length && open[depth] && marks.some((mark) => open[depth] && sameMark(mark, open[depth] as MarkJson))) depth++
    closeTo(depth)
    const fresh = marks
      .filter((mark) => !open.some((other) => sameMark(mark, other)))
      .sort((a, b) => reach(nodes, i, b) - reach(nodes, i, a) || rank.indexOf(a.type) - rank.indexOf(b.type))
    for (const mark of fresh) {
      if (signs === 'mixed' && hasLooseEdge(nodes.slice(i, reach(nodes, i, mark)))) tagged.add(mark)
      out += opening(mark, signsOf(mark))
      open.push(mark)
    }
    if (node.type === 'hardBreak') {
      const after = nodes[i + 1]
      const endsLine = lines && i > 0 && after?.type === 'text' && !/^\s/.test(after.text ?? ' ') && !out.endsWith('\\\n')
      out += endsLine ? '\\\n' : '<br>'
      atStart = endsLine
    } else if (node.type === 'mention') {
      out += mention(node)
      atStart = false
    } else {
      const escaped = escapeSigns(node.text ?? '', signs === 'light')
      out += code ?? (atStart && fresh.length === 0 ? escapeStart(escaped) : escaped)
      atStart = false
    }
  })
  closeTo(0)
  return out
}

/** Space at the edges of the whole, and before the end of a line, as entities. */
function edges(text: string): string {
  return keepEdges(text.replace(/[^\S\n]+(?=\\?\n)/g, (space) => [...space].map(entity).join('')))
}

/** A line that a mark's own signs made into a line across, a fence or an underline. */
const isBlockSign = (text: string): boolean => text.split('\n').some((line) => /^(?:~{3}|`{3,}[^`]*$|([-*_])(?:[ \t]*\1){2,}[ \t]*$|[=-]+\s*$)/.test(line))

/** Without the spaces at the edges of a block: nobody sees them, and they are no part of the text. Those of code stay. */
export function withoutEdgeSpaces(content: readonly DocumentNode[]): DocumentNode[] {
  const nodes = joined(content)
  const trim = (at: number, pattern: RegExp) => {
    for (let node = nodes.at(at); node?.type === 'text' && !node.marks?.some(({ type }) => type === 'code'); node = nodes.at(at)) {
      const text = (node.text ?? '').replace(pattern, '')
      if (text !== '') {
        nodes[at < 0 ? nodes.length + at : at] = { ...node, text }
        return
      }
      nodes.splice(at, 1)
    }
  }
  trim(-1, / +$/)
  trim(0, /^ +/)
  return nodes
}

/** Inline content as Markdown that reads back as the same. */
export function serializeInline(content: readonly DocumentNode[], context: InlineContext): string {
  const nodes = withoutEdgeSpaces(content)
  const wanted = JSON.stringify(nodes)
  for (const signs of ['light', 'delimiters', 'mixed'] as const) {
    const pretty = edges(write(nodes, signs, context))
    if (!(context.lines && isBlockSign(pretty)) && JSON.stringify(joined(parseInline(pretty))) === wanted) return pretty
  }
  return edges(write(nodes, 'tags', context))
}
