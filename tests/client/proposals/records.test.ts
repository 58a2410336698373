import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeCbor } from '../../../client/crypto/deterministicCbor'
import { makeRecord, type RecordId } from '../../../client/crypto/record'
import { CHOICES, outcomeOf } from '../../../client/proposals/facts/verdict'
import { oracle } from './decisionModel'
import { closing, DEVICES, deviceNamed, idOf, keysOf, opened, PLACE, personOf, position, Replica, roster, witnessed } from './worlds'

const [alice, bob, carol, mallory, trudy] = ["alice's phone", "bob's phone", "carol's phone", "mallory's phone", "trudy's phone"].map(deviceNamed) as [
  ...ReturnType<typeof deviceNamed>[],
] as [(typeof DEVICES)[0], (typeof DEVICES)[0], (typeof DEVICES)[0], (typeof DEVICES)[0], (typeof DEVICES)[0]]
const triedCarol = [[...keysOf('carol'), 'I rang twice']]
const plain = (replica: Replica, turn = 0) => {
  const verdict = replica.round(turn)?.verdict
  if (!verdict) return null
  if (verdict.state === 'closed') return { state: 'closed', outcome: verdict.outcome, closing: verdict.closing }
  return verdict.state === 'reopened' ? { state: 'reopened', by: verdict.by } : { state: 'open' }
}

const act = fc.record({
  // Most often one of those who are asked.
  device: fc.oneof({ weight: 4, arbitrary: fc.nat(4) }, { weight: 1, arbitrary: fc.nat(DEVICES.length - 1) }),
  kind: fc.constantFrom('says', 'says', 'says', 'closes', 'closes', 'longer', 'witnesses', 'asks', 'meets', 'meets', 'meets'),
  choice: fc.constantFrom('none', 'consent', 'consent', 'objection', ...CHOICES),
  other: fc.nat(DEVICES.length - 1),
  about: fc.constantFrom('alice', 'bob', 'carol', 'mallory', 'trudy'),
  as: fc.constantFrom('decide', 'impacted', 'responsible', null, null, 'boss'),
  lies: fc.nat(9).map((figure) => figure === 0),
  chance: fc.nat(1_000_000),
  /** A clock that may be anywhere. */
  at: fc.constantFrom(0, 99, 100, 150, 10_000, 10_000),
})
const some = (chance: number, id: string): boolean => (Number.parseInt(id.slice(0, 8), 16) ^ (chance * 2_654_435_761)) % 5 !== 0

