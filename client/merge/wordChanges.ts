/** Which words went and which came between two runs of nodes. */
import type { Node } from '@tiptap/pm/model'
import { plainText } from './pieces'
import { commonWords } from './sequence'
import { isSpace, wordsIn } from './words'

export interface WordChanges {
  /** Words that stand together, white space tidied; never across two blocks. */
  readonly deleted: readonly string[]
  readonly inserted: readonly string[]
}

const BLOCK_END = '\u0000'

/** All textblocks' texts, one after the other. */
export function textsOf(nodes: readonly Node[]): string[] {
  const texts: string[] = []
  let line: Node[] = []
  const flush = () => {
    if (line.length > 0) texts.push(plainText(line))
    line = []
  }
  for (const node of nodes) {
    if (node.isInline) line.push(node)
    else {
      flush()
      if (node.isTextblock || node.isLeaf) texts.push(plainText(node.isLeaf ? [node] : node.content.content))
      else texts.push(...textsOf(node.content.content))
    }
  }
  flush()
  return texts
}

const tokensOf = (texts: readonly string[]): string[] => texts.flatMap((text) => [...wordsIn(text), BLOCK_END])

/** Ranges of `a` and `b` that differ, as [aFrom, aTo, bFrom, bTo]; white space that stands alone between two of them belongs to both. */
export function differences(a: readonly string[], b: readonly string[]): [number, number, number, number][] {
  const found: [number, number, number, number][] = []
  let i = 0
  let j = 0
  const add = (iEnd: number, jEnd: number, iNext: number, jNext: number) => {
    if (iEnd > i || jEnd > j) {
      const last = found.at(-1)
      if (last && a.slice(last[1], i).every((word) => word !== BLOCK_END && isSpace(word))) {
        last[1] = iEnd
        last[3] = jEnd
      } else found.push([i, iEnd, j, jEnd])
    }
    i = iNext
    j = jNext
  }
  commonWords(a, b, (length, x, y) => add(x, y, x + length, y + length))
  add(a.length, b.length, a.length, b.length)
  return found
}

const runsOf = (words: readonly string[]): string[] =>
  words
    .join('')
    .split(BLOCK_END)
    .map((run) => run.replace(/\s+/g, ' ').trim())
    .filter((run) => run !== '')

export function wordChanges(before: readonly Node[], after: readonly Node[]): WordChanges {
  const a = tokensOf(textsOf(before))
  const b = tokensOf(textsOf(after))
  const ranges = differences(a, b)
  return {
    deleted: ranges.flatMap(([from, to]) => runsOf(a.slice(from, to))),
    inserted: ranges.flatMap(([, , from, to]) => runsOf(b.slice(from, to))),
  }
}
