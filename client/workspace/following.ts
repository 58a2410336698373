import { fromHex } from '../../shared/bytes'
import type { DocumentKind } from '../crypto/frameBodies'
import { DOCUMENT_KINDS } from '../crypto/frameBodies'
import type { FollowedRoom } from '../sync/replica'
import type { StoredDocument, StoredWorkspace } from './stored'

/** Which rooms this device follows (pure): every text of every workspace, so that all of it is here without a network, and the pictures that were looked at. */

export const kindOf = (kind: string): DocumentKind => DOCUMENT_KINDS.find((known) => known === kind) ?? 'text'

export function roomsOf(workspace: StoredWorkspace, documents: readonly StoredDocument[]): FollowedRoom[] {
  const workspaceId = fromHex(workspace.id)
  const relays = [...workspace.relays]
  const index: FollowedRoom = {
    doc: workspace.doc,
    rung: workspace.rung,
    secret: workspace.secret,
    room: workspace.room,
    identity: { workspaceId, documentId: fromHex(workspace.indexId), kind: 'index' },
    relays,
    presence: true,
  }
  const others = documents
    // A picture comes once somebody wants to see it: an afternoon's photographs may be more than a month's words.
    .filter(({ dropped, kind, wanted }) => !dropped && (kind !== 'picture' || wanted === true))
    .map(
      (document): FollowedRoom => ({
        doc: document.doc,
        rung: document.rung,
        secret: document.secret,
        room: document.room,
        identity: { workspaceId, documentId: fromHex(document.id), kind: kindOf(document.kind) },
        relays,
      }),
    )
  return [index, ...others]
}
