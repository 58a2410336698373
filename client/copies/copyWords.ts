/** Copies and changes in words (pure, apart from the catalogue). */
import '../words/later/copies'
import type { ChangeSummary, SummaryPart } from '../merge/summary'
import type { TextDecision, TextHunk } from '../merge/textMerge'
import { formatDate, formatList } from '../words/formats'
import { t } from '../words/words'
import type { Member, People } from '../workspace/people'
import type { Lineage } from './lineage'

/** Who made it, where that is known. */
export const makerOf = (people: People, lineage: Pick<Lineage, 'by'>): Member | null => people.ofDevice(lineage.by)

/** Whose copy it is: the task force as somebody typed it, or the person's name. */
export const whoseOf = (people: People, lineage: Pick<Lineage, 'by' | 'forWhom'>): string =>
  lineage.forWhom ?? makerOf(people, lineage)?.name ?? t('workspace.somebody')
export const isMine = (people: People, lineage: Pick<Lineage, 'by' | 'forWhom' | 'kind'>): boolean =>
  lineage.forWhom === null && lineage.kind === 'copy' && (makerOf(people, lineage)?.isMe ?? false)

/** In a list, beside the title. */
export function listWords(people: People, lineage: Lineage): string {
  if (isMine(people, lineage)) return t('copies.list.mine')
  const who = whoseOf(people, lineage)
  return lineage.kind === 'suggestion' ? t('copies.list.suggestions', { who }) : t('copies.list.of', { who })
}

/** "40 changes apart, back by 31 January". */
export function apartWords(lineage: Lineage, count: number | null, now: number): string {
  const parts = count === null ? [] : [t('copies.line.apart', { count })]
  if (lineage.until !== null && !lineage.closed)
    parts.push(t(lineage.until < now ? 'copies.line.past' : 'copies.line.until', { date: formatDate(lineage.until, now) }))
  return parts.join(', ')
}

/** Without the signs that it would begin with. */
export const tidied = (words: string): string => words.replace(/^[\s,.;:!?…،؛·-]+/u, '') || words

/** One change in a line. */
export function titleWords({ title }: TextHunk): string {
  const { kind, unit, count } = title
  const excerpt = tidied(title.excerpt)
  const values = { unit, count: Math.max(1, count), words: excerpt }
  switch (kind) {
    case 'added':
      return t('copies.change.added', values)
    case 'removed':
      return t('copies.change.removed', values)
    case 'settings':
      return t('copies.change.settings', { unit, words: excerpt })
    default:
      return t(`copies.change.${kind}`, { words: excerpt })
  }
}

function partWords({ kind, unit, count, names }: SummaryPart): string {
  const values = { unit, count, names: names[0] ?? '' }
  switch (kind) {
    case 'added':
      return t('copies.sum.added', values)
    case 'removed':
      return t('copies.sum.removed', values)
    case 'reworded':
      return t('copies.sum.reworded', { unit, count })
    case 'moved':
      return t('copies.sum.moved', { count })
    default:
      return t('copies.sum.shape', { count })
  }
}

/** All changes in a sentence: what is told of first, and no more than four things. */
export function summaryWords({ parts, inBoth }: ChangeSummary): string {
  const said = formatList(parts.slice(0, 4).map(partWords))
  const whole = inBoth === 0 ? said : t('copies.sum.withBoth', { said, both: t('copies.sum.both', { count: inBoth }) })
  return whole.charAt(0).toLocaleUpperCase() + whole.slice(1)
}

/** "Ana would take it". @param who whose changes these are; null: the main text's */
export function chosenWords(answer: TextDecision['answer'], { status }: TextHunk, isMine: boolean, name: string, who: string | null): string {
  if (typeof answer === 'object') return isMine ? t('copies.review.youMix') : t('copies.review.wouldMix', { name })
  if (answer === 'both') return isMine ? t('copies.review.youBoth') : t('copies.review.wouldBoth', { name })
  if (status !== 'conflict') {
    if (answer === 'ours') return isMine ? t('copies.review.youLeave') : t('copies.review.wouldLeave', { name })
    return isMine ? t('copies.review.youTake') : t('copies.review.wouldTake', { name })
  }
  if (answer === 'ours') return isMine ? t('copies.review.youNow') : t('copies.review.wouldNow', { name })
  const theirs = who === null ? t('copies.review.theirsMain') : t('copies.review.theirs', { who })
  return isMine ? t('copies.review.youTheirs', { theirs }) : t('copies.review.wouldTheirs', { name, theirs })
}
