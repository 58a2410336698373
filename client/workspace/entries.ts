import { toHex } from '../../shared/bytes'
import { openEntry } from '../crypto/keyring'
import { type Capability, reaches, secretOf } from '../crypto/seed'
import { newDocumentKey } from './ids'
import type { IndexEntry } from './indexDocument'
import type { StoredDocument } from './stored'

/**
 * From entries of the index to documents that this device can open (pure). An entry whose seeds do not derive each other
 * and its room is ignored; what is stored is never overwritten, only added to.
 */

/** Opening is a derivation or two: what was opened once is kept. */
export function entryOpener(workspace: Capability): (entry: IndexEntry) => Capability | null {
  const opened = new Map<string, Capability | null>()
  return (entry) => {
    const name = `${toHex(entry.room)}/${toHex(entry.readSeed)}/${toHex(entry.editBox)}/${toHex(entry.voiceBox)}`
    const known = opened.get(name)
    if (known !== undefined) return known
    const result = openEntry(workspace, entry)
    const capability = result.ok ? result.value : null
    opened.set(name, capability)
    return capability
  }
}

/** What the index says of one document, against what is stored of it. null: ignored. `changed`: to be stored. */
export function takeEntry(
  workspaceId: string,
  entry: IndexEntry,
  capability: Capability | null,
  stored: StoredDocument | undefined,
): { readonly document: StoredDocument; readonly isChanged: boolean } | null {
  if (capability === null) return null
  if (stored === undefined) {
    const document: StoredDocument = {
      v: 1,
      workspaceId,
      id: entry.documentId,
      doc: newDocumentKey(),
      kind: entry.kind,
      room: capability.room,
      rung: capability.rung,
      secret: secretOf(capability),
      dropped: false,
      removedBy: null,
      sort: entry.sort,
      hint: entry.hint,
      archived: entry.archived,
      ...(entry.template ? { template: true } : {}),
    }
    return { document, isChanged: true }
  }
  // Another room under a known name: somebody rewrote the entry. The one that was there first stays.
  if (toHex(stored.room) !== toHex(capability.room)) return null
  const isHigher = stored.rung !== capability.rung && reaches(capability, stored.rung)
  const isKnown =
    stored.sort === entry.sort && stored.hint === entry.hint && stored.archived === entry.archived && (stored.template ?? false) === (entry.template ?? false)
  const isSame = !isHigher && isKnown && stored.removedBy === null && !stored.unlisted
  if (isSame) return { document: stored, isChanged: false }
  const risen = isHigher ? { rung: capability.rung, secret: secretOf(capability) } : {}
  const { unlisted: _, template: __, ...listed } = stored
  const now = { sort: entry.sort, hint: entry.hint, archived: entry.archived, removedBy: null, ...(entry.template ? { template: true } : {}) }
  return { document: { ...listed, ...risen, ...now }, isChanged: true }
}
