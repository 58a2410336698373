import * as Y from 'yjs'
import { equalBytes, fromHex, toHex } from '../../shared/bytes'
import { KIND } from '../../shared/frame'
import { openFrame, readCreate, sealFrame } from '../crypto/frame'
import { decodeRecordBody, encodeRecordBody } from '../crypto/frameBodies'
import { verifyRecord } from '../crypto/record'
import { type Capability, capabilityOf, type Rung } from '../crypto/seed'
import type { DeviceLog, DocumentKey } from '../device/deviceLog'
import type { CarriedFile, FileDocument, WorkspaceFile } from './fileFormat'
import { kindOf } from './following'
import type { Ground } from './ground'
import { newDocumentKey, newSession } from './ids'
import { DOCUMENT_SORTS } from './indexDocument'
import { SCHEMA } from './schemaNumber'
import { isText, KEY, type StoredDocument, type StoredWorkspace } from './stored'

/**
 * A workspace into a file and back; unsent words into a file that another member's device brings in. Bringing in merges:
 * what is here is never overwritten, and what is new becomes rows of this device, sent on like its own.
 */

interface Part {
  readonly id: string
  readonly kind: string
  readonly doc: DocumentKey
  readonly rung: Rung
  readonly secret: Uint8Array
  readonly room: Uint8Array
}
const partsOf = (workspace: StoredWorkspace, documents: readonly StoredDocument[]): Part[] => [
  { id: workspace.indexId, kind: 'index', doc: workspace.doc, rung: workspace.rung, secret: workspace.secret, room: workspace.room },
  ...documents.filter(({ dropped }) => !dropped),
]

/** Everything of one workspace that this device has, with what opens it. */
export async function backupOf(ground: Ground, workspace: StoredWorkspace): Promise<WorkspaceFile> {
  const parts = partsOf(workspace, await ground.shelf.documents(workspace.id))
  const documents: FileDocument[] = []
  for (const part of parts) {
    const rows = await ground.log.rows(part.doc)
    const { updates, schema } = await ground.log.updates(part.doc)
    documents.push({
      documentId: fromHex(part.id),
      kind: part.kind,
      room: part.room,
      rung: part.rung,
      secret: part.secret,
      create: rows.create,
      update: updates.length === 0 ? new Uint8Array(0) : Y.mergeUpdates([...updates]),
      schema,
      records: rows.records.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])),
    })
  }
  return {
    kind: 'workspace',
    workspaceId: fromHex(workspace.id),
    indexId: fromHex(workspace.indexId),
    room: workspace.room,
    rung: workspace.rung,
    secret: workspace.secret,
    name: workspace.name,
    relays: workspace.relays,
    at: ground.now(),
    documents,
  }
}

/** What no relay has, sealed exactly as it would have gone to one. null: everything is sent. */
export async function carriedOf(ground: Ground, workspace: StoredWorkspace): Promise<CarriedFile | null> {
  const documents: { documentId: Uint8Array; room: Uint8Array; frames: Uint8Array[] }[] = []
  for (const part of partsOf(workspace, await ground.shelf.documents(workspace.id))) {
    const capability = capabilityOf(part.rung, part.secret, part.room)
    if (!capability.ok) continue
    const frames = await unsentFrames(ground, part.doc, capability.value, workspace.relays)
    if (frames.length > 0) documents.push({ documentId: fromHex(part.id), room: part.room, frames })
  }
  return documents.length === 0 ? null : { kind: 'carried', workspaceId: fromHex(workspace.id), at: ground.now(), documents }
}

