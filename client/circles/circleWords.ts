import type { Seat } from '../design/people/ring'
import { formatDate, formatList } from '../words/formats'
import { t } from '../words/words'
import type { Circle, How, May } from './chart/chart'
import type { CircleView, Holding, RoleView, Roll, TermView } from './chart/roll'

/** Circles, roles and whoever holds them, as the screens say them (pure, apart from the catalogue). */

/** "1 December" of `2026-12-01`. */
export const dayWords = (day: string): string => formatDate(new Date(`${day}T00:00:00`).getTime())

export const whoWords = (who: Holding): string => (who.isMe ? t('circles.you') : who.name || t('workspace.somebody'))

/** What a circle may do, in a sentence or two. */
export function mayWords(circle: Circle, above: Circle | null): string {
  const { may, alone, upTo } = circle
  if (may === 'third space') return t('circles.may.thirdSpace')
  if (may === 'advise') return t('circles.may.advise')
  if (may === 'recommend') return above ? t('circles.may.recommend', { parent: above.name }) : t('circles.may.recommendTop')
  const about = formatList(alone)
  const decides =
    about === ''
      ? upTo === ''
        ? t('circles.may.decide')
        : t('circles.may.spendUpTo', { upTo })
      : upTo === ''
        ? t('circles.may.decideAbout', { about })
        : t('circles.may.decideUpTo', { about, upTo })
  return above && upTo !== '' ? `${decides} ${t('circles.may.above', { parent: above.name })}` : decides
}
export const aboveOf = (roll: Roll, circle: Circle): Circle | null => (circle.parent === null ? null : (roll.byId.get(circle.parent)?.circle ?? null))

/** How long it is there for, or what it is instead. */
export const lengthWords = (circle: Circle): string => (circle.until === null ? t('circles.lasting') : t('circles.until', { date: dayWords(circle.until) }))

const MAY_WORDS = {
  advise: 'circles.mayAdvise',
  recommend: 'circles.mayRecommend',
  decide: 'circles.mayDecide',
  'third space': 'circles.mayThird',
} as const
export const mayWord = (may: May): string => t(MAY_WORDS[may])
const HOW_WORDS = {
  chosen: 'circles.how.chosen',
  volunteered: 'circles.how.volunteered',
  rota: 'circles.how.rota',
  'handed over': 'circles.how.handedOver',
} as const
export const howWord = (how: How): string => t(HOW_WORDS[how])

/** The seats of a role, as a ring draws them. */
export const seatsOf = ({ held, free }: RoleView): Seat[] => [
  ...held.map(({ who, endsSoon }): Seat => ({ state: endsSoon ? 'ending' : 'held', colour: who.colour })),
  ...free.map((): Seat => ({ state: 'free' })),
]
export const seatsIn = ({ roles }: CircleView): Seat[] => roles.flatMap(seatsOf)

/** "until 31 May", "learning beside Bruno", "until 6 December, not standing again". */
export function termWords({ term }: TermView, besideName: string | null, today: string): string {
  const parts = [
    ...(besideName === null ? [] : [t('circles.beside', { name: besideName })]),
    ...(term.from !== null && term.from > today ? [t('circles.fromDay', { date: dayWords(term.from) })] : []),
    ...(term.until === null ? [] : [t('circles.until', { date: dayWords(term.until) })]),
    ...(term.letsEnd ? [t('circles.notAgain')] : []),
  ]
  return parts.join(', ')
}

/** "until 6 December and 31 May", or since when a seat is free. */
export function untilWords(view: RoleView): string {
  const days = [...new Set(view.held.flatMap(({ term }) => term.until ?? []))].sort()
  if (days.length > 0) return t('circles.untilMany', { dates: formatList(days.map(dayWords)) })
  const since = view.free[0]
  return view.held.length === 0 && since ? t('circles.freeSince', { date: dayWords(since) }) : ''
}
