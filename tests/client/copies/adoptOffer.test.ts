import { afterEach, describe, expect, it } from 'vitest'
import { adoptOffer, offerNow } from '../../../client/copies/review/adoptOffer'
import { bringBack } from '../../../client/copies/review/bringBack'
import { eventually } from '../../support/syncWorld'
import { sent } from '../workspace/support'
import { copyOf, lineageOf, linesOf, mainText, names, rewrite, seen, World } from './support'

let world = new World()
afterEach(async () => {
  await world.end()
  world = new World()
})
const LINES = ['We meet at seven.', 'Rent is 500.', 'The roof stays.'] as const

describe('an offer that a group adopted', () => {
  it('[D8] goes in, and what both changed waits for people: how much of either is told', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await rewrite(alice, lineage.id, '500', '480')
    await rewrite(alice, main, '500', '520')
    await bringBack(alice, lineage)
    const offer = await offerNow(alice, { main, copy: lineage.id })
    expect(await adoptOffer(alice, lineage, { offer, names })).toEqual({ ok: true, value: { taken: 1, left: 1 } })
    expect(await linesOf(alice, main)).toEqual(['We meet at six.', 'Rent is 520.', 'The roof stays.'])
    const session = world.review(alice, lineage)
    const review = await seen(session, ({ views }) => views.length === 1)
    expect(review.before).toEqual({ taken: 1, left: 0 })
    // What people then leave is told as left, though nothing waits any more.
    for (const { hunk } of review.views) session.choose(hunk, 'ours')
    await seen(session, ({ views }) => views[0]?.decision?.answer === 'ours')
    expect((await session.putIn(names)).ok).toBe(true)
    expect((await seen(session, ({ views }) => views.length === 0)).before).toEqual({ taken: 1, left: 1 })
    expect(await adoptOffer(alice, lineage, { offer, names })).toEqual({ ok: true, value: { taken: 0, left: 0 } })
  })

  it('[D8] [F7] by two at once: is written once', async () => {
    const { alice, bob } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await bringBack(alice, lineage)
    await sent(alice)
    await eventually(() => bob.documents.get().length === 3, 'the copy never came')
    const bobs = await lineageOf(bob, lineage.id)
    const about = { main, copy: lineage.id }
    await eventually(async () => (await offerNow(bob, about)) !== null, 'the offer never came')
    await eventually(async () => (await linesOf(bob, main)).length === 3, 'the text never came')
    const offer = await offerNow(alice, about)
    expect(await offerNow(bob, about)).toBe(offer)
    const both = await Promise.all([adoptOffer(alice, lineage, { offer, names }), adoptOffer(bob, bobs, { offer, names })])
    for (const adopted of both) expect(adopted.ok || adopted.reason === 'committed already' || adopted.reason === 'moved').toBe(true)
    expect(both.some(({ ok }) => ok)).toBe(true)
    const whole = 'We meet at six.,Rent is 500.,The roof stays.'
    for (const one of [alice, bob]) await eventually(async () => (await linesOf(one, main)).join() === whole, 'it is not in, or twice')
  })

  it('[D8] nothing goes in that the round was not about: what was brought back after it, or was not known when it began', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    expect(await offerNow(alice, { main, copy: lineage.id })).toBe(null)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await bringBack(alice, lineage)
    const offer = await offerNow(alice, { main, copy: lineage.id })
    await rewrite(alice, lineage.id, 'stays', 'leaks')
    await bringBack(alice, lineage)
    for (const known of [offer, null]) expect(await adoptOffer(alice, lineage, { offer: known, names })).toEqual({ ok: false, reason: 'offered anew' })
    expect(await linesOf(alice, main)).toEqual([...LINES])
  })
})
