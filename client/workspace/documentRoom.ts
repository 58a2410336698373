import { fromHex } from '../../shared/bytes'
import { capabilityOf } from '../crypto/seed'
import type { OpenWorkspace } from './openWorkspace'
import type { RecordRoom } from './records'

/** Where the records of a document of this workspace stand, as far as this device may use it; null for one that is not known here. */
export function documentRoom(workspace: Pick<OpenWorkspace, 'keeper' | 'room'>, id: string): RecordRoom | null {
  const document = workspace.keeper.stored.get(id)
  const opened = document && capabilityOf(document.rung, document.secret, document.room)
  return document && opened?.ok ? { doc: document.doc, workspaceId: workspace.room.workspaceId, documentId: fromHex(id), capability: opened.value } : null
}
