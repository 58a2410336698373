import { fromHex } from '../../../shared/bytes'
import type { CborValue } from '../../crypto/deterministicCbor'
import { fieldsOf, textField } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { isId, MAY, type May } from '../chart/chart'
import { dayIn, type Facts, idIn, isYes, lastBy, peopleIn, wordsIn } from '../facts/facts'

/** Who was asked into a circle and what they said, and what was handed down to it (pure). Each is in once they have said yes. */
export const ASKED = 'asked-in'
export const ASKED_ANSWER = 'asked-in-answer'
export const HANDED_DOWN = 'handed-down'
export const HANDED_DOWN_ANSWER = 'handed-down-answer'
export const circleSubject = (circle: string): string => `circle/${circle}`
const SUBJECT = /^circle\/([0-9a-f]{32})$/

export const askedBody = (people: readonly string[]): CborValue => ({ people: people.map(fromHex) })
export const askedAnswerBody = (yes: boolean, why: string): CborValue => ({ yes, why: why.trim() })

export interface Asked {
  readonly circle: string
  readonly person: PersonId
  readonly by: PersonId
  readonly at: number
  readonly answer: 'open' | 'yes' | 'no'
  /** Why not. */
  readonly why: string
}

/** Everybody who was asked into a circle, once each, in the order of asking. Only one's own word counts. */
export function askedOf({ all, about, personOf }: Facts): Asked[] {
  const circles = new Set(all.flatMap(({ type, subject }) => (type === ASKED ? (SUBJECT.exec(subject)?.[1] ?? []) : [])))
  return [...circles].flatMap((circle) => {
    const facts = about(circleSubject(circle))
    const answers = lastBy(facts, (fact) => (fact.type === ASKED_ANSWER ? fact.by : null))
    const asked = new Map<PersonId, Asked>()
    for (const fact of facts) {
      if (fact.type !== ASKED) continue
      for (const person of peopleIn(fact, 'people', personOf)) {
        const said = answers.get(person)
        if (!asked.has(person))
          asked.set(person, {
            circle,
            person,
            by: fact.by,
            at: fact.at,
            answer: said ? (isYes(said) ? 'yes' : 'no') : 'open',
            why: said ? wordsIn(said, 'why') : '',
          })
      }
    }
    return [...asked.values()]
  })
}

export interface HandDownWords {
  readonly what: string
  /** null: from the whole workspace. */
  readonly from: string | null
  readonly may: May
  readonly upTo: string
  readonly until: string | null
  /** The document that it is about; null: none. */
  readonly document: string | null
}
export const handedDownBody = ({ what, from, may, upTo, until, document }: HandDownWords): CborValue => ({
  what: what.trim(),
  from: from === null ? null : fromHex(from),
  may,
  upTo: upTo.trim(),
  until,
  document: document === null ? null : fromHex(document),
})
export const handedDownAnswerBody = (handed: RecordId, yes: boolean, why: string): CborValue => ({ handed: fromHex(handed), yes, why: why.trim() })

export interface HandedDown extends HandDownWords {
  readonly id: RecordId
  /** The smaller circle. */
  readonly to: string
  readonly by: PersonId
  readonly at: number
  /** The last word of each who answered. */
  readonly answers: readonly { readonly person: PersonId; readonly yes: boolean; readonly why: string }[]
}

/** What was handed down, the oldest first. */
export function handedDownOf({ all, about }: Facts): HandedDown[] {
  return all.flatMap((fact): HandedDown[] => {
    const to = SUBJECT.exec(fact.subject)?.[1]
    const what = wordsIn(fact, 'what')
    const may = MAY.find((known) => known === textField(fieldsOf(fact.body), 'may'))
    if (fact.type !== HANDED_DOWN || !to || what === '' || !may) return []
    const said = lastBy(about(fact.subject), (one) => (one.type === HANDED_DOWN_ANSWER && idIn(one, 'handed', 32) === fact.id ? one.by : null))
    const [from, document] = [idIn(fact, 'from', 16), idIn(fact, 'document', 16)]
    const answers = [...said].map(([person, one]) => ({ person, yes: isYes(one), why: wordsIn(one, 'why') }))
    const words = {
      what,
      from: isId(from) ? from : null,
      may,
      upTo: wordsIn(fact, 'upTo'),
      until: dayIn(fact, 'until'),
      document: isId(document) ? document : null,
    }
    return [{ ...words, id: fact.id, to, by: fact.by, at: fact.at, answers }]
  })
}
