import { type CalendarDay, calendarFile } from '../../workspace/calendarFile'
import { inOrder, type Roll } from '../chart/roll'

/** Last days of circles and seats as a calendar file (pure). */
export interface Words {
  /** Of a seat: "Treasurer, Money circle: Ana's last day". */
  readonly seat: (about: { readonly role: string; readonly circle: string; readonly name: string }) => string
  readonly circle: (about: { readonly circle: string }) => string
}

/** @param at ms: when the file was made */
export function calendarOf(roll: Roll, words: Words, at: number): string {
  const days = inOrder(roll.circles).flatMap(({ circle, roles }): CalendarDay[] => [
    ...(circle.until === null ? [] : [{ id: circle.id, day: circle.until, summary: words.circle({ circle: circle.name }) }]),
    ...roles.flatMap(({ role, held, learners }) =>
      [...held, ...learners].flatMap(({ term, who }) =>
        term.until === null ? [] : [{ id: term.id, day: term.until, summary: words.seat({ role: role.name, circle: circle.name, name: who.name }) }],
      ),
    ),
  ])
  return calendarFile(days, { at, maker: 'Circles' })
}
