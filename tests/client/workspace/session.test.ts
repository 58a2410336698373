import { afterEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pairingNumber } from '../../../client/crypto/person'
import type { DocumentKey } from '../../../client/device/deviceLog'
import { SCHEMA_NUMBER } from '../../../client/documents/schema/schema'
import {
  archiveDocument,
  chooseRelays,
  createDocument,
  deleteDocument,
  dropHere,
  putBack,
  renameDocument,
  renameWorkspace,
} from '../../../client/workspace/acts'
import { backupOf, carriedOf } from '../../../client/workspace/backup'
import { bringIn } from '../../../client/workspace/bringIn'
import { decodeFile, encodeFile } from '../../../client/workspace/fileFormat'
import { removeEntry } from '../../../client/workspace/indexDocument'
import { confirmDevice, makeInvitation, makeOwnDeviceLink, refuseDevice, stopDevice } from '../../../client/workspace/inviting'
import { leave, losses } from '../../../client/workspace/leaving'
import { rename } from '../../../client/workspace/membership'
import { SCHEMA } from '../../../client/workspace/schemaNumber'
import { emptyPage, titleOf } from '../../../client/workspace/seedText'
import { toHex } from '../../../shared/bytes'
import { eventually, TestRelay } from '../../support/syncWorld'
import { invitationOf, names, type Person, person, sent, titles } from './support'

const people: Person[] = []
const newcomer = async (name: string, relay: TestRelay, device?: Person['device']): Promise<Person> => {
  const made = await person(name, relay, device)
  people.push(made)
  return made
}
afterEach(async () => {
  await Promise.all(people.splice(0).map((one) => one.stop()))
})

/** Alice with a workspace, and Bob in it by her link. */
async function together(rung: 'edit' | 'voice' | 'read' = 'edit') {
  const relay = new TestRelay()
  const alice = await newcomer('Alice', relay)
  const { workspace: a, documentId } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
  const made = await makeInvitation(a, rung)
  const bob = await newcomer('Bob', relay)
  const b = await bob.session.join(invitationOf(made.link), 'Bob')
  await eventually(() => b.documents.get().length === 1, 'the document never came')
  return { relay, alice, bob, a, b, documentId, made }
}

/** The title as the rows on this device have it. */
async function titleInText(who: Person, doc: DocumentKey | undefined): Promise<string | null> {
  const ydoc = new Y.Doc()
  for (const update of doc === undefined ? [] : (await who.session.ground.log.updates(doc)).updates) Y.applyUpdate(ydoc, update)
  const title = titleOf(ydoc)
  ydoc.destroy()
  return title
}

describe('a workspace', () => {
  it('is made with one document, seeded once, and everything of it is sent', async () => {
    const relay = new TestRelay()
    const alice = await newcomer('Alice', relay)
    const { workspace, documentId } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
    await sent(workspace)
    await eventually(() => titles(workspace).length === 1)
    expect(workspace.name.get()).toBe('Kitchen')
    const open = alice.session.replica.open(workspace.documents.get()[0]?.doc ?? expect.fail())
    await open.opened
    expect(titleOf(open.ydoc)).toBe('')
    expect(open.ydoc.getXmlFragment('text').length).toBe(2)
    expect(workspace.documents.get()[0]?.id).toBe(documentId)
    await eventually(() => names(workspace).join() === 'Alice')
    expect(workspace.people.get().me).toMatchObject({ colour: 0, cameBy: 'began it' })
  })

  it('writes the schema that the editor knows', () => {
    expect(SCHEMA).toBe(SCHEMA_NUMBER)
  })

  it('stays on this device as long as it has no relay', async () => {
    const relay = new TestRelay()
    const alice = await newcomer('Alice', relay)
    const { workspace } = await alice.session.create({ name: 'Example', myName: 'Linh', relays: [], example: true })
    await eventually(() => names(workspace).length === 1)
    expect(workspace.status.get().relay).toBe('none')
    expect(relay.wires).toHaveLength(0)
    await makeInvitation(workspace, 'edit')
    await sent(workspace)
    expect(relay.wires.length).toBeGreaterThan(0)
  })

  it('is there again when the app is opened again, by whatever way', async () => {
    const relay = new TestRelay()
    const alice = await newcomer('Alice', relay)
    const { workspace } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
    await createDocument(workspace, { title: 'Menu', update: emptyPage('Menu') })
    await sent(workspace)
    await people.pop()?.stop()
    relay.down()
    const again = await newcomer('Alice', relay, alice.device)
    expect(again.shelf.current.get()).toBe(workspace.id)
    const opened = await again.session.show(workspace.id)
    expect(titles(opened).sort()).toEqual(['', 'Menu'])
    await eventually(() => names(opened).join() === 'Alice')
  })

  it('lets several stand side by side, and follows them all', async () => {
    const { alice, bob, a, b } = await together()
    await alice.session.create({ name: 'Garden', myName: 'Alice' })
    expect(alice.shelf.workspaces.get().map(({ name }) => name)).toEqual(['Kitchen', 'Garden'])
    await createDocument(b, { title: 'Soup', update: emptyPage('Soup') })
    await sent(b)
    await eventually(async () => (await alice.shelf.documents(a.id)).length === 2, 'a workspace that is not shown was not kept up to date')
    await bob.stop()
    await people.splice(people.indexOf(bob), 1)
    const back = await alice.session.show(a.id)
    await eventually(() => titles(back).includes('Soup'))
  })
})

