import '../../words/later/proposals'
import { t } from '../../words/words'
import { calendarFile } from '../../workspace/calendarFile'
import { dayOf } from '../../workspace/days'
import { fileName, saveFile } from '../../workspace/saveFile'

/** The day on which a round closes, for somebody's own calendar. @param closes ms */
export function takeOutDay(proposal: string, title: string, closes: number, now: number): void {
  const summary = t('proposals.calendarDay', { title })
  saveFile(
    new TextEncoder().encode(calendarFile([{ id: proposal, day: dayOf(closes), summary }], { at: now, maker: 'Proposals' })),
    fileName(title, 'ics'),
    'text/calendar',
  )
}
