import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalRecordsC1, type FlatRecords } from '../../../client/crypto/canonicalText'
import { decide, takeAll } from '../../../client/merge/hunk'
import { RecordMerge } from '../../../client/merge/recordMerge'
import { CASES } from './support'

const value = fc.oneof(
  fc.constantFrom<unknown>('a', 'b', 1, true, null),
  fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }).map((list) => [...new Set(list)]),
)
const records = fc.dictionary(
  fc.constantFrom('role1', 'role2', 'role3', '__proto__'),
  fc.dictionary(fc.constantFrom('name', 'holders', 'until'), value),
) as fc.Arbitrary<FlatRecords>
/** Lists are sets: their order says nothing. */
const canonical = (all: FlatRecords) =>
  canonicalRecordsC1(
    Object.fromEntries(
      Object.entries(all).map(([id, fields]) => [
        id,
        Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value])),
      ]),
    ),
  )

describe('records that two people changed', () => {
  it('[F4] taking all of a copy whose original did not move gives the copy; leaving all leaves the original', () => {
    fc.assert(
      fc.property(records, records, (base, theirs) => {
        const merge = new RecordMerge(base, base, theirs)
        expect(merge.hunks.every(({ status }) => status === 'clean')).toBe(true)
        expect(canonical(merge.apply(takeAll(merge.hunks)).content)).toEqual(canonical(theirs))
        expect(merge.apply([]).content).toEqual(base)
        expect(new RecordMerge(base, theirs, theirs).hunks.every(({ status }) => status === 'same')).toBe(true)
      }),
      CASES,
    )
  })

  it('[F3] what only ours changed is not asked; in both, either stands', () => {
    const base = { r1: { name: 'Caller', until: '2027-01-01' } }
    expect(new RecordMerge(base, { r1: { name: 'Host', until: '2027-01-01' } }, base).hunks).toEqual([])
    const merge = new RecordMerge(base, { r1: { name: 'Host', until: '2027-01-01' } }, { r1: { name: 'Greeter', until: '2027-02-01' } })
    expect(merge.hunks.map(({ title, status }) => [title.field, status])).toEqual([
      ['name', 'conflict'],
      ['until', 'clean'],
    ])
    expect(merge.apply(takeAll(merge.hunks, 'clean')).content).toEqual({ r1: { name: 'Host', until: '2027-02-01' } })
    const [name] = merge.hunks
    expect(name && merge.apply([decide(name, { mixed: 'Host and greeter' })]).content).toEqual({ r1: { name: 'Host and greeter', until: '2027-01-01' } })
  })

  it('[F3] lists are sets and merge by element', () => {
    const merge = new RecordMerge({ c: { people: ['alice', 'bob'] } }, { c: { people: ['alice', 'bob', 'carol'] } }, { c: { people: ['bob', 'dina'] } })
    expect(merge.hunks.map(({ status }) => status)).toEqual(['clean'])
    expect(merge.apply(takeAll(merge.hunks)).content).toEqual({ c: { people: ['bob', 'carol', 'dina'] } })
  })

  it('[F3] removed here and edited there was changed in both', () => {
    const base = { r: { name: 'Caller' } }
    const removed = new RecordMerge(base, { r: { name: 'Host' } }, {})
    expect(removed.hunks.map(({ title, status }) => [title.kind, status])).toEqual([['removed', 'conflict']])
    expect(removed.apply(takeAll(removed.hunks)).content).toEqual({})
    const edited = new RecordMerge(base, {}, { r: { name: 'Host' } })
    expect(edited.hunks.map(({ status }) => status)).toEqual(['conflict'])
    expect(edited.apply(takeAll(edited.hunks)).content).toEqual({ r: { name: 'Host' } })
    expect(edited.apply([]).content).toEqual({})
  })

  it('[F3] a record that names a new one needs it, and is left and told without it', () => {
    const base = { seat: { role: 'old' }, old: { name: 'Caller' } }
    const merge = new RecordMerge(base, base, { ...base, seat: { role: 'new' }, new: { name: 'Host' } })
    const added = merge.hunks.find(({ title }) => title.kind === 'added')
    const seat = merge.hunks.find(({ title }) => title.record === 'seat')
    expect(seat?.needs).toEqual([added?.id])
    if (!seat || !added) throw new Error('no change')
    expect(merge.apply([decide(seat, 'theirs')])).toEqual({ content: base, unplaced: [seat.id] })
    expect(merge.apply([decide(seat, 'theirs'), decide(added, 'theirs')])).toMatchObject({
      content: { seat: { role: 'new' }, new: { name: 'Host' } },
      unplaced: [],
    })
  })
})
