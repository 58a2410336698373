/** One level, three ways: what stays on both sides, and the smallest ranges within which something was added, removed or replaced. */
import type { Alignment } from './align'

export type Range = readonly [from: number, to: number]

export type Slot =
  | { readonly kind: 'kept'; readonly base: number; readonly ours: number; readonly theirs: number }
  | { readonly kind: 'range'; readonly base: Range; readonly ours: Range; readonly theirs: Range }

/** One side's change: a base range and what stands in its place. */
interface Edit {
  readonly base: Range
  readonly side: Range
}

/** What leaves for another place, or comes from one, is no part of what else happened there. */
function withoutMoves(edit: Edit, { base: isBaseMoved, side: isSideMoved }: Moves): Edit[] {
  const [from, end] = edit.base
  const [sideFrom, sideEnd] = edit.side
  if (from === end || sideFrom === sideEnd) return [edit]
  if (!isAll(edit.base, isBaseMoved) && !isAll(edit.side, isSideMoved)) return [edit]
  return [
    { base: edit.base, side: [sideFrom, sideFrom] },
    { base: [end, end], side: edit.side },
  ]
}
function isAll([from, end]: Range, holds: (index: number) => boolean): boolean {
  for (let index = from; index < end; index++) if (!holds(index)) return false
  return true
}

/** Which pieces of the base and of a side stand unchanged in another place. */
export interface Moves {
  readonly base: (index: number) => boolean
  readonly side: (index: number) => boolean
}

function editsOf({ to, length, moves }: Side): Edit[] {
  const edits: Edit[] = []
  let from = 0
  let sideFrom = 0
  for (let i = 0; i <= to.length; i++) {
    const matched = i === to.length ? length : (to[i] ?? -1)
    if (matched < 0) continue
    if (i > from || matched > sideFrom) edits.push({ base: [from, i], side: [sideFrom, matched] })
    from = i + 1
    sideFrom = matched + 1
  }
  return edits.flatMap((edit) => withoutMoves(edit, moves))
}

function overlap([a0, a1]: Range, [b0, b1]: Range): boolean {
  if (a0 === a1 && b0 === b1) return a0 === b0
  if (a0 === a1) return b0 < a0 && a0 < b1
  if (b0 === b1) return a0 < b0 && b0 < a1
  return a0 < b1 && b0 < a1
}

/** Where the base range stands on one side. Every edit of that side lies wholly inside or outside of it. */
function onSide(range: Range, to: Alignment, edits: readonly Edit[]): Range {
  const [from, end] = range
  const inside = edits.filter(({ base }) => overlap(base, range))
  if (from === end) {
    if (inside[0]) return inside[0].side
    const at = edits.find(({ base }) => base[1] === from && base[0] < from)?.side[1] ?? (from > 0 ? (to[from - 1] ?? -1) + 1 : 0)
    return [at, at]
  }
  const first = to[from] ?? -1
  const last = to[end - 1] ?? -1
  const starts = [...(first >= 0 ? [first] : []), ...inside.map(({ side }) => side[0])]
  const ends = [...(last >= 0 ? [last + 1] : []), ...inside.map(({ side }) => side[1])]
  return [Math.min(...starts), Math.max(...ends)]
}

export interface Side {
  readonly to: Alignment
  readonly length: number
  readonly moves: Moves
}

export function slotsOf(oursSide: Side, theirsSide: Side): Slot[] {
  const ours = editsOf(oursSide)
  const theirs = editsOf(theirsSide)
  const toOurs = oursSide.to
  const toTheirs = theirsSide.to
  const ranges: Range[] = []
  const all = [...ours, ...theirs].map(({ base }) => base).sort((a, b) => a[0] - b[0] || a[1] - b[1])
  for (const range of all) {
    const last = ranges.at(-1)
    if (last && overlap(last, range)) ranges[ranges.length - 1] = [last[0], Math.max(last[1], range[1])]
    else ranges.push(range)
  }
  const slots: Slot[] = []
  let at = 0
  for (const range of ranges) {
    for (; at < range[0]; at++) slots.push(kept(at))
    slots.push({ kind: 'range', base: range, ours: onSide(range, toOurs, near(ours, range)), theirs: onSide(range, toTheirs, near(theirs, range)) })
    at = Math.max(at, range[1])
  }
  for (; at < toOurs.length; at++) slots.push(kept(at))
  return slots

  function kept(base: number): Slot {
    return { kind: 'kept', base, ours: toOurs[base] ?? -1, theirs: toTheirs[base] ?? -1 }
  }
  function near(edits: readonly Edit[], range: Range): readonly Edit[] {
    return edits.filter(({ base }) => base[0] <= range[1] && base[1] >= range[0])
  }
}
