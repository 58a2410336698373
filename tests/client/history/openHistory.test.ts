import { afterEach, describe, expect, it } from 'vitest'
import type { ProseMirrorJson } from '../../../client/crypto/canonicalText'
import { type History, openHistory } from '../../../client/history/openHistory'
import { createDocument, deleteDocument, dropHere, listForAll } from '../../../client/workspace/acts'
import { backupOf } from '../../../client/workspace/backup'
import { bringIn } from '../../../client/workspace/bringIn'
import { encodeFile } from '../../../client/workspace/fileFormat'
import { readEntries } from '../../../client/workspace/indexDocument'
import { makeInvitation } from '../../../client/workspace/inviting'
import { storedHistory } from '../../../client/workspace/listHistory'
import type { OpenWorkspace } from '../../../client/workspace/openWorkspace'
import { eventually, TestRelay } from '../../support/syncWorld'
import { invitationOf, type Person, person, sent, titles } from '../workspace/support'

const people: Person[] = []
const histories: History[] = []
afterEach(async () => {
  for (const history of histories.splice(0)) history.close()
  await Promise.all(people.splice(0).map((one) => one.stop()))
})
const newcomer = async (name: string, relay: TestRelay): Promise<Person> => {
  const made = await person(name, relay)
  people.push(made)
  return made
}
const open = async (workspace: OpenWorkspace, id: string): Promise<History> => {
  const opened = await openHistory(workspace, id)
  if (!opened.ok) throw new Error(opened.reason)
  histories.push(opened.value)
  return opened.value
}
async function together(rung: 'edit' | 'voice' | 'read' = 'edit') {
  const relay = new TestRelay()
  const alice = await newcomer('Alice', relay)
  const { workspace: a, documentId } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
  const made = await makeInvitation(a, rung)
  const bob = await newcomer('Bob', relay)
  const b = await bob.session.join(invitationOf(made.link), 'Bob')
  await eventually(() => b.documents.get().length === 1, 'the document never came')
  return { relay, alice, bob, a, b, documentId }
}
const text = (words: string): ProseMirrorJson => ({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }] })
const historyEntries = ({ index }: OpenWorkspace) => readEntries(index.ydoc).filter(({ kind }) => kind === 'history')

describe('the history of a text', () => {
  it.each(['voice', 'read'] as const)('comes to whoever may %s, and stands on no list of documents', async (rung) => {
    const { a, b, documentId } = await together(rung)
    expect(await openHistory(b, documentId)).toEqual({ ok: false, reason: 'none yet' })
    expect(await openHistory(a, '0'.repeat(32))).toEqual({ ok: false, reason: 'unknown' })
    const mine = await open(a, documentId)
    const id = mine.keep({ json: text('We keep our homes'), cause: 'named', name: 'First' })
    await sent(a)
    await eventually(() => storedHistory(b, documentId) !== null, 'the entry never came')
    const theirs = await open(b, documentId)
    await eventually(() => theirs.versions.get().length === 1, 'the version never came')
    expect(theirs.read(id)).toEqual({ ok: true, value: text('We keep our homes') })
    expect(theirs.versions.get()[0]?.name).toBe('First')
    expect(theirs.mayKeep).toBe(false)
    expect(() => theirs.keep({ json: text('x'), cause: 'automatic' })).toThrow(RangeError)
    expect([titles(a).length, titles(b).length, b.digests.get().size]).toEqual([1, 1, 1])
    if (rung === 'read') return
    const record = await theirs.append({ type: 'offer', subject: 'copy', body: { words: 'ours' } })
    await eventually(async () => (await mine.list()).some(({ id: found }) => found === record.id), 'the record never came')
  })
  it('is one room, whichever editor lists it first', async () => {
    const { a, b, documentId } = await together()
    const [mine, theirs] = await Promise.all([open(a, documentId), open(b, documentId)])
    expect(mine.room.capability.room).toEqual(theirs.room.capability.room)
    mine.keep({ json: text('one'), cause: 'automatic' })
    theirs.keep({ json: text('two'), cause: 'automatic' })
    await eventually(() => mine.versions.get().length === 2 && theirs.versions.get().length === 2, 'they never met')
    expect([historyEntries(a).length, historyEntries(b).length]).toEqual([1, 1])
    expect(a.keeper.stored.size).toBe(2)
  })
  it('is not taken from an entry that was not made from the text’s seed', async () => {
    const { a, b, documentId } = await together()
    const other = await createDocument(a, { title: 'Other' })
    const otherHistory = await open(a, other)
    const wrong = historyEntries(a)[0] ?? expect.fail()
    const { listHistory } = await import('../../../client/workspace/listHistory')
    const { historyIdOf } = await import('../../../client/workspace/ids')
    const { fromHex, toHex } = await import('../../../shared/bytes')
    const { writeEntry } = await import('../../../client/workspace/indexDocument')
    writeEntry(a.index.ydoc, { ...wrong, documentId: toHex(historyIdOf(fromHex(documentId))) })
    await eventually(() => storedHistory(b, documentId) !== null, 'the entry never came')
    const listed = await listHistory(b, documentId)
    expect(listed?.room).not.toEqual(otherHistory.room.capability.room)
    await eventually(() => historyEntries(a).some(({ room }) => listed !== null && toHex(room) === toHex(listed.room)), 'the true entry never came')
  })
  it('goes with its text from this device and from the index', async () => {
    const { a, documentId } = await together()
    const mine = await open(a, documentId)
    mine.keep({ json: text('one'), cause: 'automatic' })
    await sent(a)
    const { doc } = mine.room
    histories.splice(0)[0]?.close()
    await deleteDocument(a, documentId)
    await dropHere(a, documentId)
    expect(historyEntries(a)).toEqual([])
    expect(storedHistory(a, documentId)).toBeNull()
    expect((await a.ground.log.updates(doc)).updates).toEqual([])
  })
  it('is on this device’s list alone as long as its text is, and comes onto everybody’s with it', async () => {
    const { a, b } = await together()
    const id = await createDocument(a, { title: 'A copy of mine', isPrivate: true })
    const mine = await open(a, id)
    const version = mine.keep({ json: text('not yet'), cause: 'automatic' })
    expect(historyEntries(a)).toEqual([])
    expect(a.keeper.stored.get(mine.historyId)?.unlisted).toBe(true)
    await listForAll(a, id)
    await eventually(() => storedHistory(b, id) !== null, 'the entry never came')
    const theirs = await open(b, id)
    await eventually(() => theirs.read(version).ok, 'the version never came')
    await a.look()
    expect(a.keeper.stored.get(mine.historyId)?.unlisted).toBeUndefined()
  })
  it('travels in a saved workspace', async () => {
    const { alice, a, documentId } = await together()
    const mine = await open(a, documentId)
    const id = mine.keep({ json: text('one'), cause: 'named', name: 'First' })
    await mine.append({ type: 'offer', subject: 'copy', body: null })
    await sent(a)
    const file = encodeFile(await backupOf(alice.session.ground, a.stored.get()))
    const carol = await newcomer('Carol', new TestRelay())
    const brought = await bringIn(carol.session, file)
    expect(brought.ok && brought.words).toContain('1 document')
    const c = carol.session.open.get() ?? expect.fail()
    await eventually(() => c.documents.get().length === 1)
    const theirs = await open(c, documentId)
    expect(theirs.read(id).ok).toBe(true)
    expect(await theirs.list()).toHaveLength(1)
  })
})
