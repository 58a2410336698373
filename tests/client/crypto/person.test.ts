import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateSigningKey, publicKeyOf, type SigningKey } from '../../../client/crypto/ed25519'
import { invitationBody, joinBody, readInvitationBody } from '../../../client/crypto/joining'
import {
  DOUBTED,
  deviceBody,
  freeColour,
  INVITATION,
  JOIN,
  joinsOf,
  LOST,
  lostBody,
  type Persons,
  pairingNumber,
  personsOf,
  SAME_PERSON,
} from '../../../client/crypto/person'
import { type RecordId, recordIdBytes, type VerifiedRecord } from '../../../client/crypto/record'
import { toHex } from '../../../shared/bytes'
import { device, place, verifiedRecord } from './recordSupport'
import { filled } from './support'

const [phone, laptop, tablet, bob, carol] = [0, 1, 2, 3, 4].map(device) as [SigningKey, SigningKey, SigningKey, SigningKey, SigningKey]
const id = (key: SigningKey): string => toHex(key.public)
const same = (maker: SigningKey, other: SigningKey, after: readonly RecordId[] = []) => verifiedRecord(maker, SAME_PERSON, deviceBody(other.public), after)
const both = async (a: SigningKey, b: SigningKey) => [await same(a, b), await same(b, a)]
const lost = (maker: SigningKey, gone: SigningKey, good: readonly VerifiedRecord[] = [], after: readonly RecordId[] = []) =>
  verifiedRecord(
    maker,
    LOST,
    lostBody(
      gone.public,
      good.map((record) => recordIdBytes(record.id)),
    ),
    after,
  )
const doubt = (maker: SigningKey, about: SigningKey) => verifiedRecord(maker, DOUBTED, deviceBody(about.public))
/** What can be seen of persons, to be compared. */
const seen = (persons: Persons, records: readonly VerifiedRecord[]) => ({
  persons: [phone, laptop, tablet, bob, carol].map(({ public: key }) => persons.personOf(key)),
  lost: [...persons.lost].sort(),
  doubted: [...persons.doubted].sort(),
  counting: records
    .filter(persons.counts)
    .map((record) => record.id)
    .sort(),
})

describe('a person', () => {
  it('is one device until another is confirmed from both sides', async () => {
    expect(personsOf([]).personOf(phone.public)).toBe(id(phone))
    const oneSided = personsOf([await same(phone, laptop)])
    expect(oneSided.personOf(laptop.public)).toBe(id(laptop))
    const persons = personsOf(await both(phone, laptop))
    expect(persons.personOf(laptop.public)).toBe(persons.personOf(phone.public))
    expect(persons.personOf(id(laptop))).toBe(persons.personOf(phone.public))
    expect(persons.devicesOf(persons.personOf(laptop.public))).toEqual([id(phone), id(laptop)])
    expect(persons.devicesOf(id(bob))).toEqual([id(bob)])
  })
  it('is all devices that are joined, by whatever way', async () => {
    const persons = personsOf([...(await both(tablet, laptop)), ...(await both(laptop, phone))])
    expect(new Set([phone, laptop, tablet].map((key) => persons.personOf(key.public)))).toEqual(new Set([id(phone)]))
    expect(persons.personOf(bob.public)).toBe(id(bob))
  })
  it('does not come from a record that names nobody, or its own maker', async () => {
    const odd = [await verifiedRecord(phone, SAME_PERSON, 1), await verifiedRecord(phone, SAME_PERSON, { device: filled(31, 1) }), await same(phone, phone)]
    expect(personsOf(odd).personOf(phone.public)).toBe(id(phone))
  })
})

