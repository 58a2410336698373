import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerifiedRecord } from '../../../../client/crypto/record'
import { hungBody } from '../../../../client/documents/comments/commentRecords'
import { HUNG } from '../../../../client/documents/comments/commentTypes'
import { type Filter, isShown, sayingsOf, type Thread, threadsOf, waitingIn } from '../../../../client/documents/comments/threads'
import { alice, bob, carla, comment, hook, OTHER, readerOf, record, reopened, reply, resolved, THREAD } from './said'

const only = (records: readonly VerifiedRecord[]): Thread => {
  const [thread, ...others] = threadsOf(records)
  if (!thread || others.length > 0) throw new Error('not one thread')
  return thread
}
const textsOf = (thread: Thread) => sayingsOf(thread).map(({ text }) => text)

describe('a thread', () => {
  it('is in the order of what comes after what, even where a clock is wrong', () => {
    const first = comment('first', { at: 9_000 })
    const second = reply('second', { by: bob, at: 10, after: [first] })
    const third = reply('third', { at: 9_500, after: [second] })
    expect(textsOf(only([third, second, first]))).toEqual(['first', 'second', 'third'])
  })

  it('orders by the clocks what was said without knowledge of each other', () => {
    const first = comment('first', { at: 1 })
    const late = reply('late', { by: bob, at: 300, after: [first] })
    const early = reply('early', { by: carla, at: 200, after: [first] })
    expect(textsOf(only([late, first, early]))).toEqual(['first', 'early', 'late'])
  })

  it('is the same on every device, whatever the order of coming', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ kind: fc.constantFrom('reply', 'resolved', 'reopened'), at: fc.nat(50), after: fc.array(fc.nat(20), { maxLength: 3 }) }), {
          maxLength: 14,
        }),
        fc.infiniteStream(fc.nat(1_000)),
        (said, chance) => {
          const records: VerifiedRecord[] = [comment('first', { at: 5 })]
          for (const { kind, at, after } of said) {
            const known = [...new Set(after.map((n) => records[n % records.length] as VerifiedRecord))]
            records.push(
              kind === 'reply'
                ? reply(`at ${at}`, { at, after: known })
                : kind === 'resolved'
                  ? resolved({ at, after: known })
                  : reopened({ at, after: known }),
            )
          }
          const mixed = records
            .map((each) => ({ each, place: chance.next().value as number }))
            .sort((a, b) => a.place - b.place)
            .map(({ each }) => each)
          expect(threadsOf(mixed)).toEqual(threadsOf(records))
          const places = new Map(sayingsOf(only(records)).map(({ id }, i) => [id, i]))
          for (const { id, after } of records)
            for (const before of after) if (places.has(id) && places.has(before)) expect(places.get(before)).toBeLessThan(places.get(id) as number)
        },
      ),
    )
  })

  it('keeps its order where a reply between was taken back', () => {
    const first = comment('first', { at: 1 })
    const gone = reply('gone', { at: 2, after: [first] })
    const last = reply('last', { at: 3, after: [gone] })
    expect(textsOf(only([last, first]))).toEqual(['first', 'last'])
  })

  it('stands without its first words once these were taken back, and goes with its last', () => {
    const first = comment('first')
    const answer = reply('answer', { by: bob, after: [first] })
    const thread = only([answer])
    expect(thread.first).toBeNull()
    expect(textsOf(thread)).toEqual(['answer'])
    expect(threadsOf([resolved({ after: [answer] })])).toEqual([])
  })

  it('of which two begin one by the same id is one, and loses neither’s words', () => {
    expect(textsOf(only([comment('one', { at: 1 }), comment('two', { by: bob, at: 2 })]))).toEqual(['one', 'two'])
  })

  it('hangs where it was hung last', () => {
    const first = comment('first')
    const hung = record({ type: HUNG, body: hungBody({ ...hook, quote: 'two streets' }), after: [first], at: 2_000 })
    expect(only([hung, first]).hook?.quote).toBe('two streets')
    expect(only([first]).hook?.quote).toBe('three roads')
  })

  it('is the very same object as before where nothing of it changed', () => {
    const records = [comment('one'), comment('two', { thread: OTHER, at: 2_000 })]
    const before = threadsOf(records)
    expect(threadsOf(records, before)).toBe(before)
    const after = threadsOf([...records, reply('more', { after: records.slice(0, 1) })], before)
    expect(after[1]).toBe(before[1])
    expect(after[0]).not.toBe(before[0])
  })
})

