/** Three-way merging of texts: a review of theirs against ours, from the base that both began with [F3]. */
import { Fragment, Node, type Schema } from '@tiptap/pm/model'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import { buildTree } from './buildTree'
import { withComments, withoutComments } from './comments'
import { type Contents, Folder, fits } from './fold'
import { groupsOf } from './grouping'
import type { Applied, Decision, Hunk, HunkStatus, Merge, Mergeable } from './hunk'
import { HunkNames, jsonOf, seenOf } from './hunkId'
import { type HunkTitle, Sections, titleOf } from './hunkTitle'
import { type Grain, type MergeTree, mergedShell, type RangeRegion, type Region, type Shell } from './mergeTree'
import { inlineText, plainText, tidyText } from './pieces'
import type { Range } from './slots'
import { isSpace, sentencesIn } from './words'

/** One place that a change concerns. */
export interface TextPart {
  /** `shell`: a block's own attributes (a tick, a list's kind), not its content. */
  readonly kind: 'range' | 'shell'
  /** Part of one textblock, or whole blocks. */
  readonly inline: boolean
  readonly base: readonly ProseMirrorJson[]
  readonly ours: readonly ProseMirrorJson[]
  readonly theirs: readonly ProseMirrorJson[]
  /** Positions in each of the three documents. */
  readonly at: { readonly base: Range; readonly ours: Range; readonly theirs: Range }
}

/** Content for each part, in the order of the hunk's parts; parts of kind `shell` are given theirs, and what is given for them is not looked at. */
export type MixedText = readonly (readonly ProseMirrorJson[])[]
export type TextHunk = Hunk<HunkTitle, TextPart>
export type TextDecision = Decision<MixedText>

export interface TextMergeOptions {
  readonly schema: Schema
  /** What names the review in the hunks' ids [F10]; empty for comparisons that nobody decides. */
  readonly review?: Uint8Array
  readonly grain?: Grain
}

/** A hunk with the regions behind it. */
interface Group {
  readonly hunk: TextHunk
  readonly regions: readonly Region[]
}

const isRange = (region: Region): region is RangeRegion => region.kind === 'range'

function statusOf(regions: readonly Region[]): HunkStatus {
  if (regions.every(({ agreed, oursChanged }) => agreed || !oursChanged) && regions.every(({ agreed }) => agreed)) return 'same'
  return regions.some(({ oursChanged }) => oursChanged) ? 'conflict' : 'clean'
}

/** Both, one after the other; sentences a space apart. */
function bothOf({ inline, ours, theirs, parent }: RangeRegion): readonly Node[] {
  const first = plainText(ours)
  const needsSpace = inline && first !== '' && !isSpace(first.slice(-1)) && !/^\s|^$/.test(plainText(theirs))
  return [...ours, ...(needsSpace ? [parent.type.schema.text(' ')] : []), ...theirs]
}

const ONE_ONLY = new Set(['details', 'tableRow'])
const canHaveBoth = (regions: readonly Region[]): boolean =>
  regions.every((region) => isRange(region) && !ONE_ONLY.has(region.parent.type.name)) &&
  regions.filter(isRange).some((region) => region.ours.length > 0 && region.theirs.length > 0 && !region.agreed) &&
  regions.filter(isRange).every((region) => !region.inline || isWrittenSo(region))
/** Half a sentence and another do not make one that somebody wrote [F9]. */
function isWrittenSo(region: RangeRegion): boolean {
  const sentences = (nodes: readonly Node[]) => sentencesIn(inlineText(Fragment.fromArray([...nodes])))
  const written = new Set([...sentences(region.ours), ...sentences(region.theirs)])
  return sentences(bothOf(region)).every((sentence) => written.has(sentence))
}

export class TextMerge implements Merge<Node, TextHunk, MixedText> {
  readonly hunks: readonly TextHunk[]
  readonly tree: MergeTree
  private readonly groups: readonly Group[]
  private readonly byId: ReadonlyMap<string, Group>
  private readonly folder: Folder
  private readonly commented = new Map<string, ReadonlyMap<number, readonly Node[]>>()

  constructor(
    readonly base: Node,
    readonly ours: Node,
    readonly theirs: Node,
    { review = new Uint8Array(), grain = 'unit' }: Omit<TextMergeOptions, 'schema'> = {},
  ) {
    this.tree = buildTree(withoutComments(base), ours, withoutComments(theirs), grain)
    this.folder = new Folder(this.tree)
    const names = new HunkNames(review)
    const sections = { base: new Sections(base), theirs: new Sections(theirs) }
    this.groups = groupsOf(this.tree).map((regions) => ({ regions, hunk: hunkOf(regions, names.idOf(regions), sections) }))
    this.hunks = this.groups.map(({ hunk }) => hunk)
    this.byId = new Map(this.groups.map((group) => [group.hunk.id, group]))
  }

  apply(decisions: readonly TextDecision[]): Applied<Node> {
    const contents = { ranges: new Map<number, readonly Node[]>(), shells: new Map<number, Shell>() }
    const unplaced: string[] = []
    for (const decision of decisions) if (!this.answer(decision, contents)) unplaced.push(decision.hunk)
    return { content: this.fold(contents), unplaced }
  }

  fold(contents: Contents): Node {
    return this.folder.document(contents)
  }