describe('documents', () => {
  it('are renamed in their title, which is the one truth; others see it', async () => {
    const { bob, a, b, documentId } = await together()
    await renameDocument(a, documentId, 'Who cooks when')
    await eventually(() => titles(b)[0] === 'Who cooks when')
    // The list may know the title from the index already; only in the text itself can it be changed further.
    await eventually(async () => (await titleInText(bob, b.documents.get()[0]?.doc)) === 'Who cooks when')
    await renameDocument(b, documentId, 'Who cooks, and when')
    await eventually(() => titles(a)[0] === 'Who cooks, and when')
  })

  it('are archived and taken out again', async () => {
    const { a, b, documentId } = await together()
    archiveDocument(a, documentId, true)
    await eventually(() => titles(b).length === 0)
    archiveDocument(b, documentId, false)
    await eventually(() => titles(a).length === 1)
  })

  it('that were deleted stay here until this person agrees; put back, everybody has them again', async () => {
    const { a, b, bob, documentId } = await together()
    await deleteDocument(a, documentId)
    await eventually(() => b.documents.get()[0]?.state === 'deleted')
    const listing = b.documents.get()[0]
    expect((await bob.session.ground.log.updates(listing?.doc ?? expect.fail())).updates.length).toBeGreaterThan(0)
    expect(b.people.get().ofDevice(listing?.goneBy ?? '')?.name).toBe('Alice')
    await putBack(b, documentId)
    await eventually(() => a.documents.get()[0]?.state === 'listed' && b.documents.get()[0]?.state === 'listed')
  })

  it('are dropped from this device only when it says so', async () => {
    const { a, b, bob, documentId } = await together()
    const doc = b.documents.get()[0]?.doc ?? expect.fail()
    await deleteDocument(a, documentId)
    await eventually(() => b.documents.get()[0]?.state === 'deleted')
    await dropHere(b, documentId)
    expect(b.documents.get().filter(({ id }) => id === documentId)).toEqual([])
    expect((await bob.session.ground.log.updates(doc)).updates).toEqual([])
  })

  it('whose entry vanished are shown as removed, and can be put back', async () => {
    const { a, b, documentId } = await together()
    removeEntry(a.index.ydoc, documentId)
    await eventually(() => b.documents.get()[0]?.state === 'removed')
    await putBack(b, documentId)
    await eventually(() => a.documents.get().some(({ id, state }) => id === documentId && state === 'listed'))
    expect(b.documents.get()[0]?.state).toBe('listed')
  })

  it('deleted by one while another puts them back, neither knowing of the other: they stay', async () => {
    const { relay, alice, bob, a, b, documentId } = await together()
    await deleteDocument(a, documentId)
    await eventually(() => b.documents.get()[0]?.state === 'deleted')
    await sent(a)
    relay.down()
    await deleteDocument(a, documentId)
    await putBack(b, documentId)
    relay.start()
    alice.session.replica.tryNow()
    bob.session.replica.tryNow()
    await sent(a)
    await sent(b)
    await eventually(() => [a, b].every((each) => each.documents.get()[0]?.state === 'listed'))
  })
})

