import { fromHex, toHex } from '../../shared/bytes'
import { capabilityOf } from '../crypto/seed'
import { whenFetched } from '../design/whenFetched'
import { MOVED, movedBody, movedSubject } from './deleting'
import { kindOf } from './following'
import { historyIdOf } from './ids'
import { type DocumentSort, removeEntry, setArchived, setHint, setWorkspaceName, setWorkspaceRelays, writeEntry } from './indexDocument'
import type { OpenWorkspace } from './openWorkspace'
import { emptyPage, renameIn, titleOf } from './seedText'
import { KEY } from './stored'

/** What can be done to the documents of an open workspace. Each needs the edit rung unless it says otherwise. */

export interface NewDocument {
  readonly title?: string
  readonly sort?: DocumentSort
  readonly update?: Uint8Array
  /** Nobody else's list names it: a copy of one's own. */
  readonly isPrivate?: boolean
}

/** A new document with its first text; its id, once it is on this device and listed. */
export async function createDocument(workspace: OpenWorkspace, about: NewDocument = {}): Promise<string> {
  const { ground, capability, room, index, keeper } = workspace
  const { title = '', sort = 'page', update = emptyPage(title), isPrivate = false } = about
  const { makeDocument } = await whenFetched(() => import('./making'))
  if (!isPrivate && !workspace.mayWrite) throw new RangeError('a document is listed with the edit rung')
  const made = await makeDocument({
    log: ground.log,
    workspaceId: room.workspaceId,
    workspace: capability,
    update,
    hint: title,
    sort,
    by: ground.author,
    now: ground.now(),
  })
  await keeper.add(isPrivate ? { ...made.stored, unlisted: true } : made.stored)
  await ground.follow()
  if (made.entry && !isPrivate) writeEntry(index.ydoc, made.entry)
  await workspace.digests.seen(made.stored.doc)
  if (isPrivate) await workspace.look()
  return made.stored.id
}

/** What was on this device's list alone comes onto everybody's. */
export async function listForAll(workspace: OpenWorkspace, id: string): Promise<void> {
  const { keeper, capability, index, ground } = workspace
  const document = keeper.stored.get(id)
  const opened = document && capabilityOf(document.rung, document.secret, document.room)
  if (!document?.unlisted || !opened?.ok || !opened.value.editSeed) return
  const { entryOf } = await whenFetched(() => import('./making'))
  const about = { documentId: id, kind: kindOf(document.kind), hint: document.hint, sort: document.sort, by: ground.author }
  writeEntry(index.ydoc, entryOf(capability, opened.value, about))
  await workspace.look()
  const { listHistory, storedHistory } = await whenFetched(() => import('./listHistory'))
  if (storedHistory(workspace, id)) await listHistory(workspace, id)
}

/** The title node is the one truth; the hint follows it. */
export async function renameDocument(workspace: OpenWorkspace, id: string, title: string): Promise<void> {
  const document = workspace.keeper.stored.get(id)
  if (!document) return
  const open = workspace.ground.replica.open(document.doc)
  try {
    await open.opened
    // Nothing of it has come: then there is no title node to edit, and making one would be a second beginning.
    if (titleOf(open.ydoc) === null) return
    renameIn(open.ydoc, title.trim())
    hintTitle(workspace, id, title.trim())
    workspace.digests.titled(document.doc, title.trim())
  } finally {
    open.close()
  }
}

/** Called where somebody writes: the hint for those who do not have the text yet. */
export function hintTitle(workspace: OpenWorkspace, id: string, title: string): void {
  if (workspace.mayWrite && !workspace.keeper.stored.get(id)?.unlisted) setHint(workspace.index.ydoc, id, title)
}

export function archiveDocument(workspace: OpenWorkspace, id: string, archived: boolean): void {
  if (!workspace.keeper.stored.get(id)?.unlisted) setArchived(workspace.index.ydoc, id, archived)
  else void workspace.keeper.change(id, (held) => ({ ...held, archived })).then(() => workspace.look())
}

/** Signed. It goes from everybody's list; each device asks before it drops its copy. What nobody else has goes at once. */
export async function deleteDocument(workspace: OpenWorkspace, id: string): Promise<void> {
  if (workspace.keeper.stored.get(id)?.unlisted) return dropHere(workspace, id)
  await workspace.ground.records.append(workspace.room, { type: MOVED, subject: movedSubject(id), body: movedBody(null) })
}

/** Back in the list: after a deletion by the same signed word; an entry that vanished is written anew from what this device kept. */
export async function putBack(workspace: OpenWorkspace, id: string): Promise<void> {
  const { keeper, capability, index, ground, room, documents } = workspace
  const document = keeper.stored.get(id)
  if (!document) return
  const opened = capabilityOf(document.rung, document.secret, document.room)
  const isDeleted = documents.get().some((listing) => listing.id === id && listing.state === 'deleted')
  if (isDeleted) await ground.records.append(room, { type: MOVED, subject: movedSubject(id), body: movedBody(document.room) })
  const isListed = keeper.entries?.some(({ documentId }) => documentId === id) ?? false
  if (!isListed && opened.ok && opened.value.editSeed) {
    const about = { documentId: id, kind: kindOf(document.kind), hint: document.hint, sort: document.sort, by: ground.author }
    const { entryOf } = await whenFetched(() => import('./making'))
    writeEntry(index.ydoc, entryOf(capability, opened.value, about))
  }
}

/** This device's copy goes, and that of its history; what opens them stays, so that they can come back from another device. Whoever calls has asked. */
export async function dropHere(workspace: OpenWorkspace, id: string): Promise<void> {
  const { keeper, ground, index, mayWrite } = workspace
  if (!keeper.stored.has(id)) return
  const gone = [id, toHex(historyIdOf(fromHex(id)))].flatMap((each) => keeper.stored.get(each) ?? [])
  for (const document of gone) await keeper.change(document.id, (held) => ({ ...held, dropped: true }))
  await ground.follow()
  for (const document of gone) await ground.log.drop(document.doc)
  for (const document of gone) await ground.keys.remove(KEY.lastSeen(document.doc))
  if (mayWrite) for (const document of gone) if (!document.unlisted) removeEntry(index.ydoc, document.id)
  await workspace.look()
}

export const renameWorkspace = (workspace: OpenWorkspace, name: string): void => setWorkspaceName(workspace.index.ydoc, name)

/** Everybody in the workspace uses the same relays: they stand in the index. */
export async function chooseRelays(workspace: OpenWorkspace, relays: readonly string[]): Promise<void> {
  const { ground, id, index } = workspace
  if (workspace.mayWrite) setWorkspaceRelays(index.ydoc, relays)
  await ground.shelf.patch(id, (held) => ({ ...held, relays: [...relays] }))
  await ground.follow()
}
