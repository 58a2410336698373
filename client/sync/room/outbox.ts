import * as Y from 'yjs'
import { equalBytes } from '../../../shared/bytes'
import { CHAIN_ORIGIN, type Cursor, nextChain } from '../../../shared/chain'
import { encodeCover, KIND, type SnapshotCover } from '../../../shared/frame'
import type { SealedFrame } from '../../crypto/frame'
import { encodeRecordBody, encodeSnapshotBody } from '../../crypto/frameBodies'
import type { RecordId, RecordRow } from '../../device/deviceLog'
import { fold } from '../../device/folding'
import { addContent, type Content, nothing, removeContent } from './content'
import { keyOf, type OutKey, REOFFER, type RoomState } from './roomState'
import { checkUpdate, forSealing } from './updateCheck'

/** A frame that was sealed and signed once, and what its acknowledgement settles. */
export interface Draft {
  readonly kind: 'create' | 'update' | 'record' | 'snapshot'
  readonly frame: SealedFrame
  readonly content: Content
  readonly out: readonly OutKey[]
  readonly records: readonly RecordId[]
  /** Of the out rows. */
  readonly outBytes: number
  /** [S7] null: covers nothing. */
  readonly cover: SnapshotCover | null
  /** Holds a record that makes others be forgotten: a snapshot without grace follows. */
  readonly hasForget: boolean
}

const UPDATE_BYTES = 1024 * 1024
const RECORD_BYTES = 512 * 1024
const RECORDS = 256
const NOTHING_SENT = { out: [], outBytes: 0, records: [], cover: null, hasForget: false }

/** What is to be sent now, if anything; in this order: the room itself, what the relay asks for, what it lost, what is new. */
export async function nextDraft(state: RoomState): Promise<Draft | null> {
  if (!state.maySpeak) return null
  if (!state.exists) return createDraft(state)
  return (await coverDraft(state)) ?? (await reofferDraft(state)) ?? (await updateDraft(state)) ?? recordDraft(state)
}

/** The room's first frame: the one that is kept, or, where this device never had it, one that says the same. */
async function createDraft(state: RoomState): Promise<Draft | null> {
  if (!state.mayEdit) return null
  const { crypto, log, fence } = state.around
  if (!state.create) {
    const { bytes } = await crypto.createFrame(state.capability, state.spec.identity)
    if (!(await log.receive(fence, state.doc, { in: [], records: [], forget: [], create: bytes }))) return null
    state.create = bytes
  }
  const read = await crypto.readCreate(state.capability, state.create)
  if (!read.ok) return null
  return { kind: 'create', frame: { id: read.value.id, bytes: state.create }, content: nothing(), ...NOTHING_SENT }
}

/** [S7] `to` is this replica's own contiguous cursor, read before the rows are: they hold at least what lies before it. */
async function coverDraft(state: RoomState): Promise<Draft | null> {
  const wanted = state.wantsSnapshot
  if (!wanted || !state.mayEdit) return null
  state.wantsSnapshot = null
  const { seq: to, chain: toChain } = state.cursor
  if (to <= state.picture.coverEnd) return null // it would not be taken
  return snapshotDraft(state, { noGrace: wanted === 'no grace', from: 0, to, toChain })
}

/** [S2a] Rarely, and after a random wait. An editor puts everything; a voice can put its own kind only: records. */
async function reofferDraft(state: RoomState): Promise<Draft | null> {
  const { missing, around } = state
  if (!missing || around.clock.now() < state.offerAfter) return null
  state.offerAfter = around.clock.now() + REOFFER.everyMs
  if (state.mayEdit) return snapshotDraft(state, { noGrace: false, from: 0, to: 0, toChain: CHAIN_ORIGIN })
  const rows = (await around.log.rows(state.doc)).records.filter(({ id, bytes }) => bytes !== null && missing.records.has(id))
  if (rows.length > RECORDS) state.offerAfter = 0 // the next ones follow at once
  return recordsDraft(state, rows)
}

async function snapshotDraft(state: RoomState, cover: SnapshotCover): Promise<Draft | null> {
  const { log, crypto, author, relay } = state.around
  const { base, in: received, out, records } = await log.rows(state.doc)
  const rows = [...(base ? [base] : []), ...received, ...out]
  const { update } = fold(rows.map((row) => row.update))
  const living = records.filter((record): record is RecordRow & { bytes: Uint8Array } => record.bytes !== null)
  const schema = rows.reduce((highest, row) => Math.max(highest, row.schema), 0)
  const body = encodeSnapshotBody({ state: Y.convertUpdateFormatV1ToV2(update), records: living.map(({ bytes }) => bytes) })
  const content = nothing()
  const text = checkUpdate(update)
  if (text.ok) addContent(content, text.value)
  for (const { id } of living) content.records.add(id)
  try {
    const frame = await crypto.seal(state.capability, KIND.snapshot, { schema, author, isV2: true, body }, encodeCover(cover))
    const unsent = out.filter(({ acknowledged }) => !acknowledged.includes(relay))
    return {
      kind: 'snapshot',
      frame,
      content,
      out: unsent.map(({ session, n }) => ({ session, n })),
      outBytes: unsent.reduce((sum, row) => sum + row.update.length, 0),
      records: living.filter(({ own, acknowledged }) => own && !acknowledged.includes(relay)).map(({ id }) => id),
      cover: cover.to > 0 ? cover : null,
      hasForget: false,
    }
  } catch (error) {
    tooLarge(state, error, [])
    return null
  }
}

