/** Days of the calendar, YYYY-MM-DD, as this device's clock and place have them (pure). */
const DAY = 86_400_000
const two = (figure: number): string => String(figure).padStart(2, '0')

/** @param at ms */
export function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
/** Its last minute, ms; NaN: no such day. */
export function endOf(day: string): number {
  const [year = Number.NaN, month = Number.NaN, date = Number.NaN] = day.split('-').map(Number)
  return new Date(year, month - 1, date, 23, 59).getTime()
}
/** From the first day to the second. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY)
export const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10)
