import { equalBytes, toHex } from '../../../shared/bytes'
import { type Cursor, nextChain } from '../../../shared/chain'
import { type Frame, frameIdOf, KIND, parseFrame, readCover } from '../../../shared/frame'
import { decodeMovedBody, decodeRecordBody, decodeSnapshotBody } from '../../crypto/frameBodies'
import type { Plaintext } from '../../crypto/plaintext'
import type { InRow, RecordId, RelayCursor } from '../../device/deviceLog'
import { type Content, nothing, removeContent } from './content'
import type { Arrived } from './parts'
import type { RoomState } from './roomState'
import { checkUpdate, toFirstEncoding } from './updateCheck'

/**
 * Frames from the relay, in the order of its log, become rows: [S3] those of a batch and the cursor in one transaction.
 * The chain is checked first, then the signature, then what is inside ([S14]); only then is anything stored.
 */
export interface Intake {
  /** 'cut': the rest does not fit this replica's chain, or is no frame. 'older': ask for another snapshot. */
  readonly outcome: 'taken' | 'cut' | 'older' | 'fenced'
  /** In rows that are new, and their bytes. */
  readonly rows: number
  readonly bytes: number
  readonly moved: { readonly successor: Uint8Array | null } | null
}

interface Opened {
  readonly arrived: Arrived
  readonly create: boolean
  readonly row: InRow | null
  readonly records: readonly { readonly id: RecordId; readonly bytes: Uint8Array }[]
  readonly forget: readonly RecordId[]
  readonly content: Content
  /** [S7] A snapshot whose signature holds and that covers something. */
  readonly coversTo: number
  readonly moved: { readonly successor: Uint8Array | null } | null
  readonly isSkipped: boolean
}
type Opening = Opened | 'cut' | 'older'

/** The own frame that is in flight: should it come by on the log, it is settled as if it had been acknowledged. */
export interface OwnFrame {
  readonly frameId: Uint8Array
  /** [S3] Acknowledgement and cursor in one. false: fenced off. */
  settle(place: Cursor): Promise<boolean>
}

export async function takeFrames(state: RoomState, batch: readonly Arrived[], own: OwnFrame | null): Promise<Intake> {
  const { fitting, isCut } = inOrder(state, batch)
  const taken: Opened[] = []
  const answer = (outcome: Intake['outcome']): Intake => ({
    outcome,
    rows: taken.filter(({ row }) => row !== null).length,
    bytes: taken.reduce((bytes, { row }) => bytes + (row?.update.length ?? 0), 0),
    moved: taken.findLast(({ moved }) => moved !== null)?.moved ?? null,
  })
  if (!state.keys && !(await learnKeys(state, fitting))) return answer(fitting.length > 0 || isCut ? 'cut' : 'taken')
  const openings = await Promise.all(fitting.map((arrived) => open(state, arrived)))
  let outcome: Intake['outcome'] = isCut ? 'cut' : 'taken'
  let segment: Opened[] = []
  for (const opening of openings) {
    if (opening === 'cut' || opening === 'older') {
      outcome = opening
      break
    }
    const { frameId, place, role } = opening.arrived
    if (role === 'snapshot' || !own || !equalBytes(own.frameId, frameId)) {
      segment.push(opening)
      continue
    }
    if (!(await store(state, segment)) || !(await own.settle(place))) return answer('fenced')
    taken.push(...segment)
    segment = []
  }
  if (!(await store(state, segment))) return answer('fenced')
  taken.push(...segment)
  return answer(outcome)
}

/** What comes next in the chain; what is known already is left out. */
function inOrder(state: RoomState, batch: readonly Arrived[]): { fitting: Arrived[]; isCut: boolean } {
  const fitting: Arrived[] = []
  let at: Cursor = state.cursor
  for (const arrived of batch) {
    const { place, role, frameId } = arrived
    if (place.seq <= at.seq) continue
    if (role === 'row' && (place.seq !== at.seq + 1 || !equalBytes(nextChain(at.chain, frameId), place.chain))) return { fitting, isCut: true }
    // A snapshot in place of rows: only ever on the way from cursor 0.
    if (role === 'snapshot' && state.picture.start !== 0) return { fitting, isCut: true }
    fitting.push(arrived)
    at = place
  }
  return { fitting, isCut: false }
}

async function learnKeys(state: RoomState, fitting: readonly Arrived[]): Promise<boolean> {
  for (const { bytes } of fitting) {
    const parsed = parseFrame(bytes)
    if (parsed.ok && parsed.value.kind === KIND.create && (await state.learnKeys(bytes, state.around.crypto))) return true
  }
  return false
}

