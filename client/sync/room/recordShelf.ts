import type { RoomKeys } from '../../../shared/frame'
import type { VerifiedRecord } from '../../crypto/record'
import { FORGET } from '../../crypto/recordSet'
import type { DeviceLog, DocumentKey, RecordId } from '../../device/deviceLog'
import type { LinkCrypto } from './linkCrypto'

/** At most so many records are taken out of one frame. */
const RECORDS_PER_FRAME = 20_000

export interface TakenRecords {
  readonly records: readonly { readonly id: RecordId; readonly bytes: Uint8Array }[]
  /** Derived: whose bodies go. */
  readonly forget: readonly RecordId[]
  readonly hasForget: boolean
}

/**
 * The records of one document, verified: needed to tell which are forgotten, since a forget record counts only together
 * with what it names. Shared by the rooms of all relays. Read when the first record comes, not before.
 */
export class RecordShelf {
  readonly #verified = new Map<string, VerifiedRecord>()
  #loaded: Promise<void> | null = null

  constructor(
    readonly doc: DocumentKey,
    readonly about: { readonly workspaceId: Uint8Array; readonly documentId: Uint8Array },
    readonly log: DeviceLog,
    readonly crypto: LinkCrypto,
  ) {}

  /** Verifies each; those that do not hold are left out. A record is verified before it is looked up by id. */
  async take(list: readonly Uint8Array[], keys: RoomKeys): Promise<TakenRecords> {
    this.#loaded ??= this.#load(keys)
    await this.#loaded
    const about = { ...this.about, keys }
    const results = await Promise.all(list.slice(0, RECORDS_PER_FRAME).map((bytes) => this.crypto.verifyRecord(bytes, about)))
    const records: { id: RecordId; bytes: Uint8Array }[] = []
    let hasForget = false
    for (const [i, result] of results.entries()) {
      const bytes = list[i]
      if (!result.ok || !bytes) continue
      const record = result.value
      this.#verified.set(record.id, record)
      hasForget ||= record.type === FORGET
      records.push({ id: record.id as RecordId, bytes: bytes.slice() })
    }
    return { records, forget: this.crypto.forgottenIds([...this.#verified.values()]) as readonly RecordId[], hasForget }
  }
  async #load(keys: RoomKeys): Promise<void> {
    const { records } = await this.log.rows(this.doc)
    const about = { ...this.about, keys }
    for (const { bytes } of records) {
      const result = bytes && (await this.crypto.verifyRecord(bytes, about))
      if (result?.ok) this.#verified.set(result.value.id, result.value)
    }
  }
}