describe('resolved', () => {
  const first = comment('first', { at: 1 })
  const answer = reply('answer', { by: bob, at: 2, after: [first] })

  it('is a thread that somebody resolved who knew all that was said', () => {
    expect(only([first, answer, resolved({ by: bob, after: [answer], at: 3 })]).resolved).toEqual({ device: bob, at: 3 })
  })

  it('is not one in which something was said that they could not know, or since', () => {
    const done = resolved({ after: [first], at: 3 })
    expect(only([first, answer, done]).resolved).toBeNull()
    expect(only([first, done, reply('since', { at: 4, after: [done] })]).resolved).toBeNull()
  })

  it('is taken off by opening it again, and put back by resolving it again', () => {
    const done = resolved({ after: [first] })
    const again = reopened({ after: [done] })
    expect(only([first, done, again]).resolved).toBeNull()
    expect(only([first, done, again, resolved({ after: [again] })]).resolved).not.toBeNull()
  })

  it('stays where a reply was taken back that stood between', () => {
    expect(only([first, resolved({ after: [answer] })]).resolved).not.toBeNull()
  })

  it('does not take long to find, however many mischievous records there are', () => {
    const records: VerifiedRecord[] = [first]
    for (let i = 0; i < 3_000; i++) records.push(i % 2 ? reply(`${i}`, { after: records.slice(-1) }) : resolved({ after: records.slice(-1) }))
    expect(sayingsOf(only(records))).toHaveLength(1_501)
  })
})

describe('what is shown', () => {
  const mention = { device: carla, name: 'Carla' }
  const first = comment('first @Carla', { by: alice, mentions: [mention] })
  const thread = only([first])
  const done = only([first, resolved({ after: [first] })])
  it.each([
    ['open', true, false],
    ['resolved', false, true],
    ['all', true, true],
  ] as const)('by the filter %s: an open thread %s, a resolved one %s', (filter: Filter, open, settled) => {
    expect(isShown(thread, filter, readerOf(bob))).toBe(open)
    expect(isShown(done, filter, readerOf(bob))).toBe(settled)
  })
  it('mine: where I said something. mentions: where I am named', () => {
    expect([alice, bob, carla].map((me) => isShown(thread, 'mine', readerOf(me)))).toEqual([true, false, false])
    expect([alice, bob, carla].map((me) => isShown(thread, 'mentions', readerOf(me)))).toEqual([false, false, true])
  })
})

describe('what waits', () => {
  const never = () => false
  const mention = { device: carla, name: 'Carla' }
  const first = comment('first', { by: alice })
  const answer = reply('answer', { by: bob, after: [first], at: 2_000 })
  const waits = (records: readonly VerifiedRecord[], me: string, seen: (id: string) => boolean = never) =>
    waitingIn(only(records), readerOf(me), seen).map(({ text }) => text)

  it('for whoever began it: an answer of somebody else, until it was seen', () => {
    expect(waits([first, answer], alice)).toEqual(['answer'])
    expect(waits([first, answer], alice, (id) => id === answer.id)).toEqual([])
    expect(waits([first, answer], bob)).toEqual([])
  })
  it('for whoever is named: the words that name them, and no others', () => {
    const named = reply('ask @Carla', { by: bob, after: [answer], at: 3_000, mentions: [mention] })
    expect(waits([first, answer, named], carla)).toEqual(['ask @Carla'])
    expect(waits([first, answer], carla)).toEqual([])
  })
  it('no more once one has answered, or it is resolved', () => {
    const own = reply('yes', { by: alice, after: [answer], at: 3_000 })
    expect(waits([first, answer, own], alice)).toEqual([])
    expect(waits([first, answer, resolved({ by: bob, after: [answer], at: 3_000 })], alice)).toEqual([])
  })
  it('is nothing that is one’s own, on whichever device it was said', () => {
    const reader = { me: 'me', personOf: (device: string) => (device === alice || device === bob ? 'me' : device) }
    expect(waitingIn(only([first, answer]), reader, never)).toEqual([])
  })
})

it('threads stand in the order in which they were begun', () => {
  expect(threadsOf([comment('late', { thread: THREAD, at: 2 }), comment('early', { thread: OTHER, at: 1 })]).map(({ id }) => id)).toEqual([OTHER, THREAD])
})
