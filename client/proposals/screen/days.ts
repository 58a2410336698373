import { formatDate } from '../../words/formats'
import { addDays, dayOf, endOf } from '../../workspace/days'

/** Days as the forms of this room ask for them and say them. */

/** So many days on from `now`, ms. */
export const dayAfter = (now: number, days: number): string => addDays(dayOf(now), days)
export const dayText = (day: string, now: number): string => formatDate(endOf(day), now)
