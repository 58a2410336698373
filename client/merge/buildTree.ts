/** Builds the merge tree of three documents. */
import { Fragment, type Node } from '@tiptap/pm/model'
import { type Alignment, align, alignSentences, movedKeys, wordAlignment } from './align'
import type { Grain, MergeTree, Nested, Part, RangeRegion, Region, ShellRegion } from './mergeTree'
import { blocksOf, inlineText, isSpacePiece, keyOf, nodeKey, type Piece, sentencesOf, wordPieces } from './pieces'
import { type Range, type Side, type Slot, slotsOf } from './slots'
import { sentencesIn } from './words'

/** Asked about as a whole [F9]: a change anywhere in one of these is a change of all of it. */
const WHOLE = new Set(['title', 'heading', 'detailsSummary', 'horizon', 'codeBlock', 'assumption', 'tableRow'])
/** Children that stand in for each other by their place alone. */
const BY_PLACE = new Set(['details', 'tableRow'])
/** A list may become another kind of list with the same items. */
const LISTS = new Set(['bulletList', 'orderedList'])

const NONE: ReadonlySet<string> = new Set()

export interface Three<T> {
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

/** Whether the three are one block whose parts are looked at one by one. */
export function canOpen({ base, ours, theirs }: Three<Node>, grain: Grain): boolean {
  const { type } = base
  const sameType = ours.type === type && theirs.type === type
  if (!sameType && ![base, ours, theirs].every((node) => LISTS.has(node.type.name))) return false
  if (type.isLeaf || (grain === 'unit' && WHOLE.has(type.name))) return false
  if (type.name === 'table') {
    const columns = columnsOf(base)
    return columns !== null && columns === columnsOf(ours) && columns === columnsOf(theirs)
  }
  if (BY_PLACE.has(type.name)) return base.childCount === ours.childCount && base.childCount === theirs.childCount
  return true
}

class Builder {
  readonly regions: Region[] = []
  readonly together: number[][] = []

  constructor(private readonly grain: Grain) {}

  child(three: Three<Node>, parent: Node, at: Starts, neighbours: RangeRegion['neighbours'], unit: object | null): Part {
    const { base, ours, theirs } = three
    const keys = { base: nodeKey(base), ours: nodeKey(ours), theirs: nodeKey(theirs) }
    if (keys.theirs === keys.base && (keys.ours === keys.base || !unit)) return { kind: 'fixed', nodes: [ours] }
    if (keys.ours !== keys.theirs && canOpen(three, this.grain)) return this.open(three, at, unit)
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
      if (!isInline) return align(pieces.base, side)
      if (this.grain === 'unit') return alignSentences(pieces.base, side)
      return wordAlignment(pieces.base, side)
    }
    const side = (own: readonly Piece[]): Side => {
      const to = alignment(own)
      const moved = isInline ? NONE : movedKeys(pieces.base, own, to)
      const isMoved = (list: readonly Piece[]) => (index: number) => moved.has(list[index]?.key ?? '')
      return { to, length: own.length, moves: { base: isMoved(pieces.base), side: isMoved(own) } }
    }
    const slots = slotsOf(side(pieces.ours), side(pieces.theirs))
    const facts = isInline && this.grain === 'unit' ? sentenceFacts(slots, pieces, unit) : null
    const parts = slots.map((slot): Part => {
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
      return this.region(nodes, ours, isInline, where, neighbours, facts?.units.get(slot) ?? (isInline ? unit : null), facts?.touching.has(slot))
    })
    if (facts) this.joinRunningOn(parts, { base, ours, theirs })
    return parts
  }

  /**
   * Where changes of one text would make sentences run into each other (a stop went here, a small letter begins there), all of it is one change:
   * no choice may give a sentence that nobody wrote [F9].
   */
  private joinRunningOn(parts: readonly Part[], three: Three<Node>): void {
    const own = parts.flatMap((part) => (part.kind === 'region' ? [part.region] : []))
    const asked = own.filter(({ theirsChanged, agreed }) => theirsChanged && !agreed)
    if (asked.length === 0 || own.length < 2) return
    const written = new Set([three.base, three.ours, three.theirs].flatMap(({ content }) => sentencesIn(inlineText(content))))
    const isWritten = (taken: (region: RangeRegion) => boolean): boolean => {
      const nodes = parts.flatMap((part) =>
        part.kind === 'region' ? part.region[taken(part.region) ? 'theirs' : 'ours'] : part.kind === 'fixed' ? part.nodes : [],
      )
      return sentencesIn(inlineText(Fragment.fromArray(nodes))).every((sentence) => written.has(sentence))
    }
    const isAsked = new Set(asked)
    const isClean =
      isWritten((region) => isAsked.has(region)) &&
      asked.every((one) => isWritten((region) => region === one) && isWritten((region) => isAsked.has(region) && region !== one))
    if (isClean) return
    this.together.push(own.map(({ index }) => index))
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

interface SentenceFacts {
  readonly touching: ReadonlySet<Slot>
  readonly units: ReadonlyMap<Slot, object>
}

/**
 * Neighbouring sentences: one changed here and one there is clean, but worth a look (touching); a sentence that theirs reworded and one that they put
 * beside it or took away there are one change.
 */
function sentenceFacts(slots: readonly Slot[], pieces: Three<readonly Piece[]>, unit: object | null): SentenceFacts {
  const touching = new Set<Slot>()
  const units = new Map<Slot, object>()
  let before: SentenceFact | null = null
  for (const slot of slots) {
    const here = factOf(slot, pieces)
    if (here.isSpace && !here.ours && !here.theirs) {
      if (before) before.isApart = true
      continue
    }
    if (before && before.ours !== here.ours && before.theirs !== here.theirs && before.ours !== before.theirs) {
      touching.add(before.slot)
      touching.add(slot)
    }
    if (before?.theirs && here.theirs && !before.isApart && (before.isOneSided || here.isOneSided)) {
      const shared = unit ?? units.get(before.slot) ?? {}
      units.set(before.slot, shared)
      units.set(slot, shared)
    }
    before = here
  }
  return { touching, units }
}

interface SentenceFact {
  readonly slot: Slot
  /** Who changed it. */
  readonly ours: boolean
  readonly theirs: boolean
  readonly isSpace: boolean
  /** Only come, or only gone. */
  readonly isOneSided: boolean
  /** White space that nobody changed stands behind it. */
  isApart: boolean
}

function factOf(slot: Slot, pieces: Three<readonly Piece[]>): SentenceFact {
  const ranges = rangesOf(slot)
  const base = nodesIn(pieces.base, ranges.base)
  const theirs = nodesIn(pieces.theirs, ranges.theirs)
  const key = keyOf(base)
  return {
    slot,
    ours: keyOf(nodesIn(pieces.ours, ranges.ours)) !== key,
    theirs: keyOf(theirs) !== key,
    isSpace: pieces.base.slice(...ranges.base).every(isSpacePiece) && base.length > 0,
    isOneSided: base.length === 0 || theirs.length === 0,
    isApart: false,
  }
}

export function buildTree(base: Node, ours: Node, theirs: Node, grain: Grain = 'unit'): MergeTree {
  const builder = new Builder(grain)
  const root = builder.open({ base, ours, theirs }, { base: 0, ours: 0, theirs: 0 })
  return { grain, base, ours, theirs, root, regions: builder.regions, together: builder.together }
}