describe('the verdict on real records', () => {
  it('[D0] [D1] [D2] [D4] [D5] [D7] [D9] [D11] is what the oracle says, on every replica and at every step, whatever the order, partitions, clocks and lies', async () => {
    const seen = new Set<string>()
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 16, maxLength: 36 }), fc.constantFrom('consent', 'show of hands', 'advice'), async (acts, method) => {
        const { replica: first, round } = await opened({ method })
        const replicas = DEVICES.map(() => {
          const replica = new Replica()
          replica.hear(first)
          return replica
        })
        for (const { device: at, kind, choice, other, about, as, lies, chance, at: clock } of acts) {
          const [device, replica, second] = [DEVICES[at], replicas[at], replicas[other]]
          if (!device || !replica || !second) continue
          const more = { at: clock, leavesOut: (id: RecordId) => lies && some(chance, id) }
          if (kind === 'says') await replica.say(device, position(round.id, choice), more)
          else if (kind === 'witnesses') await replica.say(device, witnessed(round.id, about, choice, chance % 3 ? 'voice' : 'paper'), more)
          else if (kind === 'asks') await replica.say(device, roster(round.id, about, as), more)
          else if (kind === 'longer') await replica.say(device, { type: 'longer', subject: `round/${round.id}`, body: { closes: 150 } }, more)
          else if (kind === 'closes') {
            const now = replica.round()
            const cut = (now?.positions ?? []).filter(({ id }) => !lies || some(chance, id)).map(({ id }) => id as RecordId)
            const honest = outcomeOf(now?.method ?? 'consent', now?.verdict.positions.values() ?? [])
            await replica.say(device, closing(round.id, lies && chance % 2 ? 'adopted' : honest, cut, chance % 4 ? triedCarol : []), more)
          } else second.hear(replica, (id) => some(chance, id))
          for (const [index, one] of [replica, second].entries()) {
            const found = plain(one, chance + index)
            expect(found).toEqual(oracle([...one.records.values()], round, personOf))
            seen.add(`${found?.state} ${found && 'outcome' in found ? found.outcome : ''}`)
          }
        }
        const all = new Replica()
        for (const replica of replicas) all.hear(replica)
        const [here, ...others] = [0, 1, 7, 31].map((turn) => plain(all, turn))
        for (const there of others) expect(there).toEqual(here)
        expect(here).toEqual(oracle([...all.records.values()], round, personOf))
      }),
      { numRuns: 100 },
    )
    expect([...seen]).toEqual(expect.arrayContaining(['closed adopted', 'closed not adopted', 'open ']))
  }, 120_000)

  it('[D1] nobody says anything for another: what is forged, altered, replayed elsewhere or not of a member counts nowhere', async () => {
    const { replica, round } = await opened()
    const said = await replica.say(carol, position(round.id, 'objection'))
    const before = replica.round()?.verdict.positions
    expect(before?.get(idOf('carol'))?.choice).toBe('objection')
    const content = { ...PLACE, ...position(round.id, 'consent'), after: [said.id], device: carol.key.public, at: 1 }
    // Mallory signs what names Carol's device.
    await expect(makeRecord(content, mallory.key.secret)).rejects.toThrow()
    const own = await makeRecord({ ...content, device: mallory.key.public }, mallory.key.secret)
    const carols = await makeRecord(content, carol.key.secret)
    const swapped = carols.bytes.slice()
    swapped.set(own.bytes.slice(-64), swapped.length - 64)
    expect(await replica.take(swapped)).toBe(false)
    for (const place of [{ documentId: new Uint8Array(16).fill(9) }, { workspaceId: new Uint8Array(16).fill(9) }])
      expect(await replica.take((await makeRecord({ ...content, ...place }, carol.key.secret)).bytes)).toBe(false)
    // Of another round, of a stranger, of a member who is not asked, or in a form that nobody knows: each verifies and none counts.
    const { round: other } = await opened({ closes: 200 })
    await replica.say(carol, position(other.id, 'consent'))
    await replica.say(mallory, position(round.id, 'consent'))
    await replica.say(trudy, position(round.id, 'consent'))
    await replica.say(carol, { type: 'position', subject: `round/${round.id}`, body: { choice: 'Consent' } })
    await replica.say(carol, { type: 'position', subject: `round/${round.id}`, body: encodeCbor([1]) })
    await replica.take((await replica.say(carol, { type: 'position', subject: `round/${round.id}`, body: null })).bytes)
    expect([...(replica.round()?.verdict.positions ?? [])]).toEqual([...(before ?? [])])
    for (const device of [mallory, trudy]) await replica.say(device, closing(round.id, 'not adopted', [said.id]), { at: 1000 })
    expect(plain(replica)).toEqual({ state: 'open' })
  })

  it('[D1] said again, a record is the same record: a replay neither counts twice nor brings back what was changed', async () => {
    const { replica, round } = await opened()
    const first = await replica.say(bob, position(round.id, 'consent'))
    await replica.say(bob, position(round.id, 'objection'))
    expect(await replica.take(first.bytes)).toBe(true)
    expect(replica.round()?.verdict.positions.get(idOf('bob'))?.choice).toBe('objection')
    expect(replica.round()?.positions).toHaveLength(2)
  })

  it('[D2] somebody who was offline for the whole round reopens it, and a new closing that counts the objection settles it', async () => {
    const { replica, round } = await opened()
    const away = new Replica()
    away.hear(replica)
    const cut = [await replica.say(alice, position(round.id, 'consent')), await replica.say(bob, position(round.id, 'concern'))].map(({ id }) => id)
    await replica.say(alice, closing(round.id, 'adopted', cut, triedCarol), { at: 100 })
    expect(plain(replica)).toMatchObject({ state: 'closed', outcome: 'adopted' })
    const late = await away.say(carol, position(round.id, 'objection'))
    replica.hear(away)
    away.hear(replica)
    expect(plain(replica)).toEqual({ state: 'reopened', by: [late.id] })
    expect(plain(away)).toEqual(plain(replica))
    await away.say(bob, closing(round.id, 'not adopted', [...cut, late.id]), { at: 100 })
    expect(plain(away)).toMatchObject({ state: 'closed', outcome: 'not adopted' })
  })

  it('[D4] a closing waits until all that it counts is here', async () => {
    const { replica, round } = await opened()
    const far = new Replica()
    far.hear(replica)
    const [one, two] = [await replica.say(alice, position(round.id, 'consent')), await replica.say(bob, position(round.id, 'consent'))]
    const end = await replica.say(alice, closing(round.id, 'adopted', [one.id, two.id], triedCarol), { at: 100 })
    await far.take(end.bytes)
    await far.take(one.bytes)
    expect(plain(far)).toEqual({ state: 'open' })
    await far.take(two.bytes)
    expect(plain(far)).toEqual(plain(replica))
  })

  it('[D11] a day that passes does nothing: without a closing the round is open, whatever the clocks say', async () => {
    const { replica, round } = await opened({ closes: 1 })
    for (const device of [alice, bob, carol]) await replica.say(device, position(round.id, 'consent'), { at: 1e12 })
    expect(plain(replica)).toEqual({ state: 'open' })
  })

  it('[D0] whoever is added after the opening is asked and shown with the reason, and only they themselves take off what they said', async () => {
    const { replica, round } = await opened()
    await replica.say(bob, roster(round.id, 'mallory', 'impacted', 'she has the keys'))
    expect(replica.round()?.added.get(idOf('mallory'))).toMatchObject({ by: idOf('bob'), as: 'impacted', why: 'she has the keys' })
    expect(replica.round()?.owed).toContain(idOf('mallory'))
    const said = await replica.say(mallory, position(round.id, 'objection'))
    await replica.say(alice, roster(round.id, 'mallory', null, 'she disturbs'))
    expect(replica.round()?.verdict.positions.get(idOf('mallory'))?.id).toBe(said.id)
    // Carol has not spoken: somebody who knows takes her off, and her word brings her back.
    await replica.say(alice, roster(round.id, 'carol', null, 'moved away'))
    expect(replica.round()?.roster).not.toContain(idOf('carol'))
    await replica.say(carol, position(round.id, 'concern'))
    expect(replica.round()?.roster).toContain(idOf('carol'))
    await replica.say(mallory, roster(round.id, 'mallory', null, 'not mine to say'))
    expect(replica.round()?.roster).not.toContain(idOf('mallory'))
  })

  it('[D0] a closing counts those whom its maker knew to be asked; whoever was added meanwhile can still object', async () => {
    const { replica, round } = await opened()
    const far = new Replica()
    far.hear(replica)
    await far.say(bob, roster(round.id, 'mallory', 'decide'))
    await far.say(mallory, position(round.id, 'objection'))
    const cut = [(await replica.say(alice, position(round.id, 'consent'))).id]
    await replica.say(alice, closing(round.id, 'adopted', cut, triedCarol), { at: 100 })
    replica.hear(far)
    expect(plain(replica)).toMatchObject({ state: 'reopened' })
  })

  it('[D0] without the edit rung nobody changes whom a round asks', async () => {
    const { replica, round } = await opened()
    await expect(makeRecord({ ...PLACE, ...roster(round.id, 'bob', null), after: [], device: mallory.key.public, at: 0 }, mallory.key.secret)).rejects.toThrow()
    expect(replica.round()?.roster).toHaveLength(3)
  })

  it('[D9] what a witness wrote down counts until the person says it themself; of two witnesses the more careful; nobody witnesses from outside', async () => {
    const { replica, round } = await opened()
    const heard = () => replica.round()?.verdict.positions.get(idOf('carol'))
    await replica.say(mallory, witnessed(round.id, 'carol', 'objection'))
    await replica.say(bob, witnessed(round.id, 'carol', 'objection', 'hearsay'))
    expect(heard()).toBeUndefined()
    await replica.say(bob, witnessed(round.id, 'carol', 'consent', 'voice'))
    expect(heard()).toMatchObject({ choice: 'consent', witness: idOf('bob'), medium: 'voice', saidAt: 5 })
    await replica.say(alice, witnessed(round.id, 'carol', 'concern'))
    expect(heard()).toMatchObject({ choice: 'concern', witness: idOf('alice') })
    const away = new Replica()
    away.hear(replica)
    await away.say(carol, position(round.id, 'consent'))
    await replica.say(alice, witnessed(round.id, 'carol', 'objection'))
    replica.hear(away)
    expect(heard()).toMatchObject({ choice: 'consent', witness: null })
    // Taken back by herself, she is not heard: no paper speaks in her place.
    await replica.say(carol, position(round.id, 'none'))
    expect(heard()).toBeUndefined()
  })
})