  /** The places of one decision and what stands there by it; null if it asks for nothing or does not fit. */
  contentsOf(decision: TextDecision): Contents | null {
    const contents = { ranges: new Map<number, readonly Node[]>(), shells: new Map<number, Shell>() }
    return this.answer(decision, contents) ? contents : null
  }

  regionsOf(hunk: string): readonly Region[] {
    return this.byId.get(hunk)?.regions ?? []
  }

  /** @returns false if a mixed answer does not fit */
  private answer({ hunk, answer }: TextDecision, into: { ranges: Map<number, readonly Node[]>; shells: Map<number, Shell> }): boolean {
    const group = this.byId.get(hunk)
    if (!group || answer === 'ours') return true
    const ranges = new Map<number, readonly Node[]>()
    if (typeof answer === 'object') {
      const mixed = this.mixed(group, answer.mixed)
      if (!mixed) return false
      for (const [index, nodes] of mixed) ranges.set(index, nodes)
    } else {
      const theirs = this.theirsOf(group)
      for (const region of group.regions) {
        if (!isRange(region) || region.agreed) continue
        const both = answer === 'both' && region.ours.length > 0 && region.oursChanged
        ranges.set(region.index, both && region.theirsChanged ? bothOf(region) : (theirs.get(region.index) ?? region.theirs))
      }
    }
    for (const [index, nodes] of ranges) into.ranges.set(index, nodes)
    for (const region of group.regions) if (region.kind === 'shell' && region.theirsChanged) into.shells.set(region.index, this.shellOf(region))
    return true
  }

  private readonly shells = new Map<number, Shell>()
  private shellOf(region: Region & { kind: 'shell' }): Shell {
    let shell = this.shells.get(region.index)
    if (!shell) {
      shell = mergedShell(region)
      this.shells.set(region.index, shell)
    }
    return shell
  }

  private theirsOf({ hunk, regions }: Group): ReadonlyMap<number, readonly Node[]> {
    let known = this.commented.get(hunk.id)
    if (!known) {
      const ranges = regions.filter(isRange)
      const nodes = withComments(
        ranges.map(({ ours }) => ours),
        ranges.map(({ theirs }) => theirs),
      )
      known = new Map(ranges.map(({ index, theirs }, at) => [index, nodes[at] ?? theirs]))
      this.commented.set(hunk.id, known)
    }
    return known
  }

  private mixed({ regions }: Group, content: MixedText): Map<number, readonly Node[]> | null {
    const ranges = regions.filter(isRange)
    const given = regions.flatMap((region, index) => (isRange(region) ? [content[index] ?? []] : []))
    let nodes: (readonly Node[])[]
    try {
      nodes = given.map((list, index) => {
        const schema = ranges[index]?.parent.type.schema
        return schema ? list.map((json) => checked(Node.fromJSON(schema, json))) : []
      })
    } catch {
      return null
    }
    if (ranges.some((region, index) => !fits(region, nodes[index] ?? []))) return null
    const commented = withComments(
      ranges.map(({ ours }) => ours),
      nodes,
    )
    return new Map(ranges.map(({ index }, at) => [index, commented[at] ?? []]))
  }
}

function checked(node: Node): Node {
  node.check()
  return node
}

const lies = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): boolean => from >= start && to <= end
const isWithin = ({ at }: Region, block: Region): boolean => lies(at.base, block.at.base) && lies(at.theirs, block.at.theirs)

function hunkOf(regions: readonly Region[], id: string, sections: { readonly base: Sections; readonly theirs: Sections }): TextHunk {
  const status = statusOf(regions)
  const changed = regions.filter((region) => region.theirsChanged)
  // What changed in a block that changed, too, is said with the block: once.
  const told = changed.filter((region) => !changed.some((block) => block.kind === 'shell' && block !== region && isWithin(region, block)))
  const text = (side: 'base' | 'theirs') => tidyText(told.flatMap((region) => (isRange(region) ? region[side] : [region[side]])))
  return {
    id,
    seen: seenOf(regions),
    status,
    title: titleOf(regions, sections),
    before: text('base'),
    after: text('theirs'),
    needs: [],
    touching: status === 'clean' && regions.some(({ touching }) => touching),
    answers: ['ours', 'theirs', ...(status === 'conflict' && canHaveBoth(regions) ? (['both'] as const) : [])],
    parts: regions.map(partOf),
  }
}

function partOf(region: Region): TextPart {
  const json = (side: 'base' | 'ours' | 'theirs') => (isRange(region) ? region[side].map(jsonOf) : [jsonOf(region[side])])
  return { kind: region.kind, inline: isRange(region) && region.inline, base: json('base'), ours: json('ours'), theirs: json('theirs'), at: region.at }
}

/** The engine for texts. @param read a document's text, without changing it; throws what it throws */
export function textMerge<Doc>(options: TextMergeOptions & { readonly read: (doc: Doc) => ProseMirrorJson }): Mergeable<Doc, Node, TextHunk, MixedText> {
  return {
    read: (doc) => textFromJson(options.schema, options.read(doc)),
    diff3: (base, ours, theirs) => new TextMerge(base, ours, theirs, options),
  }
}

/** @throws RangeError if it does not fit the schema */
export const textFromJson = (schema: Schema, json: ProseMirrorJson): Node => checked(Node.fromJSON(schema, json))
