import type * as Y from 'yjs'
import { fromHex, toHex } from '../../shared/bytes'
import { ok, type Result, refuse } from '../../shared/result'
import type { ProseMirrorJson } from '../crypto/canonicalText'
import type { VerifiedRecord } from '../crypto/record'
import { capabilityOf } from '../crypto/seed'
import { type Store, writable } from '../sync/store'
import { listHistory } from '../workspace/listHistory'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { RecordRoom, Saying } from '../workspace/records'
import {
  dropVersions,
  type Keeping,
  type KeptText,
  keepStateBytes,
  keepVersion,
  lastKept,
  nameVersion,
  type ReadRefusal,
  readVersion,
  stateBytes,
  type Version,
  versionsOf,
} from './historyDocument'
import { thinned } from './thinning'

/** The history of one text, open in this tab: versions as a store, and the records (offers, reviews) that stand beside them. */
export interface History {
  /** The text's. */
  readonly documentId: string
  /** Its own, hex. */
  readonly historyId: string
  /** Where its records stand. */
  readonly room: RecordRoom
  /** For what other rooms keep in it (`reviews`, `offers`). */
  readonly ydoc: Y.Doc
  /** The newest first. */
  readonly versions: Store<readonly Version[]>
  /** May versions be kept here? Records may be appended with the voice rung. */
  readonly mayKeep: boolean
  /** Everything that this device has of it is in it. */
  readonly opened: Promise<void>
  /**
   * Keeps a version; its id, which follows from the text: the same text twice is one version.
   * @throws RangeError without the edit rung
   */
  keep(about: Omit<Keeping, 'at' | 'device'> & KeptText): string
  /** The version that was kept last, and where the text stood then. */
  last(): { readonly version: string; readonly state: Uint8Array } | null
  /** '' takes the name away. */
  name(versionId: string, name: string): void
  read(versionId: string): Result<ProseMirrorJson, ReadRefusal>
  /** Takes away the automatic versions that are too many by now. */
  thin(): void
  /** [F7] Bytes that a review is pinned to; their name. */
  keepState(bytes: Uint8Array): string
  state(name: string): Uint8Array | null
  append(saying: Saying): Promise<VerifiedRecord>
  list(): Promise<readonly VerifiedRecord[]>
  watch(listener: (records: readonly VerifiedRecord[]) => void): () => void
  close(): void
}

export type HistoryRefusal =
  /** No such document here. */
  | 'unknown'
  /** Nobody who may write has listed one yet. */
  | 'none yet'

/** An editor's device lists the history if nobody has. Close it when whoever looks at it is done. */
export async function openHistory(workspace: OpenWorkspace, documentId: string): Promise<Result<History, HistoryRefusal>> {
  if (!workspace.keeper.stored.has(documentId)) return refuse('unknown')
  const stored = await listHistory(workspace, documentId)
  const opened = stored && capabilityOf(stored.rung, stored.secret, stored.room)
  if (!stored || !opened?.ok) return refuse('none yet')
  const capability = opened.value
  const { ground } = workspace
  const room: RecordRoom = { doc: stored.doc, workspaceId: fromHex(workspace.id), documentId: fromHex(stored.id), capability }
  const open = ground.replica.open(stored.doc)
  const { ydoc } = open
  const versions = writable<readonly Version[]>([])
  const look = () => versions.set(versionsOf(ydoc))
  ydoc.on('update', look)
  const device = toHex(ground.identity.signing.public)
  const mayKeep = capability.editSeed !== null
  const needsEdit = () => {
    if (!mayKeep) throw new RangeError('a version is kept with the edit rung')
  }
  await open.opened
  look()

  return ok({
    documentId,
    historyId: stored.id,
    room,
    ydoc,
    versions,
    mayKeep,
    opened: open.opened,
    keep(about) {
      needsEdit()
      return keepVersion(ydoc, capability.readSeed, { ...about, at: ground.now(), device })
    },
    last: () => lastKept(ydoc),
    name(versionId, name) {
      needsEdit()
      nameVersion(ydoc, versionId, { name, device, at: ground.now() })
    },
    read: (versionId) => readVersion(ydoc, versionId),
    thin() {
      needsEdit()
      const now = ground.now()
      const gone = thinned(versions.get(), now)
      if (gone.length > 0) dropVersions(ydoc, gone, now)
    },
    keepState(bytes) {
      needsEdit()
      return keepStateBytes(ydoc, bytes)
    },
    state: (name) => stateBytes(ydoc, name),
    append: (saying) => ground.records.append(room, saying),
    list: () => ground.records.list(room),
    watch: (listener) => ground.records.watch(room, listener),
    close() {
      ydoc.off('update', look)
      versions.end()
      open.close()
    },
  })
}
