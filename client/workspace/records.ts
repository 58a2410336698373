import { equalBytes } from '../../shared/bytes'
import type { RoomKeys } from '../../shared/frame'
import type { CborValue } from '../crypto/deterministicCbor'
import { sign } from '../crypto/ed25519'
import { makeRecord, type RecordId, type RecordPlace, TYPES_NEEDING_EDIT, type VerifiedRecord, verifyRecord } from '../crypto/record'
import { afterOf, forgottenIds, withoutUnseen } from '../crypto/recordSet'
import type { Capability } from '../crypto/seed'
import { whenFetched } from '../design/whenFetched'
import type { DeviceLog, DocumentKey, RecordRow } from '../device/deviceLog'
import type { DeviceIdentity } from './identity'

/**
 * The only place where a fact is signed and stored, and where the stored ones are read. Whatever comes out of it was
 * verified here; the device's secret does not leave it.
 */

/** Where records stand: a document of a workspace, as this device may use it. */
export interface RecordRoom {
  readonly doc: DocumentKey
  readonly workspaceId: Uint8Array
  readonly documentId: Uint8Array
  readonly capability: Capability
}

export interface Saying {
  readonly type: string
  readonly subject: string
  readonly body: CborValue
  /** Records that had not been seen when this was begun to be said: it comes after none of them. */
  readonly unseen?: readonly RecordId[]
}

/** What records need of the ground floor. */
export interface RecordStore {
  appendRecord(doc: DocumentKey, record: { id: RecordId; bytes: Uint8Array }, forget?: readonly RecordId[]): Promise<void>
  records(doc: DocumentKey): Promise<readonly RecordRow[]>
  watchRecords(doc: DocumentKey, listener: () => void): () => void
}

export interface Records {
  /** This device's public key. */
  readonly device: Uint8Array
  /** [S10b] What this device says of its copy, in presence: no record, but signed by the same key. */
  signCopyClaim(bytes: Uint8Array): Promise<Uint8Array>
  /** Signs and stores; durable once resolved. @throws RangeError where the rung does not reach (`moved`, `decided`, …) */
  append(room: RecordRoom, saying: Saying): Promise<VerifiedRecord>
  /** All that verify here; those that were forgotten are gone. In no particular order. */
  list(room: RecordRoom): Promise<readonly VerifiedRecord[]>
  /** Calls with the list now and after each change. Returns its end. */
  watch(room: RecordRoom, listener: (records: readonly VerifiedRecord[]) => void): () => void
}

/** While a room's first frame is not here, its keys are not known: nothing that needs the edit rung verifies yet. */
const UNKNOWN_KEYS: Pick<RoomKeys, 'writePublic'> = { writePublic: new Uint8Array(32) }

export function openRecords(identity: DeviceIdentity, store: RecordStore, log: Pick<DeviceLog, 'rows'>, now: () => number = Date.now): Records {
  const known = new Map<RecordId, VerifiedRecord>()
  const keysOf = new Map<DocumentKey, RoomKeys>()
  const device = identity.signing.public

  async function placeOf(room: RecordRoom): Promise<RecordPlace> {
    const { workspaceId, documentId, capability, doc } = room
    return { workspaceId, documentId, keys: capability.keys ?? keysOf.get(doc) ?? (await readKeys(room)) ?? UNKNOWN_KEYS }
  }
  async function readKeys({ doc, capability }: RecordRoom): Promise<RoomKeys | null> {
    const { create } = await log.rows(doc)
    if (!create) return null
    const { readCreate } = await whenFetched(() => import('../crypto/frame'))
    const read = await readCreate(capability, create)
    if (!read.ok) return null
    keysOf.set(doc, read.value.keys)
    return read.value.keys
  }

  async function verified(row: RecordRow, place: RecordPlace): Promise<VerifiedRecord | null> {
    if (row.bytes === null) return null
    const held = known.get(row.id)
    if (held && equalBytes(held.bytes, row.bytes)) return held
    const checked = await verifyRecord(row.bytes, place)
    if (!checked.ok || checked.value.id !== row.id) return null
    known.set(row.id, checked.value)
    return checked.value
  }
  async function list(room: RecordRoom): Promise<VerifiedRecord[]> {
    const rows = await store.records(room.doc)
    if (rows.length === 0) return []
    const place = await placeOf(room)
    const found = await Promise.all(rows.map((row) => verified(row, place)))
    return found.filter((record) => record !== null)
  }

  return {
    device,
    signCopyClaim: (bytes) => sign(identity.signing.secret, bytes),
    list,
    async append(room, { type, subject, body, unseen = [] }) {
      const { workspaceId, documentId, capability, doc } = room
      const records = await list(room)
      const content = {
        type,
        workspaceId,
        documentId,
        subject,
        body,
        after: afterOf(withoutUnseen(records, unseen, device), subject, device),
        device,
        at: now(),
      }
      const made = await makeRecord(content, identity.signing.secret, TYPES_NEEDING_EDIT.includes(type) ? capability.writeSecret : null)
      const checked = await verifyRecord(made.bytes, await placeOf(room))
      if (!checked.ok) throw new RangeError(`a record of type ${type}: ${checked.reason}`)
      known.set(made.id, checked.value)
      await store.appendRecord(doc, made, forgottenIds([...records, checked.value]))
      return checked.value
    },
    watch(room, listener) {
      let isOver = false
      let run = 0
      const again = async () => {
        const mine = ++run
        const records = await list(room)
        // A later reading has overtaken this one, or nobody listens any more.
        if (!isOver && mine === run) listener(records)
      }
      const end = store.watchRecords(room.doc, () => void again())
      void again()
      return () => {
        isOver = true
        end()
      }
    },
  }
}
