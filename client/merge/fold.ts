/** From answers to a document. Whatever is chosen, what comes out is valid. */
import { Fragment, type Node } from '@tiptap/pm/model'
import type { MergeTree, Nested, Part, RangeRegion, Region, Shell } from './mergeTree'

/** What stands in each region; a region that is not named stays as it is in ours. */
export interface Contents {
  readonly ranges: ReadonlyMap<number, readonly Node[]>
  readonly shells: ReadonlyMap<number, Shell>
}

interface Folded {
  readonly values: readonly unknown[]
  readonly nodes: readonly Node[]
}

/** Remembers what it made, so that a block that no new answer concerns is the very same node as before: that keeps updates small [F5]. */
export class Folder {
  private readonly known = new Map<Nested, Folded>()

  constructor(private readonly tree: MergeTree) {}

  document(contents: Contents): Node {
    const [doc] = this.nested(this.tree.root, contents)
    if (!doc) throw new Error('a document without a root')
    return doc
  }

  private nested(nested: Nested, contents: Contents): readonly Node[] {
    const { ours, shell } = nested
    const values = valuesIn(this.tree.regions, nested, contents)
    if (values.every((value) => value === undefined)) return [ours]
    const known = this.known.get(nested)
    if (known && known.values.length === values.length && known.values.every((value, index) => value === values[index])) return known.nodes
    const children = nested.parts.flatMap((part) => this.part(part, contents))
    const own = (shell && contents.shells.get(shell.index)) ?? ours
    const nodes = made(own, children, ours, nested === this.tree.root)
    this.known.set(nested, { values, nodes })
    return nodes
  }

  private part(part: Part, contents: Contents): readonly Node[] {
    if (part.kind === 'fixed') return part.nodes
    if (part.kind === 'nested') return this.nested(part, contents)
    return contents.ranges.get(part.region.index) ?? part.region.ours
  }
}

function valuesIn(regions: readonly Region[], { regions: [from, to] }: Nested, { ranges, shells }: Contents): unknown[] {
  const values: unknown[] = []
  for (let index = from; index < to; index++) values.push(regions[index]?.kind === 'shell' ? shells.get(index) : ranges.get(index))
  return values
}

/** A container that two independent answers emptied goes with its content; anything else that is out of shape is filled up. */
function made({ type, attrs }: Shell, children: readonly Node[], ours: Node, isRoot: boolean): readonly Node[] {
  const content = Fragment.fromArray([...children])
  if (type.validContent(content)) return [type.create(attrs, content, ours.marks)]
  if (content.size === 0 && !isRoot) return []
  const filled = type.createAndFill(attrs, content, ours.marks)
  if (filled) return [filled]
  throw new RangeError(`${type.name} cannot hold ${children.map((child) => child.type.name).join(', ')}`)
}

/** Whether these nodes could stand in the region. */
export function fits(region: RangeRegion, nodes: readonly Node[]): boolean {
  if (region.inline) return region.parent.type.validContent(Fragment.fromArray([...nodes]))
  return region.parent.type.createAndFill(region.parent.attrs, Fragment.fromArray([...nodes])) !== null
}