describe('people', () => {
  it('know who invited whom, and have colours in the order of joining', async () => {
    const { relay, a, b } = await together()
    await eventually(() => names(a).join() === 'Alice,Bob' && names(b).join() === 'Alice,Bob')
    const [alice, bob] = b.people.get().members
    expect(bob).toMatchObject({ colour: 1, cameBy: 'invitation', invitedBy: alice?.id })
    expect(a.people.get().asking).toEqual([])
    const carol = await newcomer('Carol', relay)
    const c = await carol.session.join(invitationOf((await makeInvitation(b, 'voice')).link), 'Carol')
    await eventually(() => names(c).length === 3)
    await eventually(() => a.people.get().members[2]?.invitedBy === bob?.id)
    expect(c.mayWrite).toBe(false)
    await sent(c)
  })

  it('who may read sign nothing, see everything, and are seen by presence alone', async () => {
    const { a, b } = await together('read')
    expect(b.maySpeak).toBe(false)
    await eventually(() => a.here.get().some(({ name }) => name === 'Bob'))
    expect(names(a)).toEqual(['Alice'])
    await renameDocument(b, b.documents.get()[0]?.id ?? '', 'mine').catch(() => undefined)
    await eventually(() => titles(a)[0] === '')
  })

  it('are seen in the document that they have open', async () => {
    const { a, b, documentId } = await together()
    b.setAt(documentId)
    await eventually(() => a.here.get().some(({ name, at }) => name === 'Bob' && at.includes(documentId)))
  })

  it('are not shown when they say so', async () => {
    const { a, bob } = await together()
    await eventually(() => a.here.get().some(({ name }) => name === 'Bob'))
    await bob.shelf.set({ shown: false })
    await eventually(() => !a.here.get().some(({ name }) => name === 'Bob'))
  })

  it('can be called something else from now on', async () => {
    const { a, b, bob } = await together()
    await eventually(() => names(a).length === 2)
    await bob.shelf.patch(b.id, (held) => ({ ...held, myName: 'Robin' }))
    await rename(b.ground, b.room, 'Robin')
    await eventually(() => names(a).join() === 'Alice,Robin')
    expect(a.people.get().members[1]).toMatchObject({ colour: 1, cameBy: 'invitation' })
  })

  it('are given a link that nobody has used again, and a new one once somebody has', async () => {
    const { a, made } = await together()
    await eventually(() => names(a).length === 2)
    const second = await makeInvitation(a, 'edit')
    expect(second.key).not.toBe(made.key)
    expect((await makeInvitation(a, 'edit')).key).toBe(second.key)
    expect(second.link).toMatch(/^https:\/\/leaderful\.test\/#w1\./)
  })

  it('with a higher invitation rise, and keep what they had', async () => {
    const { a, b, bob } = await together('read')
    const doc = b.documents.get()[0]?.doc
    const risen = await bob.session.join(invitationOf((await makeInvitation(a, 'edit')).link), 'Bob')
    expect(risen.mayWrite).toBe(true)
    await eventually(() => risen.documents.get()[0]?.rung === 'edit')
    expect(risen.documents.get()[0]?.doc).toBe(doc)
    await eventually(() => names(a).join() === 'Alice,Bob')
  })
})

describe('several devices of one person', () => {
  async function phoneOf() {
    const world = await together()
    const phone = await newcomer('Alice’s phone', world.relay)
    const p = await phone.session.join(invitationOf((await makeOwnDeviceLink(world.a)).link), 'Alice')
    await eventually(() => world.a.people.get().asking.length === 1, 'the phone never asked')
    return { ...world, phone, p }
  }
  it('show the same number, and count once when the old one has confirmed', async () => {
    const { alice, a, b, p, phone } = await phoneOf()
    const [asking] = a.people.get().asking
    const mine = phone.session.ground.identity.signing.public
    expect(toHex(asking?.device ?? new Uint8Array())).toBe(toHex(mine))
    const own = () => p.people.get().joins.find(({ device }) => device === toHex(mine))
    await eventually(() => own() !== undefined, 'the phone never saw itself come in')
    expect(own()?.invitedBy).toBe(toHex(alice.session.ground.identity.signing.public))
    expect(pairingNumber(alice.session.ground.identity.signing.public, mine)).toMatch(/^\d{6}$/)
    await eventually(() => names(b).length === 3, 'Bob never saw the phone as somebody')
    await confirmDevice(a, asking ?? expect.fail())
    await eventually(() => names(b).join() === 'Alice,Bob' && names(a).join() === 'Alice,Bob')
    await eventually(() => p.stored.get().isPairing === false)
    await eventually(() => a.people.get().me?.devices.length === 2)
    expect(a.people.get().me?.colour).toBe(0)
  })
  it('that are not mine stay somebody else', async () => {
    const { a } = await phoneOf()
    await refuseDevice(a, a.people.get().asking[0] ?? expect.fail())
    await eventually(() => a.people.get().asking.length === 0)
    expect(a.people.get().me?.devices).toHaveLength(1)
  })
  it('that are lost are stopped by another of mine', async () => {
    const { a, b, phone } = await phoneOf()
    await confirmDevice(a, a.people.get().asking[0] ?? expect.fail())
    await eventually(() => a.people.get().me?.devices.length === 2)
    await stopDevice(a, phone.session.ground.identity.signing.public)
    await eventually(() => b.people.get().members[0]?.devices.some(({ isLost }) => isLost) ?? false)
  })
})

describe('files', () => {
  const write = async (who: Person, doc: Parameters<typeof who.session.replica.open>[0], words: string) => {
    const open = who.session.replica.open(doc)
    await open.opened
    open.ydoc.getXmlFragment('text').insert(1, [new Y.XmlElement('paragraph')])
    ;(open.ydoc.getXmlFragment('text').get(1) as Y.XmlElement).insert(0, [new Y.XmlText(words)])
    await eventually(() => who.session.replica.documentStatus(doc).get().saved === 'saved')
    open.close()
  }
  const words = async (who: Person, doc: Parameters<typeof who.session.replica.open>[0]) => {
    const open = who.session.replica.open(doc)
    await open.opened
    const text = open.ydoc.getXmlFragment('text').toString()
    open.close()
    return text
  }

  it('of a whole workspace bring it to a device that has nothing, and never overwrite', async () => {
    const { alice, a } = await together()
    const doc = a.documents.get()[0]?.doc ?? expect.fail()
    await write(alice, doc, 'beans on Monday')
    const bytes = encodeFile(await backupOf(alice.session.ground, a.stored.get()))
    await write(alice, doc, 'and rice')
    const carol = await newcomer('Carol', new TestRelay())
    const result = await bringIn(carol.session, bytes)
    expect(result).toMatchObject({ ok: true, workspaceId: a.id })
    const c = carol.session.open.get() ?? expect.fail()
    expect(c.name.get()).toBe('Kitchen')
    await eventually(() => c.documents.get().length === 1)
    expect(await words(carol, c.documents.get()[0]?.doc ?? expect.fail())).toContain('beans on Monday')
    expect(await bringIn(alice.session, bytes)).toMatchObject({ ok: true })
    expect(await words(alice, doc)).toContain('and rice')
  })

  it('carry what is not sent to another member, who has it at once', async () => {
    const { relay, alice, bob, a, b } = await together()
    await sent(a)
    expect(await carriedOf(alice.session.ground, a.stored.get())).toBeNull()
    relay.down()
    const doc = a.documents.get()[0]?.doc ?? expect.fail()
    await write(alice, doc, 'carried in a pocket')
    await makeInvitation(a, 'voice')
    const carried = (await carriedOf(alice.session.ground, a.stored.get())) ?? expect.fail()
    const result = await bringIn(bob.session, encodeFile(carried))
    expect(result).toMatchObject({ ok: true, words: expect.stringContaining('2 changes') })
    expect(await words(bob, b.documents.get()[0]?.doc ?? expect.fail())).toContain('carried in a pocket')
    expect((await bringIn(bob.session, encodeFile(carried))).words).toContain('nothing that was not here')
    const carol = await newcomer('Carol', relay)
    expect(await bringIn(carol.session, encodeFile(carried))).toMatchObject({ ok: false })
  })

  it('that are cut off, foreign or newer say so', async () => {
    const { alice, a } = await together()
    const bytes = encodeFile(await backupOf(alice.session.ground, a.stored.get()))
    for (const length of [0, 3, 7, 40, bytes.length - 1]) expect(decodeFile(bytes.subarray(0, length)).ok).toBe(false)
    expect(decodeFile(bytes.subarray(0, bytes.length - 1))).toMatchObject({ reason: 'cut off' })
    expect(decodeFile(new TextEncoder().encode('# A text'))).toMatchObject({ reason: 'not ours' })
    const newer = bytes.slice()
    newer[6] = 2
    expect(decodeFile(newer)).toMatchObject({ reason: 'newer' })
  })
})

describe('leaving', () => {
  it('says what is lost, and takes rows and capabilities off this device', async () => {
    const { relay, bob, b } = await together()
    await eventually(() => names(b).length === 2)
    await sent(b)
    expect(losses(bob.session, b.id)).toMatchObject({ documents: 1, unsent: 0, isAlone: false })
    relay.down()
    await createDocument(b, { title: 'Unsent', update: emptyPage('Unsent') })
    await eventually(() => losses(bob.session, b.id).unsent > 0)
    const docs = [b.stored.get().doc, ...b.documents.get().map(({ doc }) => doc)]
    await leave(bob.session, b.id)
    expect(bob.shelf.workspaces.get()).toEqual([])
    expect(await bob.shelf.keys.names('document/')).toEqual([])
    for (const doc of docs) expect((await bob.session.ground.log.updates(doc)).updates).toEqual([])
  })

  it('says it when nobody else has the words', async () => {
    const alice = await newcomer('Alice', new TestRelay())
    const { workspace } = await alice.session.create({ name: 'Kitchen', myName: 'Alice' })
    expect(losses(alice.session, workspace.id)).toMatchObject({ isAlone: true })
  })
})

it('the name of a workspace and its relays are the same for all', async () => {
  const { a, b } = await together()
  renameWorkspace(a, 'Canal Street Kitchen')
  await eventually(() => b.name.get() === 'Canal Street Kitchen' && b.stored.get().name === 'Canal Street Kitchen')
  await chooseRelays(a, [...a.stored.get().relays, 'ws://second.test/relay'])
  await eventually(() => b.stored.get().relays.length === 2)
})
