import '../../words/later/proposals'
import type { Result } from '../../../shared/result'
import { t } from '../../words/words'
import type { ActRefusal } from '../facts/acts'
import type { Refused } from './model'

/** null, or the refusal in words. */
export const refusalOf = (result: Result<unknown, ActRefusal>): Refused => (result.ok ? null : t(`proposals.refused.${result.reason}`))
