import { afterEach, describe, expect, it } from 'vitest'
import { lineagesOf } from '../../../client/copies/lineage'
import { openExample } from '../../../client/home/openExample'
import { linesOf, seen, World } from './support'

let world = new World()
afterEach(async () => {
  await world.end()
  world = new World()
})

describe('the example', () => {
  it('[F9] has a copy that a task force brought back, with three places that were changed in both', async () => {
    const alice = await world.person('alice')
    const main = await openExample(alice.session, Date.now())
    const workspace = alice.session.open.get()
    if (!workspace) throw new Error('nothing was opened')
    expect((await linesOf(workspace, main)).join()).toContain('in the hall of Sailcloth House and by telephone')
    const [lineage] = lineagesOf(await workspace.ground.records.list(workspace.room)).values()
    if (!lineage) throw new Error('no copy')
    const review = await seen(world.review(workspace, lineage), ({ views }) => views.length > 3)
    expect(review.opened.summary.inBoth).toBe(3)
    expect(review.offer?.why).toBe('Find out what keeps families away, and write it in')
  })
})
