import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIGN_ANSWER, SIGN_ASKED, signAnswerBody, signAskedBody, signingsOf, signSubject } from '../../../client/circles/signing/signing'
import {
  amountFrom,
  SLIP,
  SLIP_ENDED,
  SLIP_TOLD,
  SLIP_USED,
  slipBody,
  slipSubject,
  slipsOf,
  slipToldBody,
  slipUsedBody,
} from '../../../client/circles/slips/slip'
import { ABOUT_ME, ABOUT_SUBJECT, aboutMeBody, aboutOf, NOTHING_SAID } from '../../../client/circles/taskForce/aboutMe'
import {
  ASKED,
  ASKED_ANSWER,
  askedAnswerBody,
  askedBody,
  askedOf,
  circleSubject,
  HANDED_DOWN,
  HANDED_DOWN_ANSWER,
  handedDownAnswerBody,
  handedDownBody,
  handedDownOf,
} from '../../../client/circles/taskForce/asked'
import { gapsOf } from '../../../client/circles/taskForce/missing'
import { shownOf, THANKS, THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody, thanksBody, thanksOf } from '../../../client/circles/thanks/thanks'
import { deviceOf, small } from './support'
import { Replica, whoOf } from './turns/support'

const NAMES = ['alice', 'bob', 'carol']
const WHO = whoOf(NAMES)
const ID = 'cd'.repeat(16)
const TODAY = '2026-12-01'
const SLIP_ID = slipSubject(ID)
const given = (people: readonly string[] = [], cap: number | null = 300_00) =>
  slipBody({ about: 'heaters, to lend', circle: null, people: people.map(deviceOf), cap, until: '2027-01-31' })

describe('permission slips', () => {
  it('what is used is taken from the cap, and two who used it at once see by how much it is over', () => {
    const [here, there] = [new Replica(), new Replica()]
    here.say('alice', SLIP, SLIP_ID, given())
    there.hear(here)
    const use = here.say('bob', SLIP_USED, SLIP_ID, slipUsedBody('two heaters', 180_00, TODAY))
    there.say('carol', SLIP_USED, SLIP_ID, slipUsedBody('a heater and cable', 180_00, TODAY))
    expect(slipsOf(here.facts(WHO))[0]).toMatchObject({ left: 120_00, over: 0, used: 180_00 })
    here.hear(there)
    here.say('bob', SLIP_TOLD, SLIP_ID, slipToldBody(use.id, 'Both work.'))
    const [slip] = slipsOf(here.facts(WHO))
    expect(slip).toMatchObject({ left: 0, over: 60_00, used: 360_00 })
    expect(slip?.uses.map(({ told }) => told).sort()).toEqual(['', 'Both work.'])
  })

  it('nobody uses a slip that is for others, widens one by saying it again, or ends one that somebody else gave', () => {
    const replica = new Replica()
    replica.say('alice', SLIP, SLIP_ID, given(['bob']))
    replica.say('carol', SLIP_USED, SLIP_ID, slipUsedBody('a van', 100_00, TODAY))
    replica.say('carol', SLIP, SLIP_ID, given([], 9_000_00))
    replica.say('carol', SLIP_ENDED, SLIP_ID, {})
    expect(slipsOf(replica.facts(WHO))).toMatchObject([{ cap: 300_00, left: 300_00, uses: [], isEnded: false, people: [deviceOf('bob')] }])
    replica.say('alice', SLIP_ENDED, SLIP_ID, {})
    expect(slipsOf(replica.facts(WHO))[0]?.isEnded).toBe(true)
  })

  it('any uses on any replicas come to one sum: nothing is lost and nothing counted twice', () => {
    const act = fc.record({ on: fc.nat(2), who: fc.nat(2), amount: fc.nat(200_00), meet: fc.option(fc.nat(2), { freq: 2 }) })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), small, (acts, shuffled) => {
        const replicas = [0, 1, 2].map(() => new Replica())
        replicas[0]?.say('alice', SLIP, SLIP_ID, given())
        for (const { on, who, amount, meet } of acts) {
          replicas[on]?.say(NAMES[who] ?? '', SLIP_USED, SLIP_ID, slipUsedBody('this', amount, TODAY))
          if (meet !== null) replicas[on]?.hear(replicas[meet] as Replica)
        }
        for (const replica of replicas) for (const other of replicas) replica.hear(other)
        const sum = acts.reduce((all, { amount }) => all + amount, 0)
        const slips = replicas.map((replica, at) => slipsOf(replica.facts(WHO, shuffled + at)))
        expect(slips[1]).toEqual(slips[0])
        expect(slips[2]).toEqual(slips[0])
        expect(slips[0]?.[0]).toMatchObject({ used: sum, left: Math.max(0, 300_00 - sum), over: Math.max(0, sum - 300_00) })
      }),
    )
  })

  it('an amount is read as people write it', () => {
    expect(['60', ' 12,5', '12.50', '1,200', '1.200,50', '1 200', '٦٠'].map(amountFrom)).toEqual([6000, 1250, 1250, 120_000, 120_050, 120_000, 6000])
    expect(['', '-3', 'ten', '1.2.3', '1e9', '=1+1'].map(amountFrom)).toEqual([null, null, null, null, null, null])
  })
})

