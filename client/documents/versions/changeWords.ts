/** Changes in words: what the engine gives as data, said in the chosen language. Pure but for the language. */
import type { ChangeKind, HunkTitle } from '../../merge/hunkTitle'
import type { ChangeSummary, SummaryPart } from '../../merge/summary'
import { formatList } from '../../words/formats'
import { t } from '../../words/words'

const UNITS = {
  section: 'history.unit.section',
  sentence: 'history.unit.sentence',
  list: 'history.unit.list',
  row: 'history.unit.row',
  item: 'history.unit.item',
  title: 'history.unit.title',
  heading: 'history.unit.heading',
  paragraph: 'history.unit.paragraph',
  table: 'history.unit.table',
  assumption: 'history.unit.assumption',
  horizon: 'history.unit.horizon',
  blockquote: 'history.unit.quote',
  codeBlock: 'history.unit.code',
} as const

const unitWords = (unit: string, count: number): string =>
  t(Object.hasOwn(UNITS, unit) ? UNITS[unit as keyof typeof UNITS] : 'history.unit.block', { count: Math.max(1, count) })
const kindWords = (kind: ChangeKind, what: string): string => t(`history.kind.${kind}`, { what })
const sumWords = (kind: ChangeKind, what: string): string => t(`history.sum.${kind}`, { what })
const quoted = (what: string, words: string): string => (words === '' ? what : t('history.quoted', { what, words }))

/** Blocks of one kind are counted; of a section or a list it is one that came. */
const isOneThing = (unit: string): boolean => unit === 'section' || unit === 'sentence' || unit === 'list'

/** "Added a sentence “Houses that stand empty …”". */
export function titleWords({ kind, unit, count, excerpt }: HunkTitle): string {
  return kindWords(kind, quoted(unitWords(unit, isOneThing(unit) ? 1 : count), excerpt))
}

const partWords = ({ kind, unit, count, names }: SummaryPart): string =>
  sumWords(kind, unit === 'section' && count === 1 ? quoted(unitWords(unit, 1), names[0] ?? '') : unitWords(unit, count))

/** "Adds a section “Childcare”, rewords 4 paragraphs and removes a table"; '' if nothing differs. */
export function summaryWords({ parts }: ChangeSummary): string {
  if (parts.length === 0) return ''
  const words = formatList(parts.map(partWords))
  return words.charAt(0).toLocaleUpperCase() + words.slice(1)
}

/** A version by the first of its changes: "Reworded a sentence “held in common” and 2 more changes". */
export function firstWords(titles: readonly HunkTitle[]): string {
  const [first] = titles
  if (!first) return ''
  return titles.length === 1 ? titleWords(first) : t('history.andMore', { what: titleWords(first), count: titles.length - 1 })
}
