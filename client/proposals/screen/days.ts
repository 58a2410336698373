import { formatDate } from '../../words/formats'

/** Days of the calendar, YYYY-MM-DD, on this device's clock (pure). */
const DAY = 24 * 60 * 60 * 1000
const two = (figure: number): string => String(figure).padStart(2, '0')

export function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** So many days on. */
export function dayAfter(now: number, days: number): string {
  const date = new Date(now)
  return dayOf(new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12).getTime())
}

/** Its last minute, ms; NaN: no such day. */
export function endOf(day: string): number {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 23, 59).getTime()
}

export const dayText = (day: string, now: number): string => formatDate(endOf(day), now)
export const inDays = (at: number, now: number): number => Math.ceil((at - now) / DAY)