describe('being asked in, and handing down', () => {
  it('each is in once they have said yes themselves; another’s yes for them is nothing', () => {
    const replica = new Replica()
    replica.say('alice', ASKED, circleSubject(ID), askedBody([deviceOf('bob'), deviceOf('carol')]))
    replica.say('alice', ASKED_ANSWER, circleSubject(ID), askedAnswerBody(true, ''))
    replica.say('bob', ASKED_ANSWER, circleSubject(ID), askedAnswerBody(false, 'no evenings'))
    expect(askedOf(replica.facts(WHO)).map(({ answer, why }) => [answer, why])).toEqual([
      ['no', 'no evenings'],
      ['open', ''],
    ])
    replica.say('bob', ASKED_ANSWER, circleSubject(ID), askedAnswerBody(true, ''))
    expect(askedOf(replica.facts(WHO))[0]?.answer).toBe('yes')
  })

  it('what is handed down says what the smaller circle may do, and is answered', () => {
    const replica = new Replica()
    const words = { what: 'Which heaters', from: null, may: 'decide', upTo: '300', until: '2027-01-31', document: null } as const
    const handed = replica.say('alice', HANDED_DOWN, circleSubject(ID), handedDownBody(words))
    replica.say('bob', HANDED_DOWN_ANSWER, circleSubject(ID), handedDownAnswerBody(handed.id, true, ''))
    expect(handedDownOf(replica.facts(WHO))).toMatchObject([{ ...words, to: ID, by: deviceOf('alice'), answers: [{ person: deviceOf('bob'), yes: true }] }])
  })

  it('who is missing follows from what people say of themselves, and from nothing else', () => {
    const replica = new Replica()
    replica.say('alice', ABOUT_ME, ABOUT_SUBJECT, aboutMeBody({ ...NOTHING_SAID, livesIn: 'Hemp House', speaks: 'English' }))
    replica.say('bob', ABOUT_ME, ABOUT_SUBJECT, aboutMeBody({ ...NOTHING_SAID, livesIn: 'Tar Yard', speaks: 'English, Twi' }))
    const said = aboutOf(replica.facts(WHO))
    expect(gapsOf(said, [deviceOf('alice')]).map(({ words }) => words)).toEqual(['Tar Yard', 'Twi'])
    expect(gapsOf(said, [deviceOf('alice'), deviceOf('bob')])).toEqual([])
    replica.say('bob', ABOUT_ME, ABOUT_SUBJECT, aboutMeBody(NOTHING_SAID))
    expect(gapsOf(aboutOf(replica.facts(WHO)), [deviceOf('alice')])).toEqual([])
  })
})

describe('acknowledgements', () => {
  it('[R5] are shown only once the named person said yes, and no longer once they said no', () => {
    const replica = new Replica()
    const shown = () => shownOf(thanksOf(replica.facts(WHO)), deviceOf('bob')).map(({ what }) => what)
    const thanks = replica.say('alice', THANKS, THANKS_SUBJECT, thanksBody(deviceOf('bob'), 'to have a budget read aloud'))
    expect(shown()).toEqual([])
    replica.say('alice', THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(thanks.id, true))
    replica.say('carol', THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(thanks.id, true))
    expect(shown()).toEqual([])
    replica.say('bob', THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(thanks.id, true))
    expect(shown()).toEqual(['to have a budget read aloud'])
    replica.say('bob', THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(thanks.id, false))
    expect(shown()).toEqual([])
  })

  it('[R5] nobody acknowledges themselves', () => {
    const replica = new Replica()
    const own = replica.say('bob', THANKS, THANKS_SUBJECT, thanksBody(deviceOf('bob'), 'everything'))
    replica.say('bob', THANKS_ANSWER, THANKS_SUBJECT, thanksAnswerBody(own.id, true))
    expect(thanksOf(replica.facts(WHO))).toEqual([])
  })
})

describe('signing roles', () => {
  it('whoever is asked signs, or says why not; a no without a reason is no answer', () => {
    const replica = new Replica()
    replica.say('alice', SIGN_ASKED, signSubject(ID), signAskedBody({ role: ID, what: 'the lease', by: '2026-12-20' }))
    replica.say('bob', SIGN_ANSWER, signSubject(ID), signAnswerBody(false, ' '))
    expect(signingsOf(replica.facts(WHO))).toMatchObject([{ role: ID, what: 'the lease', by: '2026-12-20', answers: [] }])
    replica.say('bob', SIGN_ANSWER, signSubject(ID), signAnswerBody(false, 'clause 4 is against the statutes'))
    expect(signingsOf(replica.facts(WHO))[0]?.answers).toMatchObject([{ person: deviceOf('bob'), signed: false, why: 'clause 4 is against the statutes' }])
  })
})
