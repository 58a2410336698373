/**
 * The example is written as if today were 2026-12-01 (pure). On loading, the ISO dates of its tables and of the front
 * matter move by the same number of days, so that something is always about to end.
 */

const DAY = 24 * 60 * 60 * 1000
export const WRITTEN_ON = '2026-12-01'

/** Whole days from the day it was written for to `now`, on this device's calendar. */
export function daysSinceWritten(now: number): number {
  const today = new Date(now)
  return Math.round((Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) - Date.parse(WRITTEN_ON)) / DAY)
}

/** Every YYYY-MM-DD that is a day of the calendar; anything else stays as it is. */
export function shiftDates(text: string, days: number): string {
  return text.replace(/(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])/g, (date) => {
    const at = Date.parse(date)
    if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== date) return date
    return new Date(at + days * DAY).toISOString().slice(0, 10)
  })
}

/** A Markdown file: its front matter's lines (without the fences), and what follows them. */
export function splitFrontMatter(file: string): { readonly front: string; readonly text: string } {
  const found = /^---\n([\s\S]*?)\n---\n+/.exec(file)
  return found ? { front: found[1] ?? '', text: file.slice(found[0].length) } : { front: '', text: file }
}