async function unsentFrames(ground: Ground, doc: DocumentKey, capability: Capability, relays: readonly string[]): Promise<Uint8Array[]> {
  const rows = await ground.log.rows(doc)
  const isSent = (acknowledged: readonly string[]): boolean => relays.some((relay) => acknowledged.includes(relay))
  const out = rows.out.filter(({ acknowledged }) => !isSent(acknowledged))
  const records = rows.records.filter(({ own, acknowledged, bytes }) => own && bytes !== null && !isSent(acknowledged))
  const author = fromHex(ground.author)
  const frames: Uint8Array[] = []
  // Whoever brings it in may never have seen the room: its first frame goes along.
  if (rows.create && out.length + records.length > 0) frames.push(rows.create)
  if (out.length > 0 && capability.writeSecret) {
    const schema = out.reduce((most, row) => Math.max(most, row.schema), 0)
    const body = Y.mergeUpdates(out.map(({ update }) => update))
    frames.push((await sealFrame(capability, KIND.update, { schema, author, isV2: false, body })).bytes)
  }
  if (records.length > 0 && capability.voiceSecret) {
    const body = encodeRecordBody(records.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])))
    frames.push((await sealFrame(capability, KIND.record, { schema: 0, author, isV2: false, body })).bytes)
  }
  return frames
}

export interface BroughtIn {
  readonly workspaceId: string
  readonly name: string
  /** Documents that hold something new now. */
  readonly changed: number
  readonly documents: number
  /** What did not fit, or did not open. */
  readonly refused: number
}

/** [S11] Schema and text of an update, if it says anything that is not here. */
async function appendIfNew(log: DeviceLog, doc: DocumentKey, update: Uint8Array, schema: number, now: number): Promise<boolean> {
  if (update.length === 0) return false
  const held = new Y.Doc()
  try {
    const { updates } = await log.updates(doc)
    for (const known of updates) Y.applyUpdate(held, known)
    let isNew = false
    held.on('update', () => {
      isNew = true
    })
    Y.applyUpdate(held, update)
    isNew ||= held.store.pendingStructs !== null || held.store.pendingDs !== null
    if (isNew) await log.appendOut(doc, { session: newSession(), n: 0, schema: Math.max(schema, SCHEMA), update, at: now, acknowledged: [] })
    return isNew
  } finally {
    held.destroy()
  }
}

async function appendRecords(
  ground: Ground,
  doc: DocumentKey,
  place: Parameters<typeof verifyRecord>[1],
  records: readonly Uint8Array[],
): Promise<{ added: number; refused: number }> {
  const known = new Set((await ground.log.rows(doc)).records.map(({ id }) => id))
  let added = 0
  let refused = 0
  for (const bytes of records) {
    const checked = await verifyRecord(bytes, place)
    if (!checked.ok) refused++
    else if (!known.has(checked.value.id)) {
      await ground.replica.appendRecord(doc, { id: checked.value.id, bytes })
      added++
    }
  }
  return { added, refused }
}

/** A whole workspace out of its file. One that is here already is added to. */
export async function restoreWorkspace(ground: Ground, file: WorkspaceFile, myName: string): Promise<BroughtIn | null> {
  const { shelf, log, now } = ground
  const rung = rungOf(file.rung)
  const opened = rung && capabilityOf(rung, file.secret, file.room)
  if (!rung || !opened?.ok) return null
  const id = toHex(file.workspaceId)
  const held = shelf.workspaces.get().find((workspace) => workspace.id === id)
  const index = file.documents.find(({ kind }) => kind === 'index')
  const workspace: StoredWorkspace = held ?? {
    v: 1,
    id,
    indexId: toHex(file.indexId),
    doc: newDocumentKey(),
    room: opened.value.room,
    rung,
    secret: file.secret,
    relays: [...file.relays],
    name: file.name,
    myName,
    since: now(),
    example: false,
    // This device signs its own joining; nobody's link let it in, the file did.
    joining: null,
    isPairing: false,
  }
  let changed = 0
  let refused = 0
  const stored = new Map((await shelf.documents(id)).map((document) => [document.id, document]))
  for (const document of file.documents) {
    const documentId = toHex(document.documentId)
    const isIndex = document === index
    const part = isIndex ? { doc: workspace.doc, room: workspace.room } : (stored.get(documentId) ?? newPart(id, documentId, document))
    const documentRung = rungOf(document.rung)
    const capability = documentRung && capabilityOf(documentRung, document.secret, document.room)
    if (!capability?.ok || !equalBytes(part.room, document.room)) {
      refused++
      continue
    }
    const rows = await log.rows(part.doc)
    const create = document.create && (await readCreate(capability.value, document.create))
    if (document.create && !create?.ok) {
      refused++
      continue
    }
    if (rows.create === null && document.create) await log.createDocument(part.doc, { create: document.create, base: null })
    const isNew = await appendIfNew(log, part.doc, document.update, document.schema, now())
    const keys = capability.value.keys ?? (create?.ok ? create.value.keys : null)
    const place = { workspaceId: file.workspaceId, documentId: document.documentId, keys: keys ?? { writePublic: new Uint8Array(32) } }
    const records = await appendRecords(ground, part.doc, place, document.records)
    refused += records.refused
    if (isNew || records.added > 0) changed++
    if (!isIndex && !stored.has(documentId)) await shelf.keys.set(KEY.document(id, documentId), part as StoredDocument)
  }
  if (!held) await shelf.put(workspace)
  await ground.follow()
  return { workspaceId: id, name: file.name, changed, documents: file.documents.filter(isText).length, refused }
}
const rungOf = (text: string): Rung | null => (text === 'edit' || text === 'voice' || text === 'read' ? text : null)

