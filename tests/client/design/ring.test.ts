import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../../client/design/people/Ring'
import { ringShape, type Seat, type SeatState, seatThickness } from '../../../client/design/people/ring'

const states: SeatState[] = ['consent', 'concern', 'objection', 'aside', 'abstain', 'unheard', 'turn', 'held', 'ending', 'free']
const seats = fc.array(fc.record({ state: fc.constantFrom(...states), colour: fc.integer({ min: 0, max: 30 }) }), { minLength: 1, maxLength: 90 })
const of = (...list: SeatState[]): Seat[] => list.map((state) => ({ state }))

const numbers = (path: string) => (path.match(/-?[\d.]+/g) ?? []).map(Number)

describe('the ring of seats', () => {
  it('draws one seat per person from 64 px, in the order given', () => {
    fc.assert(
      fc.property(seats, fc.integer({ min: 64, max: 600 }), (list, size) => {
        fc.pre(list.length <= 60)
        const { seats: drawn } = ringShape(list, { size })
        expect(drawn.map(({ state }) => state)).toEqual(list.map(({ state }) => state))
      }),
    )
  })

  it('joins seats of one kind below 64 px and above 60 people, but keeps every holder’s colour', () => {
    const drawn = ringShape(of('consent', 'unheard', 'consent', 'turn'), { size: 32 }).seats.map(({ state }) => state)
    expect(drawn).toEqual(['turn', 'consent', 'unheard'])
    expect(
      ringShape(
        Array.from({ length: 61 }, () => ({ state: 'consent' as const })),
        { size: 96 },
      ).seats,
    ).toHaveLength(1)
    const role = ringShape([{ state: 'held', colour: 3 }, { state: 'held', colour: 5 }, { state: 'free' }], { size: 32 }).seats
    expect(role.map(({ colour }) => colour ?? null)).toEqual([3, 5, null])
  })

  it('gives each kind a shape of its own', () => {
    const { seats: drawn } = ringShape(of('consent', 'concern', 'objection', 'aside', 'unheard'), { size: 96 })
    expect(drawn.map(({ form }) => form)).toEqual(['full', 'hollow', 'square', 'dotted', 'line'])
  })

  it('stays inside of its square, but for corners of a few pixels, whatever sits at it', () => {
    fc.assert(
      fc.property(seats, fc.integer({ min: 24, max: 600 }), fc.boolean(), fc.integer({ min: 0, max: 5 }), (list, size, join, bracket) => {
        const shape = ringShape(list, { size, join, bracket: Math.min(bracket, list.length) })
        for (const { path, width } of shape.seats) {
          for (const point of path.matchAll(/[ML ](-?[\d.]+) (-?[\d.]+)(?=[AL]|$|Z)/g)) {
            const away = Math.hypot(Number(point[1]) - size / 2, Number(point[2]) - size / 2)
            expect(away + width / 2).toBeLessThanOrEqual(size / 2 + 1 + seatThickness(size) / 3)
          }
          expect(numbers(path).every(Number.isFinite)).toBe(true)
        }
      }),
    )
  })

  it('puts the bracket over the first seats, centred at the top', () => {
    const { bracket } = ringShape(of(...Array.from({ length: 8 }, () => 'unheard' as const)), { size: 112, bracket: 2 })
    const [x1 = 0, y1 = 0] = numbers(bracket ?? '')
    const [x2 = 0, y2 = 0] = numbers(bracket ?? '').slice(-2)
    expect(x1 + x2).toBeCloseTo(112, 0)
    expect(y1).toBeCloseTo(y2, 1)
    expect(y1).toBeLessThan(56)
  })
})

describe('the ring in one sentence', () => {
  it('says how many were heard, and what each kind is', () => {
    expect(sentenceOf(of('consent', 'consent', 'concern', 'objection', 'aside', 'unheard', 'turn'))).toBe(
      '5 of 7 heard: 2 consents, 1 concern, 1 objection, 1 stands aside, 1 not heard and your seat waits for you.',
    )
    expect(sentenceOf(of('unheard', 'unheard'))).toBe('Nobody has been heard yet, of 2.')
  })

  it('speaks of a role as held, ending and free', () => {
    expect(sentenceOf(of('held', 'held', 'ending', 'free'))).toBe('2 seats are held, 1 ends soon and 1 seat is free')
  })
})
