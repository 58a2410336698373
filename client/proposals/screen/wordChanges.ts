import { differences } from '../../merge/wordChanges'
import { wordsIn } from '../../merge/words'

export interface Piece {
  readonly kind: 'same' | 'gone' | 'come'
  readonly text: string
}

/** A passage and the one proposed in its place, as one run of pieces (pure). */
export function wordChanges(before: string, after: string): Piece[] {
  const [a, b] = [wordsIn(before), wordsIn(after)]
  const pieces: Piece[] = []
  const put = (kind: Piece['kind'], words: readonly string[]) => {
    if (words.length > 0) pieces.push({ kind, text: words.join('') })
  }
  let at = 0
  for (const [aFrom, aTo, bFrom, bTo] of differences(a, b)) {
    put('same', a.slice(at, aFrom))
    put('gone', a.slice(aFrom, aTo))
    put('come', b.slice(bFrom, bTo))
    at = aTo
  }
  put('same', a.slice(at))
  return pieces
}
