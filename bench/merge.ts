import { Node } from '@tiptap/pm/model'
import { readFragment } from '../client/documents/binding/readText'
import { documentSchema, TEXT_FIELD } from '../client/documents/schema/schema'
import { seedDocument } from '../client/documents/seedDocument'
import { commitReview, type PinnedReview } from '../client/merge/commit'
import { takeAll } from '../client/merge/hunk'
import { jsonOf } from '../client/merge/hunkId'
import { type MixedText, TextMerge } from '../client/merge/textMerge'
import { versionDiff } from '../client/merge/versionDiff'
import { median, type Row } from './support/report'

/** A copy of 20,000 words comes back with 200 changes while the main text has 60 others: the comparison and the putting in, as the worker does them. */

const WORDS = 20_000
const THEIR_CHANGES = 200
const OUR_CHANGES = 60
const ROUNDS = 5
const REVIEW_MS = 500
const PUT_MS = 1_500

interface Block {
  readonly type: string
  readonly attrs?: Record<string, unknown>
  readonly content: readonly unknown[]
}
const VOCABULARY =
  'roof rent kitchen the of meeting boiler circle decision we that stairwell building never always lease hemp rope anchor court shed wheel fibre plan a to in'.split(
    ' ',
  )

function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Chance = (below: number) => number

const word = (next: Chance) => `${VOCABULARY[next(VOCABULARY.length)]}${next(4) === 0 ? next(900) : ''}`
const sentence = (next: Chance) => `Each ${Array.from({ length: 6 + next(14) }, () => word(next)).join(' ')}.`
const textblock = (type: string, text: string, attrs = {}): Block => ({ type, attrs, content: [{ type: 'text', text }] })
const paragraph = (next: Chance) => textblock('paragraph', Array.from({ length: 1 + next(5) }, () => sentence(next)).join(' '))

function text(next: Chance): Block[] {
  const blocks: Block[] = [textblock('title', 'A roof that stays')]
  for (let words = 0; words < WORDS; ) {
    const kind = next(8)
    const block: Block =
      kind === 0
        ? textblock('heading', sentence(next), { level: 2 })
        : kind === 1
          ? { type: 'bulletList', content: Array.from({ length: 4 }, () => ({ type: 'listItem', content: [paragraph(next)] })) }
          : paragraph(next)
    blocks.push(block)
    words += JSON.stringify(block).split(' ').length
  }
  return blocks
}

/** Mostly rewordings; every fifth adds, removes or moves a block. */
function changed(blocks: readonly Block[], count: number, next: Chance): Block[] {
  const result = [...blocks]
  for (let made = 0; made < count; made++) {
    const at = 1 + next(result.length - 1)
    const kind = next(15)
    if (kind === 0) result.splice(at, 0, paragraph(next))
    else if (kind === 1) result.splice(at, 1)
    else if (kind === 2) result.splice(1 + next(result.length - 1), 0, ...result.splice(at, 1))
    else {
      const words = JSON.stringify(result[at]).split(' ')
      words[1 + next(Math.max(1, words.length - 2))] = word(next)
      try {
        result[at] = JSON.parse(words.join(' ')) as Block
      } catch {
        // The word was half of the JSON's own signs.
      }
    }
  }
  return result
}

const timed = <T>(work: () => T): { readonly ms: number; readonly value: T } => {
  const began = performance.now()
  const value = work()
  return { ms: performance.now() - began, value }
}

export async function merging(): Promise<Row[]> {
  const schema = documentSchema()
  const next = chance(11)
  const blocks = text(next)
  const jsonOfBlocks = (content: readonly Block[]) => ({ type: 'doc', content })
  const [base, ours, theirs] = [blocks, changed(blocks, OUR_CHANGES, next), changed(blocks, THEIR_CHANGES, next)].map(jsonOfBlocks)
  // Fresh nodes each time: what the engine remembers of a node is not there when a worker begins.
  const fresh = (json: unknown) => Node.fromJSON(schema, json)
  const pinned: PinnedReview = {
    ...{ schema, read: (fragment, mapping) => readFragment(fragment, schema, mapping), field: TEXT_FIELD },
    ...{ review: new Uint8Array(32), base: jsonOf(fresh(base)), theirs: jsonOf(fresh(theirs)), state: seedDocument('', ours as never) },
  }
  const reviews: number[] = []
  const commits: number[] = []
  const versions: number[] = []
  let note = ''
  for (let round = 0; round < ROUNDS; round++) {
    const [b, o, t] = [fresh(base), fresh(ours), fresh(theirs)]
    const review = timed(() => new TextMerge(b, o, t, { review: pinned.review }))
    reviews.push(review.ms)
    const [older, newer] = [fresh(base), fresh(theirs)]
    versions.push(timed(() => versionDiff(older, newer)).ms)
    const decisions = takeAll<MixedText>(review.value.hunks)
    const commit = timed(() => commitReview(pinned, decisions))
    commits.push(commit.ms)
    const inBoth = review.value.hunks.filter(({ status }) => status === 'conflict').length
    note = `${review.value.hunks.length} changes, ${inBoth} in both; an update of ${commit.value.ok ? commit.value.value.update.length : 0} bytes`
  }
  const row = (what: string, values: readonly number[], budget: number): Row => {
    const here = median(values)
    return { what, unit: 'ms', here, budget: `<= ${budget} ms`, kept: here <= budget, note }
  }
  return [
    row('a copy of 20,000 words comes back: the comparison', reviews, REVIEW_MS),
    row('two versions of 20,000 words, marked', versions, REVIEW_MS),
    row('putting all of it in', commits, PUT_MS),
  ]
}
