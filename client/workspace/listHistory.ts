import { fromHex, toHex } from '../../shared/bytes'
import { capabilityOf, derivedEditSeed } from '../crypto/seed'
import { historyIdOf } from './ids'
import { listDerived } from './listDerived'
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
  const { keeper, mayWrite } = workspace
  const text = keeper.stored.get(documentId)
  const opened = text && capabilityOf(text.rung, text.secret, text.room)
  if (!text || text.dropped || !opened?.ok || !opened.value.editSeed || !(mayWrite || text.unlisted)) return storedHistory(workspace, documentId)
  await listDerived(workspace, {
    documentId: historyIdOf(fromHex(documentId)),
    kind: 'history',
    editSeed: derivedEditSeed(opened.value.editSeed, 'history'),
    // What stands on this device's list alone has a history that stands there alone.
    isUnlisted: text.unlisted === true,
    isListed: (keeper.entries ?? []).some((entry) => entry.documentId === documentId),
  })
  return storedHistory(workspace, documentId)
}
