/** Where in a text its comments hang. Blocks never change, so each is walked once, however often the text is asked. Pure. */
import type { Node } from '@tiptap/pm/model'

export interface Anchor {
  readonly id: string
  readonly from: number
  readonly to: number
}

const inBlock = new WeakMap<Node, readonly Anchor[]>()
const NONE: readonly Anchor[] = []

function anchorsOfBlock(block: Node): readonly Anchor[] {
  const known = inBlock.get(block)
  if (known) return known
  const found = new Map<string, Anchor>()
  const walk = (node: Node, position: number): void => {
    if (node.isText) {
      for (const { type, attrs } of node.marks) {
        if (type.name !== 'comment' || typeof attrs.id !== 'string') continue
        const before = found.get(attrs.id)
        found.set(attrs.id, { id: attrs.id, from: before?.from ?? position, to: position + node.nodeSize })
      }
    } else
      node.forEach((child, offset) => {
        walk(child, position + offset + 1)
      })
  }
  block.forEach((child, offset) => {
    walk(child, offset + 1)
  })
  const anchors = found.size === 0 ? NONE : [...found.values()]
  inBlock.set(block, anchors)
  return anchors
}

/** By id, in the order of the text: from the first character of each to its last. */
export function anchorsIn(doc: Node): ReadonlyMap<string, Anchor> {
  const found = new Map<string, Anchor>()
  doc.forEach((block, position) => {
    for (const { id, from, to } of anchorsOfBlock(block)) {
      const before = found.get(id)
      found.set(id, { id, from: before?.from ?? position + from, to: position + to })
    }
  })
  return found
}

/** The comments on the character before or after a position, the innermost (shortest) first. */
export function commentsAt(doc: Node, position: number): string[] {
  const $at = doc.resolve(position)
  if (!$at.parent.isTextblock) return []
  const marks = [...($at.nodeAfter?.marks ?? []), ...($at.nodeBefore?.marks ?? [])]
  const ids = new Set(marks.flatMap(({ type, attrs }) => (type.name === 'comment' && typeof attrs.id === 'string' ? [attrs.id] : [])))
  if (ids.size < 2) return [...ids]
  const anchors = anchorsIn(doc)
  const length = (id: string): number => (anchors.get(id)?.to ?? 0) - (anchors.get(id)?.from ?? 0)
  return [...ids].sort((a, b) => length(a) - length(b))
}
