/** What can be moved in a text, and where to (pure): whole blocks, and items of lists with all that stands in them. Never the title, nor anything above it. */
import { Fragment, type Node, type NodeType, type ResolvedPos, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'

/** One block, or several in a row that stand in the same place. */
export interface Blocks {
  readonly from: number
  readonly to: number
}

const LISTS: Readonly<Record<string, string>> = { bulletList: 'listItem', orderedList: 'listItem', taskList: 'taskItem' }
const ITEMS: Readonly<Record<string, string>> = { listItem: 'bulletList', taskItem: 'taskList' }
/** Blocks stand directly in these. */
const HOLDERS: ReadonlySet<string> = new Set(['doc', 'blockquote', 'detailsContent'])

const isPlace = (parent: Node): boolean => HOLDERS.has(parent.type.name) || parent.type.name in LISTS

/** The depth of the innermost block round a place that can be moved by itself; null: none can. */
function depthAt($pos: ResolvedPos): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const parent = $pos.node(depth - 1)
    // A list as a whole is moved by nobody who points into it: they mean the item.
    if (isPlace(parent) && !($pos.node(depth).type.name in LISTS)) return isTitle(parent, $pos.node(depth)) ? null : depth
  }
  return null
}
const isTitle = (parent: Node, node: Node): boolean => parent.type.name === 'doc' && node.type.name === 'title' && parent.firstChild === node

/** The block at a place in the text. */
export function blockAt(doc: Node, position: number): Blocks | null {
  const $pos = doc.resolve(Math.max(0, Math.min(position, doc.content.size)))
  const depth = depthAt($pos)
  if (depth !== null) return { from: $pos.before(depth), to: $pos.after(depth) }
  // Between blocks: what comes after, if it is one without words, such as a line across.
  const after = $pos.nodeAfter
  if (!after || after.isText || !isPlace($pos.parent) || isTitle($pos.parent, after) || after.type.name in LISTS) return null
  return { from: $pos.pos, to: $pos.pos + after.nodeSize }
}

/** All that a selection touches: the blocks at both its ends and between. */
export function blocksBetween(doc: Node, anchor: number, head: number): Blocks | null {
  const first = blockAt(doc, Math.min(anchor, head))
  const last = blockAt(doc, Math.max(anchor, head))
  if (!first || !last) return null
  const $first = doc.resolve(first.from)
  const $last = doc.resolve(last.from)
  if ($first.sameParent($last)) return { from: first.from, to: last.to }
  const depth = $first.sharedDepth(last.from)
  const range = { from: $first.before(depth + 1 > $first.depth ? undefined : depth + 1), to: $last.depth > depth ? $last.after(depth + 1) : last.to }
  return isPlace(doc.resolve(range.from).parent) ? range : null
}

/** The neighbour before or after in the same place; null at an edge, and where it is the title. */
export function neighbourOf(doc: Node, { from, to }: Blocks, direction: -1 | 1): Blocks | null {
  const $at = doc.resolve(direction < 0 ? from : to)
  const node = direction < 0 ? $at.nodeBefore : $at.nodeAfter
  if (!node || isTitle($at.parent, node)) return null
  return direction < 0 ? { from: from - node.nodeSize, to: from } : { from: to, to: to + node.nodeSize }
}

/** These nodes as they can stand in `parent`: an item becomes one of that list's kind, or brings a list along. null: they cannot. */
export function fitting(nodes: readonly Node[], parent: Node): readonly Node[] | null {
  const { schema } = parent.type
  const wanted = LISTS[parent.type.name]
  const out: Node[] = []
  for (const node of nodes) {
    const own = ITEMS[node.type.name]
    const type = wanted === undefined ? undefined : schema.nodes[wanted]
    if (type) {
      if (!own) return null
      out.push(node.type === type ? node : type.create(null, node.content))
    } else if (own) {
      const list = schema.nodes[own]
      if (!list) return null
      out.push(list.create(null, [node]))
    } else out.push(node)
  }
  return isPlace(parent) ? out : null
}

/** Whether these blocks may be put at `target`: a place between blocks, not within themselves, not above the title, and not where they stand. */
export function mayStandAt(doc: Node, { from, to }: Blocks, target: number): boolean {
  if (target >= from && target <= to) return false
  const $target = doc.resolve(target)
  if (!isPlace($target.parent)) return false
  if ($target.nodeAfter && isTitle($target.parent, $target.nodeAfter)) return false
  return fitting(childrenOf(doc, { from, to }), $target.parent) !== null
}

export function childrenOf(doc: Node, { from, to }: Blocks): readonly Node[] {
  const nodes: Node[] = []
  doc.slice(from, to).content.forEach((node) => void nodes.push(node))
  return nodes
}

/** Takes the blocks out. A list or quote that would be left with nothing goes with them; where something must stand, an empty paragraph is left. */
export function takeOut(tr: Transaction, { from, to }: Blocks): void {
  let at = { from, to }
  for (let $from = tr.doc.resolve(at.from); $from.depth > 0; $from = tr.doc.resolve(at.from)) {
    const isAll = at.from === $from.start() && at.to === $from.end()
    if (!isAll) break
    if ($from.parent.type.name === 'detailsContent') {
      tr.replaceWith(at.from, at.to, emptyParagraph(tr.doc.type.schema.nodes.paragraph))
      return
    }
    at = { from: $from.before(), to: $from.after() }
  }
  if (at.from === 0 && at.to === tr.doc.content.size) tr.replaceWith(at.from, at.to, emptyParagraph(tr.doc.type.schema.nodes.paragraph))
  else tr.delete(at.from, at.to)
}

function emptyParagraph(type: NodeType | undefined): Node {
  if (!type) throw new Error('a schema without paragraphs')
  return type.create()
}

export const putIn = (tr: Transaction, target: number, nodes: readonly Node[]): Transaction =>
  tr.replace(target, target, new Slice(Fragment.from([...nodes]), 0, 0))
