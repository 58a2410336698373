/** The finer view of one change [F9]: word by word, only when somebody asks for it. What comes out is an answer with mixed words. */
import { Fragment, type Node } from '@tiptap/pm/model'
import { utf8 } from '../../shared/bytes'
import { canOpen, type Three } from './buildTree'
import { jsonOf } from './hunkId'
import type { Region } from './mergeTree'
import { type MixedText, type TextDecision, type TextHunk, TextMerge } from './textMerge'

/** The three as one node each, if words can be told apart in them. */
function asBlocks(region: Region): Three<Node> | null {
  if (region.kind === 'shell') return null
  const { parent } = region
  if (region.inline) {
    const block = (nodes: readonly Node[]) => parent.type.create(parent.attrs, Fragment.fromArray([...nodes]))
    return { base: block(region.base), ours: block(region.ours), theirs: block(region.theirs) }
  }
  const [base] = region.base
  const [ours] = region.ours
  const [theirs] = region.theirs
  const isOneEach = [region.base, region.ours, region.theirs].every(({ length }) => length === 1)
  if (!isOneEach || !base || !ours || !theirs || !canOpen({ base, ours, theirs }, 'word')) return null
  return { base, ours, theirs }
}

export class FinerView {
  /** The smaller changes, of all parts. */
  readonly hunks: readonly TextHunk[]
  private readonly merges: readonly (TextMerge | null)[]

  constructor(
    merge: TextMerge,
    readonly hunk: string,
  ) {
    this.regions = merge.regionsOf(hunk)
    this.merges = this.regions.map((region, index) => {
      const three = asBlocks(region)
      return three && new TextMerge(three.base, three.ours, three.theirs, { review: utf8(`${hunk}/${index}`), grain: 'word' })
    })
    this.hunks = this.merges.flatMap((finer) => finer?.hunks ?? [])
  }
  private readonly regions: readonly Region[]

  /** @param rest what stands where words cannot be told apart (something that moved, a list that became a table) */
  mix(decisions: readonly TextDecision[], rest: 'ours' | 'theirs' = 'theirs'): MixedText {
    return this.regions.map((region, index) => {
      const finer = this.merges[index]
      if (!finer || region.kind === 'shell') return region.kind === 'shell' ? [] : region[rest].map(jsonOf)
      const { content } = finer.apply(decisions)
      return region.inline ? content.content.content.map(jsonOf) : [jsonOf(content)]
    })
  }
}
