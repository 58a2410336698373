/** Where the cards of the margin stand: each beside its line as nearly as the others allow, the chosen one exactly. Pure. */

export interface Card {
  readonly id: string
  /** Where its line is. */
  readonly at: number
  readonly height: number
}

export interface Laid {
  /** From the top, by id. */
  readonly tops: ReadonlyMap<string, number>
  /** The end of the last card. */
  readonly end: number
}

export const GAP = 8

/**
 * Cards in the order of their lines. Without a chosen one each is moved down as far as the one above it needs. With one, those before it make room upwards;
 * whatever finds none below the top comes after it.
 */
export function layCards(cards: readonly Card[], chosen: string | null = null, gap = GAP, top = 0): Laid {
  const tops = new Map<string, number>()
  const index = cards.findIndex(({ id }) => id === chosen)
  const fixed = cards[index]
  let from = top
  let below = cards
  if (fixed) {
    const at = Math.max(top, fixed.at)
    const squeezed = placeAbove(cards.slice(0, index), at - gap, gap, top, tops)
    tops.set(fixed.id, at)
    from = at + fixed.height + gap
    below = [...squeezed, ...cards.slice(index + 1)]
  }
  let end = fixed ? from - gap : top
  for (const { id, at, height } of below) {
    const here = Math.max(from, at)
    tops.set(id, here)
    end = here + height
    from = end + gap
  }
  return { tops, end }
}

/** Those that fit between the top and the bottom, as near to their lines as the chosen card lets them; returns the others. */
function placeAbove(cards: readonly Card[], bottom: number, gap: number, top: number, tops: Map<string, number>): Card[] {
  let room = bottom - top
  let first = cards.length
  while (first > 0 && room >= (cards[first - 1]?.height ?? 0)) room -= (cards[--first]?.height ?? 0) + gap
  const fitting = cards.slice(first)
  const { tops: wanted } = layCards(fitting, null, gap, top)
  let limit = bottom
  for (const { id, height } of [...fitting].reverse()) {
    const at = Math.min(wanted.get(id) ?? top, limit - height)
    tops.set(id, at)
    limit = at - gap
  }
  return cards.slice(0, first)
}
