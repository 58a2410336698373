/** What is said while something decided is put in. */
import { t } from '../../words/words'
import type { Direction } from '../review/decided'
import type { PutInRefusal } from '../review/openReview'

/** What the versions before and after are called. @param who whose changes these are */
export const versionNames = (direction: Direction, who: string): { before: string; after: string } =>
  direction === 'push'
    ? { before: t('copies.review.before', { who }), after: t('copies.review.after', { who }) }
    : { before: t('copies.review.beforePull'), after: t('copies.review.afterPull') }

export function refusalWords(reason: PutInRefusal): string {
  if (reason === 'committed already') return t('copies.review.alreadyIn')
  return t(reason === 'moved' ? 'copies.review.hasMoved' : 'copies.review.refused.newer content')
}