const newPart = (workspaceId: string, id: string, { kind, room, rung, secret }: FileDocument): StoredDocument => ({
  v: 1,
  workspaceId,
  id,
  doc: newDocumentKey(),
  kind: kind === 'picture' ? kind : kindOf(kind),
  room,
  rung: rungOf(rung) ?? 'read',
  secret,
  dropped: false,
  removedBy: null,
  sort: DOCUMENT_SORTS[0],
  hint: '',
  archived: false,
  ...(kind === 'picture' ? { wanted: true } : {}),
})

/** Frames that somebody carried here. Each is checked as if it had come from a relay. null: not a workspace of this device. */
export async function takeCarried(ground: Ground, file: CarriedFile): Promise<BroughtIn | null> {
  const { shelf, log, now } = ground
  const id = toHex(file.workspaceId)
  const workspace = shelf.workspaces.get().find((found) => found.id === id)
  if (!workspace) return null
  const parts = new Map(partsOf(workspace, await shelf.documents(id)).map((part) => [part.id, part]))
  let changed = 0
  let refused = 0
  for (const { documentId, room, frames } of file.documents) {
    const part = parts.get(toHex(documentId))
    const capability = part && capabilityOf(part.rung, part.secret, part.room)
    if (!part || !capability?.ok || !equalBytes(part.room, room)) {
      refused += frames.length
      continue
    }
    let isChanged = false
    const rows = await log.rows(part.doc)
    const create = frames[0] && (await readCreate(capability.value, frames[0]))
    if (create?.ok && rows.create === null && frames[0]) await log.createDocument(part.doc, { create: frames[0], base: null })
    const known = rows.create ? await readCreate(capability.value, rows.create) : create
    const keys = capability.value.keys ?? (known?.ok ? known.value.keys : null)
    for (const bytes of create?.ok ? frames.slice(1) : frames) {
      const frame = keys && (await openFrame(capability.value, keys, bytes))
      if (!keys || !frame?.ok) {
        refused++
        continue
      }
      const { kind } = frame.value.frame
      const { body, isV2, schema } = frame.value.plaintext
      const records = kind === KIND.record ? decodeRecordBody(body) : null
      if (records) {
        const added = await appendRecords(ground, part.doc, { workspaceId: file.workspaceId, documentId, keys }, records)
        refused += added.refused
        isChanged ||= added.added > 0
      } else if (kind === KIND.update) {
        try {
          isChanged = (await appendIfNew(log, part.doc, isV2 ? Y.convertUpdateFormatV2ToV1(body) : body, schema, now())) || isChanged
        } catch {
          refused++
        }
      } else refused++
    }
    if (isChanged && part.kind !== 'history') changed++
  }
  await ground.follow()
  return { workspaceId: id, name: workspace.name, changed, documents: file.documents.length, refused }
}
