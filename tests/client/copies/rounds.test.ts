import { sha256 } from '@noble/hashes/sha2.js'
import { afterEach, describe, expect, it } from 'vitest'
import { closeCopy } from '../../../client/copies/copies'
import { lineagesOf, suggestionFrom } from '../../../client/copies/lineage'
import { basesOf, openHistories } from '../../../client/copies/review/bases'
import { bringBack } from '../../../client/copies/review/bringBack'
import { settled } from '../../../client/copies/review/decided'
import { offersOf } from '../../../client/copies/review/offer'
import { type OpenOffer, watchOffers } from '../../../client/copies/review/openOffers'
import type { OpenReview } from '../../../client/copies/review/openReview'
import { suggestIn } from '../../../client/copies/suggesting'
import { type CborValue, decodeCbor, encodeCbor } from '../../../client/crypto/deterministicCbor'
import type { RecordId } from '../../../client/crypto/record'
import { openHistory } from '../../../client/history/openHistory'
import type { TextHunk } from '../../../client/merge/textMerge'
import { deleteDocument } from '../../../client/workspace/acts'
import { toHex } from '../../../shared/bytes'
import { eventually } from '../../support/syncWorld'
import { sent } from '../workspace/support'
import { copyOf, lineageOf, linesOf, mainText, names, rewrite, seen, World } from './support'

let world = new World()
afterEach(async () => {
  await world.end()
  world = new World()
})
const LINES = ['We meet at seven.', 'Rent is 500.', 'The roof stays.'] as const
const hunkWith = ({ views }: OpenReview, words: string): TextHunk => {
  const found = views.find(({ hunk }) => `${hunk.before} ${hunk.after}`.includes(words))
  if (!found) throw new Error(`no change with ${words}`)
  return found.hunk
}

