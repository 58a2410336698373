/** The main text as it is now with what a copy brings back marked inside it, block by block: what a review shows. Nothing of it can be edited. Pure. */
import type { Node } from '@tiptap/pm/model'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { buildTree, canOpen } from './buildTree'
import type { HunkStatus } from './hunk'
import { jsonOf } from './hunkId'
import { type MarkedNode, markedInline, markedText } from './markedText'
import type { Nested, Part, RangeRegion } from './mergeTree'
import { nodeKey } from './pieces'
import type { TextMerge } from './textMerge'

/** `both`: it was changed in both, and stands as it is now. */
export type ReviewNode =
  | MarkedNode
  | { readonly kind: 'both'; readonly node: ProseMirrorJson; readonly hunk: string }
  | {
      readonly kind: 'open'
      readonly type: string
      readonly attrs: { readonly [name: string]: unknown }
      readonly content: readonly ReviewNode[]
      readonly hunk: string | null
    }

/** One block of the text, or some that came or went together. */
export interface ReviewBlock {
  /** The same as long as its content is; no other block has it. */
  readonly key: string
  readonly nodes: readonly ReviewNode[]
  /** Changes in it, in the order of the text. */
  readonly hunks: readonly string[]
}

export function reviewText(merge: TextMerge): ReviewBlock[] {
  const status = new Map<string, HunkStatus>(merge.hunks.map((hunk) => [hunk.id, hunk.status]))
  const hunkOf = new Map(merge.hunks.flatMap(({ id }) => merge.regionsOf(id).map(({ index }) => [index, id] as const)))
  const idOf = (region: number): string | null => {
    const id = hunkOf.get(region)
    return id === undefined || status.get(id) === 'same' ? null : id
  }
  const isBoth = (id: string): boolean => status.get(id) === 'conflict'

  const part = (of: Part): ReviewNode[] => {
    if (of.kind === 'fixed') return of.nodes.map((node) => ({ kind: 'same', node: jsonOf(node) }))
    return of.kind === 'nested' ? [nested(of)] : range(of.region)
  }
  const nested = ({ ours, shell, parts, regions: [first] }: Nested): ReviewNode => {
    const id = shell && idOf(first)
    const after = shell && id !== null && shell.theirsChanged && !isBoth(id) ? shell.theirs : ours
    return { kind: 'open', type: after.type.name, attrs: after.attrs, content: parts.flatMap(part), hunk: id }
  }
  const range = (region: RangeRegion): ReviewNode[] => {
    const id = idOf(region.index)
    if (id === null || region.agreed) return region.ours.map((node) => ({ kind: 'same', node: jsonOf(node) }))
    if (isBoth(id)) return region.ours.map((node) => ({ kind: 'both', node: jsonOf(node), hunk: id }))
    return clean(region, id)
  }

  const times = new Map<string, number>()
  return merge.tree.root.parts.map((of): ReviewBlock => {
    const [from, to] = of.kind === 'nested' ? of.regions : of.kind === 'region' ? [of.region.index, of.region.index + 1] : [0, 0]
    const hunks = new Set<string>()
    for (let index = from; index < to; index++) {
      const id = idOf(index)
      if (id !== null) hunks.add(id)
    }
    const key = keyOf(of, [...hunks])
    const time = times.get(key) ?? 0
    times.set(key, time + 1)
    return { key: `${time} ${key}`, nodes: part(of), hunks: [...hunks] }
  })
}

const keyOf = (of: Part, hunks: readonly string[]): string => {
  const nodes = of.kind === 'fixed' ? of.nodes : of.kind === 'nested' ? [of.ours] : of.region.ours
  return `${hunks.join()} ${nodes.map(nodeKey).join()}`
}

/** Where only theirs changed something: what went and what came. */
function clean(region: RangeRegion, id: string): MarkedNode[] {
  if (region.inline) return markedInline(region.ours, region.theirs, id)
  const [ours] = region.ours
  const [theirs] = region.theirs
  if (ours && theirs && region.ours.length === 1 && region.theirs.length === 1) {
    const before = { type: ours.type.name, attrs: ours.attrs }
    const within = (content: readonly MarkedNode[]): MarkedNode => ({
      ...{ kind: 'within', type: theirs.type.name, attrs: theirs.attrs, before, hunk: id },
      content,
    })
    if (ours.isTextblock && theirs.isTextblock) return [within(markedInline(ours.content.content, theirs.content.content, id))]
    if (canOpen({ base: ours, ours, theirs }, 'word')) return [within(markedText(buildTree(ours, ours, theirs, 'word'), () => id))]
  }
  const all = (nodes: readonly Node[], kind: 'added' | 'removed'): MarkedNode[] => nodes.map((node) => ({ kind, node: jsonOf(node), hunk: id }))
  return [...all(region.ours, 'removed'), ...all(region.theirs, 'added')]
}
