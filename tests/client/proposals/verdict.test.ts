import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHOICES, type Closing, outcomeOf, type Position, type Round, verdict } from '../../../client/proposals/facts/verdict'

/** What each record comes after, directly. */
type Fact =
  | (Position & { readonly type: 'position'; readonly after: readonly string[] })
  | (Closing & { readonly type: 'closing'; readonly after: readonly string[] })

function judge(round: Round, facts: readonly Fact[]) {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const past = (id: string, found = new Set<string>()): Set<string> => {
    for (const before of byId.get(id)?.after ?? []) {
      if (found.has(before)) continue
      found.add(before)
      past(before, found)
    }
    return found
  }
  const after = (id: string, earlier: string) => past(id).has(earlier)
  return {
    after,
    verdict: verdict(
      round,
      facts.filter((fact) => fact.type === 'position'),
      facts.filter((fact) => fact.type === 'closing'),
      after,
    ),
  }
}

const round: Round = { by: 'alice', method: 'consent', roster: ['alice', 'bob', 'carol'], owed: ['carol'] }
const position = (id: string, person: string, choice: Position['choice'], after: readonly string[] = []): Fact => ({
  type: 'position',
  id,
  person,
  at: 0,
  choice,
  after,
})
const closing = (id: string, cut: readonly string[], more: Partial<Closing> & { readonly after?: readonly string[] } = {}): Fact => ({
  ...{ type: 'closing', id, person: 'alice', at: 10, outcome: 'adopted', cut, tried: ['carol'], announced: 10, after: cut },
  ...more,
})
const [a, b] = [position('a', 'alice', 'consent'), position('b', 'bob', 'concern')]

describe('a round', () => {
  it('[D4] is closed by one of its people, whose outcome is worked out again', () => {
    expect(judge(round, [a, b, closing('z', ['a', 'b'])]).verdict).toMatchObject({ state: 'closed', outcome: 'adopted' })
    expect(judge(round, [a, b, closing('z', ['a', 'b'], { person: 'mallory' })]).verdict.state).toBe('open')
    expect(judge(round, [a, b, closing('z', ['a', 'b'], { outcome: 'not adopted' })]).verdict.state).toBe('open')
    expect(judge(round, [a, b, closing('z', ['a', 'b', 'c'])]).verdict.state).toBe('open')
  })

  it('[D5] does not close before its day, nor without a word about whoever was not heard; silence adopts nothing', () => {
    expect(judge(round, [a, b, closing('z', ['a', 'b'], { announced: 11 })]).verdict.state).toBe('open')
    const c = position('c', 'carol', 'abstain')
    expect(judge(round, [a, b, c, closing('z', ['a', 'b', 'c'], { announced: 11, tried: [] })]).verdict.state).toBe('closed')
    expect(judge(round, [a, b, closing('z', ['a', 'b'], { tried: [] })]).verdict.state).toBe('open')
    expect(outcomeOf('consent', [])).toBe('not adopted')
    expect(outcomeOf('show of hands', [])).toBe('not adopted')
  })

  it('[D2] is reopened by an objection that the closing did not know, and not by one made in its knowledge', () => {
    const end = closing('z', ['a', 'b'])
    expect(judge(round, [a, b, end, position('c', 'carol', 'objection')]).verdict).toMatchObject({ state: 'reopened', by: ['c'] })
    expect(judge(round, [a, b, end, position('c', 'carol', 'objection', ['z'])]).verdict.state).toBe('closed')
    expect(judge(round, [a, b, end, position('m', 'mallory', 'objection')]).verdict.state).toBe('closed')
  })

  it('[D7] counts the more careful of what a person, or two who close, say at once', () => {
    const two = judge(round, [position('a', 'alice', 'consent'), position('o', 'alice', 'objection')]).verdict
    expect(two.positions.get('alice')?.choice).toBe('objection')
    expect([...two.two]).toEqual(['alice'])
    const [o, changed] = [position('o', 'bob', 'objection'), position('p', 'bob', 'consent', ['o'])]
    const ends = [closing('y', ['a', 'p']), closing('z', ['a', 'o'], { outcome: 'not adopted', person: 'bob' })]
    expect(judge(round, [a, o, changed, ...ends]).verdict).toMatchObject({ state: 'closed', outcome: 'not adopted', closing: 'z', closings: 2 })
  })

  it('[D2] [D7] comes to the same in any order, and never adopts over an objection that was not made in knowledge of the closing', () => {
    const worlds = fc.array(
      fc.record({
        device: fc.nat(4),
        choice: fc.constantFrom(...CHOICES),
        closes: fc.boolean(),
        lies: fc.boolean(),
        knows: fc.array(fc.nat(30), { maxLength: 6 }),
      }),
      { maxLength: 24 },
    )
    const seen = new Set<string>()
    fc.assert(
      fc.property(worlds, fc.infiniteStream(fc.nat(1000)), (acts, chance) => {
        const facts: Fact[] = []
        const people = ['alice', 'alice', 'bob', 'carol', 'carol']
        for (const [index, { device, choice, closes, lies, knows }] of acts.entries()) {
          const person = people[device] ?? 'alice'
          const id = `r${String(index).padStart(2, '0')}`
          const known = new Set(knows.flatMap((at) => facts[at]?.id ?? []))
          const own = facts.filter((fact) => fact.person === person && (lies ? index % 2 === 0 : true)).map((fact) => fact.id)
          const all = [...new Set([...known, ...own])]
          if (!closes) facts.push(position(id, person, choice, all))
          else {
            const cut = all.filter((one) => facts.some((fact) => fact.id === one && fact.type === 'position'))
            const cited = facts.filter((fact) => cut.includes(fact.id))
            const { positions } = judge(round, cited).verdict
            const outcome = lies ? 'adopted' : outcomeOf('consent', positions.values())
            facts.push(closing(id, cut, { person, outcome, after: all }))
          }
        }
        const [first, other] = [
          judge(round, facts),
          judge(
            round,
            [...facts]
              .map((fact) => [chance.next().value, fact] as const)
              .sort(([x], [y]) => x - y)
              .map(([, fact]) => fact),
          ),
        ]
        const plain = ({ positions, ...rest }: typeof first.verdict) => ({
          ...rest,
          two: [...rest.two].sort(),
          positions: [...positions].map(([who, { id }]) => `${who} ${id}`).sort(),
        })
        expect(plain(other.verdict)).toEqual(plain(first.verdict))
        seen.add(first.verdict.state === 'closed' ? first.verdict.outcome : first.verdict.state)
        if (first.verdict.state !== 'closed' || first.verdict.outcome !== 'adopted') return
        const { closing: end } = first.verdict
        for (const fact of facts) {
          if (fact.type !== 'position' || fact.choice !== 'objection') continue
          const isLatest = !facts.some((next) => next.type === 'position' && next.person === fact.person && first.after(next.id, fact.id))
          if (isLatest) expect(first.after(fact.id, end)).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
    expect([...seen].sort()).toEqual(['adopted', 'not adopted', 'open', 'reopened'])
  })
})
