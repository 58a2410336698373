import '../../words/later/proposals'
import type { PositionState } from '../../design/people/PositionSign'
import { formatDate } from '../../words/formats'
import { t } from '../../words/words'
import { type DecisionView, isDue } from './log'

/** What came of it, in a few words, and the sign before them (pure, apart from the catalogue). */
export function cameOf(decision: DecisionView, now: number): { readonly sign: PositionState; readonly words: string; readonly isTurn: boolean } {
  const { outcome, review, lookAgain, happened } = decision
  if (outcome === 'reopened') return { sign: 'turn', words: t('proposals.log.reopened'), isTurn: true }
  if (isDue(decision, now)) return { sign: 'turn', words: t('proposals.log.lookAgain', { date: formatDate(lookAgain ?? 0, now) }), isTurn: true }
  const isOver = review === 'stopped' || review === 'undone' || outcome === 'not adopted'
  const short = happened.split(/(?<=[.!?؟])\s/u)[0] ?? ''
  const said = review === null ? '' : t(`proposals.review.${review}`)
  if (review !== null)
    return { sign: isOver ? 'abstain' : 'consent', words: short !== '' && short.length <= 60 ? `${said}. ${short.replace(/\.$/, '')}` : said, isTurn: false }
  if (outcome === 'not adopted') return { sign: 'abstain', words: t('proposals.outcome.not adopted'), isTurn: false }
  if (lookAgain !== null) return { sign: 'consent', words: t('proposals.log.lookAgain', { date: formatDate(lookAgain, now) }), isTurn: false }
  return { sign: 'consent', words: t(`proposals.outcome.${outcome}`), isTurn: false }
}

/** "Assembly, by consent. 16 of 17 heard". */
export const howWords = ({ circle, how }: Pick<DecisionView, 'circle' | 'how'>): string =>
  circle === '' ? how : how === '' ? circle : t('proposals.log.how', { circle, how })
