import { addDays, inOrder, type Roll } from '../chart/roll'

/**
 * Last days of circles and seats as a calendar file (iCalendar, RFC 5545): whole days, no alarm, one event for each. An id of an event is that of
 * what it is about, so that a file that is taken out again replaces what a calendar has of the one before. Pure.
 */
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

export interface Words {
  /** Of a seat: "Treasurer, Money circle: Ana's last day". */
  readonly seat: (about: { readonly role: string; readonly circle: string; readonly name: string }) => string
  readonly circle: (about: { readonly circle: string }) => string
}

/** @param at ms: when the file was made */
export function calendarOf(roll: Roll, words: Words, at: number): string {
  const stamp = `${new Date(at).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
  const event = (id: string, day: string, summary: string): string[] => [
    'BEGIN:VEVENT',
    `UID:${id}@leaderful`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(day)}`,
    `DTEND;VALUE=DATE:${compact(addDays(day, 1))}`,
    `SUMMARY:${escaped(summary)}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
  const events = inOrder(roll.circles).flatMap(({ circle, roles }) => [
    ...(circle.until === null ? [] : event(circle.id, circle.until, words.circle({ circle: circle.name }))),
    ...roles.flatMap(({ role, held, learners }) =>
      [...held, ...learners].flatMap(({ term, who }) =>
        term.until === null ? [] : event(term.id, term.until, words.seat({ role: role.name, circle: circle.name, name: who.name })),
      ),
    ),
  ])
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Leaderful//Circles//EN', ...events, 'END:VCALENDAR'].map(folded).join('\r\n')}\r\n`
}
