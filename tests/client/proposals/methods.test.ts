import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHOICES, type Choice, METHODS, outcomeOf, type Position } from '../../../client/proposals/facts/verdict'

const said = (...choices: readonly (Choice | readonly [Choice, number])[]): Position[] =>
  choices
    .flatMap((one) => (typeof one === 'string' ? [one] : Array.from({ length: one[1] }, () => one[0])))
    .map((choice, at) => ({ id: `p${at}`, person: `person ${at}`, at: 0, choice }))

describe.each(METHODS)('every method: %s', (method) => {
  const positions = fc.array(fc.constantFrom(...CHOICES), { maxLength: 30 }).map((choices) => said(...choices))
  it('comes to the same in any order', () => {
    fc.assert(
      fc.property(positions, fc.nat(), (all, turn) => {
        const at = turn % (all.length + 1)
        expect(outcomeOf(method, [...all.slice(at), ...all.slice(0, at)].reverse())).toBe(outcomeOf(method, all))
      }),
    )
  })
  it('[D5] adopts nothing where nobody has spoken', () => {
    expect(outcomeOf(method, [])).toBe('not adopted')
  })
  it('[D7] never turns to adopted because somebody who was heard grows more careful', () => {
    fc.assert(
      fc.property(positions, fc.nat(), fc.constantFrom('objection' as const), (all, which, choice) => {
        if (all.length === 0 || outcomeOf(method, all) === 'adopted') return
        const at = which % all.length
        expect(outcomeOf(method, all.with(at, { ...all[at], choice } as Position))).toBe('not adopted')
      }),
    )
  })
})

describe('consent', () => {
  // Sociocracy For All, "Consent decision making": consent is no objection; a concern is noted and holds nothing up.
  it('[D5] carries with concerns and without enthusiasm', () => {
    expect(outcomeOf('consent', said(['consent', 5], ['concern', 2]))).toBe('adopted')
    expect(outcomeOf('consent', said('concern'))).toBe('adopted')
  })
  // G. Endenburg, "Sociocracy: the organization of decision-making" (1998): one reasoned objection is enough.
  it('[D5] is held up by one objection, however many consent', () => {
    expect(outcomeOf('consent', said(['consent', 199], 'objection'))).toBe('not adopted')
  })
  // Seeds for Change, "Consensus decision making": a stand-aside does not block, and where all stand aside nobody wants it.
  it('[D5] is not held up by who stands aside or abstains, and is not made of them alone', () => {
    expect(outcomeOf('consent', said('consent', ['aside', 3], 'abstain'))).toBe('adopted')
    expect(outcomeOf('consent', said(['aside', 3], ['abstain', 2]))).toBe('not adopted')
  })
})

describe('show of hands', () => {
  // Robert's Rules of Order Newly Revised, 12th ed., section 44: more than half of the votes cast, abstentions left out.
  it('[D5] carries by more than half of the hands for and against', () => {
    expect(outcomeOf('show of hands', said(['consent', 10], ['objection', 9], ['abstain', 40]))).toBe('adopted')
    expect(outcomeOf('show of hands', said(['consent', 9], ['objection', 10]))).toBe('not adopted')
  })
  // The same section: on a tie vote the motion is lost.
  it('[D5] is lost on a tie', () => {
    expect(outcomeOf('show of hands', said(['consent', 7], ['objection', 7]))).toBe('not adopted')
    expect(outcomeOf('show of hands', said(['consent', 4], ['concern', 3], ['objection', 7], 'abstain'))).toBe('not adopted')
  })
})

describe('advice', () => {
  // D. Bakke, "The Decision Maker" (2013); F. Laloux, "Reinventing Organizations" (2014): whoever asks has to ask, and is not bound by what is said.
  it('[D5] needs to have been asked for, and leaves the decision to whoever asked', () => {
    expect(outcomeOf('advice', said('objection', 'concern'))).toBe('adopted')
    expect(outcomeOf('advice', said('abstain'))).toBe('adopted')
    expect(outcomeOf('advice', [])).toBe('not adopted')
  })
})
