/** The rows of a timeline, in words. Pure but for the language. */
import type { Version } from '../../history/historyDocument'
import type { HunkTitle } from '../../merge/hunkTitle'
import { formatAgo, formatList, formatRelativeDay } from '../../words/formats'
import { t } from '../../words/words'
import type { Member } from '../../workspace/people'
import { firstWords } from './changeWords'

export interface TimelineRow {
  readonly id: string
  readonly title: string
  /** Named by a person: in people's voice. */
  readonly isNamed: boolean
  /** square: named · hollow: a copy began here, or was put in · dot: kept by itself */
  readonly sign: 'square' | 'hollow' | 'dot'
  readonly line: string
  readonly people: readonly Member[]
}

export const membersOf = (devices: readonly string[], ofDevice: (device: string) => Member | null): Member[] => [
  ...new Map(devices.flatMap((device) => ofDevice(device) ?? []).map((member) => [member.id, member])).values(),
]

export function rowOf(
  version: Version,
  about: {
    readonly titles: readonly HunkTitle[] | undefined
    readonly isFirst: boolean
    readonly ofDevice: (device: string) => Member | null
    readonly now: number
  },
): TimelineRow {
  const { titles, isFirst, ofDevice, now } = about
  const { id, at, name, namedBy } = version
  const people = membersOf(version.by, ofDevice)
  const when = formatAgo(at, now)
  const cause = version.cause === 'automatic' ? (version.kept.find(({ cause }) => cause !== 'named')?.cause ?? 'automatic') : version.cause
  const isCopy = cause === 'fork' || cause === 'review before' || cause === 'review after'
  const names = people.map((member) => (member.isMe ? t('workspace.you') : member.name))
  const by = names.length === 0 ? when : t('history.rowBy', { names: formatList(names), when })
  if (name !== null) {
    const namer = namedBy === null ? null : ofDevice(namedBy)
    const line = namer ? t('history.rowNamed', { when, name: namer.isMe ? t('workspace.youInside') : namer.name }) : by
    return { id, title: name, isNamed: true, sign: 'square', line, people: namer ? [namer] : people }
  }
  const title = {
    fork: () => t('history.forCopy'),
    'review before': () => t('history.beforePutIn'),
    'review after': () => t('history.afterPutIn'),
    'before restore': () => t('history.beforeGoingBack'),
    automatic: () => automaticTitle(),
    named: () => automaticTitle(),
  }[cause]
  const automaticTitle = (): string => {
    if (isFirst) return t('history.first')
    return firstWords(titles ?? []) || t('history.changedOn', { day: formatRelativeDay(at, now) })
  }
  return { id, title: title(), isNamed: false, sign: isCopy ? 'hollow' : 'dot', line: by, people }
}
