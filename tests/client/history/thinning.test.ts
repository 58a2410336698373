import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Version } from '../../../client/history/historyDocument'
import { thinned } from '../../../client/history/thinning'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR
const NOW = 1000 * DAY + 30 * 60 * 1000

const version = (at: number, more: Partial<Version> = {}): Version => ({
  id: `${at}`,
  at,
  by: [],
  wordCount: 0,
  cause: 'automatic',
  name: null,
  namedBy: null,
  kept: [],
  ...more,
})
const left = (versions: readonly Version[], now = NOW): Version[] => {
  const gone = new Set(thinned(versions, now))
  return versions.filter(({ id }) => !gone.has(id))
}

describe('thinning', () => {
  it('keeps all of the last two hours, the newest of each hour of the last day, of each day of the last month, of each week of the last year, then of each month', () => {
    const every10Minutes = (days: number, from: number) => Array.from({ length: days * 144 }, (_, n) => version(from + n * 10 * 60 * 1000))
    const stays = (days: number, age: number) => left(every10Minutes(days, NOW - age * DAY)).length
    const lastDay = left(every10Minutes(1, NOW - DAY))
    expect(lastDay.filter(({ at }) => at > NOW - 2 * HOUR)).toHaveLength(11)
    expect(lastDay.filter(({ at }) => at <= NOW - 2 * HOUR).length).toBeLessThanOrEqual(24)
    expect(lastDay.length).toBeGreaterThanOrEqual(32)
    expect(stays(10, 12)).toBeLessThanOrEqual(11)
    expect(stays(70, 200)).toBeLessThanOrEqual(11)
    expect(stays(300, 900)).toBeLessThanOrEqual(11)
    expect(stays(300, 900)).toBeGreaterThanOrEqual(10)
  })
  it('never takes what has a name or a reason to stay, nor the newest', () => {
    const at = NOW - 300 * DAY
    const versions = [
      version(at),
      version(at + 1, { name: 'Assembly' }),
      version(at + 2, { cause: 'fork' }),
      version(at + 3, { kept: [{ cause: 'review before', at, by: '' }] }),
      version(at + 4, { cause: 'before restore' }),
      version(at + 5),
    ]
    expect(left(versions).map(({ id }) => Number(id) - at)).toEqual([1, 2, 3, 4, 5])
  })
  it('is done at once: thinning what is left takes nothing more, and in time only takes more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: NOW }), { maxLength: 60 }), fc.nat(400), (times, days) => {
        const versions = [...new Set(times)].map((at) => version(at))
        const once = left(versions)
        expect(left(once)).toEqual(once)
        const later = NOW + days * DAY
        const both = left(once, later).map(({ id }) => id)
        expect(left(versions, later).filter(({ id }) => both.includes(id))).toHaveLength(both.length)
      }),
    )
  })
})
