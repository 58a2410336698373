import { addDays } from './days'

/** Days as a calendar file (iCalendar, RFC 5545). Pure. */

export interface CalendarDay {
  /** Of what it is about: a file that is taken out again replaces what a calendar has of the one before. */
  readonly id: string
  /** YYYY-MM-DD */
  readonly day: string
  readonly summary: string
}

const escaped = (text: string): string => text.replace(/\\/g, '\\\\').replace(/[;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
const compact = (day: string): string => day.replaceAll('-', '')

/** A line has at most 75 bytes; what is longer goes on in the next, which begins with a space. */
function folded(line: string): string {
  const out: string[] = []
  let part = ''
  let bytes = 0
  for (const sign of line) {
    const size = new TextEncoder().encode(sign).length
    if (bytes + size > 73) {
      out.push(part)
      part = ''
      bytes = 0
    }
    part += sign
    bytes += size
  }
  return [...out, part].join('\r\n ')
}

/** Whole days, no alarm, one event for each. @param at ms: when the file was made; maker: which part of the app it comes from, a plain word */
export function calendarFile(days: readonly CalendarDay[], { at, maker }: { readonly at: number; readonly maker: string }): string {
  const stamp = `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const events = days.flatMap(({ id, day, summary }) => [
    'BEGIN:VEVENT',
    `UID:${id}@leaderful`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ])
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', `PRODID:-//Leaderful//${maker}//EN`, ...events, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`
}
