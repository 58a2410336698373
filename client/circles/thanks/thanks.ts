import { fromHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { type Facts, idIn, isYes, lastBy, personIn, wordsIn } from '../facts/facts'

/** [R5] Acknowledgements ("people go to Ana for …"), pure: shown only once the named person said yes to it, and not any more once they said no. */
export const THANKS = 'thanks'
export const THANKS_ANSWER = 'thanks-answer'
export const THANKS_SUBJECT = 'thanks'
export const thanksBody = (to: string, what: string): CborValue => ({ to: fromHex(to), what: what.trim() })
export const thanksAnswerBody = (thanks: RecordId, yes: boolean): CborValue => ({ thanks: fromHex(thanks), yes })

export interface Thanks {
  readonly id: RecordId
  readonly to: PersonId
  readonly by: PersonId
  readonly at: number
  readonly what: string
  readonly state: 'asked' | 'accepted' | 'declined'
}

/** All, for the two who are in it. Nobody acknowledges themselves. */
export function thanksOf(facts: Facts): Thanks[] {
  const here = facts.about(THANKS_SUBJECT)
  const answers = lastBy(here, (fact) => (fact.type === THANKS_ANSWER ? `${idIn(fact, 'thanks', 32)}/${fact.by}` : null))
  return here.flatMap((fact): Thanks[] => {
    const to = fact.type === THANKS ? personIn(fact, 'to', facts.personOf) : null
    const what = wordsIn(fact, 'what')
    if (to === null || to === fact.by || what === '') return []
    const answer = answers.get(`${fact.id}/${to}`)
    return [{ id: fact.id, to, by: fact.by, at: fact.at, what, state: answer ? (isYes(answer) ? 'accepted' : 'declined') : 'asked' }]
  })
}

/** What everybody sees of a person, said alike only once. */
export const shownOf = (thanks: readonly Thanks[], person: PersonId): Thanks[] => [
  ...new Map(thanks.filter(({ to, state }) => to === person && state === 'accepted').map((one) => [one.what, one])).values(),
]
export const waitingFor = (thanks: readonly Thanks[], person: PersonId): Thanks[] => thanks.filter(({ to, state }) => to === person && state === 'asked')
