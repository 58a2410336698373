/** Which pieces of one side are which of the other. */
import { isSpacePiece, type Piece } from './pieces'
import { commonRuns, commonWords } from './sequence'
import { ALIKE, similarity } from './similarity'

/** For every base index the index on the other side, or -1. Never crossing. */
export type Alignment = readonly number[]

/** Above this many comparisons, ranges are compared place by place. */
const MOST_COMPARISONS = 40_000

/** Exact matches of a longest common subsequence of blocks or sentences. */
export const exactAlignment = (a: readonly Piece[], b: readonly Piece[]): number[] => matched(a, b, commonRuns)

/** The same of words: with a limit to what it may cost. */
export const wordAlignment = (a: readonly Piece[], b: readonly Piece[]): number[] => withoutLoneSpaces(a, matched(a, b, commonWords))

function matched(a: readonly Piece[], b: readonly Piece[], runs: typeof commonWords): number[] {
  const to = new Array<number>(a.length).fill(-1)
  const keys = (pieces: readonly Piece[]): string[] => pieces.map(({ key }) => key)
  runs(keys(a), keys(b), (length, i, j) => {
    for (let k = 0; k < length; k++) to[i + k] = j + k
  })
  return to
}

/** Letters of a key from which on a piece that stands elsewhere unchanged was moved there. */
const KEY_OF_MOVED = 60

/** Pieces that stand unmatched on both sides: they moved, and are no rewording of anything else. */
export function movedKeys(a: readonly Piece[], b: readonly Piece[], to: readonly number[]): ReadonlySet<string> {
  const matched = new Set(to)
  const gone = new Set(a.filter((_, i) => (to[i] ?? -1) < 0).map(({ key }) => key))
  return new Set(b.filter(({ key }, j) => !matched.has(j) && key.length >= KEY_OF_MOVED && gone.has(key)).map(({ key }) => key))
}

/** Exact matches first, then whatever is alike between them. */
export function align(a: readonly Piece[], b: readonly Piece[]): number[] {
  const to = exactAlignment(a, b)
  const moved = movedKeys(a, b, to)
  let j = 0
  for (let i = 0; i < a.length; ) {
    const matched = to[i] ?? -1
    if (matched >= 0) {
      j = matched + 1
      i++
      continue
    }
    let end = i
    while (end < a.length && (to[end] ?? -1) < 0) end++
    const bEnd = end < a.length ? (to[end] ?? b.length) : b.length
    alignAlike(a, b, i, end, j, bEnd, to, moved)
    i = end
    j = bEnd
  }
  return to
}

/** The heaviest pairing by similarity of a[i0..i1) and b[j0..j1), written into `to`. */
function alignAlike(a: readonly Piece[], b: readonly Piece[], i0: number, i1: number, j0: number, j1: number, to: number[], moved: ReadonlySet<string>): void {
  const rows = i1 - i0
  const columns = j1 - j0
  if (rows === 0 || columns === 0) return
  const alike = (i: number, j: number): number => {
    const x = a[i0 + i]
    const y = b[j0 + j]
    const value = x && y && !moved.has(x.key) && !moved.has(y.key) ? similarity(x, y) : 0
    return value < ALIKE ? 0 : value
  }
  if (rows * columns > MOST_COMPARISONS) {
    for (let k = 0; k < Math.min(rows, columns); k++) if (alike(k, k) > 0) to[i0 + k] = j0 + k
    return
  }
  const width = columns + 1
  const best = new Float64Array((rows + 1) * width)
  const values = new Float64Array(rows * columns)
  const at = (i: number, j: number): number => best[i * width + j] ?? 0
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const value = alike(i, j)
      values[i * columns + j] = value
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), value > 0 ? value + at(i + 1, j + 1) : 0)
    }
  }
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const value = values[i * columns + j] ?? 0
    if (value > 0 && at(i, j) === value + at(i + 1, j + 1)) {
      to[i0 + i] = j0 + j
      i++
      j++
    } else if (at(i, j) === at(i + 1, j)) i++
    else j++
  }
}

/** Sentences by themselves; the white space between them goes with the sentence before it, else with the one behind. */
export function alignSentences(a: readonly Piece[], b: readonly Piece[]): number[] {
  const indicesOf = (pieces: readonly Piece[]): number[] => pieces.flatMap((piece, index) => (isSpacePiece(piece) ? [] : [index]))
  const A = indicesOf(a)
  const B = indicesOf(b)
  const within = (pieces: readonly Piece[], indices: readonly number[]): Piece[] => indices.flatMap((index) => pieces[index] ?? [])
  const to = new Array<number>(a.length).fill(-1)
  for (const [index, matched] of align(within(a, A), within(b, B)).entries()) {
    const i = A[index]
    if (i !== undefined && matched >= 0) to[i] = B[matched] ?? -1
  }
  const used = new Set(to)
  const isFree = (j: number): boolean => !used.has(j) && b[j] !== undefined && isSpacePiece(b[j])
  for (const [i, piece] of a.entries()) {
    if (!isSpacePiece(piece)) continue
    const before = i > 0 ? (to[i - 1] ?? -1) : -1
    const behind = to[i + 1] ?? -1
    const found = before >= 0 && isFree(before + 1) ? before + 1 : behind >= 0 && isFree(behind - 1) ? behind - 1 : -1
    to[i] = found
    if (found >= 0) used.add(found)
  }
  return to
}

/** Without matches of white space that stand alone between changes: "a b" to "c d" is one change. */
function withoutLoneSpaces(a: readonly Piece[], to: readonly number[]): number[] {
  const result = [...to]
  const isSpaceAt = (i: number): boolean => a[i]?.nodes.every((node) => node.isText && (node.text ?? '').trim() === '') ?? false
  for (let i = 0; i < a.length; ) {
    if ((to[i] ?? -1) < 0) {
      i++
      continue
    }
    let end = i + 1
    while (end < a.length && (to[end] ?? -1) === (to[end - 1] ?? -1) + 1) end++
    const isEdge = i === 0 || end === a.length
    if (!isEdge) {
      let spaces = true
      for (let k = i; k < end; k++) spaces &&= isSpaceAt(k)
      if (spaces) for (let k = i; k < end; k++) result[k] = -1
    }
    i = end
  }
  return result
}
