import { afterEach, describe, expect, it } from 'vitest'
import { keyStore } from '../../../../client/device/keyStore'
import { MemoryDevice, memoryRows } from '../../../../client/device/rows/openRows'
import { commentActs } from '../../../../client/documents/comments/commentActs'
import { seenComments } from '../../../../client/documents/comments/seenComments'
import { sayingsOf, threadsOf } from '../../../../client/documents/comments/threads'
import { threadToShow } from '../../../../client/documents/comments/threadToShow'
import { type CommentsSource, commentsSource } from '../../../../client/documents/comments/waitingComments'
import { documentRoom } from '../../../../client/workspace/documentRoom'
import { makeInvitation } from '../../../../client/workspace/inviting'
import type { OpenWorkspace } from '../../../../client/workspace/openWorkspace'
import { toHex } from '../../../../shared/bytes'
import { eventually, TestRelay } from '../../../support/syncWorld'
import { invitationOf, type Person, person } from '../../workspace/support'
import { hook, idOf } from './said'

const people: Person[] = []
const sources: CommentsSource[] = []
afterEach(async () => {
  for (const source of sources.splice(0)) source.stop()
  await Promise.all(people.splice(0).map((one) => one.stop()))
})

/** Alice with a workspace, and Bob in it, who may comment. */
async function together() {
  const relay = new TestRelay()
  const alice = await person('Alice', relay)
  people.push(alice)
  const { workspace: a, documentId } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
  const made = await makeInvitation(a, 'voice')
  const bob = await person('Bob', relay)
  people.push(bob)
  const b = await bob.session.join(invitationOf(made.link), 'Bob')
  await eventually(() => b.documents.get().length === 1 && a.people.get().members.length === 2, 'Bob never came in')
  return { a, b, documentId }
}
const roomOf = (workspace: OpenWorkspace, id: string) => {
  const room = documentRoom(workspace, id)
  if (!room) throw new Error('no such document')
  return room
}
const actsOf = (workspace: OpenWorkspace, id: string) => commentActs(workspace.ground.records, roomOf(workspace, id))
const threadsIn = async (workspace: OpenWorkspace, id: string) => threadsOf(await workspace.ground.records.list(roomOf(workspace, id)))
async function sourceOf(workspace: OpenWorkspace, routes: string[] = []): Promise<CommentsSource> {
  const source = await commentsSource(workspace, (route) => routes.push(route))
  sources.push(source)
  return source
}
const deviceOf = (workspace: OpenWorkspace): string => toHex(workspace.ground.identity.signing.public)

describe('comments through the real sealed way, from a member who may comment and not write', () => {
  it('wait at home for whoever is named, and no more once they were seen', async () => {
    const { a, b, documentId } = await together()
    const routes: string[] = []
    const source = await sourceOf(a, routes)
    let told = 0
    source.subscribe(() => told++)
    expect(source.get()).toEqual([])

    const thread = await actsOf(b, documentId).begin('Ask @Alice', [{ device: deviceOf(a), name: 'Alice' }], hook)
    await eventually(() => source.get().length === 1, 'the comment never came')
    expect(told).toBeGreaterThan(0)
    const [item] = source.get()
    expect(item).toMatchObject({ sign: 'comment', isTurn: true, voice: 'people' })
    expect(item?.line).toContain('Bob names you in a comment')
    const act = item?.actions[0]?.to
    if (typeof act === 'function') act()
    expect(routes).toEqual([`/d/${documentId}`])
    expect(threadToShow.get()).toEqual({ documentId, thread })
    threadToShow.set(null)

    const [first] = await threadsIn(a, documentId)
    await (await seenComments(a.ground.keys, a.id)).see(
      sayingsOf(first ?? { id: '', first: null, replies: [], resolved: null, hook: null }).map(({ id }) => id),
    )
    expect(source.get()).toEqual([])
  })

  it('wait for whoever is answered, are one item for a text however many they are, and go when they are resolved', async () => {
    const { a, b, documentId } = await together()
    const source = await sourceOf(b)
    const mine = actsOf(b, documentId)
    const threads = [await mine.begin('One?', [], hook), await mine.begin('Two?', [], hook)]
    await eventually(async () => (await threadsIn(a, documentId)).length === 2, 'the comments never came')
    for (const thread of threads) await actsOf(a, documentId).reply(thread, 'Yes.', [])
    await eventually(() => source.get()[0]?.line === '2 comments wait for you.', 'the answers never came')
    await actsOf(a, documentId).resolve(threads[0] ?? '')
    await eventually(() => source.get()[0]?.line.includes('Alice answered a comment of yours') === true, 'never resolved')
    await mine.reply(threads[1] ?? '', 'Good.', [])
    await eventually(() => source.get().length === 0, 'what is answered still waits')
  })

  it('are taken back by whoever said them: their words go from every device', async () => {
    const { a, b, documentId } = await together()
    const acts = actsOf(b, documentId)
    const thread = await acts.begin('In haste.', [], hook)
    await eventually(async () => (await threadsIn(a, documentId)).length === 1, 'the comment never came')
    await actsOf(a, documentId).reply(thread, 'Why?', [])
    await eventually(async () => (await threadsIn(b, documentId))[0]?.replies.length === 1, 'the answer never came')
    const [said] = await threadsIn(b, documentId)
    await acts.takeBack(thread, said?.first?.id ?? idOf(0))
    await eventually(async () => (await threadsIn(a, documentId))[0]?.first === null, 'never taken back')
    expect((await threadsIn(a, documentId))[0]?.replies.map(({ text }) => text)).toEqual(['Why?'])
    const rows = await a.ground.log.records(roomOf(a, documentId).doc)
    expect(rows.filter(({ bytes }) => bytes === null)).toHaveLength(1)
  })
})

it('what was seen is known again when the app is opened again', async () => {
  const device = new MemoryDevice()
  const first = await seenComments(keyStore(memoryRows(device, { isAbsent: false })), 'w')
  let told = 0
  first.subscribe(() => told++)
  await first.see([idOf(1), idOf(2)])
  await first.see([idOf(1)])
  expect(told).toBe(1)
  const again = await seenComments(keyStore(memoryRows(device, { isAbsent: false })), 'w')
  expect([again.has(idOf(1)), again.has(idOf(2)), again.has(idOf(3))]).toEqual([true, true, false])
})