describe('a copy goes away and comes back', () => {
  it('[F6] what was taken is in the text, and neither that nor what was left is offered again; what nobody decided is', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await rewrite(alice, lineage.id, '500', '480')
    await rewrite(alice, lineage.id, 'stays', 'leaks')
    expect((await bringBack(alice, lineage)).ok).toBe(true)
    const session = world.review(alice, lineage)
    const review = await seen(session, ({ views }) => views.length === 3)
    session.choose(hunkWith(review, 'six'), 'theirs')
    session.choose(hunkWith(review, '480'), 'ours', 'The assembly decides.')
    await seen(session, ({ views }) => views.filter(({ decision }) => decision !== null).length === 2)
    const put = await session.putIn(names)
    expect(put).toMatchObject({ ok: true, value: { taken: 1, unplaced: [] } })
    await eventually(async () => (await linesOf(alice, main)).join() === 'We meet at six.,Rent is 500.,The roof stays.', 'it was not put in')
    expect(await linesOf(alice, lineage.id)).toEqual(['We meet at six.', 'Rent is 480.', 'The roof leaks.'])
    // Only what nobody decided is there now.
    const after = await seen(session, ({ views }) => views.length === 1)
    expect(after.views[0]?.hunk.after).toBe('The roof leaks.')
    // Again, from the copy, with something new.
    await rewrite(alice, lineage.id, 'Rent', 'The rent')
    expect((await bringBack(alice, lineage)).ok).toBe(true)
    const again = await seen(session, ({ views }) => views.length === 2)
    expect(again.views.map(({ hunk }) => hunk.after)).toEqual(['The rent is 480.', 'The roof leaks.'])
  })

  it('two who answer differently: one settles it, and a reason stays when the same is said again', async () => {
    const { alice, bob } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, '500', '480')
    expect((await bringBack(alice, lineage)).ok).toBe(true)
    await sent(alice)
    await eventually(() => bob.documents.get().length === 3, 'the copy never came')
    const [mine, bobs] = [world.review(alice, lineage), world.review(bob, await lineageOf(bob, lineage.id))]
    const hunk = hunkWith(await seen(mine, ({ views }) => views.length === 1), '480')
    mine.choose(hunk, 'ours', 'The assembly decides.')
    mine.choose(hunk, 'ours')
    await seen(bobs, ({ views }) => views[0]?.decision?.answer === 'ours' && views[0].choices[0]?.reason === 'The assembly decides.')
    bobs.choose(hunk, 'theirs')
    const apart = await seen(mine, ({ views }) => views[0]?.differ === true)
    for (const view of apart.views) mine.settle(view)
    await seen(bobs, ({ views }) => views[0]?.decision?.answer === 'ours' && views[0].settledBy !== null)
    bobs.choose(hunk, 'both')
    await seen(mine, ({ views }) => views[0]?.differ === true)
    mine.takeBack(hunk)
    await seen(mine, ({ views }) => views[0]?.choices.length === 1)
  })

  it('[F6] what was suggested from a copy that is nowhere else: what was left is not offered again, what nobody decided is', async () => {
    const { alice, bob } = await world.two('voice')
    const main = await mainText(alice, ...LINES)
    // Whoever may write and opens the text sees to it that there is a place for offers.
    const history = await openHistory(alice, main)
    if (history.ok) history.value.close()
    await sent(alice)
    await eventually(() => bob.documents.get().some(({ id }) => id === main), 'the text never came')
    await eventually(async () => (await linesOf(bob, main)).length === 3, 'its words never came')
    const begun = await suggestIn(bob, main)
    if (!begun.ok) throw new Error(begun.reason)
    const theirs = await lineageOf(bob, begun.value)
    for (const [words, others] of [
      ['seven', 'six'],
      ['500', '480'],
      ['stays', 'leaks'],
    ] as const)
      await rewrite(bob, theirs.id, words, others)
    await eventually(async () => (await bringBack(bob, theirs)).ok, 'it could not be offered')
    await sent(bob)
    const session = world.review(alice, suggestionFrom(main, theirs.id))
    const review = await seen(session, ({ views }) => views.length === 3)
    session.choose(hunkWith(review, 'six'), 'theirs')
    session.choose(hunkWith(review, '480'), 'ours')
    await seen(session, ({ views }) => views.filter(({ decision }) => decision !== null).length === 2)
    expect((await session.putIn(names)).ok).toBe(true)
    const after = await seen(session, ({ views }) => views.length === 1)
    expect(after.views[0]?.hunk.after).toBe('The roof leaks.')
    let open: readonly OpenOffer[] = []
    const end = watchOffers(alice, main, (offers) => {
      open = offers
    })
    await eventually(() => open[0]?.count === 1, 'what nobody decided is no longer told of')
    end()
  })

  it('[F2] [F7] a record with a wrong signature says nothing of a copy: not whose it is, not what it offers, not what was decided', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    expect((await bringBack(alice, lineage)).ok).toBe(true)
    const session = world.review(alice, lineage)
    const review = await seen(session, ({ views }) => views.length === 1)
    session.choose(hunkWith(review, 'six'), 'theirs')
    await seen(session, ({ views }) => views[0]?.decision !== null)
    expect((await session.putIn(names)).ok).toBe(true)
    const history = await openHistory(alice, main)
    if (!history.ok) throw new Error(history.reason)
    const { log, records } = alice.ground
    const told = async () => [lineagesOf(await records.list(alice.room)), offersOf(await history.value.list()), settled(await history.value.list())]
    const before = await told()
    for (const room of [alice.room, history.value.room]) {
      const rows = (await log.rows(room.doc)).records
      for (const { bytes } of rows) {
        const [content, ...signatures] = ((bytes && decodeCbor(bytes)?.value) ?? []) as Uint8Array[]
        const fields = decodeCbor(content ?? new Uint8Array())?.value as CborValue[]
        // Said again a moment later, under the signatures of before.
        const forged = encodeCbor(fields.map((field, index) => (index === 7 ? Number(field) + 1 : field)))
        await log.appendRecord(room.doc, { id: toHex(sha256(forged)) as RecordId, bytes: encodeCbor([forged, ...signatures]) }, [])
      }
      expect((await log.rows(room.doc)).records.length).toBe(rows.length * 2)
    }
    expect(await told()).toEqual(before)
    history.value.close()
  })

  it('[F7] versions before and after are kept by name, and the words are of whoever brought them', async () => {
    const { alice, bob } = await world.two()
    const main = await mainText(alice, ...LINES)
    await copyOf(alice, main)
    await sent(alice)
    await eventually(() => bob.documents.get().length === 3, 'the copy never came')
    const id = bob.documents.get().find((listing) => listing.id !== main && listing.title === 'Homes')?.id ?? ''
    const lineage = await lineageOf(bob, id)
    await rewrite(bob, id, '500', '480')
    expect((await bringBack(bob, lineage)).ok).toBe(true)
    const session = world.review(alice, lineage)
    const review = await seen(session, ({ views }) => views.length === 1)
    session.choose(hunkWith(review, '480'), 'theirs')
    await seen(session, ({ views }) => views[0]?.decision !== null)
    expect((await session.putIn(names)).ok).toBe(true)
    const history = await openHistory(alice, main)
    if (!history.ok) throw new Error(history.reason)
    await eventually(() => history.value.versions.get().some(({ name }) => name === 'After'), 'no version after')
    expect(history.value.versions.get().map(({ name }) => name)).toContain('Before')
    history.value.close()
    const { people } = bob
    const device = people.get().me?.devices[0]?.id
    const open = alice.ground.replica.open(alice.keeper.stored.get(main)?.doc as never)
    await open.opened
    await eventually(() => [...open.ydoc.getMap('authors').values()].includes(device), 'whose words they are is not said')
    open.close()
  })

  it('[F7] two who press in the same moment write it once', async () => {
    const { alice, bob } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'The roof stays.', 'The roof stays. It is warm below.')
    await bringBack(alice, lineage)
    await sent(alice)
    await eventually(() => bob.keeper.stored.has(lineage.id), 'the copy never came')
    await eventually(async () => (await linesOf(bob, main)).length === 3, 'the text never came')
    const sessions = [world.review(alice, lineage), world.review(bob, lineage)] as const
    const review = await seen(sessions[0], ({ views }) => views.length === 1)
    sessions[0].choose(hunkWith(review, 'warm'), 'theirs')
    for (const session of sessions) await seen(session, ({ views }) => views.length === 1 && views[0]?.decision !== null)
    const put = await Promise.all(sessions.map((session) => session.putIn(names)))
    expect(put.some(({ ok }) => ok)).toBe(true)
    await Promise.all([sent(alice), sent(bob)])
    for (const workspace of [alice, bob])
      await eventually(
        async () => (await linesOf(workspace, main)).join(' ') === 'We meet at seven. Rent is 500. The roof stays. It is warm below.',
        'not once',
      )
  })

  it('[F10] the main text moves on: what it touches is undecided again and told, the rest stays decided', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await rewrite(alice, lineage.id, '500', '480')
    await bringBack(alice, lineage)
    const session = world.review(alice, lineage)
    const review = await seen(session, ({ views }) => views.length === 2)
    for (const { hunk } of review.views) session.choose(hunk, 'theirs')
    await seen(session, ({ views }) => views.every(({ decision }) => decision !== null))
    await rewrite(alice, main, '500', '520')
    const moved = await seen(session, (now) => now.moved !== null && now.views.some(({ again }) => again))
    expect(moved.moved).toEqual({ again: 1, kept: 1 })
    expect(moved.views.map(({ hunk, decision }) => [hunk.status, decision !== null])).toEqual([
      ['clean', true],
      ['conflict', false],
    ])
  })

  it('[F6] gets the latest from the main text, which then is none of its own changes', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await rewrite(alice, main, '500', '520')
    const session = world.review(alice, lineage, 'pull')
    const review = await seen(session, ({ views }) => views.length === 1)
    expect(review.views[0]?.hunk.after).toBe('Rent is 520.')
    session.choose(hunkWith(review, '520'), 'theirs')
    await seen(session, ({ views }) => views[0]?.decision !== null)
    expect(await session.putIn(names)).toMatchObject({ ok: true, value: { taken: 1 } })
    await eventually(async () => (await linesOf(alice, lineage.id)).join() === 'We meet at six.,Rent is 520.,The roof stays.', 'it did not come')
    await seen(session, ({ views }) => views.length === 0)
    await bringBack(alice, lineage)
    const back = await seen(world.review(alice, lineage), ({ views }) => views.length > 0)
    expect(back.views.map(({ hunk }) => hunk.after)).toEqual(['We meet at six.'])
  })

  it('[F1] [F2] a copy of one’s own is on no other list until its owner shows it', async () => {
    const { alice, bob } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main, null)
    await sent(alice)
    await eventually(() => bob.documents.get().length === 2, 'the text never came')
    expect(bob.keeper.stored.has(lineage.id)).toBe(false)
    expect(await alice.ground.records.list(alice.room).then((all) => all.some(({ type }) => type === 'fork'))).toBe(false)
    await closeCopy(alice, lineage, true)
    expect((await lineageOf(alice, lineage.id)).closed).toBe(true)
  })
})

