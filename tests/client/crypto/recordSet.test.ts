import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CborValue } from '../../../client/crypto/deterministicCbor'
import { makeRecord, NOTE, type RecordId, recordIdBytes, type VerifiedRecord, verifyRecord } from '../../../client/crypto/record'
import { afterOf, ancestorsOf, bySamePerson, FORGET, forgetBody, forgottenIds, headsOf, withoutUnseen } from '../../../client/crypto/recordSet'
import { toHex } from '../../../shared/bytes'
import { contentOf, device, place, verifiedRecord } from './recordSupport'
import { filled, valueIn } from './support'

const alice = device(0)
const bob = device(1)
const carol = device(2)
const about = { subject: 'round' }
const forget = (maker: typeof alice, ...ids: RecordId[]) => verifiedRecord(maker, FORGET, forgetBody(ids.map(recordIdBytes)), [], about)

describe('heads', () => {
  it('are what no other record on the subject comes after', async () => {
    const a = await verifiedRecord(alice, 'position', 1, [], about)
    const b = await verifiedRecord(bob, 'position', 1, [a.id], about)
    const c = await verifiedRecord(alice, 'position', 2, [a.id], about)
    const elsewhere = await verifiedRecord(alice, 'position', 3, [b.id], { subject: 'another round' })
    expect(headsOf([a, b, c, elsewhere], 'round')).toEqual([b.id, c.id].sort())
    expect(headsOf([c, elsewhere, a, b], 'another round')).toEqual([elsewhere.id])
    expect(headsOf([], 'round')).toEqual([])
    expect([...ancestorsOf([a, b, c, elsewhere], [elsewhere.id])].sort()).toEqual([a.id, b.id].sort())
  })
  it('leave notes out: nothing is known to come after them', async () => {
    const note = valueIn(await verifyRecord((await makeRecord({ ...contentOf(alice, NOTE, 'x', about), device: null, at: null }, null)).bytes, place))
    expect(headsOf([note], 'round')).toEqual([])
  })
  it('past 256 keep one’s own and the closings', async () => {
    const many = await Promise.all(Array.from({ length: 300 }, (_, n) => verifiedRecord(bob, 'position', n, [], about)))
    const own = await Promise.all(Array.from({ length: 20 }, (_, n) => verifiedRecord(alice, 'position', n, [], about)))
    const closings = await Promise.all([1, 2, 3, 4, 5].map((n) => verifiedRecord(carol, 'closing', n, [], about)))
    const after = afterOf([...many, ...own, ...closings], 'round', alice.public)
    expect(after.length).toBe(256)
    expect(after).toEqual([...after].sort())
    for (const { id } of [...own, ...closings]) expect(after).toContain(id)
    // and a record that names them all can be made
    expect((await verifiedRecord(alice, 'position', 99, after, about)).after).toEqual(after)
  })
})

describe('what had not been seen when somebody began to speak', () => {
  it('[D2] is none of what they come after, nor is what came after it; unless they had spoken knowing of it', async () => {
    const round = await verifiedRecord(alice, 'round', 1, [], about)
    const closing = await verifiedRecord(carol, 'closing', 1, [round.id], about)
    const after = await verifiedRecord(alice, 'position', 1, [closing.id], about)
    const all = [round, closing, after]
    const seen = (device: Uint8Array, records = all) => afterOf(withoutUnseen(records, [closing.id], device), 'round', device)
    expect(afterOf(all, 'round', bob.public)).toEqual([after.id])
    expect(seen(bob.public)).toEqual([round.id])
    expect(withoutUnseen(all, [], bob.public)).toEqual(all)
    const own = await verifiedRecord(bob, 'position', 2, [after.id], about)
    expect(seen(bob.public, [...all, own])).toEqual([own.id])
  })
})

describe('forgetting', () => {
  it('follows a valid forget record of the same device', async () => {
    const position = await verifiedRecord(alice, 'position', 'it would harm us', [], about)
    expect(forgottenIds([position, await forget(alice, position.id)])).toEqual([position.id])
    expect(forgottenIds([position, await forget(bob, position.id)])).toEqual([])
    expect(forgottenIds([position])).toEqual([])
  })
  it('or of the same person, or by the rule of the round', async () => {
    const position = await verifiedRecord(alice, 'position', 'x', [], about)
    const byBob = await forget(bob, position.id)
    const onePerson = (key: Uint8Array) => ([alice, bob].some((known) => toHex(known.public) === toHex(key)) ? 'alice' : toHex(key))
    expect(forgottenIds([position, byBob], bySamePerson(onePerson))).toEqual([position.id])
    expect(forgottenIds([position, await forget(carol, position.id)], bySamePerson(onePerson))).toEqual([])
    expect(forgottenIds([position, byBob], () => true)).toEqual([position.id])
  })
  it('does nothing for an id that is not here, until it comes', async () => {
    const position = await verifiedRecord(alice, 'position', 'x', [], about)
    const early = await forget(alice, position.id)
    expect(forgottenIds([early])).toEqual([])
    expect(forgottenIds([early, position])).toEqual([position.id])
  })
  it('never touches a forget record', async () => {
    const position = await verifiedRecord(alice, 'position', 'x', [], about)
    const first = await forget(alice, position.id)
    const second = await forget(alice, first.id, position.id)
    expect(forgottenIds([position, first, second], () => true)).toEqual([position.id])
  })
  it('never touches a note by a device’s word', async () => {
    const note = valueIn(await verifyRecord((await makeRecord({ ...contentOf(alice, NOTE, 'x', about), device: null, at: null }, null)).bytes, place))
    expect(forgottenIds([note, await forget(alice, note.id)])).toEqual([])
  })
  it('passes over a body that is not one', async () => {
    const position = await verifiedRecord(alice, 'position', 'x', [], about)
    const bodies: CborValue[] = [null, 1, {}, { ids: 1 }, { ids: [filled(31, 1), 'x'] }]
    for (const body of bodies) expect(forgottenIds([position, await verifiedRecord(alice, FORGET, body, [], about)])).toEqual([])
  })
})

describe('whatever the order in which records come', () => {
  let records: VerifiedRecord[] = []
  beforeAll(async () => {
    const a = await verifiedRecord(alice, 'position', 1, [], about)
    const b = await verifiedRecord(bob, 'position', 1, [a.id], about)
    const c = await verifiedRecord(alice, 'position', 2, [a.id, b.id], about)
    records = [a, b, c, await forget(alice, a.id, b.id), await forget(bob, b.id), await forget(carol, c.id)]
  })
  it('heads and forgotten are the same', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), (order) => {
        const shuffled = order.map((n) => records[n]).filter((record) => record !== undefined)
        expect(headsOf(shuffled, 'round')).toEqual(headsOf(records, 'round'))
        expect(forgottenIds(shuffled)).toEqual(forgottenIds(records))
        expect(forgottenIds(records).length).toBe(2)
      }),
    ))
})
