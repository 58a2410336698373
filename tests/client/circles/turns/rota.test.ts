import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Planned, planOf, rowsOf } from '../../../../client/circles/turns/plan'
import { had, join, orderOf, type Standings, stepOut } from '../../../../client/circles/turns/rota'
import { occasionsFrom } from '../../../../client/circles/turns/rotas'
import { SWAP, SWAP_ANSWER, saidOf, swapAnswerBody, swapBody, TURN, turnBody, WILLING, willingBody } from '../../../../client/circles/turns/said'
import { addDays } from '../../../../client/workspace/days'
import { deviceOf, small } from '../support'
import { keysOf, Replica, signed, verify, whoOf } from './support'

const ROTA = 'ab'.repeat(16)
const NAMES = ['alice', 'bob', 'carol', 'dana']
const SUBJECT = `rota/${ROTA}`
const FIRST = '2026-12-06'
const WEEKS = occasionsFrom({ first: FIRST, every: 'week' }, FIRST, 40)
const nameOf = (person: string | undefined): string => (person === undefined ? '' : (NAMES.find((name) => deviceOf(name) === person) ?? '?'))
const turn = (occasion: string, isTaken: boolean, more: { reason?: string; until?: string | null; lines?: string; beside?: string | null } = {}) =>
  turnBody({ occasion, isTaken, reason: '', until: null, lines: '', beside: null, ...more })
const namesIn = (planned: Planned | undefined): string[] => (planned?.people ?? []).map(nameOf)
const spread = (standings: Standings): number => {
  const credits = [...standings.values()].map(({ credits }) => credits)
  return credits.length === 0 ? 0 : Math.max(...credits) - Math.min(...credits)
}

describe('whose turn it is', () => {
  it('[R4] over twelve turns and four willing people each has three', () => {
    let standings: Standings = new Map()
    for (const name of NAMES) standings = join(standings, name, FIRST)
    const counts = new Map<string, number>()
    for (const occasion of WEEKS.slice(0, 12)) {
      const next = orderOf(standings, ROTA, occasion)[0]?.person ?? ''
      counts.set(next, (counts.get(next) ?? 0) + 1)
      standings = had(standings, occasion, [next], () => false)
    }
    expect([...counts.values()]).toEqual([3, 3, 3, 3])
  })

  it('[R4] in 10,000 turns with skips, joiners and people who come back, nobody is ever more than one turn from another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ skip: fc.array(fc.nat(11), { maxLength: 6 }), move: fc.option(fc.nat(11), { freq: 3 }) }), { minLength: 500, maxLength: 500 }),
        (weeks) => {
          let standings: Standings = join(join(new Map(), 'p0', FIRST), 'p1', FIRST)
          weeks.forEach(({ skip, move }, at) => {
            const occasion = addDays(FIRST, at)
            if (move !== null) standings = standings.has(`p${move}`) ? stepOut(standings, `p${move}`) : join(standings, `p${move}`, occasion)
            const isOut = (person: string) => skip.some((one) => `p${one}` === person)
            const next = orderOf(standings, ROTA, occasion).find(({ person }) => !isOut(person))
            if (next) standings = had(standings, occasion, [next.person], isOut)
            expect(spread(standings)).toBeLessThanOrEqual(1)
          })
        },
      ),
      { numRuns: 20 },
    )
  })

  it('[R4] whoever skips is next again, and whoever joins or comes back is credited the fewest that anybody has', () => {
    let standings: Standings = join(join(new Map(), 'alice', '2026-12-01'), 'bob', '2026-12-02')
    expect(orderOf(standings, ROTA, WEEKS[0] ?? '')[0]?.person).toBe('alice')
    standings = had(standings, WEEKS[0] ?? '', ['bob'], (person) => person === 'alice')
    expect(orderOf(standings, ROTA, WEEKS[1] ?? '')[0]?.person).toBe('alice')
    standings = had(
      had(standings, WEEKS[1] ?? '', ['alice'], () => false),
      WEEKS[2] ?? '',
      ['bob'],
      () => false,
    )
    standings = join(standings, 'carol', WEEKS[2] ?? '')
    expect(standings.get('carol')?.credits).toBe(1)
    standings = join(stepOut(standings, 'bob'), 'bob', WEEKS[3] ?? '')
    expect(standings.get('bob')).toMatchObject({ credits: 1, since: WEEKS[3] })
  })
})

/** Alice, bob, carol and dana, willing one day after the other. */
function four(): Replica {
  const replica = new Replica()
  NAMES.forEach((name, at) => void replica.say(name, WILLING, SUBJECT, willingBody('turns', `2026-12-0${at + 1}`)))
  return replica
}
const planIn = (replica: Replica, from = 0, shuffled = 0) => planOf(saidOf(ROTA, replica.facts(whoOf(NAMES), shuffled)), WEEKS.slice(from, from + 8))