describe('a lost device', () => {
  it('is stopped by another of the same person; what it said up to the last good record counts', async () => {
    const links = await both(phone, laptop)
    const first = await verifiedRecord(laptop, 'position', 1)
    const good = await verifiedRecord(laptop, 'position', 2, [first.id])
    const late = await verifiedRecord(laptop, 'position', 3, [good.id])
    const stop = await lost(phone, laptop, [good, ...links])
    const persons = personsOf([...links, first, good, late, stop])
    expect(persons.lost).toEqual(new Set([id(laptop)]))
    expect([first, good, late].map(persons.counts)).toEqual([true, true, false])
    expect(persons.counts(stop)).toBe(true)
    expect(persons.personOf(laptop.public)).toBe(id(phone))
  })
  it('knows its good records in other documents, too', async () => {
    const links = await both(phone, laptop)
    const elsewhere = await verifiedRecord(laptop, 'position', 1, [], { subject: 'round' })
    const later = await verifiedRecord(laptop, 'position', 2, [elsewhere.id], { subject: 'round' })
    const stop = await lost(phone, laptop, [later])
    expect(personsOf([...links, stop]).counts(later)).toBe(true)
    expect(personsOf([...links, stop], [elsewhere, later]).counts(elsewhere)).toBe(true)
    expect(personsOf([...links, stop]).counts(await verifiedRecord(laptop, 'position', 3, [], { subject: 'round' }))).toBe(false)
  })
  it('is not stopped by somebody else, nor by itself', async () => {
    const links = await both(phone, laptop)
    const records = [...links, ...(await both(bob, carol)), await lost(bob, phone), await lost(tablet, phone), await lost(phone, phone)]
    expect(personsOf(records).lost.size).toBe(0)
    expect(records.every(personsOf(records).counts)).toBe(true)
  })
  it('cannot answer by stopping the other', async () => {
    const links = await both(phone, laptop)
    const stop = await lost(phone, laptop, links)
    const answer = await lost(laptop, phone, links, [stop.id])
    expect(personsOf([...links, stop, answer]).lost).toEqual(new Set([id(laptop)]))
    // and the owner, who knows the answer, can go on stopping others
    const further = [...links, ...(await both(phone, tablet)), stop, answer]
    const third = await lost(phone, tablet, [], [answer.id])
    expect(personsOf([...further, third]).lost).toEqual(new Set([id(laptop), id(tablet)]))
  })
  it('of two that stop each other unknowingly, both are', async () => {
    const links = await both(phone, laptop)
    expect(personsOf([...links, await lost(phone, laptop, links), await lost(laptop, phone, links)]).lost).toEqual(new Set([id(phone), id(laptop)]))
  })
  it('adds nobody to the person afterwards', async () => {
    const links = await both(phone, laptop)
    const stop = await lost(phone, laptop, links)
    const thief = await both(laptop, carol)
    const persons = personsOf([...links, stop, ...thief])
    expect(persons.personOf(carol.public)).toBe(id(carol))
  })
  it('is cut by each of several: what all of them leave counts', async () => {
    const links = [...(await both(phone, laptop)), ...(await both(tablet, laptop))]
    const a = await verifiedRecord(laptop, 'position', 1)
    const b = await verifiedRecord(laptop, 'position', 2, [a.id])
    const persons = personsOf([...links, a, b, await lost(phone, laptop, [b, ...links]), await lost(tablet, laptop, [a, ...links])])
    expect([a, b].map(persons.counts)).toEqual([true, false])
  })
})

describe('doubt', () => {
  it('takes two other people, and uncounts nothing', async () => {
    const word = await verifiedRecord(phone, 'position', 1)
    expect(personsOf([await doubt(bob, phone)]).doubted.size).toBe(0)
    const persons = personsOf([word, await doubt(bob, phone), await doubt(carol, phone)])
    expect(persons.doubted).toEqual(new Set([id(phone)]))
    expect(persons.counts(word)).toBe(true)
  })
  it('of two devices of one person is that of one, and of one’s own is none', async () => {
    expect(personsOf([...(await both(bob, carol)), await doubt(bob, phone), await doubt(carol, phone)]).doubted.size).toBe(0)
    expect(personsOf([...(await both(phone, laptop)), await doubt(laptop, phone), await doubt(carol, phone)]).doubted.size).toBe(0)
  })
})