describe('what cannot be brought back is told, and nothing is lost', () => {
  it('a copy whose first text has not come', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = { ...(await copyOf(alice, main)), base: 'ab'.repeat(32) }
    await rewrite(alice, lineage.id, 'seven', 'six')
    expect(await bringBack(alice, lineage)).toEqual({ ok: false, reason: 'base missing' })
    expect(await linesOf(alice, lineage.id)).toContain('We meet at six.')
  })

  it('a main text that somebody deleted meanwhile', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    await rewrite(alice, lineage.id, 'seven', 'six')
    await bringBack(alice, lineage)
    await deleteDocument(alice, main)
    await eventually(() => alice.documents.get().find(({ id }) => id === main)?.state === 'deleted', 'not deleted')
    const session = world.review(alice, lineage)
    await eventually(() => session.now.get().kind === 'refused', 'it was opened')
    expect(session.now.get()).toEqual({ kind: 'refused', reason: 'main gone' })
    expect(await linesOf(alice, lineage.id)).toContain('We meet at six.')
  })

  it('nothing was brought back yet', async () => {
    const { alice } = await world.two()
    const main = await mainText(alice, ...LINES)
    const lineage = await copyOf(alice, main)
    const session = world.review(alice, lineage)
    await eventually(() => session.now.get().kind === 'refused', 'it was opened')
    expect(session.now.get()).toEqual({ kind: 'refused', reason: 'no offer' })
    const histories = await openHistories(alice, lineage)
    expect((await basesOf(histories, lineage)).ok).toBe(true)
    histories.close()
  })
})
