/**
 * Three documents as one tree: what is decided already, and the regions that somebody may be asked about. Any answers give a document (`fold.ts`), because a region
 * is always a run of siblings or a block's own attributes.
 */
import type { Attrs, Node, NodeType } from '@tiptap/pm/model'
import type { Range } from './slots'

/** Asked about sentences, headings, rows and items [F9], or about single words. */
export type Grain = 'unit' | 'word'

interface RegionCommon {
  /** Its place in `MergeTree.regions`: document order. */
  readonly index: number
  readonly parent: Node
  /** Positions in each document. */
  readonly at: { readonly base: Range; readonly ours: Range; readonly theirs: Range }
  readonly oursChanged: boolean
  readonly theirsChanged: boolean
  /** Both sides have the same. */
  readonly agreed: boolean
  /** Regions with the same unit are one change [F9]. */
  readonly unit: object | null
  /** A neighbour within the same block, changed by the other side only. */
  readonly touching: boolean
}

/** Siblings: blocks, or (`inline`) a run inside one textblock. */
export interface RangeRegion extends RegionCommon {
  readonly kind: 'range'
  readonly inline: boolean
  readonly base: readonly Node[]
  readonly ours: readonly Node[]
  readonly theirs: readonly Node[]
  /** The base's siblings before and behind. */
  readonly neighbours: readonly [readonly Node[], readonly Node[]]
}

/** A block's own type and attributes; its content is another matter. */
export interface ShellRegion extends RegionCommon {
  readonly kind: 'shell'
  readonly base: Node
  readonly ours: Node
  readonly theirs: Node
}

export type Region = RangeRegion | ShellRegion

export interface Shell {
  readonly type: NodeType
  readonly attrs: Attrs
}

export type Part = { readonly kind: 'fixed'; readonly nodes: readonly Node[] } | { readonly kind: 'region'; readonly region: RangeRegion } | Nested

export interface Nested {
  readonly kind: 'nested'
  readonly ours: Node
  readonly shell: ShellRegion | null
  readonly parts: readonly Part[]
  /** All regions below: `regions[from … to)`. */
  readonly regions: Range
}

export interface MergeTree {
  readonly grain: Grain
  readonly base: Node
  readonly ours: Node
  readonly theirs: Node
  readonly root: Nested
  readonly regions: readonly Region[]
  /** Indices of regions that are one change for another reason than their unit. */
  readonly together: readonly (readonly number[])[]
}

/** Theirs over ours, attribute by attribute; where both changed one, theirs. */
export function mergedShell({ base, ours, theirs }: ShellRegion): Shell {
  if (theirs.type !== base.type) return { type: theirs.type, attrs: theirs.attrs }
  const attrs: Record<string, unknown> = { ...ours.attrs }
  for (const [name, value] of Object.entries(theirs.attrs)) {
    if (name in attrs && JSON.stringify(value) !== JSON.stringify(base.attrs[name])) attrs[name] = value
  }
  return { type: ours.type, attrs }
}
