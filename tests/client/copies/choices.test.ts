import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decisionsOf, fitting, matches, nextOpen, tickOf, viewsOf } from '../../../client/copies/review/choices'
import { type Choice, reviewState, reviewsOf, say, setChoice, takeBack } from '../../../client/copies/review/reviewMap'
import { type MixedText, TextMerge } from '../../../client/merge/textMerge'
import { nodeOf } from '../merge/support'

const doc = (...lines: string[]) => nodeOf({ type: 'doc', content: lines.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) })
const base = doc('We meet at seven.', 'Rent is 500.', 'The roof stays.')
const merge = new TextMerge(base, doc('We meet at six.', 'Rent is 500.', 'The roof stays.'), doc('We meet at five.', 'Rent is 480.', 'The roof leaks.'))
const [both, rent, roof] = merge.hunks as [(typeof merge.hunks)[0], (typeof merge.hunks)[0], (typeof merge.hunks)[0]]
const [ALICE, BOB, PHONE] = ['aa'.repeat(32), 'bb'.repeat(32), 'cc'.repeat(32)] as const
const personOf = (device: string): string => (device === PHONE ? ALICE : device)
const choice = (hunk: (typeof merge.hunks)[0], device: string, answer: Choice['answer'], at = 1, seen = hunk.seen): Choice => ({
  ...{ hunk: hunk.id, seen, answer, reason: '', device, at },
})

describe('what is decided', () => {
  it('is what everybody who said something said; nobody’s word overrides another’s', () => {
    const views = viewsOf(
      merge.hunks,
      [choice(both, ALICE, 'ours'), choice(both, BOB, 'ours'), choice(rent, ALICE, 'theirs'), choice(rent, BOB, 'ours')],
      personOf,
    )
    expect(decisionsOf(views)).toEqual([{ hunk: both.id, seen: both.seen, answer: 'ours' }])
    expect(views.map(({ differ }) => differ)).toEqual([false, true, false])
    expect(views.map(tickOf)).toEqual(['left', 'open', 'open'])
  })

  it('a person with two devices is one, and the later word counts', () => {
    const [view] = viewsOf([rent], [choice(rent, ALICE, 'ours', 1), choice(rent, PHONE, 'theirs', 2)], personOf)
    expect([view?.choices.length, view?.decision?.answer]).toEqual([1, 'theirs'])
  })

  it('who differ settle it, whoever of them left: in full view of every other answer, and until somebody answers anew', () => {
    const [alices, bobs] = [choice(rent, ALICE, 'theirs', 1), choice(rent, BOB, 'ours', 2)]
    const settles = { ...choice(rent, ALICE, 'theirs', 3), heard: [{ device: BOB, at: 2 }] }
    const look = (...choices: Choice[]) => {
      const [view] = viewsOf([rent], choices, personOf)
      const turned = viewsOf([rent], choices.toReversed(), personOf)
      expect(turned).toEqual([view])
      return [view?.decision?.answer ?? null, view?.settledBy?.device ?? null, view?.differ]
    }
    expect(look(alices, bobs)).toEqual([null, null, true])
    expect(look(settles, bobs)).toEqual(['theirs', ALICE, false])
    // An answer that was not heard, from whomever, opens it again.
    expect(look(settles, choice(rent, BOB, 'ours', 4))).toEqual([null, null, true])
    expect(look(settles, bobs, choice(rent, 'dd'.repeat(32), 'ours', 4))).toEqual([null, null, true])
    expect(look(settles, bobs, choice(rent, 'dd'.repeat(32), 'theirs', 4))).toEqual(['theirs', ALICE, false])
    // Both settle it at once: nobody has heard the other's last word.
    expect(look(settles, { ...choice(rent, BOB, 'ours', 3), heard: [{ device: ALICE, at: 1 }] })).toEqual([null, null, true])
    // Made up, so that each names the other: it is nobody's.
    expect(look(settles, { ...bobs, heard: [{ device: ALICE, at: 3 }] })).toEqual([null, null, true])
    // What was seen is no more: undecided, as any other answer.
    expect(look({ ...settles, seen: 'something else' }, bobs)).toEqual(['ours', null, false])
  })

  it('[F10] holds only for what was seen: when the text moved on there it is undecided again, and told', () => {
    const views = viewsOf([rent, roof], [choice(rent, ALICE, 'theirs', 1, 'something else'), choice(roof, ALICE, 'theirs')], personOf)
    expect(views.map(({ again, decision }) => [again, decision?.answer ?? null])).toEqual([
      [true, null],
      [false, 'theirs'],
    ])
    expect(views.map((view) => matches(view, 'again'))).toEqual([true, false])
  })

  it('"both" where it makes no sense is no answer', () => {
    expect(viewsOf([rent], [choice(rent, ALICE, 'both')], personOf)[0]?.decision).toBeNull()
    expect(viewsOf([both], [choice(both, ALICE, 'both')], personOf)[0]?.decision?.answer).toBe('both')
  })

  it('all that fits is what only the copy changed and nobody has spoken of; the next is the next that waits, and round', () => {
    const views = viewsOf(merge.hunks, [choice(roof, BOB, 'ours')], personOf)
    expect(fitting(views)).toEqual([rent])
    expect([nextOpen(views, null), nextOpen(views, both.id), nextOpen(views, rent.id)]).toEqual([both.id, rent.id, both.id])
    expect(nextOpen(viewsOf([roof], [choice(roof, BOB, 'ours')], personOf), roof.id)).toBeNull()
  })
})

describe('a review as it is shared', () => {
  it('keeps what two people chose and said at once, apart', () => {
    const [a, b] = [new Y.Doc(), new Y.Doc()]
    const mixed: MixedText = [[{ type: 'text', text: 'Rent is 490, é.' }]]
    setChoice(a, 'r', { ...choice(rent, ALICE, { mixed }), reason: ' Half way. ' })
    setChoice(b, 'r', { ...choice(rent, BOB, 'ours'), heard: [{ device: ALICE, at: 1 }] })
    say(a, 'r', { hunk: rent.id, device: ALICE, at: 5, words: 'I counted.' })
    say(b, 'r', { hunk: rent.id, device: BOB, at: 4, words: 'So did I.' })
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    expect(reviewState(a, 'r')).toEqual(reviewState(b, 'r'))
    const { choices, said } = reviewState(a, 'r')
    expect(choices.find(({ device }) => device === ALICE)).toMatchObject({ answer: { mixed }, reason: 'Half way.' })
    expect(choices.find(({ device }) => device === BOB)).toMatchObject({ answer: 'ours', heard: [{ device: ALICE, at: 1 }] })
    expect(said.map(({ words }) => words)).toEqual(['So did I.', 'I counted.'])
    takeBack(a, 'r', rent.id, ALICE)
    expect(reviewState(a, 'r').choices.map(({ device }) => device)).toEqual([BOB])
    expect(reviewState(a, 'another').choices).toEqual([])
  })

  it('reads whatever anybody wrote', () => {
    const ydoc = new Y.Doc()
    for (const [key, value] of [
      ['r', 1],
      [`r/${rent.id}`, null],
      [`r/${rent.id}/${ALICE}`, new Uint8Array([1, 2])],
      [`r/${rent.id}/${ALICE}/x`, 'words'],
      ['r/x/y/z/w', true],
    ] as const)
      reviewsOf(ydoc).set(key, value)
    expect(reviewState(ydoc, 'r')).toEqual({ choices: [], said: [] })
  })
})
