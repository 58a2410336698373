import { fromHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { fieldsOf } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import { dayIn, type Facts, idIn, lastBy, wordsIn } from '../facts/facts'

/**
 * Signing roles (pure): a role that signs for something (law, a bank) is asked to sign, by a day. Whoever holds it signs, or says why
 * not; nothing else comes of it, and no text changes.
 */
export const SIGN_ASKED = 'sign-asked'
export const SIGN_ANSWER = 'sign-answer'
export const signSubject = (asking: string): string => `sign/${asking}`
const SUBJECT = /^sign\/([0-9a-f]{32})$/

export interface SignWords {
  readonly role: string
  readonly what: string
  readonly by: string
}
export const signAskedBody = ({ role, what, by }: SignWords): CborValue => ({ role: fromHex(role), what: what.trim(), by })
export const signAnswerBody = (signed: boolean, why: string): CborValue => ({ signed, why: why.trim() })

export interface Signing extends SignWords {
  readonly id: string
  readonly askedBy: PersonId
  readonly at: number
  /** The last word of each; whether they held the role is the chart's to say. */
  readonly answers: readonly { readonly person: PersonId; readonly signed: boolean; readonly why: string; readonly at: number }[]
}

export function signingsOf({ all, about }: Facts): Signing[] {
  const seen = new Set<string>()
  return all.flatMap((fact): Signing[] => {
    const id = fact.type === SIGN_ASKED ? SUBJECT.exec(fact.subject)?.[1] : undefined
    const [role, by, what] = [idIn(fact, 'role', 16), dayIn(fact, 'by'), wordsIn(fact, 'what')]
    if (!id || seen.has(id) || role === null || by === null || what === '') return []
    seen.add(id)
    const said = lastBy(about(fact.subject), (one) => (one.type === SIGN_ANSWER ? one.by : null))
    // Not to sign needs a reason.
    const answers = [...said].flatMap(([person, one]) => {
      const signed = fieldsOf(one.body).signed === true
      const why = wordsIn(one, 'why')
      return signed || why !== '' ? [{ person, signed, why, at: one.at }] : []
    })
    return [{ id, role, what, by, askedBy: fact.by, at: fact.at, answers }]
  })
}
