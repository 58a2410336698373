/** What stands on each side of one change, for showing them beside each other, and for mixing their words. Pure. */
import { Node, type Schema } from '@tiptap/pm/model'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import { markedInline } from '../../merge/markedText'
import type { ReviewBlock, ReviewNode } from '../../merge/reviewText'
import type { MixedText, TextHunk, TextPart } from '../../merge/textMerge'

export type SideName = 'ours' | 'theirs'

const read = (schema: Schema, nodes: readonly ProseMirrorJson[]): Node[] => nodes.map((json) => Node.fromJSON(schema, json))

/** One side of a change, with what it put in marked; empty: it took everything out. */
export function sideOf({ parts }: TextHunk, side: SideName, schema: Schema): ReviewNode[] {
  return parts.flatMap((part) => (part.inline ? line(sidePart(part, side, schema)) : sidePart(part, side, schema)))
}
/** Words alone are drawn as a line of text. */
const line = (content: readonly ReviewNode[]): ReviewNode[] =>
  content.length === 0 ? [] : [{ kind: 'open', type: 'paragraph', attrs: {}, content, hunk: null }]
function sidePart(part: TextPart, side: SideName, schema: Schema): ReviewNode[] {
  const base = read(schema, part.base)
  const own = read(schema, part[side])
  const added = (before: readonly Node[], after: readonly Node[]): ReviewNode[] => markedInline(before, after).filter(({ kind }) => kind !== 'removed')
  if (part.inline) return added(base, own)
  const [before] = base
  const [after] = own
  if (before?.isTextblock && after?.isTextblock && base.length === 1 && own.length === 1)
    return [{ kind: 'open', type: after.type.name, attrs: after.attrs, content: added(before.content.content, after.content.content), hunk: null }]
  return own.map((node) => ({ kind: 'same', node: node.toJSON() as ProseMirrorJson }))
}
export const isEmptySide = ({ parts }: TextHunk, side: SideName): boolean => parts.every((part) => part[side].length === 0)

/** The change is all that the block holds: showing both sides shows all of it. */
export function isWhole({ nodes }: ReviewBlock, hunk: string): boolean {
  const all = (list: readonly ReviewNode[]): boolean =>
    list.length > 0 && list.every((node) => (node.kind === 'both' ? node.hunk === hunk : node.kind === 'open' && all(node.content)))
  return nodes.length === 0 || all(nodes)
}

/** A list or a table: much of it has nothing to do with one change in it. */
export const isMany = ({ nodes }: ReviewBlock): boolean => nodes.some((node) => node.kind === 'open' && /List$|^table$/.test(node.type))

/** Blocks around a part's nodes, so that an editor can hold them: items want a list, rows a table, words a line. */
const AROUND: Readonly<Record<string, string>> = { listItem: 'bulletList', taskItem: 'taskList', tableRow: 'table' }

export function toEdit(part: TextPart, nodes: readonly ProseMirrorJson[]): ProseMirrorJson {
  if (part.inline) return { type: 'doc', content: [{ type: 'paragraph', content: [...nodes] }] }
  const around = AROUND[nodes[0]?.type ?? part.ours[0]?.type ?? part.theirs[0]?.type ?? '']
  if (around === undefined || nodes.length === 0) return { type: 'doc', content: nodes.length > 0 ? [...nodes] : [{ type: 'paragraph' }] }
  return { type: 'doc', content: [{ type: around, content: [...nodes] }] }
}

/** What was written, as the part wants it. Several lines where one was asked for become one. */
export function fromEdit(part: TextPart, document: ProseMirrorJson): ProseMirrorJson[] {
  const blocks = document.content ?? []
  if (part.inline)
    return blocks.flatMap(({ content = [] }, index) => (index > 0 && content.length > 0 ? [{ type: 'text', text: ' ' }, ...content] : [...content]))
  const kinds = [...part.ours, ...part.theirs, ...part.base].map(({ type }) => type)
  const around = AROUND[kinds[0] ?? '']
  if (around === undefined) return blocks.filter(({ type, content }, index) => index === 0 || type !== 'paragraph' || (content?.length ?? 0) > 0)
  return blocks.flatMap(({ type, content = [] }) => (type === around ? [...content] : []))
}

/** Nothing but words that are the same as those of one side: then that side is what was chosen. */
export function isSide({ parts }: TextHunk, mixed: MixedText, side: SideName): boolean {
  return parts.every((part, index) => part.kind === 'shell' || JSON.stringify(part[side]) === JSON.stringify(mixed[index] ?? []))
}
