import type * as Y from 'yjs'
import type { Capability } from '../crypto/seed'
import type { DeviceLog } from '../device/deviceLog'
import type { KeyStore } from '../device/keyStore'
import { entryOpener, takeEntry } from './entries'
import { documentsOf, type IndexEntry, readEntries } from './indexDocument'
import { KEY, type StoredDocument, type StoredWorkspace } from './stored'

/**
 * Keeps the stored documents in step with the index: new ones get a place on this device, vanished ones are marked. Works
 * on any Y.Doc of the index, be it the open one or a throwaway of a workspace that is not shown.
 */
export interface IndexKeeper {
  readonly stored: ReadonlyMap<string, StoredDocument>
  /** Entries that open, as of the last look; null before the first. */
  readonly entries: readonly IndexEntry[] | null
  /** Resolves once what is new is stored. true: something changed. */
  look(index: Y.Doc): Promise<boolean>
  /** One document's store, changed from outside (dropped, put back). */
  change(id: string, change: (document: StoredDocument) => StoredDocument): Promise<void>
  add(document: StoredDocument): Promise<void>
}

export async function keepIndex(options: {
  readonly workspace: StoredWorkspace
  readonly capability: Capability
  readonly keys: KeyStore
  readonly log: Pick<DeviceLog, 'rows'>
  readonly held: readonly StoredDocument[]
}): Promise<IndexKeeper> {
  const { workspace, keys, log } = options
  const open = entryOpener(options.capability)
  const stored = new Map(options.held.map((document) => [document.id, document]))
  let entries: readonly IndexEntry[] | null = null
  let turn: Promise<unknown> = Promise.resolve()

  const write = async (id: string, change: (held: StoredDocument | undefined) => StoredDocument) => {
    // Two tabs that see the same new entry keep the place on this device that was stored first.
    stored.set(id, await keys.update<StoredDocument>(KEY.document(workspace.id, id), change))
  }
  /** Who wrote the newest row of the index: the one, as far as can be known, that took an entry away. A claim. */
  async function newestAuthor(): Promise<string | null> {
    const rows = await log.rows(workspace.doc)
    return rows.in.reduce<{ at: number; author: string } | null>((newest, row) => (newest && newest.at > row.at ? newest : row), null)?.author ?? null
  }

  async function lookNow(index: Y.Doc): Promise<boolean> {
    let isChanged = false
    const believed: IndexEntry[] = []
    for (const entry of readEntries(index)) {
      const capability = open(entry)
      const taken = takeEntry(workspace.id, entry, capability, stored.get(entry.documentId))
      if (taken === null) continue
      believed.push(entry)
      if (!taken.isChanged) continue
      isChanged = true
      await write(entry.documentId, (held) => takeEntry(workspace.id, entry, capability, held)?.document ?? taken.document)
    }
    entries = believed
    const listed = new Set(believed.map(({ documentId }) => documentId))
    const vanished = [...stored.values()].filter(({ id, removedBy, unlisted }) => !listed.has(id) && removedBy === null && !unlisted)
    if (vanished.length > 0 && documentsOf(index).size + believed.length > 0) {
      const by = await newestAuthor()
      if (by !== null) for (const { id } of vanished) await write(id, (held) => ({ ...(held ?? (stored.get(id) as StoredDocument)), removedBy: by }))
      isChanged = true
    }
    return isChanged
  }
  /** One after the other, so that no look works on what another has half stored. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = turn.then(act, act)
    turn = next.catch(() => undefined)
    return next
  }

  return {
    stored,
    get entries() {
      return entries
    },
    look: (index) => inTurn(() => lookNow(index)),
    change: (id, change) =>
      inTurn(async () => {
        const held = stored.get(id)
        if (held) await write(id, (found) => change(found ?? held))
      }),
    add: (document) => inTurn(() => write(document.id, (held) => held ?? document)),
  }
}
