/** Markdown → a document's JSON. Pure. What Markdown cannot say stands in readable forms of its own (`serialize.ts` has the list); they are read back here. */
import { Node } from '@tiptap/pm/model'
import type { Env, Token } from 'markdown-it'
import type { DocumentNode } from '../documentJson'
import { isLanguage } from '../schema/attributes'
import { documentSchema } from '../schema/schema'
import { attribute, inlineNodes, ownImage, parseInline } from './parseInline'
import { markdownIt } from './rules'

/** What stands before a text, between lines of `---`; kept as a block of code of this language, right after the title. */
export const FRONT_MATTER = 'frontmatter'
/** An empty paragraph. */
export const EMPTY: string = '&nbsp;'

const LANG = /^<!-- lang=([A-Za-z0-9-]+) -->$/
const TASK = /^\[([ xX])\](?:\s+|$)/
const CALLOUT = /^\[!(assumption|horizon|details)\][^\S\n]*\n?/

interface Reader {
  readonly tokens: readonly Token[]
  readonly env: Env
  at: number
  /** Said by a comment before the block that it is for. */
  lang: string | null
}

/** @param title for a text that does not begin with one */
export function parseMarkdown(source: string, title = ''): DocumentNode {
  const { front, body } = takeFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
  const env: Env = {}
  const reader: Reader = { tokens: markdownIt().parse(body, env), env, at: 0, lang: null }
  const blocks = readBlocks(reader, () => false)
  const [first, ...others] = blocks
  const isTitle = first?.type === 'heading' && first.attrs?.level === 1
  const head: DocumentNode = isTitle
    ? { type: 'title', attrs: { lang: first.attrs?.lang ?? null }, ...(first.content ? { content: first.content } : {}) }
    : { type: 'title', ...(title === '' ? {} : { content: [{ type: 'text', text: title }] }) }
  const rest = isTitle ? others : blocks
  const content = [head, ...(front === null ? [] : [codeBlock(front, FRONT_MATTER)]), ...rest]
  return whole({ type: 'doc', content: content.length === 1 ? [...content, { type: 'paragraph' }] : content })
}

/** Every attribute filled in, adjacent texts joined, and certain to fit the schema. */
function whole(json: DocumentNode): DocumentNode {
  const node = Node.fromJSON(documentSchema(), json)
  node.check()
  return node.toJSON() as DocumentNode
}

function takeFrontMatter(source: string): { front: string | null; body: string } {
  const found = /^---\n([\s\S]*?)\n?---(?:\n|$)/.exec(source)
  // Only what looks like it: a text may begin with a line across.
  if (!found?.[1] || !/^[\w-]+:/m.test(found[1]) || /\n\n/.test(found[1])) return { front: null, body: source }
  return { front: found[1], body: source.slice(found[0].length) }
}

const codeBlock = (text: string, language: string | null): DocumentNode => ({
  type: 'codeBlock',
  attrs: { language },
  ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
})

function withContent(type: string, attrs: Record<string, unknown>, content: readonly DocumentNode[]): DocumentNode {
  return { type, attrs, ...(content.length > 0 ? { content } : {}) }
}

function readBlocks(reader: Reader, isEnd: (token: Token) => boolean): DocumentNode[] {
  const blocks: DocumentNode[] = []
  for (let token = reader.tokens[reader.at]; token && !isEnd(token); token = reader.tokens[reader.at]) {
    reader.at++
    blocks.push(...readBlock(reader, token))
  }
  return blocks
}

/** All up to the closing token of `opening`, which is passed. */
function inside(reader: Reader, opening: Token): DocumentNode[] {
  const closing = opening.type.replace(/_open$/, '_close')
  const blocks = readBlocks(reader, (token) => token.type === closing && token.level === opening.level)
  reader.at++
  return blocks
}

function takeLang(reader: Reader): { lang: string | null } {
  const { lang } = reader
  reader.lang = null
  return { lang }
}

function readBlock(reader: Reader, token: Token): DocumentNode[] {
  switch (token.type) {
    case 'heading_open': {
      const inline = next(reader)
      reader.at++
      return [withContent('heading', { level: Math.min(3, Number(token.tag.slice(1))), ...takeLang(reader) }, inlineNodes(inline?.children ?? []))]
    }
    case 'paragraph_open': {
      const inline = next(reader)
      reader.at++
      return paragraph(reader, inline?.content ?? '', inline?.children ?? null)
    }
    case 'blockquote_open':
      return [quote(reader, token)]
    case 'bullet_list_open':
      return bullets(reader, token)
    case 'ordered_list_open':
      return [
        { type: 'orderedList', attrs: { start: Number(token.attrGet('start') ?? 1) }, content: items(reader, token).map(({ blocks }) => listItem(blocks)) },
      ]
    case 'fence':
    case 'code_block': {
      const language = token.type === 'fence' ? markdownIt().utils.unescapeAll(token.info.trim()) : ''
      return [{ ...codeBlock(token.content.replace(/\n$/, ''), language === '' ? null : language), ...langOf(reader, token, language) }]
    }
    case 'hr':
      return [{ type: 'horizontalRule' }]
    case 'table_open':
      return [table(reader)]
    default:
      return []
  }
}

const langOf = (reader: Reader, _token: Token, language: string) => ({ attrs: { language: language === '' ? null : language, ...takeLang(reader) } })

function next(reader: Reader): Token | undefined {
  return reader.tokens[reader.at++]
}

