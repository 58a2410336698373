import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatBytes,
  formatDate,
  formatDay,
  formatList,
  formatMoment,
  formatNumber,
  formatRelativeDay,
  formatTime,
} from '../../../client/words/formats'

/** Wednesday 25 November 2026, 15:00 on this device's clock. */
const now = new Date(2026, 10, 25, 15, 0).getTime()
const at = (month: number, day: number, hour = 12, minute = 0, year = 2026) => new Date(year, month - 1, day, hour, minute).getTime()

describe('days', () => {
  it('are called by their names within six days, and by their date beyond', () => {
    expect(formatDay(at(11, 22), now)).toBe('Sunday')
    expect(formatDay(at(11, 19), now)).toBe('Thursday')
    expect(formatDay(at(11, 18), now)).toBe('18 November')
    expect(formatDay(at(12, 1), now)).toBe('Tuesday')
    expect(formatDate(at(11, 12, 12, 0, 2025), now)).toBe('12 November 2025')
  })

  it('are counted from midnight to midnight, not in 24 hours', () => {
    expect(formatRelativeDay(at(11, 25, 0, 1), now)).toBe('today')
    expect(formatRelativeDay(at(11, 24, 23, 59), now)).toBe('yesterday')
    expect(formatRelativeDay(at(11, 26, 0, 0), now)).toBe('tomorrow')
    expect(formatRelativeDay(at(11, 23), now)).toBe('Monday')
  })

  it('stand before the time, but for today', () => {
    expect(formatMoment(at(11, 22, 18, 40), now)).toBe('Sunday, 18:40')
    expect(formatMoment(at(11, 25, 9, 5), now)).toBe('09:05')
    expect(formatTime(at(11, 25, 0, 30))).toBe('00:30')
  })
})

describe('how long ago', () => {
  it('goes from "just now" over minutes and hours to days', () => {
    expect(formatAgo(now - 20_000, now)).toBe('just now')
    expect(formatAgo(now + 5_000, now)).toBe('just now')
    expect(formatAgo(now - 60_000, now)).toBe('a minute ago')
    expect(formatAgo(now - 12 * 60_000, now)).toBe('12 minutes ago')
    expect(formatAgo(now - 3_600_000, now)).toBe('an hour ago')
    expect(formatAgo(now - 5 * 3_600_000, now)).toBe('5 hours ago')
    expect(formatAgo(at(11, 24, 23, 50), at(11, 25, 1, 30))).toBe('yesterday')
    expect(formatAgo(at(11, 20), now)).toBe('Friday')
    expect(formatAgo(at(11, 3), now)).toBe('3 November')
  })
})

describe('lists and numbers', () => {
  it('are written as English writes them', () => {
    expect(formatList(['Ana'])).toBe('Ana')
    expect(formatList(['Ana', 'Mei', 'Yusuf'])).toBe('Ana, Mei and Yusuf')
    expect(formatNumber(1240)).toBe('1,240')
    expect(formatBytes(0)).toBe('0 bytes')
    expect(formatBytes(4_230_000)).toBe('4.2 MB')
    expect(formatBytes(262_000)).toBe('262 kB')
  })
})
