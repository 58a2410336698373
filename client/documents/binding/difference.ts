/**
 * Turning one document into another by the smallest step: inside one textblock where only its words changed, else the run of blocks that differ at the deepest
 * level where they do. Everything outside keeps its place: carets, decorations, an input method's composition, what the browser has drawn. Pure.
 */
import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import { ReplaceStep, type Transform } from '@tiptap/pm/transform'

/** Replaces in `tr` the content of `from`, which begins at `start`, by that of `to`. Untouched children must be the same nodes to be found quickly. */
export function applyDifference(tr: Transform, from: Node, to: Node, start = 0): void {
  if (from.inlineContent || to.inlineContent) {
    replaceInline(tr, from, to, start)
    return
  }
  const shared = Math.min(from.childCount, to.childCount)
  let left = 0
  let position = start
  while (left < shared && same(from.child(left), to.child(left))) position += from.child(left++).nodeSize
  let right = 0
  while (right < shared - left && same(from.child(from.childCount - 1 - right), to.child(to.childCount - 1 - right))) right++
  const fromEnd = from.childCount - right
  const toEnd = to.childCount - right
  if (left === fromEnd && left === toEnd) return
  if (fromEnd - left === 1 && toEnd - left === 1 && descend(tr, from.child(left), to.child(left), position)) return
  let end = position
  for (let i = left; i < fromEnd; i++) end += from.child(i).nodeSize
  const children: Node[] = []
  for (let i = left; i < toEnd; i++) children.push(to.child(i))
  tr.step(new ReplaceStep(position, end, new Slice(Fragment.fromArray(children), 0, 0)))
}

const same = (a: Node, b: Node) => a === b || a.eq(b)

/** One block that became another: its kind first, then what is in it. False if it has to be replaced whole. */
function descend(tr: Transform, from: Node, to: Node, position: number): boolean {
  if (from.isAtom || to.isAtom || from.isLeaf || to.isLeaf) return false
  if (from.inlineContent !== to.inlineContent) return false
  if (!from.sameMarkup(to)) {
    if (!to.type.validContent(from.content)) return false
    tr.setNodeMarkup(position, to.type, to.attrs, to.marks)
  }
  applyDifference(tr, from, to, position + 1)
  return true
}

function replaceInline(tr: Transform, from: Node, to: Node, start: number): void {
  const first = from.content.findDiffStart(to.content)
  if (first === null) return
  const last = from.content.findDiffEnd(to.content)
  if (!last) return
  let { a, b } = last
  const overlap = first - Math.min(a, b)
  if (overlap > 0) {
    a += overlap
    b += overlap
  }
  tr.step(new ReplaceStep(start + first, start + a, to.slice(first, b)))
}
