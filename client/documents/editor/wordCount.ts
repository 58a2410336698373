/** Counting words, in every script: by `Intl.Segmenter`, each block once (nodes never change), a long text in slices. Pure. */
import type { Node } from '@tiptap/pm/model'

const counts = new WeakMap<Node, number>()
let segmenter: Intl.Segmenter | null | undefined

/** Words of a text. Without a segmenter: what stands between spaces. */
export function wordsIn(text: string): number {
  if (text === '') return 0
  if (segmenter === undefined) segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter(undefined, { granularity: 'word' }) : null
  if (!segmenter) return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
  let count = 0
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) count++
  return count
}

export interface WordCount {
  readonly words: number
  /** False: there was no time for all blocks; ask again. */
  readonly isWhole: boolean
}

/** @param budget ms for blocks that are not known yet */
export function countWords(doc: Node, budget = 8, now: () => number = () => performance.now()): WordCount {
  const until = now() + budget
  let words = 0
  let isWhole = true
  doc.forEach((block) => {
    const known = counts.get(block)
    if (known !== undefined) words += known
    else if (now() <= until) {
      const counted = wordsIn(block.textBetween(0, block.content.size, ' ', ' '))
      counts.set(block, counted)
      words += counted
    } else isWhole = false
  })
  return { words, isWhole }
}
