/** Builds the merge tree of three documents. */
import type { Node } from '@tiptap/pm/model'
import { type Alignment, align, exactAlignment, withoutLoneSpaces } from './align'
import type { Grain, MergeTree, Nested, Part, RangeRegion, Region, ShellRegion } from './mergeTree'
import { blocksOf, keyOf, nodeKey, type Piece, sentencesOf, wordPieces } from './pieces'
import { type Range, type Slot, slotsOf } from './slots'

/** Asked about as a whole [F9]: a change anywhere in one of these is a change of all of it. */
const WHOLE = new Set(['title', 'heading', 'detailsSummary', 'horizon', 'codeBlock', 'assumption', 'tableRow'])
/** Children that stand in for each other by their place alone. */
const BY_PLACE = new Set(['details', 'tableRow'])
/** A list may become another kind of list with the same items. */
const LISTS = new Set(['bulletList', 'orderedList'])

interface Three<T> {
  readonly base: T
  readonly ours: T
  readonly theirs: T
}
type Starts = Three<number>

/** How many cells each row has, if it is the same number everywhere and no cell spans rows. */
function columnsOf(table: Node): number | null {
  let columns: number | null = null
  for (const row of table.content.content) {
    let width = 0
    for (const cell of row.content.content) {
      if (Number(cell.attrs.rowspan ?? 1) > 1) return null
      width += Number(cell.attrs.colspan ?? 1)
    }
    if (columns !== null && columns !== width) return null
    columns = width
  }
  return columns
}

const isSameShell = (a: Node, b: Node): boolean => a.type === b.type && JSON.stringify(a.attrs) === JSON.stringify(b.attrs)

class Builder {
  readonly regions: Region[] = []

  constructor(private readonly grain: Grain) {}

  /** Whether the three are one block whose parts are looked at one by one. */
  private canOpen({ base, ours, theirs }: Three<Node>): boolean {
    const { type } = base
    const sameType = ours.type === type && theirs.type === type
    if (!sameType && ![base, ours, theirs].every((node) => LISTS.has(node.type.name))) return false
    if (type.isLeaf || (this.grain === 'unit' && WHOLE.has(type.name))) return false
    if (type.name === 'table') {
      const columns = columnsOf(base)
      return columns !== null && columns === columnsOf(ours) && columns === columnsOf(theirs)
    }
    if (BY_PLACE.has(type.name)) return base.childCount === ours.childCount && base.childCount === theirs.childCount
    return true
  }

  child(three: Three<Node>, parent: Node, at: Starts, neighbours: RangeRegion['neighbours'], unit: object | null): Part {
    const { base, ours, theirs } = three
    const keys = { base: nodeKey(base), ours: nodeKey(ours), theirs: nodeKey(theirs) }
    if (keys.theirs === keys.base && (keys.ours === keys.base || !unit)) return { kind: 'fixed', nodes: [ours] }
    if (keys.ours !== keys.theirs && this.canOpen(three)) return this.open(three, at, unit)
    const nodes = { base: [base], ours: [ours], theirs: [theirs] }
    return this.region(nodes, parent, false, ends(three, at), neighbours, unit)
  }

  /** @param at where each of the three begins, before its opening */
  open(three: Three<Node>, at: Starts, unit: object | null = null): Nested {
    const { base, ours, theirs } = three
    const from = this.regions.length
    const isShellKept = isSameShell(base, ours) && isSameShell(base, theirs)
    const itemUnit = !isShellKept && base.type.name === 'taskItem' ? {} : unit
    const shell = isShellKept ? null : this.shell(three, at, itemUnit)
    const isRoot = base.type === base.type.schema.topNodeType
    const inside = isRoot ? at : { base: at.base + 1, ours: at.ours + 1, theirs: at.theirs + 1 }
    const parts = this.children(three, inside, itemUnit)
    return { kind: 'nested', ours, shell, parts, regions: [from, this.regions.length] }
  }

  private children({ base, ours, theirs }: Three<Node>, at: Starts, unit: object | null): Part[] {
    const isInline = base.inlineContent
    const piecesOf = (node: Node): Piece[] => (!isInline ? blocksOf(node) : this.grain === 'unit' ? sentencesOf(node.content) : wordPieces(node.content))
    const pieces = { base: piecesOf(base), ours: piecesOf(ours), theirs: piecesOf(theirs) }
    const places = { base: placesOf(pieces.base, at.base), ours: placesOf(pieces.ours, at.ours), theirs: placesOf(pieces.theirs, at.theirs) }
    const alignment = (side: readonly Piece[]): Alignment => {
      if (BY_PLACE.has(base.type.name)) return pieces.base.map((_, index) => index)
      if (!isInline || this.grain === 'unit') return align(pieces.base, side)
      return withoutLoneSpaces(pieces.base, exactAlignment(pieces.base, side))
    }
    const slots = slotsOf(alignment(pieces.ours), pieces.ours.length, alignment(pieces.theirs), pieces.theirs.length)
    const touching = isInline ? touchingSlots(slots, pieces) : new Set<Slot>()
    return slots.map((slot): Part => {
      const [from, to] = slot.kind === 'kept' ? [slot.base, slot.base + 1] : slot.base
      const neighbours = [pieces.base[from - 1]?.nodes ?? [], pieces.base[to]?.nodes ?? []] as const
      if (slot.kind === 'kept' && !isInline) {
        const three = { base: base.child(slot.base), ours: ours.child(slot.ours), theirs: theirs.child(slot.theirs) }
        const starts = { base: startAt(places.base, slot.base), ours: startAt(places.ours, slot.ours), theirs: startAt(places.theirs, slot.theirs) }
        return this.child(three, ours, starts, neighbours, slot.base === 0 ? unit : null)
      }
      const range = rangesOf(slot)
      const nodes = { base: nodesIn(pieces.base, range.base), ours: nodesIn(pieces.ours, range.ours), theirs: nodesIn(pieces.theirs, range.theirs) }
      const where = { base: spanOf(places.base, range.base), ours: spanOf(places.ours, range.ours), theirs: spanOf(places.theirs, range.theirs) }
      return this.region(nodes, ours, isInline, where, neighbours, isInline ? unit : null, touching.has(slot))
    })
  }

