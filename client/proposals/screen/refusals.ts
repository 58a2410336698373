import '../../words/later/copies'
import '../../words/later/proposals'
import type { Result } from '../../../shared/result'
import type { AdoptRefusal } from '../../copies/review/adoptOffer'
import { t } from '../../words/words'
import type { ActRefusal } from '../facts/acts'
import type { Refused } from './model'

/** null, or the refusal in words. */
export const refusalOf = (result: Result<unknown, ActRefusal>): Refused => (result.ok ? null : t(`proposals.refused.${result.reason}`))

/** [D8] Why what was adopted is not in the main text (yet). null: something went wrong that has no name. */
export function adoptWords(reason: AdoptRefusal | null): string {
  switch (reason) {
    case 'offered anew':
      return t('proposals.changes.anew')
    case 'main gone':
      return t('proposals.changes.gone')
    case 'may not':
      return t('proposals.refused.may not')
    case 'newer content':
      return t('copies.review.refused.newer content')
    case 'no offer':
    case 'base missing':
      return t('proposals.changes.away')
    default:
      return t('proposals.changes.moved')
  }
}
