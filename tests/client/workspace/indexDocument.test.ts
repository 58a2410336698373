import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newCapability } from '../../../client/crypto/seed'
import { entryOpener, takeEntry } from '../../../client/workspace/entries'
import {
  documentsOf,
  type IndexEntry,
  isRelayUrl,
  readEntries,
  removeEntry,
  setArchived,
  setHint,
  setWorkspaceName,
  workspaceName,
  workspaceOf,
  workspaceRelays,
  writeEntry,
} from '../../../client/workspace/indexDocument'
import { listingsOf } from '../../../client/workspace/listing'
import { entryOf } from '../../../client/workspace/making'

const workspace = newCapability()
const idOf = (n: number): string => n.toString(16).padStart(32, '0')
const entryFor = (documentId: string, capability = newCapability()): IndexEntry =>
  entryOf(workspace, capability, { documentId, kind: 'text', hint: 'Soup', sort: 'notes', by: 'ab'.repeat(16) })

describe('the index document', () => {
  it('keeps both entries that were made at once, field by field', () => {
    const a = new Y.Doc()
    const b = new Y.Doc()
    writeEntry(a, entryFor(idOf(1)))
    writeEntry(b, entryFor(idOf(2)))
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    expect(readEntries(a).map(({ documentId }) => documentId)).toEqual([idOf(1), idOf(2)])
  })
  it('keeps an archiving and a renaming of one document that were made at once', () => {
    const a = new Y.Doc()
    writeEntry(a, entryFor(idOf(1)))
    const b = new Y.Doc()
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    setArchived(a, idOf(1), true)
    setHint(b, idOf(1), 'Stew')
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    expect(readEntries(a)[0]).toMatchObject({ archived: true, hint: 'Stew' })
  })
  it('says nothing when nothing is new', () => {
    const doc = new Y.Doc()
    writeEntry(doc, entryFor(idOf(1)))
    setWorkspaceName(doc, 'Kitchen')
    let updates = 0
    doc.on('update', () => updates++)
    setHint(doc, idOf(1), 'Soup')
    setArchived(doc, idOf(1), false)
    setWorkspaceName(doc, ' Kitchen ')
    expect(updates).toBe(0)
  })
  it('leaves out half an entry, and takes all of it away', () => {
    const doc = new Y.Doc()
    writeEntry(doc, entryFor(idOf(1)))
    documentsOf(doc).delete(`${idOf(1)}/voiceBox`)
    expect(readEntries(doc)).toEqual([])
    writeEntry(doc, entryFor(idOf(2)))
    removeEntry(doc, idOf(2))
    expect([...documentsOf(doc).keys()].filter((key) => key.startsWith(idOf(2)))).toEqual([])
  })
  it('reads whatever anybody wrote without throwing', () => {
    const anything = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.uint8Array({ maxLength: 80 }), fc.constant(null), fc.array(fc.integer()))
    const field = fc.constantFrom('room', 'readSeed', 'voiceBox', 'editBox', 'hint', 'sort', 'archived', 'by', 'kind', 'x')
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(idOf(1), idOf(2), 'rubbish', ''), field, anything), { maxLength: 30 }), (writes) => {
        const doc = new Y.Doc()
        for (const [id, name, value] of writes) {
          documentsOf(doc).set(`${id}/${name}`, value)
          workspaceOf(doc).set(name === 'x' ? 'relays' : 'name', value)
        }
        const open = entryOpener(workspace)
        expect(readEntries(doc).filter((entry) => open(entry) !== null)).toEqual([])
        expect(typeof workspaceName(doc)).toBe('string')
        expect(workspaceRelays(doc).every(isRelayUrl)).toBe(true)
      }),
    )
  })
  it('dials ws and wss only, and never with a name or a password', () => {
    expect(['ws://a.test/relay', 'wss://a.test/relay'].every(isRelayUrl)).toBe(true)
    expect(['http://a.test', 'wss://u:p@a.test', 'wss://a.test/#x', 'javascript:alert(1)', '', 3].some(isRelayUrl)).toBe(false)
  })
})

describe('entries', () => {
  it('are opened with the rung of the workspace', () => {
    const document = newCapability()
    const opened = entryOpener(workspace)(entryFor(idOf(1), document))
    expect(opened?.editSeed).toEqual(document.editSeed)
  })
  it('whose seeds do not derive each other and their room are ignored', () => {
    const entry = entryFor(idOf(1))
    const other = entryFor(idOf(2))
    const open = entryOpener(workspace)
    for (const wrong of [{ room: other.room }, { readSeed: other.readSeed }, { voiceBox: other.voiceBox }, { editBox: other.editBox }]) {
      expect(takeEntry('w', { ...entry, ...wrong }, open({ ...entry, ...wrong }), undefined)).toBeNull()
    }
  })
  it('never overwrite what is stored: another room under a known name is ignored', () => {
    const open = entryOpener(workspace)
    const entry = entryFor(idOf(1))
    const first = takeEntry('w', entry, open(entry), undefined)
    const rewritten = entryFor(idOf(1))
    expect(takeEntry('w', rewritten, open(rewritten), first?.document)).toBeNull()
    expect(takeEntry('w', entry, open(entry), first?.document)).toEqual({ document: first?.document, isChanged: false })
  })
})

describe('a copy of one’s own', () => {
  it('is in no index and nobody’s list but this device’s, until it is written there', async () => {
    const open = entryOpener(workspace)
    const entry = entryFor(idOf(1))
    const taken = takeEntry('w', entry, open(entry), undefined)?.document
    if (!taken) throw new Error('not taken')
    const stored = { ...taken, unlisted: true }
    const list = (entries: readonly IndexEntry[]) =>
      listingsOf({ entries, stored: new Map([[idOf(1), stored]]), digests: new Map(), deletions: new Map(), isMine: () => true })
    expect(list([])).toMatchObject([{ state: 'listed', isPrivate: true }])
    expect(list([entry])).toMatchObject([{ state: 'listed', isPrivate: false }])
    expect(takeEntry('w', entry, open(entry), stored)).toEqual({ document: taken, isChanged: true })
  })
})
