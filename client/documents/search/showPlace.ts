/** Goes to a place that was found, and marks its words for a moment. */
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { goToMatch, hideMatches, type Match, showMatches } from '../editor/find'
import { hitsIn } from './snippet'
import { wantedOf } from './words'

export interface FoundPlace {
  /** Which block of words, in reading order, when it was read. */
  readonly block: number
  readonly question: string
}

/** Ms: long enough to be seen after a jump. */
const MARKED = 4_000

/** @returns false if the words stand nowhere in the text any more */
export function showPlace(editor: Editor, place: FoundPlace): boolean {
  const matches = matchesNear(editor.state.doc, place)
  const [first] = matches
  if (!first) return false
  goToMatch(editor, first)
  showMatches(editor, matches, -1)
  if (!matchMedia('(pointer: coarse)').matches) editor.view.focus()
  const timer = setTimeout(end, MARKED)
  function end(): void {
    clearTimeout(timer)
    editor.off('destroy', end)
    hideMatches()
  }
  editor.on('destroy', end)
  return true
}

/** What answers in the block itself, or, since others write meanwhile, in the nearest block that has the same words. */
export function matchesNear(doc: Node, { block, question }: FoundPlace): Match[] {
  const wanted = wantedOf(question)
  let best: { matches: Match[]; rank: number } = { matches: [], rank: Number.POSITIVE_INFINITY }
  let at = 0
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const distance = Math.abs(at++ - block)
    if (distance >= best.rank) return false
    // Leaves count as one sign, as they do in positions.
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
    const matches = hitsIn(text, wanted).map(([from, to]) => ({ from: position + 1 + from, to: position + 1 + to }))
    const isWhole = wanted.every((term) => hitsIn(text, [term]).length > 0)
    const rank = distance + (isWhole ? 0 : 1_000_000)
    if (matches.length > 0 && rank < best.rank) best = { matches, rank }
    return false
  })
  return best.matches
}