describe('what people say about turns', () => {
  it('[R4] the days that come go round in the order of waiting', () => {
    expect(planIn(four()).turns.map((planned) => namesIn(planned).join())).toEqual([...NAMES, ...NAMES])
    const rows = rowsOf(planIn(four()), ROTA)
    expect(rows.map(({ standing, planned }) => [nameOf(standing.person), planned?.occasion])).toEqual(NAMES.map((name, at) => [name, WEEKS[at]]))
  })

  it('[R4] a skip with its reason moves the turn on; until a day it lasts, and then its person is next', () => {
    const replica = four()
    replica.say('alice', TURN, SUBJECT, turn(WEEKS[0] ?? '', false, { reason: 'night shifts', until: WEEKS[2] ?? '' }))
    expect(
      planIn(replica)
        .turns.slice(0, 5)
        .map((planned) => namesIn(planned).join()),
    ).toEqual(['bob', 'carol', 'dana', 'alice', 'bob'])
    replica.say('alice', TURN, SUBJECT, turn(WEEKS[0] ?? '', true))
    expect(namesIn(planIn(replica).turns[0])).toEqual(['alice'])
  })

  it('[R4] a swap moves nothing before both signed it, and either takes it back', () => {
    const replica = four()
    const swap = replica.say('alice', SWAP, SUBJECT, swapBody(WEEKS[0] ?? '', WEEKS[2] ?? '', deviceOf('carol')))
    expect(
      planIn(replica)
        .turns.slice(0, 3)
        .map((planned) => namesIn(planned).join()),
    ).toEqual(['alice', 'bob', 'carol'])
    // Somebody else's yes is nobody's yes.
    replica.say('bob', SWAP_ANSWER, SUBJECT, swapAnswerBody(swap.id, true))
    replica.say('alice', SWAP_ANSWER, SUBJECT, swapAnswerBody(swap.id, true))
    expect(namesIn(planIn(replica).turns[0])).toEqual(['alice'])
    replica.say('carol', SWAP_ANSWER, SUBJECT, swapAnswerBody(swap.id, true))
    expect(
      planIn(replica)
        .turns.slice(0, 4)
        .map((planned) => namesIn(planned).join()),
    ).toEqual(['carol', 'bob', 'alice', 'dana'])
    replica.say('carol', TURN, SUBJECT, turn(WEEKS[0] ?? '', true))
    expect(
      planIn(replica, 1)
        .turns.slice(0, 3)
        .map((planned) => namesIn(planned).join()),
    ).toEqual(['bob', 'alice', 'dana'])
    replica.say('alice', SWAP_ANSWER, SUBJECT, swapAnswerBody(swap.id, false))
    expect(namesIn(planIn(replica, 1).turns[0])).toEqual(['alice'])
  })

  it('[R4] whoever learns goes with somebody who has had it, and takes no turn', () => {
    const replica = four()
    replica.say('dana', WILLING, SUBJECT, willingBody('learning', '2026-12-05'))
    expect(planIn(replica).turns.map(({ beside }) => beside)).toEqual([null, null, null, deviceOf('dana'), null, null, null, null])
    replica.say('alice', TURN, SUBJECT, turn(WEEKS[0] ?? '', true))
    const plan = planIn(replica, 1)
    expect(plan.turns.slice(0, 3).map(({ people, beside }) => [nameOf(people[0]), beside && nameOf(beside)])).toEqual([
      ['bob', null],
      ['carol', null],
      ['alice', 'dana'],
    ])
  })

  it('[R4] a turn that nobody knew a newcomer at is not held against the others: the newcomer is credited from then on', () => {
    const [here, there] = [four(), new Replica()]
    there.say('erin', WILLING, SUBJECT, willingBody('turns', '2026-12-01'))
    for (let at = 0; at < 8; at++) here.say(NAMES[at % 4] ?? '', TURN, SUBJECT, turn(WEEKS[at] ?? '', true))
    here.hear(there)
    const names = [...NAMES, 'erin']
    expect(spread(planOf(saidOf(ROTA, here.facts(whoOf(names))), WEEKS.slice(8, 12)).standings)).toBe(0)
  })

  it('[R4] any acts on any replicas, heard in any order, give one plan on all of them', () => {
    const act = fc.record({ on: fc.nat(2), who: fc.nat(3), what: fc.nat(5), week: fc.nat(9), other: fc.nat(3), meet: fc.option(fc.nat(2), { freq: 2 }) })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 40 }), small, (acts, shuffled) => {
        const seed = four()
        const replicas = [0, 1, 2].map(() => new Replica())
        for (const replica of replicas) replica.hear(seed)
        for (const { on, who, what, week, other, meet } of acts) {
          const replica = replicas[on] as Replica
          const name = NAMES[who] ?? ''
          const day = WEEKS[week] ?? ''
          if (what === 0) replica.say(name, WILLING, SUBJECT, willingBody((['turns', 'learning', 'not'] as const)[other % 3] ?? 'not', day))
          else if (what === 1) replica.say(name, TURN, SUBJECT, turn(day, false, { until: WEEKS[week + other] ?? null }))
          else if (what === 2) replica.say(name, SWAP, SUBJECT, swapBody(day, WEEKS[week + 1 + other] ?? '', deviceOf(NAMES[other] ?? '')))
          else if (what === 3) {
            const swaps = [...replica.records.values()].filter(({ type }) => type === SWAP)
            const swap = swaps[week % Math.max(1, swaps.length)]
            if (swap) replica.say(name, SWAP_ANSWER, SUBJECT, swapAnswerBody(swap.id, other !== 0))
          } else replica.say(name, TURN, SUBJECT, turn(day, true, { beside: other === who ? null : deviceOf(NAMES[other] ?? '') }))
          if (meet !== null) replica.hear(replicas[meet] as Replica)
        }
        for (const replica of replicas) for (const other of replicas) replica.hear(other)
        const said = replicas.map((replica, at) => {
          const one = saidOf(ROTA, replica.facts(whoOf(NAMES), shuffled + at))
          return JSON.stringify([one.turns, one.swaps, [...one.standings], [...one.learning], one.coming, planOf(one, WEEKS.slice(3, 20)).turns])
        })
        expect(said[1]).toBe(said[0])
        expect(said[2]).toBe(said[0])
      }),
      { numRuns: 300 },
    )
  })

  it('[R4] what another signed in my name, and what was changed on the way, never counts', async () => {
    const { key, who } = keysOf(['alice', 'bob'])
    const records = []
    for (const name of ['alice', 'bob']) {
      const made = await verify((await signed(key(name), WILLING, SUBJECT, willingBody('turns', FIRST), records)).bytes)
      if (made.ok) records.push(made.value)
    }
    const mine = await signed(key('alice'), TURN, SUBJECT, turn(FIRST, true), records)
    for (let at = 0; at < mine.bytes.length; at += 7) {
      const changed = mine.bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect((await verify(changed)).ok).toBe(false)
    }
    // Mallory is nobody here.
    const stranger = await verify((await signed(keysOf([]).key('mallory'), TURN, SUBJECT, turn(FIRST, true), records)).bytes)
    expect(stranger.ok).toBe(true)
    if (!stranger.ok) return
    const { factsOf } = await import('../../../../client/circles/facts/facts')
    expect(saidOf(ROTA, factsOf([...records, stranger.value], who)).turns).toEqual([])
    // What a device said after its owner stopped it.
    const own = await verify(mine.bytes)
    if (!own.ok) return
    expect(saidOf(ROTA, factsOf([...records, own.value], { ...who, persons: { counts: ({ id }) => id !== own.value.id } })).turns).toEqual([])
  })

  it('bodies of any shape are looked over, never thrown at', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(WILLING, TURN, SWAP, SWAP_ANSWER),
        fc.oneof(
          fc.integer({ min: 0 }),
          fc.string(),
          fc.dictionary(
            fc.constantFrom('as', 'from', 'occasion', 'what', 'give', 'take', 'to', 'swap', 'yes'),
            fc.oneof(fc.string(), fc.boolean(), fc.uint8Array({ maxLength: 40 })),
          ),
        ),
        (type, body) => {
          const replica = four()
          replica.say('bob', type, SUBJECT, body)
          expect(planIn(replica).turns).toHaveLength(8)
        },
      ),
    )
  })
})

describe('the days of a rota', () => {
  it('come weekly, every other week, or monthly with the last day of a short month', () => {
    expect(occasionsFrom({ first: '2026-11-30', every: 'week' }, '2026-12-08', 2)).toEqual(['2026-12-14', '2026-12-21'])
    expect(occasionsFrom({ first: '2026-11-30', every: 'two weeks' }, '2026-11-01', 2)).toEqual(['2026-11-30', '2026-12-14'])
    expect(occasionsFrom({ first: '2026-12-31', every: 'month' }, '2027-02-01', 3)).toEqual(['2027-02-28', '2027-03-31', '2027-04-30'])
  })
})
