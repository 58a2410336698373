import type { CborValue } from '../../crypto/deterministicCbor'
import type { PersonId } from '../../crypto/person'
import { type Facts, lastBy, wordsIn } from '../facts/facts'

/** What people say of themselves (pure): where they live, what they speak, need and offer, and whether they could use a hand. Nobody says it for another. */
export const ABOUT_ME = 'about-me'
export const ABOUT_SUBJECT = 'about'

export interface AboutMe {
  readonly livesIn: string
  readonly speaks: string
  readonly needs: string
  readonly offers: string
  /** "I could use a hand": with what; '' if not. */
  readonly hand: string
}
export const NOTHING_SAID: AboutMe = { livesIn: '', speaks: '', needs: '', offers: '', hand: '' }
export const aboutMeBody = ({ livesIn, speaks, needs, offers, hand }: AboutMe): CborValue => ({
  livesIn: livesIn.trim(),
  speaks: speaks.trim(),
  needs: needs.trim(),
  offers: offers.trim(),
  hand: hand.trim(),
})

/** What each said last. */
export const aboutOf = (facts: Facts): Map<PersonId, AboutMe> =>
  new Map(
    [...lastBy(facts.about(ABOUT_SUBJECT), (fact) => (fact.type === ABOUT_ME ? fact.by : null))].map(([person, fact]) => [
      person,
      {
        livesIn: wordsIn(fact, 'livesIn'),
        speaks: wordsIn(fact, 'speaks'),
        needs: wordsIn(fact, 'needs'),
        offers: wordsIn(fact, 'offers'),
        hand: wordsIn(fact, 'hand'),
      },
    ]),
  )