async function open(state: RoomState, arrived: Arrived): Promise<Opening> {
  const parsed = parseFrame(arrived.bytes)
  if (!parsed.ok || !equalBytes(frameIdOf(parsed.value.unsigned), arrived.frameId)) return 'cut'
  const frame = parsed.value
  const cover = frame.kind === KIND.snapshot ? readCover(frame) : null
  if (arrived.role === 'snapshot' && (!cover || cover.to !== arrived.place.seq || !equalBytes(cover.toChain, arrived.place.chain))) return 'cut'
  const { keys } = state
  if (!keys) return 'cut'
  const result = await state.around.crypto.open(state.capability, keys, arrived.bytes)
  const isSigned = result.ok || !['bad signature', 'wrong room', 'wrong keys', 'wrong kind'].includes(result.reason)
  if (arrived.role === 'snapshot' && !isSigned) return 'cut'
  const coversTo = cover && isSigned && (arrived.role === 'snapshot' || cover.to < arrived.place.seq) ? cover.to : 0
  const inside = result.ok ? await readInside(state, frame, arrived, result.value.plaintext) : null
  if (inside) return { ...inside, coversTo }
  // [S7] It does not open: asked once for the older generation; [S14] the second time it is passed over like any other.
  if (arrived.role === 'snapshot' && !state.avoided.some((id) => equalBytes(id, arrived.frameId))) return 'older'
  return { arrived, create: false, row: null, records: [], forget: [], content: nothing(), coversTo, moved: null, isSkipped: true }
}

/** [S12] Kind decides meaning. null: not what the kind promises ([S14]). */
async function readInside(state: RoomState, frame: Frame, arrived: Arrived, plaintext: Plaintext): Promise<Opened | null> {
  const { keys } = state
  const base = { arrived, create: false, row: null, records: [], forget: [], content: nothing(), coversTo: 0, moved: null, isSkipped: false }
  switch (frame.kind) {
    case KIND.create:
      return { ...base, create: true }
    case KIND.update:
      return withUpdate(state, base, plaintext, plaintext.body)
    case KIND.record: {
      const list = decodeRecordBody(plaintext.body)
      return list && keys ? withRecords(state, base, list) : null
    }
    case KIND.snapshot: {
      const body = decodeSnapshotBody(plaintext.body)
      const withText = body && withUpdate(state, base, { ...plaintext, isV2: true }, body.state)
      return body && withText && (body.records.length > 0 ? withRecords(state, withText, body.records) : withText)
    }
    case KIND.moved: {
      const moved = decodeMovedBody(plaintext.body)
      return moved && { ...base, moved }
    }
    default:
      return null
  }
}

function withUpdate(state: RoomState, base: Opened, { schema, author, isV2 }: Plaintext, bytes: Uint8Array): Opened | null {
  const update = toFirstEncoding(bytes, isV2)
  const content = update.ok ? checkUpdate(update.value) : update
  if (!update.ok || !content.ok) return null
  if (content.value.inserted.isEmpty && content.value.deleted.isEmpty) return base
  const at = state.around.clock.now()
  const row: InRow = { id: toHex(base.arrived.frameId), author: toHex(author), at, schema, update: update.value.slice() }
  return { ...base, row, content: content.value }
}

async function withRecords(state: RoomState, base: Opened, list: readonly Uint8Array[]): Promise<Opened | null> {
  const { keys } = state
  if (!keys) return null
  const { records, forget } = await state.spec.shelf.take(list, keys)
  for (const { id } of records) base.content.records.add(id)
  return { ...base, records, forget }
}

/** [S3] Rows, records and cursor in one. false: fenced off. */
async function store(state: RoomState, segment: readonly Opened[]): Promise<boolean> {
  const last = segment[segment.length - 1]
  if (!last) return true
  const { log, fence, relay, clock } = state.around
  // [S7a] The transaction that stores a snapshot sets `reoffer`.
  const mustCompare = segment.some(({ arrived, coversTo }) => arrived.role === 'row' && coversTo > 0)
  const { seq, chain } = last.arrived.place
  const cursor: RelayCursor = { seq, chain, reoffer: state.cursor.reoffer || mustCompare }
  const create = segment.find((opened) => opened.create)?.arrived.bytes
  const stored = await log.receive(fence, state.doc, {
    in: segment.flatMap(({ row }) => row ?? []),
    records: segment.flatMap(({ records }) => records),
    forget: [...new Set(segment.flatMap(({ forget }) => forget))],
    ...(create && !state.create ? { create } : {}),
    relay,
    cursor,
  })
  if (!stored) return false
  state.cursor = cursor
  state.isNew = false
  if (create) {
    state.create ??= create
    state.exists = true
  }
  for (const opened of segment) note(state, opened)
  const exchanged = segment.findLast(({ row }) => row !== null)?.row
  if (exchanged) state.lastExchange = { at: clock.now(), author: exchanged.author }
  return true
}

function note(state: RoomState, { arrived, content, coversTo, isSkipped, forget }: Opened): void {
  if (isSkipped) state.skipped++
  if (coversTo > 0) state.picture.cover(coversTo, content)
  if (arrived.role === 'row') state.picture.row(arrived.place.seq, content)
  if (!state.missing) return
  removeContent(state.missing, content) // somebody else's re-offer has come
  for (const id of forget) state.missing.records.delete(id)
}
