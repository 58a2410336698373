import * as Y from 'yjs'
import { fromHex, toHex } from '../../shared/bytes'
import { createFrame } from '../crypto/frame'
import type { DocumentKind } from '../crypto/frameBodies'
import { sealEntry } from '../crypto/keyring'
import { type Capability, newCapability, secretOf } from '../crypto/seed'
import type { DeviceLog, DocumentKey } from '../device/deviceLog'
import { namesFromRoom, newDocumentId, newDocumentKey, newSession } from './ids'
import { type DocumentSort, HINT_LENGTH, type IndexEntry, setWorkspaceName, writeEntry } from './indexDocument'
import { SCHEMA } from './schemaNumber'
import type { StoredDocument, StoredWorkspace } from './stored'

/**
 * Making a document and a workspace: capability, first frame, first text. The first text is an `out` row like any other,
 * so that it is sent, counted as unsent until it is, and never written twice.
 */

export interface MadeDocument {
  readonly stored: StoredDocument
  /** null: this device may write nothing into the index. */
  readonly entry: IndexEntry | null
}

async function firstRows(log: DeviceLog, doc: DocumentKey, create: Uint8Array, update: Uint8Array, now: number): Promise<void> {
  await log.createDocument(doc, { create, base: null })
  await log.appendOut(doc, { session: newSession(), n: 0, schema: SCHEMA, update, at: now, acknowledged: [] })
}

/** What the index says of a document. @throws RangeError without the workspace's edit rung */
export function entryOf(
  workspace: Capability,
  capability: Capability,
  about: { documentId: string; kind: DocumentKind; hint: string; sort: DocumentSort; by: string },
): IndexEntry {
  const sealed = sealEntry(workspace, capability)
  return {
    documentId: about.documentId,
    kind: about.kind,
    room: capability.room,
    readSeed: sealed.readSeed,
    voiceBox: sealed.voiceBox,
    editBox: sealed.editBox,
    hint: about.hint.slice(0, HINT_LENGTH),
    sort: about.sort,
    archived: false,
    by: about.by,
  }
}

export { SCHEMA }

/** The document's rows are on this device when this resolves; nothing lists it yet. */
export async function makeDocument(options: {
  readonly log: DeviceLog
  readonly workspaceId: Uint8Array
  readonly workspace: Capability
  /** Its first text, one Yjs update. */
  readonly update: Uint8Array
  readonly hint: string
  readonly sort: DocumentSort
  /** Author, hex. */
  readonly by: string
  readonly now: number
  /** It is a picture, of this id: the first half of its hash. */
  readonly picture?: Uint8Array
}): Promise<MadeDocument> {
  const { log, workspaceId, workspace, update, hint, sort, by, now, picture } = options
  const capability = newCapability()
  const documentId = picture ?? newDocumentId()
  // A picture's room is one like a text's; the index says what it is.
  const kind = picture ? 'picture' : 'text'
  const doc = newDocumentKey()
  const create = await createFrame(capability, { workspaceId, documentId, kind: 'text' })
  await firstRows(log, doc, create.bytes, update, now)
  const id = toHex(documentId)
  const entry: IndexEntry | null = workspace.editSeed ? { ...entryOf(workspace, capability, { documentId: id, kind: 'text', hint, sort, by }), kind } : null
  const stored: StoredDocument = {
    v: 1,
    workspaceId: toHex(workspaceId),
    id,
    doc,
    kind,
    room: capability.room,
    rung: 'edit',
    secret: secretOf(capability),
    dropped: false,
    removedBy: null,
    sort,
    hint,
    archived: false,
    ...(picture ? { wanted: true } : {}),
  }
  return { stored, entry }
}

/** A workspace with these first documents. Its rows are on this device when this resolves; nothing shows it yet. */
export async function makeWorkspace(options: {
  readonly log: DeviceLog
  readonly name: string
  readonly myName: string
  readonly documents: readonly { readonly update: Uint8Array; readonly hint: string; readonly sort: DocumentSort }[]
  readonly by: string
  readonly relays: readonly string[]
  readonly example: boolean
  readonly now: number
}): Promise<{ readonly workspace: StoredWorkspace; readonly capability: Capability; readonly documents: readonly StoredDocument[] }> {
  const { log, name, myName, by, relays, example, now } = options
  const capability = newCapability()
  const { workspaceId, indexId } = namesFromRoom(capability.room)
  const doc = newDocumentKey()
  const index = new Y.Doc()
  setWorkspaceName(index, name)
  const documents: StoredDocument[] = []
  for (const document of options.documents) {
    const made = await makeDocument({ log, workspaceId, workspace: capability, by, now, ...document })
    if (made.entry) writeEntry(index, made.entry)
    documents.push(made.stored)
  }
  const create = await createFrame(capability, { workspaceId, documentId: indexId, kind: 'index' })
  await firstRows(log, doc, create.bytes, Y.encodeStateAsUpdate(index), now)
  index.destroy()
  const workspace: StoredWorkspace = {
    v: 1,
    id: toHex(workspaceId),
    indexId: toHex(indexId),
    doc,
    room: capability.room,
    rung: 'edit',
    secret: secretOf(capability),
    relays: [...relays],
    name,
    myName,
    since: now,
    example,
    joining: null,
    isPairing: false,
  }
  return { workspace, capability, documents }
}

/** Names as bytes, where formats want them. */
export const workspaceIdOf = ({ id }: StoredWorkspace): Uint8Array => fromHex(id)
