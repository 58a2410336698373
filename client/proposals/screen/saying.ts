import '../../words/later/proposals'
import { formatMoment } from '../../words/formats'
import { t } from '../../words/words'
import type { ProposalView } from './model'
import { tallyOf } from './view'

/** A proposal in sentences (pure, apart from the catalogue). */

export const decidesWords = ({ isAdvisory, method, group }: Pick<ProposalView, 'isAdvisory' | 'method' | 'group'>): string =>
  t(isAdvisory ? `proposals.recommends.${method}` : `proposals.decides.${method}`, { group })

export function closesWords({ closes, closed }: Pick<ProposalView, 'closes' | 'closed'>, now: number): string {
  if (closed) return t('proposals.closedOn', { when: formatMoment(closed.at, now) })
  if (closes === null) return ''
  return t(closes <= now ? 'proposals.wasToClose' : 'proposals.closes', { when: formatMoment(closes, now) })
}

/** What stands behind "closed now, it would …". */
export function behindWords({ heard }: Pick<ProposalView, 'heard'>): string {
  const tally = tallyOf(heard)
  if (tally.heard === 0) return t('proposals.facts.nobody')
  const { objection, unheard } = tally.counts
  const impacted = heard.filter(({ side, stand }) => side === 'impacted' && stand === null).length
  return [
    objection > 0 ? t('proposals.facts.objections', { count: objection }) : '',
    impacted > 0
      ? t('proposals.facts.impacted', { count: impacted })
      : unheard > 0
        ? t('proposals.facts.unheard', { count: unheard })
        : t('proposals.facts.all'),
  ]
    .filter((said) => said !== '')
    .join(' ')
}

/** The outcome as one sentence that can be read aloud. */
export function outcomeWords({ state, group, method, sentence }: Pick<ProposalView, 'state' | 'group' | 'method' | 'sentence'>): string {
  const how = t(`proposals.byMethod.${method}`)
  if (state === 'adopted' || state === 'recommended' || state === 'not adopted' || state === 'reopened')
    return t(`proposals.outcomeLine.${state}`, { group, how, sentence })
  return sentence
}
