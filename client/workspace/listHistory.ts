import { fromHex, toHex } from '../../shared/bytes'
import { createFrame } from '../crypto/frame'
import { capabilityOf, derivedEditSeed, newCapability, secretOf } from '../crypto/seed'
import { historyIdOf, newDocumentKey } from './ids'
import { writeEntry } from './indexDocument'
import { entryOf } from './making'
import type { OpenWorkspace } from './openWorkspace'
import type { StoredDocument } from './stored'

/**
 * The document behind a text: its history. Its seeds follow from the text's edit seed, so every editor's device lists the
 * same one, and whoever may comment or read finds it in the index (docs/decisions/2026-11-25-history-is-listed.md).
 */
export function storedHistory({ keeper }: OpenWorkspace, documentId: string): StoredDocument | null {
  const stored = keeper.stored.get(toHex(historyIdOf(fromHex(documentId))))
  return stored && stored.kind === 'history' && !stored.dropped ? stored : null
}

/** The history of a text, listed if it was not. null: there is none, and this device may not make it. */
export async function listHistory(workspace: OpenWorkspace, documentId: string): Promise<StoredDocument | null> {
  const { keeper, capability, room, index, ground } = workspace
  const text = keeper.stored.get(documentId)
  const opened = text && capabilityOf(text.rung, text.secret, text.room)
  if (!text || text.dropped || !opened?.ok || !opened.value.editSeed || !(workspace.mayWrite || text.unlisted)) return storedHistory(workspace, documentId)
  const derived = newCapability(derivedEditSeed(opened.value.editSeed, 'history'))
  const historyId = historyIdOf(fromHex(documentId))
  const id = toHex(historyId)
  const isTrue = (held: StoredDocument | undefined): boolean => held !== undefined && toHex(held.room) === toHex(derived.room)
  if (!isTrue(keeper.stored.get(id)) || keeper.stored.get(id)?.dropped) {
    const made: StoredDocument = {
      v: 1,
      workspaceId: workspace.id,
      id,
      doc: newDocumentKey(),
      kind: 'history',
      room: derived.room,
      rung: 'edit',
      secret: secretOf(derived),
      dropped: false,
      removedBy: null,
      sort: 'page',
      hint: '',
      archived: false,
      // What stands on this device's list alone has a history that stands there alone.
      ...(text.unlisted ? { unlisted: true } : {}),
    }
    await keeper.add(made)
    // An entry that names another room was not made from the text's seed: who holds the seed knows better.
    await keeper.change(id, (held) => (isTrue(held) ? { ...held, dropped: false } : made))
    const doc = keeper.stored.get(id)?.doc ?? made.doc
    const create = await createFrame(derived, { workspaceId: room.workspaceId, documentId: historyId, kind: 'history' })
    await ground.log.createDocument(doc, { create: create.bytes, base: null })
    await ground.follow()
  }
  const entries = keeper.entries ?? []
  const isTextListed = entries.some((entry) => entry.documentId === documentId)
  const isListed = entries.some((entry) => entry.documentId === id && toHex(entry.room) === toHex(derived.room))
  if (isTextListed && !isListed)
    writeEntry(index.ydoc, entryOf(capability, derived, { documentId: id, kind: 'history', hint: '', sort: 'page', by: ground.author }))
  return storedHistory(workspace, documentId)
}