function paragraph(reader: Reader, source: string, children: readonly Token[] | null): DocumentNode[] {
  const lang = LANG.exec(source)?.[1]
  if (lang && isLanguage(lang)) {
    reader.lang = lang
    return []
  }
  if (source === EMPTY) return [{ type: 'paragraph', attrs: takeLang(reader) }]
  const image = ownImage(children)
  if (image) return [image]
  return [withContent('paragraph', takeLang(reader), children ? inlineNodes(children) : parseInline(source, reader.env))]
}

/** The source of the paragraph that comes next, if one does. */
function sourceAhead(reader: Reader): string | null {
  const [opening, inline] = [reader.tokens[reader.at], reader.tokens[reader.at + 1]]
  return opening?.type === 'paragraph_open' && inline?.type === 'inline' ? inline.content : null
}

function quote(reader: Reader, opening: Token): DocumentNode {
  const source = sourceAhead(reader)
  const kind = source === null ? null : CALLOUT.exec(source)
  if (!kind?.[1] || source === null) {
    const blocks = inside(reader, opening)
    return { type: 'blockquote', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }
  }
  reader.at += 3
  const words = parseInline(source.slice(kind[0].length), reader.env)
  const lang = takeLang(reader)
  const blocks = inside(reader, opening)
  if (kind[1] === 'details') {
    return {
      type: 'details',
      content: [withContent('detailsSummary', lang, words), { type: 'detailsContent', content: blocks.length > 0 ? blocks : [{ type: 'paragraph' }] }],
    }
  }
  const facts = factsIn(blocks)
  if (kind[1] === 'horizon') {
    const text = words.map((node) => node.text ?? ' ').join('')
    return withContent('horizon', { ...lang, until: facts.get('Until') ?? null }, text === '' ? [] : [{ type: 'text', text }])
  }
  const attrs = { watchedBy: facts.get('Watched by') ?? '', lookAgainOn: facts.get('Look again on') ?? null, wrongIf: facts.get('Wrong if') ?? '' }
  return withContent('assumption', { ...lang, ...attrs }, words)
}

/** `- Watched by: Yusuf` */
function factsIn(blocks: readonly DocumentNode[]): Map<string, string> {
  const facts = new Map<string, string>()
  for (const item of blocks.flatMap((block) => (block.type === 'bulletList' ? (block.content ?? []) : []))) {
    const text = (item.content?.[0]?.content ?? []).map((node) => node.text ?? '').join('')
    const [, name, value = ''] = /^(Watched by|Look again on|Wrong if|Until): ?([\s\S]*)$/.exec(text) ?? []
    if (name) facts.set(name, value)
  }
  return facts
}

interface Item {
  readonly checked: boolean | null
  readonly blocks: readonly DocumentNode[]
}

function items(reader: Reader, list: Token, tasks = false): Item[] {
  const closing = list.type.replace(/_open$/, '_close')
  const found: Item[] = []
  for (let token = next(reader); token && !(token.type === closing && token.level === list.level); token = next(reader)) {
    const source = sourceAhead(reader)
    const task = tasks && source !== null ? TASK.exec(source) : null
    if (!task || source === null) {
      found.push({ checked: null, blocks: inside(reader, token) })
      continue
    }
    reader.at += 3
    const words = source.slice(task[0].length)
    const first = paragraph(reader, words, null)
    found.push({ checked: task[1] !== ' ', blocks: [...first, ...inside(reader, token)] })
  }
  return found
}

/** An item begins with a paragraph; Markdown may leave it out. */
function itemContent(blocks: readonly DocumentNode[]): readonly DocumentNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]
}

const listItem = (blocks: readonly DocumentNode[]): DocumentNode => ({ type: 'listItem', content: itemContent(blocks) })

/** A bullet list; where items have a box, a task list; where only some have one, lists one after another. */
function bullets(reader: Reader, token: Token): DocumentNode[] {
  const lists: { type: string; content: DocumentNode[] }[] = []
  for (const { checked, blocks } of items(reader, token, true)) {
    const type = checked === null ? 'bulletList' : 'taskList'
    const item = checked === null ? listItem(blocks) : { type: 'taskItem', attrs: { checked }, content: itemContent(blocks) }
    const last = lists.at(-1)
    if (last?.type === type) last.content.push(item)
    else lists.push({ type, content: [item] })
  }
  return lists
}

function table(reader: Reader): DocumentNode {
  const rows: { header: boolean; source: string[]; row: DocumentNode }[] = []
  let cells: DocumentNode[] = []
  let sources: string[] = []
  for (let token = next(reader); token && token.type !== 'table_close'; token = next(reader)) {
    if (token.type === 'tr_open') {
      cells = []
      sources = []
    } else if (token.type === 'tr_close') {
      rows.push({ header: cells[0]?.type === 'tableHeader', source: sources, row: { type: 'tableRow', content: cells } })
    } else if (token.type === 'th_open' || token.type === 'td_open') {
      const inline = next(reader)
      const align = /text-align:\s*(left|center|right)/.exec(attribute(token, 'style'))?.[1] ?? null
      const source = inline?.content ?? ''
      sources.push(source)
      const content = source === EMPTY ? [] : inlineNodes(inline?.children ?? [])
      cells.push({ type: token.type === 'th_open' ? 'tableHeader' : 'tableCell', attrs: { align }, content: [withContent('paragraph', {}, content)] })
    }
  }
  // Markdown wants a first row of headings; one without a single sign stands for none.
  const shown = rows.length > 1 && rows[0]?.header && rows[0].source.every((source) => source === '') ? rows.slice(1) : rows
  return { type: 'table', content: shown.map(({ row }) => row) }
}
