import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IdRanges } from '../../../../client/sync/room/ranges'

type Span = readonly [client: number, start: number, length: number]
const span = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 9 }))
const made = (spans: readonly Span[]): IdRanges => {
  const ranges = new IdRanges()
  for (const [client, start, length] of spans) ranges.add(client, start, length)
  return ranges
}
/** The same by counting on fingers. */
const plain = (spans: readonly Span[]): Set<string> =>
  new Set(spans.flatMap(([client, start, length]) => Array.from({ length }, (_, i) => `${client}/${start + i}`)))
const listed = (ranges: IdRanges): Set<string> =>
  new Set([...ranges].flatMap(({ client, start, end }) => Array.from({ length: end - start }, (_, i) => `${client}/${start + i}`)))
const isTidy = (ranges: IdRanges): boolean => {
  const last = new Map<number, number>()
  for (const { client, start, end } of ranges) {
    if (start >= end || start <= (last.get(client) ?? -1)) return false
    last.set(client, end)
  }
  return true
}

describe('ranges of ids are sets', () => {
  it('adding: as many single ids', () =>
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const ranges = made(spans)
        expect(listed(ranges)).toEqual(plain(spans))
        expect(ranges.size).toBe(plain(spans).size)
        expect(isTidy(ranges)).toBe(true)
        for (let client = 0; client < 3; client++)
          for (let clock = 0; clock < 50; clock++) expect(ranges.has(client, clock)).toBe(plain(spans).has(`${client}/${clock}`))
      }),
    ))
  it('union', () =>
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (a, b) => {
        const ranges = made(a)
        ranges.addAll(made(b))
        expect(listed(ranges)).toEqual(plain([...a, ...b]))
        expect(isTidy(ranges)).toBe(true)
      }),
    ))
  it('difference', () =>
    fc.assert(
      fc.property(fc.array(span), fc.array(span), (a, b) => {
        const ranges = made(a)
        ranges.removeAll(made(b))
        const without = plain(b)
        expect(listed(ranges)).toEqual(new Set([...plain(a)].filter((id) => !without.has(id))))
        expect(isTidy(ranges)).toBe(true)
        expect(ranges.isEmpty).toBe(listed(ranges).size === 0)
      }),
    ))
  it('a copy is one of its own', () => {
    const one = made([[1, 0, 5]])
    const other = one.copy()
    other.add(1, 9, 1)
    expect(listed(one).size).toBe(5)
  })
  it('ten thousand keystrokes of one person are one range', () => {
    const ranges = new IdRanges()
    for (let clock = 0; clock < 10_000; clock++) ranges.add(7, clock, 1)
    expect(ranges.ranges).toBe(1)
  })
})