describe('whatever the order in which records come', () => {
  it('persons are the same', async () => {
    const links = [...(await both(phone, laptop)), ...(await both(laptop, tablet))]
    const good = await verifiedRecord(laptop, 'position', 1)
    const stop = await lost(phone, laptop, [good, ...links])
    const answer = await lost(laptop, phone, [], [stop.id])
    const all = [
      ...links,
      good,
      stop,
      answer,
      await lost(tablet, laptop, [...links]),
      await doubt(bob, tablet),
      await doubt(carol, tablet),
      await same(laptop, carol),
      await same(carol, laptop),
    ]
    const expected = seen(personsOf(all), all)
    expect(expected.lost).toEqual([id(laptop)])
    fc.assert(
      fc.property(fc.shuffledSubarray([...all.keys()], { minLength: all.length }), (order) => {
        const shuffled = order.map((n) => all[n]).filter((record) => record !== undefined)
        expect(seen(personsOf(shuffled), shuffled)).toEqual(expected)
      }),
    )
  })
})

describe('the number that both devices show', () => {
  it('has six digits and is the same from both sides', () => {
    for (let n = 0; n < 200; n++) {
      const [a, b] = [filled(32, n), filled(32, 255 - n)]
      expect(pairingNumber(a, b)).toMatch(/^\d{6}$/)
      expect(pairingNumber(a, b)).toBe(pairingNumber(b, a))
    }
    expect(pairingNumber(phone.public, laptop.public)).not.toBe(pairingNumber(phone.public, tablet.public))
  })
})

describe('joining', () => {
  const link = generateSigningKey()
  const join = async (maker: SigningKey, name: string, colour: number, secret: Uint8Array | null, after: readonly RecordId[] = []) =>
    verifiedRecord(maker, JOIN, await joinBody({ name, colour, box: filled(32, 1) }, secret, place.workspaceId, maker.public), after)
  const invitation = (maker: SigningKey, key = link.public) =>
    verifiedRecord(maker, INVITATION, invitationBody({ key, rung: 'voice', label: 'the Tuesday group' }))

  it('gives the tree of who invited whom', async () => {
    const founder = await join(phone, 'Alice', 0, null)
    const invited = await join(bob, 'Bob', 1, link.secret)
    const records = [invited, founder, await invitation(phone)]
    const found = new Map(joinsOf(records).map((one) => [one.device, one]))
    expect(found.get(id(phone))).toMatchObject({ name: 'Alice', colour: 0, invitationKey: null, invitation: null, invitedBy: null })
    expect(found.get(id(bob))).toMatchObject({
      name: 'Bob',
      colour: 1,
      invitationKey: toHex(link.public),
      invitation: { rung: 'voice', label: 'the Tuesday group' },
      invitedBy: id(phone),
    })
  })
  it('waits for the invitation’s own record', async () => {
    const [one] = joinsOf([await join(bob, 'Bob', 1, link.secret)])
    expect(one).toMatchObject({ invitationKey: toHex(publicKeyOf(link.secret)), invitation: null, invitedBy: null })
  })
  it('again changes the name; of two at once one counts, everywhere the same', async () => {
    const first = await join(bob, 'Bob', 1, link.secret)
    const second = await join(bob, 'Robert', 1, link.secret, [first.id])
    expect(joinsOf([second, first]).map(({ name }) => name)).toEqual(['Robert'])
    const third = await join(bob, 'Bobby', 1, link.secret, [first.id])
    expect(joinsOf([second, first, third])).toEqual(joinsOf([third, second, first]))
    expect(joinsOf([second, first, third]).length).toBe(1)
  })
  it('takes the smallest colour that is free', async () => {
    expect(freeColour([])).toBe(0)
    const joins = joinsOf([await join(phone, 'Alice', 0, null), await join(bob, 'Bob', 2, null)])
    expect(freeColour(joins)).toBe(1)
  })
  it('does not read an invitation that is not whole', () => {
    expect(readInvitationBody({ key: filled(32, 1), rung: 'admin', label: '' })).toBeNull()
    expect(readInvitationBody(null)).toBeNull()
  })
})
