import { toHex } from '../../shared/bytes'
import { createFrame } from '../crypto/frame'
import type { DocumentKind } from '../crypto/frameBodies'
import { newCapability, secretOf } from '../crypto/seed'
import { newDocumentKey } from './ids'
import { writeEntry } from './indexDocument'
import { entryOf } from './making'
import type { OpenWorkspace } from './openWorkspace'
import type { StoredDocument } from './stored'

/** A document whose name and seeds follow from another's: two devices that make it apart make the same one. */
export interface Derived {
  /** 16 bytes. */
  readonly documentId: Uint8Array
  readonly kind: DocumentKind
  readonly editSeed: Uint8Array
  /** It stands on this device's list alone. */
  readonly isUnlisted: boolean
  /** Everybody's list shall name it. */
  readonly isListed: boolean
}

/** On this device, and listed, once this resolves. For devices that hold the edit rung it is derived from. */
export async function listDerived(workspace: OpenWorkspace, { documentId, kind, editSeed, isUnlisted, isListed }: Derived): Promise<StoredDocument> {
  const { keeper, capability, room, index, ground } = workspace
  const derived = newCapability(editSeed)
  const id = toHex(documentId)
  const isTrue = (held: StoredDocument | undefined): boolean => held !== undefined && toHex(held.room) === toHex(derived.room)
  if (!isTrue(keeper.stored.get(id)) || keeper.stored.get(id)?.dropped) {
    const made: StoredDocument = {
      v: 1,
      workspaceId: workspace.id,
      id,
      doc: newDocumentKey(),
      kind,
      room: derived.room,
      rung: 'edit',
      secret: secretOf(derived),
      dropped: false,
      removedBy: null,
      sort: 'page',
      hint: '',
      archived: false,
      ...(isUnlisted ? { unlisted: true } : {}),
    }
    await keeper.add(made)
    // An entry that names another room was not made from this seed: who holds the seed knows better.
    await keeper.change(id, (held) => (isTrue(held) ? { ...held, dropped: false } : made))
    const doc = keeper.stored.get(id)?.doc ?? made.doc
    const create = await createFrame(derived, { workspaceId: room.workspaceId, documentId, kind })
    await ground.log.createDocument(doc, { create: create.bytes, base: null })
    await ground.follow()
  }
  const isNamed = (keeper.entries ?? []).some((entry) => entry.documentId === id && toHex(entry.room) === toHex(derived.room))
  if (isListed && !isNamed) writeEntry(index.ydoc, entryOf(capability, derived, { documentId: id, kind, hint: '', sort: 'page', by: ground.author }))
  const stored = keeper.stored.get(id)
  if (!stored) throw new Error('what was stored a moment ago is gone')
  return stored
}
