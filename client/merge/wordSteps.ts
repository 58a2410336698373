/** From one run of inline nodes to another, one changed piece at a time. */
import { Fragment, type Node } from '@tiptap/pm/model'
import { wordAlignment } from './align'
import { keyOf, wordPieces } from './pieces'

/** Above this, a run changes in one step. */
const MOST_STEPS = 24

const markedKey = (nodes: readonly Node[]): string => JSON.stringify(nodes.map((node) => node.toJSON()))

/** What stands there after each step; the last is `to`. The steps go from the end to the beginning. */
export function wordSteps(from: readonly Node[], to: readonly Node[]): readonly (readonly Node[])[] {
  const a = wordPieces(Fragment.fromArray([...from]))
  const b = wordPieces(Fragment.fromArray([...to]))
  if (a.length === 0 || b.length === 0 || keyOf(from) === keyOf(to)) return [to]
  const match = wordAlignment(a, b)
  const cuts: { readonly a: number; readonly b: number; readonly bFrom: number }[] = []
  let i = 0
  let j = 0
  for (const [index, matched] of [...match, b.length].entries()) {
    if (matched < 0) continue
    if (index > i || matched > j) cuts.push({ a: i, b: matched, bFrom: j })
    i = index + 1
    j = matched + 1
  }
  if (cuts.length > MOST_STEPS || cuts.length < 2) return [to]
  const steps = cuts.toReversed().map((cut) => {
    const before = a.slice(0, cut.a).flatMap(({ nodes }) => nodes)
    const behind = b.slice(cut.bFrom).flatMap(({ nodes }) => nodes)
    return Fragment.fromArray([...before, ...behind]).content
  })
  const last = steps.at(-1)
  return last && markedKey(last) === markedKey(to) ? [...steps.slice(0, -1), to] : [...steps, to]
}