  private region(
    nodes: Three<readonly Node[]>,
    parent: Node,
    inline: boolean,
    at: Region['at'],
    neighbours: RangeRegion['neighbours'],
    unit: object | null,
    touching = false,
  ): Part {
    const keys = { base: keyOf(nodes.base), ours: keyOf(nodes.ours), theirs: keyOf(nodes.theirs) }
    const oursChanged = keys.ours !== keys.base
    const theirsChanged = keys.theirs !== keys.base
    if (!oursChanged && !theirsChanged) return { kind: 'fixed', nodes: nodes.ours }
    const agreed = keys.ours === keys.theirs
    const region: RangeRegion = {
      ...{ kind: 'range', index: this.regions.length, parent, inline, ...nodes, at, neighbours },
      ...{ oursChanged, theirsChanged, agreed, unit, touching },
    }
    this.regions.push(region)
    return { kind: 'region', region }
  }

  private shell({ base, ours, theirs }: Three<Node>, at: Starts, unit: object | null): ShellRegion {
    const region: ShellRegion = {
      ...{ kind: 'shell', index: this.regions.length, parent: ours, base, ours, theirs, unit, touching: false },
      ...{ at: ends({ base, ours, theirs }, at), oursChanged: !isSameShell(base, ours), theirsChanged: !isSameShell(base, theirs) },
      agreed: isSameShell(ours, theirs),
    }
    this.regions.push(region)
    return region
  }
}

const ends = ({ base, ours, theirs }: Three<Node>, at: Starts): Region['at'] => ({
  base: [at.base, at.base + base.nodeSize],
  ours: [at.ours, at.ours + ours.nodeSize],
  theirs: [at.theirs, at.theirs + theirs.nodeSize],
})

const rangesOf = (slot: Slot): Three<Range> =>
  slot.kind === 'range' ? slot : { base: [slot.base, slot.base + 1], ours: [slot.ours, slot.ours + 1], theirs: [slot.theirs, slot.theirs + 1] }

/** Where each piece begins, and at last where all end. */
function placesOf(pieces: readonly Piece[], start: number): number[] {
  const places = [start]
  let at = start
  for (const { size } of pieces) {
    at += size
    places.push(at)
  }
  return places
}
const startAt = (places: readonly number[], index: number): number => places[index] ?? 0
const spanOf = (places: readonly number[], [from, to]: Range): Range => [startAt(places, from), startAt(places, to)]
const nodesIn = (pieces: readonly Piece[], [from, to]: Range): Node[] => pieces.slice(from, to).flatMap(({ nodes }) => nodes)

/** Neighbouring sentences, one changed here and one there: clean, but worth a look. */
function touchingSlots(slots: readonly Slot[], pieces: Three<readonly Piece[]>): Set<Slot> {
  const sideOf = (slot: Slot): 'ours' | 'theirs' | null => {
    const { base, ours, theirs } = rangesOf(slot)
    const key = keyOf(nodesIn(pieces.base, base))
    const isOurs = keyOf(nodesIn(pieces.ours, ours)) !== key
    const isTheirs = keyOf(nodesIn(pieces.theirs, theirs)) !== key
    return isOurs === isTheirs ? null : isOurs ? 'ours' : 'theirs'
  }
  const touching = new Set<Slot>()
  let before: { readonly slot: Slot; readonly side: 'ours' | 'theirs' | null } | null = null
  for (const slot of slots) {
    const here = { slot, side: sideOf(slot) }
    if (before?.side && here.side && before.side !== here.side) {
      touching.add(before.slot)
      touching.add(slot)
    }
    before = here
  }
  return touching
}

export function buildTree(base: Node, ours: Node, theirs: Node, grain: Grain = 'unit'): MergeTree {
  const builder = new Builder(grain)
  const root = builder.open({ base, ours, theirs }, { base: 0, ours: 0, theirs: 0 })
  return { grain, base, ours, theirs, root, regions: builder.regions }
}
