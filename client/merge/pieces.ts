/** What one level of a text's tree is made of: blocks, the sentences of a paragraph, or its words; each compared without its comments. */
import type { Fragment, Mark, Node } from '@tiptap/pm/model'
import { ATOM, isSpace, LINE_END, sentenceCuts, wordsIn } from './words'

/** A run of siblings that is compared as one. */
export interface Piece {
  readonly nodes: readonly Node[]
  /** Equal exactly when the nodes are equal but for comments. */
  readonly key: string
  /** In positions of its document. */
  readonly size: number
}

export const isComment = (mark: Mark): boolean => mark.type.name === 'comment'

const markKeys = new WeakMap<readonly Mark[], string>()
function marksKey(marks: readonly Mark[]): string {
  if (marks.length === 0) return ''
  let key = markKeys.get(marks)
  if (key === undefined) {
    const kept = marks.filter((mark) => !isComment(mark))
    key = kept.length === 0 ? '' : JSON.stringify(kept.map((mark) => [mark.type.name, mark.attrs]))
    markKeys.set(marks, key)
  }
  return key
}

/** Neighbouring texts that differ only in their comments are one. */
export function keyOf(nodes: readonly Node[]): string {
  let key = ''
  let marks = ''
  let text: string | null = null
  const flush = () => {
    if (text !== null) key += `"${marks}${JSON.stringify(text)}`
    text = null
  }
  for (const node of nodes) {
    if (!node.isText) {
      flush()
      key += nodeKey(node)
      continue
    }
    const own = marksKey(node.marks)
    if (text !== null && own !== marks) flush()
    marks = own
    text = (text ?? '') + (node.text ?? '')
  }
  flush()
  return key
}

const nodeKeys = new WeakMap<Node, string>()
export function nodeKey(node: Node): string {
  let key = nodeKeys.get(node)
  if (key === undefined) {
    key = `(${node.type.name}${JSON.stringify(node.attrs)}${marksKey(node.marks)}${keyOf(node.content.content)})`
    nodeKeys.set(node, key)
  }
  return key
}

export const sameNodes = (a: readonly Node[], b: readonly Node[]): boolean => a === b || keyOf(a) === keyOf(b)

/** A textblock's inline content as a string in which every offset is a position. */
export function inlineText(content: Fragment): string {
  let text = ''
  for (const node of content.content) text += node.isText ? (node.text ?? '') : node.type.name === 'hardBreak' ? LINE_END : ATOM.repeat(node.nodeSize)
  return text
}

export const sizeOf = (nodes: readonly Node[]): number => nodes.reduce((size, node) => size + node.nodeSize, 0)
const piece = (nodes: readonly Node[]): Piece => ({ nodes, key: keyOf(nodes), size: sizeOf(nodes) })

export const blocksOf = (parent: Node): Piece[] => parent.content.content.map((node) => ({ nodes: [node], key: nodeKey(node), size: node.nodeSize }))

function cutAt(content: Fragment, starts: readonly number[]): Piece[] {
  if (content.size === 0) return []
  const ends = [...starts, content.size]
  let from = 0
  return ends.map((to) => {
    const nodes = content.cut(from, to).content
    from = to
    return piece(nodes)
  })
}

/** Sentences, and the white space between them as pieces of its own. */
export const sentencesOf = (content: Fragment): Piece[] => cutAt(content, sentenceCuts(inlineText(content)))

export function wordPieces(content: Fragment): Piece[] {
  const starts: number[] = []
  let at = 0
  for (const word of wordsIn(inlineText(content))) {
    if (at > 0) starts.push(at)
    at += word.length
  }
  return cutAt(content, starts)
}

export const isSpacePiece = ({ nodes }: Piece): boolean => nodes.every((node) => node.isText && isSpace(node.text ?? ''))

/** What somebody reads of these nodes, blocks apart by a space. */
export function plainText(nodes: readonly Node[]): string {
  let text = ''
  for (const node of nodes) {
    if (node.isText) text += node.text ?? ''
    else if (node.isInline) text += typeof node.attrs.label === 'string' ? node.attrs.label : ' '
    else text += ` ${node.isLeaf ? String(node.attrs.alt ?? '') : plainText(node.content.content)} `
  }
  return text
}
export const tidyText = (nodes: readonly Node[]): string => plainText(nodes).replace(/\s+/g, ' ').trim()
