import { describe, expect, it } from 'vitest'
import { pieces } from '../../../client/design/layers/Palette'
import { restAfter } from '../../../client/design/layers/sheetHeights'

describe('a sheet that is let go', () => {
  it('goes from half to full only by a pull upwards, and comes down by one step', () => {
    expect(restAfter('half', -120, 0, 800)).toBe('full')
    expect(restAfter('half', -20, 0, 800)).toBe('half')
    expect(restAfter('half', -20, -1, 800)).toBe('full')
    expect(restAfter('full', 200, 0, 800)).toBe('half')
    expect(restAfter('full', 600, 0, 800)).toBe('closed')
    expect(restAfter('half', 250, 0, 800)).toBe('closed')
    expect(restAfter('content', 30, 0, 800)).toBe('content')
    expect(restAfter('content', 30, 0.8, 800)).toBe('closed')
  })
})

describe('what was found in a title', () => {
  it('is cut out whole, and loses no letter', () => {
    const text = 'a childcare rota'
    const cut = pieces(text, [[2, 11]])
    expect(cut.map(({ text: piece, hit }) => [piece, hit])).toEqual([
      ['a ', false],
      ['childcare', true],
      [' rota', false],
    ])
    for (const hits of [
      [],
      [[0, 99]],
      [[5, 3]],
      [
        [3, 8],
        [0, 5],
      ],
      [[40, 50]],
    ] as [number, number][][]) {
      expect(
        pieces(text, hits)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text)
    }
  })
})