/** [S3a] What was typed since the last frame, merged. Rows of one schema only: others could not apply the rest. */
async function updateDraft(state: RoomState): Promise<Draft | null> {
  if (!state.mayEdit || state.unsent.size === 0) return null
  const { log, crypto, author } = state.around
  const keys: OutKey[] = []
  const updates: Uint8Array[] = []
  let schema: number | null = null
  let bytes = 0
  const waiting = [...state.unsent.values()].filter((key) => !state.stuck.has(keyOf(key)))
  for (const session of sessions(waiting, state.batchRows)) {
    const rows = await log.updatesOf(state.doc, { in: [], out: session })
    if (rows === null) {
      await state.load() // some are gone: the document was dropped, or another link has sent them
      return state.unsent.size > 0 && !session.every((key) => state.unsent.has(keyOf(key))) ? updateDraft(state) : null
    }
    if (schema !== null && rows.schema !== schema) break
    schema = rows.schema
    keys.push(...session)
    updates.push(...rows.updates)
    bytes += rows.updates.reduce((sum, update) => sum + update.length, 0)
    if (bytes > UPDATE_BYTES) break
  }
  if (keys.length === 0 || schema === null) return null
  const [only] = updates
  const merged = updates.length === 1 && only ? only : Y.mergeUpdates(updates)
  const checked = checkUpdate(merged)
  try {
    const frame = await crypto.seal(state.capability, KIND.update, { schema, author, ...forSealing(merged) })
    return { kind: 'update', frame, content: checked.ok ? checked.value : nothing(), ...NOTHING_SENT, out: keys, outBytes: bytes }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    if (keys.length === 1) tooLarge(state, error, keys.map(keyOf))
    else state.batchRows = Math.max(1, Math.floor(keys.length / 2))
    return updateDraft(state)
  }
}

/** Keys by session, in the order in which they were made, so many in all. */
function sessions(keys: readonly OutKey[], most: number): OutKey[][] {
  const bySession = new Map<string, OutKey[]>()
  for (const key of keys.slice(0, most)) {
    const list = bySession.get(key.session)
    if (list) list.push(key)
    else bySession.set(key.session, [key])
  }
  return [...bySession.values()]
}

async function recordDraft(state: RoomState): Promise<Draft | null> {
  if (state.unsentRecords.size === 0) return null
  const { records } = await state.around.log.rows(state.doc)
  const unsent = records.filter(({ own, bytes, acknowledged }) => own && bytes !== null && !acknowledged.includes(state.around.relay))
  state.unsentRecords = new Set(unsent.map(({ id }) => id))
  return recordsDraft(state, unsent)
}

async function recordsDraft(state: RoomState, rows: readonly RecordRow[]): Promise<Draft | null> {
  const { keys } = state
  if (!keys) return null
  const chosen: RecordRow[] = []
  const list: Uint8Array[] = []
  let size = 0
  for (const row of rows) {
    if (row.bytes && state.stuck.has(row.id)) continue
    if (!row.bytes || list.length >= RECORDS || (list.length > 0 && size + row.bytes.length > RECORD_BYTES)) break
    chosen.push(row)
    list.push(row.bytes)
    size += row.bytes.length
  }
  if (list.length === 0) return null
  const { crypto, author } = state.around
  const { hasForget } = await state.spec.shelf.take(list, keys)
  const content = nothing()
  for (const { id } of chosen) content.records.add(id)
  try {
    const frame = await crypto.seal(state.capability, KIND.record, { schema: 0, author, isV2: false, body: encodeRecordBody(list) })
    return { kind: 'record', frame, content, ...NOTHING_SENT, records: chosen.map(({ id }) => id), hasForget }
  } catch (error) {
    tooLarge(
      state,
      error,
      chosen.map(({ id }) => id),
    )
    return null
  }
}

/** It stays on this device, and the screen says so; what comes after it is sent all the same. @throws any other error */
function tooLarge(state: RoomState, error: unknown, rows: readonly string[]): void {
  if (!(error instanceof RangeError)) throw error
  state.refusal = 'too large'
  for (const row of rows) state.stuck.add(row)
}

/**
 * [S3] The relay has it: acknowledgement and cursor in one transaction, and only where the place fits this replica's chain;
 * else a relay that is then restored from before that place would never be seen to lack it [S2a]. 'early': rows of others
 * that come before it are still on their way. 'cut': it does not fit.
 */
export async function settle(state: RoomState, draft: Draft, place: Cursor): Promise<'settled' | 'early' | 'cut' | 'fenced'> {
  const { log, fence, relay } = state.around
  const { frame, content, out, records, cover } = draft
  if (place.seq > state.cursor.seq + 1) return 'early'
  if (place.seq <= state.cursor.seq || !equalBytes(nextChain(state.cursor.chain, frame.id), place.chain)) return 'cut'
  const cursor = { ...place, reoffer: state.cursor.reoffer || cover !== null }
  if (!(await log.acknowledge(fence, state.doc, relay, { out, records, cursor }))) return 'fenced'
  state.cursor = cursor
  state.isNew = false
  if (cover) state.picture.cover(cover.to, content)
  state.picture.row(place.seq, content)
  for (const key of out) state.unsent.delete(keyOf(key))
  for (const id of records) state.unsentRecords.delete(id)
  if (state.missing) removeContent(state.missing, content) // the re-offer has been acknowledged
  if (draft.kind === 'create') state.exists = true
  if (draft.hasForget) state.wantsSnapshot = 'no grace'
  state.refusal = state.stuck.size > 0 ? 'too large' : null
  state.batchRows = Math.min(500, state.batchRows * 2)
  return 'settled'
}
