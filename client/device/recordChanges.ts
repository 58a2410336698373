import type { DocumentKey, RecordId, RecordRow, RelayKey } from './deviceLog'
import { readRecord, union } from './documentReads'
import { KEYS } from './rows/key'
import type { Found, Write } from './rows/operation'
import { encodeRecord, encodeSend } from './rows/row'

/**
 * What happens to the records of one document within one transaction. A record that is held is not overwritten; one that
 * is forgotten keeps its id alone, and does not come back. A record made here has a send row until it is forgotten.
 */
export class RecordChanges {
  readonly #doc: DocumentKey
  readonly #found: Found
  readonly #rows = new Map<RecordId, RecordRow | null>()
  readonly #changed = new Set<RecordId>()
  /** A record is new or forgotten: more than an acknowledgement. */
  isChanged = false

  constructor(doc: DocumentKey, found: Found) {
    this.#doc = doc
    this.#found = found
  }
  #row(id: RecordId): RecordRow | null {
    const row = this.#rows.get(id)
    return row === undefined ? readRecord(this.#found, this.#doc, id) : row
  }
  #put(row: RecordRow, isNews: boolean): void {
    this.#rows.set(row.id, row)
    this.#changed.add(row.id)
    if (isNews) this.isChanged = true
  }
  /** Made here. */
  make({ id, bytes }: { id: RecordId; bytes: Uint8Array }): void {
    const row = this.#row(id)
    if (row?.own || row?.bytes === null) return
    this.#put({ id, bytes: row?.bytes ?? bytes, own: true, acknowledged: row?.acknowledged ?? [] }, true)
  }
  /** Came from a relay, or from a file. */
  take({ id, bytes }: { id: RecordId; bytes: Uint8Array }, relay: RelayKey | undefined): void {
    if (!this.#row(id)) this.#put({ id, bytes, own: false, acknowledged: [] }, true)
    if (relay) this.acknowledge(id, relay)
  }
  acknowledge(id: RecordId, relay: RelayKey): void {
    const row = this.#row(id)
    if (!row || row.acknowledged.includes(relay)) return
    this.#put({ ...row, acknowledged: union(row.acknowledged, [relay]) }, false)
  }
  forget(id: RecordId): void {
    const row = this.#row(id)
    if (row?.bytes === null) return
    this.#put({ id, bytes: null, own: row?.own ?? false, acknowledged: row?.acknowledged ?? [] }, true)
  }
  writes(): Write[] {
    return [...this.#changed].flatMap((id): Write[] => {
      const row = this.#row(id)
      if (!row) return []
      const record = KEYS.record(this.#doc, id)
      const send = KEYS.sendRecord(this.#doc, id)
      if (row.own && row.bytes) {
        const isHeld = readRecord(this.#found, this.#doc, id)?.own === true
        return [...(isHeld ? [] : [{ put: record, value: encodeRecord({ ...row, acknowledged: [] }) }]), { put: send, value: encodeSend(row.acknowledged) }]
      }
      return [{ put: record, value: encodeRecord(row) }, ...(row.own ? [{ remove: send }] : [])]
    })
  }
}
