/** How alike two pieces are, 0 to 1, by the words that they share. */
import type { Node } from '@tiptap/pm/model'
import { type Piece, plainText } from './pieces'
import { isSpace, wordsIn } from './words'

/** Words with their weights. */
interface Bag {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

const bags = new WeakMap<object, Bag>()
function bagOf(piece: Piece): Bag {
  const holder = piece.nodes.length === 1 && piece.nodes[0] ? piece.nodes[0] : piece
  let bag = bags.get(holder)
  if (!bag) {
    const counts = new Map<string, number>()
    let total = 0
    for (const word of wordsIn(plainText(piece.nodes))) {
      if (isSpace(word)) continue
      const weight = weightOf(word)
      counts.set(word, (counts.get(word) ?? 0) + weight)
      total += weight
    }
    bag = { counts, total }
    bags.set(holder, bag)
  }
  return bag
}

/** Short words are in every text, and signs say little. */
const weightOf = (word: string): number => (SIGN.test(word) ? 0.25 : Math.max(1, Math.min(word.length - 2, 8)))
const SIGN = /^[^\p{L}\p{N}\p{Extended_Pictographic}]/u

/** Below this, two pieces are two pieces. */
export const ALIKE = 0.3

function shared(a: Bag, b: Bag): number {
  const [small, large] = a.counts.size <= b.counts.size ? [a, b] : [b, a]
  let count = 0
  for (const [word, times] of small.counts) count += Math.min(times, large.counts.get(word) ?? 0)
  return count
}

function byWords(a: Piece, b: Piece, roleFloor: number): number {
  const A = bagOf(a)
  const B = bagOf(b)
  if (A.total === 0 && B.total === 0) return 0.8
  if (A.total === 0 || B.total === 0) return roleFloor
  const both = shared(A, B)
  const dice = (2 * both) / (A.total + B.total)
  // A piece that was split, joined or much added to holds the other.
  const least = Math.min(A.total, B.total)
  const contained = least >= 8 ? (0.7 * both) / least : 0
  return Math.max(dice, contained, roleFloor)
}

/** Rows of one table and the table itself stay the same ones also when all their words changed. */
const floorOf = (node: Node): number => (node.type.spec.tableRole === undefined ? 0 : ALIKE)

/** How much of a textblock has to stay for it to be the same one in another dress. */
const STAYS = 0.6

export function similarity(a: Piece, b: Piece): number {
  const x = a.nodes[0]
  const y = b.nodes[0]
  if (!x || !y || x.isInline || y.isInline) return byWords(a, b, 0)
  if (x.type !== y.type) {
    if (!x.isTextblock || !y.isTextblock) return 0
    const alike = byWords(a, b, 0)
    return alike > STAYS && bagOf(a).total > 0 ? alike * 0.9 : 0
  }
  if (x.isLeaf) return STAYS
  return byWords(a, b, floorOf(x))
}
