/** Where a suggested change stands in the text as it is now: what would go, what would come, what would be otherwise. Pure. */
import { Node, type Schema } from '@tiptap/pm/model'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { markedInline } from '../merge/markedText'
import type { TextHunk, TextPart } from '../merge/textMerge'

export type SuggestionMark =
  /** Words, or a whole block (`isBlock`), that would go. */
  | { readonly kind: 'out'; readonly from: number; readonly to: number; readonly isBlock: boolean }
  | { readonly kind: 'in'; readonly at: number; readonly nodes: readonly Node[]; readonly isBlock: boolean }
  /** A block that would be of another kind or state. */
  | { readonly kind: 'other'; readonly from: number; readonly to: number }

/** None where the text no longer says there what was compared: it is worked out again soon. */
export function marksOf({ parts }: TextHunk, doc: Node, schema: Schema): SuggestionMark[] {
  return parts.every((part) => stillSays(part, doc)) ? parts.flatMap((part) => partMarks(part, doc, schema)) : []
}

const wordsOf = (nodes: readonly Node[]): string => nodes.map((node) => (node.isText ? (node.text ?? '') : `\n${node.textContent}`)).join('')

function stillSays({ kind, inline, ours, at: { ours: place } }: TextPart, doc: Node): boolean {
  const [from, to] = place
  if (from > to || to > doc.content.size) return false
  if (kind === 'shell') return doc.nodeAt(from) !== null
  try {
    const { content } = doc.slice(from, to)
    const expected = ours.map((json) => Node.fromJSON(doc.type.schema, json))
    const { parent } = doc.resolve(from)
    return parent.inlineContent === inline && wordsOf(content.content) === wordsOf(expected)
  } catch {
    return false
  }
}

const read = (schema: Schema, nodes: readonly ProseMirrorJson[]): Node[] => nodes.map((json) => Node.fromJSON(schema, json))

function partMarks(part: TextPart, doc: Node, schema: Schema): SuggestionMark[] {
  const [from, to] = part.at.ours
  if (part.kind === 'shell') return [{ kind: 'other', from, to: from + (doc.nodeAt(from)?.nodeSize ?? 0) }]
  const [ours, theirs] = [read(schema, part.ours), read(schema, part.theirs)]
  if (part.inline) return inline(ours, theirs, from, schema)
  const [before] = ours
  const [after] = theirs
  if (ours.length === 1 && theirs.length === 1 && before?.isTextblock && after?.isTextblock && before.type === after.type)
    return inline(before.content.content, after.content.content, from + 1, schema)
  const marks: SuggestionMark[] = []
  let at = from
  for (const node of ours) {
    marks.push({ kind: 'out', from: at, to: at + node.nodeSize, isBlock: true })
    at += node.nodeSize
  }
  if (theirs.length > 0) marks.push({ kind: 'in', at: to, nodes: theirs, isBlock: true })
  return marks
}

function inline(before: readonly Node[], after: readonly Node[], from: number, schema: Schema): SuggestionMark[] {
  const marks: SuggestionMark[] = []
  let at = from
  for (const piece of markedInline(before, after)) {
    if (piece.kind === 'within') continue
    const node = Node.fromJSON(schema, piece.node)
    const last = marks.at(-1)
    if (piece.kind === 'added') {
      if (last?.kind === 'in' && last.at === at) marks[marks.length - 1] = { ...last, nodes: [...last.nodes, node] }
      else marks.push({ kind: 'in', at, nodes: [node], isBlock: false })
      continue
    }
    if (piece.kind === 'removed') {
      if (last?.kind === 'out' && last.to === at) marks[marks.length - 1] = { ...last, to: at + node.nodeSize }
      else marks.push({ kind: 'out', from: at, to: at + node.nodeSize, isBlock: false })
    }
    at += node.nodeSize
  }
  return marks
}
