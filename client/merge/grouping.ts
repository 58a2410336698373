/**
 * Regions that belong together are one change: what is within one unit [F9], and words that went from one place and came back in another (a move, a split, a join,
 * a wrap): taking one without the other would lose or double them.
 */
import type { MergeTree, Region } from './mergeTree'
import { type WordChanges, wordChanges } from './wordChanges'
import { isSpace, wordsIn } from './words'

/** Letters from which on a whole text that reappears is the same text, and a piece of one. */
const WHOLE_TEXT = 8
const PIECE_OF_TEXT = 16
const PIECE_WORDS = 3

class Union {
  private readonly parents: number[]
  constructor(size: number) {
    this.parents = Array.from({ length: size }, (_, index) => index)
  }
  find(index: number): number {
    let root = index
    while (this.parents[root] !== root) root = this.parents[root] ?? root
    this.parents[index] = root
    return root
  }
  join(a: number, b: number): void {
    const [first, second] = [this.find(a), this.find(b)].sort((x, y) => x - y)
    if (first !== undefined && second !== undefined) this.parents[second] = first
  }
}

interface Run {
  readonly region: number
  readonly text: string
  readonly words: readonly string[]
}

/** Runs by the two words that they hold side by side. */
class RunIndex {
  private readonly byPair = new Map<string, Set<Run>>()

  constructor(runs: readonly Run[]) {
    for (const run of runs) for (const pair of pairsOf(run.words)) this.runsWith(pair).add(run)
  }
  private runsWith(pair: string): Set<Run> {
    let runs = this.byPair.get(pair)
    if (!runs) {
      runs = new Set()
      this.byPair.set(pair, runs)
    }
    return runs
  }
  /** Those that may contain the run. */
  candidates({ words }: Run): Iterable<Run> {
    const [pair] = pairsOf(words)
    return (pair !== undefined && this.byPair.get(pair)) || []
  }
}
function pairsOf(words: readonly string[]): string[] {
  if (words.length === 1) return words[0] === undefined ? [] : [words[0]]
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}

const runsOf = (region: number, texts: readonly string[]): Run[] =>
  texts.map((text) => ({ region, text, words: wordsIn(text).filter((word) => !isSpace(word)) }))

/** Whether `part` coming back within `whole` is no accident. */
function isSameText(part: Run, whole: Run): boolean {
  if (part.region === whole.region || !whole.text.includes(part.text)) return false
  if (part.text === whole.text) return part.text.length >= WHOLE_TEXT && part.words.length > 1
  if (part.text.length >= PIECE_OF_TEXT && part.words.length >= PIECE_WORDS) return true
  return Math.abs(part.region - whole.region) === 1 && part.text.length > 1 && (whole.text.startsWith(part.text) || whole.text.endsWith(part.text))
}

function joinMoved(union: Union, changes: readonly (WordChanges | null)[]): void {
  const deleted = changes.flatMap((change, region) => (change ? runsOf(region, change.deleted) : []))
  const inserted = changes.flatMap((change, region) => (change ? runsOf(region, change.inserted) : []))
  if (deleted.length === 0 || inserted.length === 0) return
  const insertedIndex = new RunIndex(inserted)
  const deletedIndex = new RunIndex(deleted)
  for (const run of deleted) for (const whole of insertedIndex.candidates(run)) if (isSameText(run, whole)) union.join(run.region, whole.region)
  for (const run of inserted) for (const whole of deletedIndex.candidates(run)) if (isSameText(run, whole)) union.join(run.region, whole.region)
}

/** Groups in document order; only those in which theirs changed something. */
export function groupsOf({ regions, together }: MergeTree): Region[][] {
  const union = new Union(regions.length)
  const units = new Map<object, number>()
  for (const { unit, index } of regions) {
    if (!unit) continue
    const first = units.get(unit)
    if (first === undefined) units.set(unit, index)
    else union.join(first, index)
  }
  for (const [first, ...others] of together) for (const other of others) if (first !== undefined) union.join(first, other)
  const changesOf = (side: 'ours' | 'theirs') =>
    regions.map((region) => {
      const changed = side === 'ours' ? region.oursChanged : region.theirsChanged
      return region.kind === 'range' && changed ? wordChanges(region.base, region[side]) : null
    })
  joinMoved(union, changesOf('theirs'))
  joinMoved(union, changesOf('ours'))
  const groups = new Map<number, Region[]>()
  for (const region of regions) {
    const root = union.find(region.index)
    const group = groups.get(root)
    if (group) group.push(region)
    else groups.set(root, [region])
  }
  return [...groups.values()].filter((group) => group.some(({ theirsChanged }) => theirsChanged))
}
