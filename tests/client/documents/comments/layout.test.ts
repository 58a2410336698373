import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Card, GAP, layCards } from '../../../../client/documents/comments/layout'

const cards = (...of: readonly (readonly [number, number])[]): Card[] => of.map(([at, height], i) => ({ id: String(i), at, height }))
const topsOf = (all: readonly Card[], chosen: string | null = null) => {
  const { tops } = layCards(all, chosen)
  return all.map(({ id }) => tops.get(id))
}

describe('cards in the margin', () => {
  it('stand at their lines where there is room', () => {
    expect(topsOf(cards([10, 50], [100, 50]))).toEqual([10, 100])
  })
  it('are moved down where the one above needs the room', () => {
    expect(topsOf(cards([10, 50], [20, 50], [30, 50]))).toEqual([10, 68, 126])
  })
  it('make room upwards for the chosen one', () => {
    expect(topsOf(cards([200, 50], [210, 50], [220, 50]), '2')).toEqual([104, 162, 220])
  })
  it('come after the chosen one where there is no room above it', () => {
    expect(topsOf(cards([10, 50], [20, 50], [30, 50]), '2')).toEqual([88, 146, 30])
  })

  const anyCards = fc
    .array(fc.tuple(fc.nat(3_000), fc.integer({ min: 20, max: 400 })), { minLength: 1, maxLength: 30 })
    .map((of) => [...of].sort(([a], [b]) => a - b).map(([at, height], i) => ({ id: String(i), at, height })))

  it('never lie over each other, never above the top, and the chosen one is exactly at its line', () => {
    fc.assert(
      fc.property(anyCards, fc.nat(), fc.boolean(), (all, n, has) => {
        const chosen = has ? (all[n % all.length] as Card) : null
        const { tops, end } = layCards(all, chosen?.id ?? null)
        const boxes = all.map(({ id, height }) => ({ top: tops.get(id) as number, height })).sort((a, b) => a.top - b.top)
        expect(boxes).toHaveLength(all.length)
        expect(boxes[0]?.top).toBeGreaterThanOrEqual(0)
        boxes.forEach(({ top, height }, i) => {
          const next = boxes[i + 1]
          if (next) expect(next.top - top - height).toBeGreaterThanOrEqual(GAP)
          else expect(end).toBe(top + height)
        })
        if (chosen) expect(tops.get(chosen.id)).toBe(chosen.at)
      }),
    )
  })
})
