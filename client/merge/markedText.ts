/** A text with its changes marked inside it, for showing: what went and what came, each at its place. Nothing of it can be edited. */
import { Fragment, type Node } from '@tiptap/pm/model'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { wordAlignment } from './align'
import { buildTree, canOpen } from './buildTree'
import { jsonOf } from './hunkId'
import type { MergeTree, Nested, Part, RangeRegion } from './mergeTree'
import { type Piece, wordPieces } from './pieces'

export type Mark = 'added' | 'removed'

/** `hunk`: the change it belongs to. */
export type MarkedNode =
  | { readonly kind: 'same'; readonly node: ProseMirrorJson }
  | { readonly kind: Mark; readonly node: ProseMirrorJson; readonly hunk: string | null }
  /** A block within which something changed; `before`: its own attributes and type were others. */
  | {
      readonly kind: 'within'
      readonly type: string
      readonly attrs: { readonly [name: string]: unknown }
      readonly before: { readonly type: string; readonly attrs: { readonly [name: string]: unknown } } | null
      readonly content: readonly MarkedNode[]
      readonly hunk: string | null
    }

const all = (nodes: readonly Node[], kind: Mark, hunk: string | null): MarkedNode[] => nodes.map((node) => ({ kind, node: jsonOf(node), hunk }))
const joined = (pieces: readonly Piece[]): readonly Node[] => Fragment.fromArray(pieces.flatMap(({ nodes }) => [...nodes])).content

/** Word by word. */
export function markedInline(before: readonly Node[], after: readonly Node[], hunk: string | null = null): MarkedNode[] {
  const a = wordPieces(Fragment.fromArray([...before]))
  const b = wordPieces(Fragment.fromArray([...after]))
  const to = wordAlignment(a, b)
  const marked: MarkedNode[] = []
  let i = 0
  let j = 0
  for (let index = 0; index <= a.length; ) {
    const matched = index === a.length ? b.length : (to[index] ?? -1)
    if (matched < 0) {
      index++
      continue
    }
    marked.push(...all(joined(a.slice(i, index)), 'removed', hunk), ...all(joined(b.slice(j, matched)), 'added', hunk))
    let end = index
    while (end < a.length && to[end] === matched + end - index) end++
    for (const node of joined(b.slice(matched, matched + end - index))) marked.push({ kind: 'same', node: jsonOf(node) })
    i = end
    j = matched + end - index
    index = Math.max(end, index + 1)
  }
  return marked
}

class Marker {
  constructor(
    private readonly tree: MergeTree,
    /** The hunk of each region. */
    private readonly hunkOf: (region: number) => string | null,
  ) {}

  root(): MarkedNode[] {
    return this.tree.root.parts.flatMap((part) => this.part(part))
  }

  private part(part: Part): MarkedNode[] {
    if (part.kind === 'fixed') return part.nodes.map((node) => ({ kind: 'same', node: jsonOf(node) }))
    return part.kind === 'nested' ? [this.nested(part)] : this.range(part.region)
  }

  private nested({ ours, shell, parts, regions: [first] }: Nested): MarkedNode {
    const after = shell?.theirs ?? ours
    return {
      kind: 'within',
      type: after.type.name,
      attrs: after.attrs,
      before: shell && { type: shell.base.type.name, attrs: shell.base.attrs },
      content: parts.flatMap((part) => this.part(part)),
      hunk: shell && this.hunkOf(first),
    }
  }

  private range(region: RangeRegion): MarkedNode[] {
    const hunk = this.hunkOf(region.index)
    if (region.inline) return markedInline(region.base, region.theirs, hunk)
    const [base] = region.base
    const [theirs] = region.theirs
    if (base && theirs && region.base.length === 1 && region.theirs.length === 1) {
      if (canOpen({ base, ours: base, theirs }, 'word')) return [new Marker(buildTree(base, base, theirs, 'word'), () => hunk).whole(hunk)]
      if (base.isTextblock && theirs.isTextblock) return [blockWithin(base, theirs, hunk)]
    }
    return [...all(region.base, 'removed', hunk), ...all(region.theirs, 'added', hunk)]
  }

  private whole(hunk: string | null): MarkedNode {
    const marked = this.nested(this.tree.root)
    return marked.kind === 'within' ? { ...marked, hunk } : marked
  }
}

/** One textblock that became another kind. */
function blockWithin(base: Node, theirs: Node, hunk: string | null): MarkedNode {
  const before = { type: base.type.name, attrs: base.attrs }
  return {
    kind: 'within',
    type: theirs.type.name,
    attrs: theirs.attrs,
    before,
    content: markedInline(base.content.content, theirs.content.content, hunk),
    hunk,
  }
}

/** @param tree of base against theirs; ours is the base */
export const markedText = (tree: MergeTree, hunkOf: (region: number) => string | null): MarkedNode[] => new Marker(tree, hunkOf).root()
