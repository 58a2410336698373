/** Markdown as we read it: CommonMark with tables and strike-through, `==highlight==`, and a few tags for what Markdown's own signs cannot say. Pure. */
import MarkdownItParser, { type Delimiter, type MarkdownIt, type StateInline } from 'markdown-it'
import { isSafeHref } from '../schema/attributes'

/** Addresses of what is ours: a person, a document, a picture's sealed bytes. */
export const OWN = 'leaderful:'

type InlineRule = (state: StateInline, silent: boolean) => boolean

const EQUALS = 0x3d

/** `==words==`, by the rules of emphasis. */
const highlight: InlineRule = (state, silent) => {
  if (silent || state.src.charCodeAt(state.pos) !== EQUALS) return false
  const scanned = state.scanDelims(state.pos, true)
  if (scanned.length < 2) return false
  let { length } = scanned
  if (length % 2 === 1) {
    state.push('text', '', 0).content = '='
    length--
  }
  for (let i = 0; i < length; i += 2) {
    const token = state.push('text', '', 0)
    token.content = '=='
    state.delimiters.push({ marker: EQUALS, length: 0, token: state.tokens.length - 1, end: -1, open: scanned.can_open, close: scanned.can_close })
  }
  state.pos += scanned.length
  return true
}

function closeHighlights(state: StateInline, delimiters: readonly Delimiter[]): void {
  const loose: number[] = []
  for (const start of delimiters) {
    if (start.marker !== EQUALS || start.end === -1) continue
    const end = delimiters[start.end]
    const opening = state.tokens[start.token]
    const closing = end && state.tokens[end.token]
    if (!end || !opening || !closing) continue
    Object.assign(opening, { type: 'mark_open', tag: 'mark', nesting: 1, content: '' })
    Object.assign(closing, { type: 'mark_close', tag: 'mark', nesting: -1, content: '' })
    const before = state.tokens[end.token - 1]
    if (before?.type === 'text' && before.content === '=') loose.push(end.token - 1)
  }
  // An odd sign stays outside of what it closes.
  for (let at = loose.pop(); at !== undefined; at = loose.pop()) {
    let next = at + 1
    while (state.tokens[next]?.type === 'mark_close') next++
    next--
    const [a, b] = [state.tokens[at], state.tokens[next]]
    if (next !== at && a && b) {
      state.tokens[next] = a
      state.tokens[at] = b
    }
  }
}

const afterHighlight = (state: StateInline): void => {
  closeHighlights(state, state.delimiters)
  for (const meta of state.tokens_meta ?? []) if (meta?.delimiters) closeHighlights(state, meta.delimiters)
}

const tagNames: Record<string, string> = { b: 'bold', strong: 'bold', i: 'italic', em: 'italic', s: 'strike', del: 'strike', mark: 'highlight', code: 'code' }
const TAG = /^<(\/?)(b|strong|i|em|s|del|mark|code)(?: data-colour="([^"<>]*)")?>/i
const BREAK = /^<br ?\/?>/i

/** `<br>`, and the tags of marks, where both of a pair are there. Every other tag is text. */
const tags: InlineRule = (state, silent) => {
  if (state.src.charCodeAt(state.pos) !== 0x3c) return false
  const rest = state.src.slice(state.pos, state.pos + 120)
  const br = BREAK.exec(rest)
  if (br) {
    if (!silent) state.push('hardbreak', 'br', 0)
    state.pos += br[0].length
    return true
  }
  const tag = TAG.exec(rest)
  if (!tag) return false
  const [whole, slash, name = '', colour] = tag
  const low = name.toLowerCase()
  const other = slash ? state.src.slice(0, state.pos) : state.src.slice(state.pos)
  if (!(slash ? new RegExp(`<${low}[ >]`, 'i') : new RegExp(`</${low}>`, 'i')).test(other)) return false
  if (!silent) {
    const token = state.push(slash ? 'tag_close' : 'tag_open', low, slash ? -1 : 1)
    token.meta = { mark: tagNames[low], colour: colour === undefined ? null : unescapeAttribute(colour) }
  }
  state.pos += whole.length
  return true
}

export const escapeAttribute = (text: string): string => text.replace(/[&"<>\n]/g, (sign) => `&#${sign.codePointAt(0)};`)
const unescapeAttribute = (text: string): string => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))

function make(): MarkdownIt {
  const md = new MarkdownItParser('default', { html: false, linkify: false, typographer: false, breaks: false })
  // Escaped signs stay tokens of their own, so that `\[!assumption]` is not taken for one.
  md.core.ruler.disable(['text_join', 'linkify', 'replacements', 'smartquotes'])
  md.inline.ruler.before('emphasis', 'highlight', highlight)
  md.inline.ruler2.before('emphasis', 'highlight', afterHighlight)
  md.inline.ruler.before('autolink', 'tags', tags)
  // Addresses are kept as they are written; which of them may be followed is ours to say.
  md.normalizeLink = (url) => url
  md.normalizeLinkText = (url) => url
  md.validateLink = (url: string) => url.startsWith(OWN) || isSafeHref(url)
  return md
}

let made: MarkdownIt | undefined
export function markdownIt(): MarkdownIt {
  made ??= make()
  return made
}
