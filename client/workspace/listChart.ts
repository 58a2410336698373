import { fromHex, toHex } from '../../shared/bytes'
import { derivedEditSeed } from '../crypto/seed'
import { chartIdOf } from './ids'
import { listDerived } from './listDerived'
import type { OpenWorkspace } from './openWorkspace'
import type { StoredDocument } from './stored'

/** The chart of a workspace's circles and roles: one document, whose seeds follow from the workspace's own. */
export function storedChart({ keeper, id }: OpenWorkspace): StoredDocument | null {
  const stored = keeper.stored.get(toHex(chartIdOf(fromHex(id))))
  return stored && stored.kind === 'chart' && !stored.dropped ? stored : null
}

/** Listed if it was not. null: there is none yet, and this device may not make it. */
export async function listChart(workspace: OpenWorkspace): Promise<StoredDocument | null> {
  const { editSeed } = workspace.capability
  if (!editSeed) return storedChart(workspace)
  return listDerived(workspace, {
    documentId: chartIdOf(fromHex(workspace.id)),
    kind: 'chart',
    editSeed: derivedEditSeed(editSeed, 'chart'),
    isUnlisted: false,
    isListed: true,
  })
}
