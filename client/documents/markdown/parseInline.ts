/** Inline Markdown → text with marks, as ProseMirror's JSON. Pure. */

import type { Env, Token } from 'markdown-it'
import type { DocumentNode } from '../documentJson'
import { isSafeHref } from '../schema/attributes'
import { markdownIt, OWN } from './rules'

export interface MarkJson {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** An attribute as text; '' if it is not there. */
export const attribute = (token: Token | undefined, name: string): string => String(token?.attrGet(name) ?? '')

const paired: Record<string, string> = { strong: 'bold', em: 'italic', s: 'strike', mark: 'highlight' }

/** A picture that is ours, as a block of its own. */
export function ownImage(tokens: readonly Token[] | null): DocumentNode | null {
  const [token, ...others] = tokens ?? []
  const source = token?.type === 'image' ? attribute(token, 'src') : ''
  if (!token || others.length > 0 || !source.startsWith(`${OWN}blob/`)) return null
  const [, width, height] = /^(\d+|-)x(\d+|-)$/.exec(attribute(token, 'title')) ?? []
  const size = (value: string | undefined) => (value === undefined || value === '-' ? null : Number(value))
  return {
    type: 'image',
    attrs: { blob: source.slice(`${OWN}blob/`.length) || null, alt: plainText(token.children ?? []), width: size(width), height: size(height) },
  }
}

const plainText = (tokens: readonly Token[]): string =>
  tokens.map((token) => (token.type === 'softbreak' ? ' ' : token.children ? plainText(token.children) : token.content)).join('')

interface State {
  readonly nodes: DocumentNode[]
  marks: MarkJson[]
}

function addText({ nodes, marks }: State, text: string, extra: readonly MarkJson[] = []): void {
  if (text === '') return
  const all = [...marks, ...extra]
  nodes.push({ type: 'text', text, ...(all.length > 0 ? { marks: all } : {}) })
}

function close(state: State, type: string): void {
  const at = state.marks.map((mark) => mark.type).lastIndexOf(type)
  if (at >= 0) state.marks = state.marks.filter((_, i) => i !== at)
}

function open(state: State, type: string, attrs?: Record<string, unknown>): void {
  state.marks = [...state.marks, { type, ...(attrs ? { attrs } : {}) }]
}

/** @param source Markdown of one block's content @param env with the document's link references */
export function parseInline(source: string, env: Env = {}): DocumentNode[] {
  const [token] = markdownIt().parseInline(source, env)
  return inlineNodes(token?.children ?? [])
}

export function inlineNodes(tokens: readonly Token[]): DocumentNode[] {
  const state: State = { nodes: [], marks: [] }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) continue
    if (token.type === 'link_open') i = link(state, tokens, i)
    else one(state, token)
  }
  return state.nodes
}

function one(state: State, token: Token): void {
  const [name = '', end] = token.type.split('_')
  const mark = paired[name]
  if (mark && end === 'open') open(state, mark, mark === 'highlight' ? { colour: null } : undefined)
  else if (mark && end === 'close') close(state, mark)
  else if (token.type === 'tag_open') open(state, String(token.meta?.mark), token.meta?.mark === 'highlight' ? { colour: token.meta.colour } : undefined)
  else if (token.type === 'tag_close') close(state, String(token.meta?.mark))
  else if (token.type === 'link_close') close(state, 'link')
  else if (token.type === 'softbreak') addText(state, ' ')
  else if (token.type === 'hardbreak') state.nodes.push({ type: 'hardBreak', ...(state.marks.length > 0 ? { marks: state.marks } : {}) })
  else if (token.type === 'code_inline') addText(state, token.content, state.marks.some(({ type }) => type === 'code') ? [] : [{ type: 'code' }])
  else if (token.type === 'image') image(state, token)
  else addText(state, token.content)
}

/** No picture is fetched from elsewhere: its address stays as a link on its words. */
function image(state: State, token: Token): void {
  const source = attribute(token, 'src')
  const words = plainText(token.children ?? []) || source
  addText(state, words, isSafeHref(source) && !state.marks.some(({ type }) => type === 'link') ? [{ type: 'link', attrs: { href: source } }] : [])
}

/** A link, or one of our names for a person or document. Returns where to go on. */
function link(state: State, tokens: readonly Token[], at: number): number {
  const href = attribute(tokens[at], 'href')
  const [, kind, id = ''] = /^leaderful:(person|document)\/(.*)$/.exec(href) ?? []
  if (!kind) {
    if (isSafeHref(href)) open(state, 'link', { href })
    return at
  }
  let end = at + 1
  while (end < tokens.length && tokens[end]?.type !== 'link_close') end++
  const words = plainText(tokens.slice(at + 1, end))
  const label = kind === 'person' ? words.replace(/^@/, '') : words
  state.nodes.push({ type: 'mention', attrs: { kind, id: decoded(id), label }, ...(state.marks.length > 0 ? { marks: state.marks } : {}) })
  return end
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
