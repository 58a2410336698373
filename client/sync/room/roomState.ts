import { CHAIN_ORIGIN } from '../../../shared/chain'
import type { RoomKeys } from '../../../shared/frame'
import type { ChannelRefusal, Refusal } from '../../../shared/message'
import type { DocumentIdentity } from '../../crypto/frameBodies'
import type { Capability } from '../../crypto/seed'
import type { DeviceLog, DocumentKey, DocumentRows, OutRow, RecordId, RelayCursor, RelayKey } from '../../device/deviceLog'
import type { Clock } from '../clock'
import type { Content } from './content'
import type { LinkCrypto } from './linkCrypto'
import { Picture } from './picture'
import type { RecordShelf } from './recordShelf'

/** A document that is followed, as a room of a relay needs it. */
export interface RoomSpec {
  readonly doc: DocumentKey
  readonly capability: Capability
  readonly identity: DocumentIdentity
  readonly shelf: RecordShelf
}
/** What all rooms of one link share. */
export interface Surroundings {
  readonly relay: RelayKey
  /** [S9] As dialled. */
  readonly relayName: string
  readonly log: DeviceLog
  /** The number under which this link may write; refused once a later one was taken. */
  readonly fence: number
  readonly clock: Clock
  /** 0 <= x < 1 */
  readonly random: () => number
  readonly crypto: LinkCrypto
  /** 16 bytes; a claim that stands in each frame. */
  readonly author: Uint8Array
  readonly undigested: Undigested
}

/** Bytes that have come and are not rows yet, of all rooms of a link. */
export class Undigested {
  static readonly most = 64 * 1024 * 1024
  #bytes = 0
  /** Set by the link: there is room again. */
  onLow: (() => void) | null = null

  get isTooMuch(): boolean {
    return this.#bytes > Undigested.most
  }
  add(bytes: number): void {
    this.#bytes += bytes
  }
  remove(bytes: number): void {
    this.#bytes -= bytes
    if (this.#bytes < Undigested.most / 4) this.onLow?.()
  }
}

export type OutKey = Pick<OutRow, 'session' | 'n'>
export const keyOf = ({ session, n }: OutKey): string => `${session}/${n}`

/** [S2a] After one re-offer no other for so long; and before it a random wait, in which somebody else's may come. */
export const REOFFER = { everyMs: 10 * 60_000, waitMs: 10_000 } as const
/** [S7] Ids of snapshots that did not open; more are not remembered. */
const AVOIDED = 8

/**
 * What a link knows of one room at one relay. All of it can be lost at any moment: what must not be is in the device
 * log. Only `RoomLink` and the functions beside it change it, one step at a time.
 */
export class RoomState {
  capability: Capability
  cursor: RelayCursor = { seq: 0, chain: CHAIN_ORIGIN, reoffer: true }
  /** This device has never stood in this relay's log. */
  isNew = true
  picture = new Picture(0)
  /** [S2a] [S7a] What this device holds and the relay does not; null = nothing is known to be missing. */
  missing: Content | null = null
  offerAfter = 0
  /** The room's first frame, if this device has it. */
  create: Uint8Array | null = null
  /** The device holds text that was never a row to send: a seeded base. */
  hasBase = false
  readonly unsent = new Map<string, OutKey>()
  /** Own records that this relay has not acknowledged. */
  unsentRecords: Set<RecordId> = new Set()
  /** They have to be counted again. */
  mustCount = false
  /** Rows and records that fit into no frame: kept, said, and passed over. */
  readonly stuck = new Set<string>()
  /** The relay has the room's `create`. */
  exists = true
  /** [S7] The relay has asked for a snapshot; or, after a forget, one without grace is due. */
  wantsSnapshot: 'usual' | 'no grace' | null = null
  avoided: Uint8Array[] = []
  refusal: Refusal | ChannelRefusal | null = null
  /** No frame is put before this time: the relay has asked for patience. */
  notBefore = 0
  /** Out rows per frame; halved when a frame grew too large. */
  batchRows = 500
  lastExchange: { at: number; author: string } | null = null
  /** [S14] Frames that were passed over. */
  skipped = 0
  /** What the relay did that does not fit. */
  faults = 0

  constructor(
    readonly spec: RoomSpec,
    readonly around: Surroundings,
  ) {
    this.capability = spec.capability
  }
  get doc(): DocumentKey {
    return this.spec.doc
  }
  get keys(): RoomKeys | null {
    return this.capability.keys
  }
  get mayEdit(): boolean {
    return this.capability.rung === 'edit'
  }
  /** Something of this device waits for the relay: what was made here, what it lost, what it asked for. */
  get hasSomethingToSend(): boolean {
    return this.unsent.size > 0 || this.unsentRecords.size > 0 || this.missing !== null || this.wantsSnapshot !== null || !this.exists
  }
  get maySpeak(): boolean {
    return this.capability.rung !== 'read'
  }

  /** Reads where it stands from the device log. */
  async load(): Promise<void> {
    const { relay, crypto } = this.around
    const before = [...this.unsent.keys()]
    const rows = await this.around.log.rows(this.doc)
    const known = rows.cursors.get(relay)
    this.isNew = known === undefined
    this.cursor = known ?? { seq: 0, chain: CHAIN_ORIGIN, reoffer: true }
    this.create = rows.create
    this.hasBase = rows.base !== null
    if (!this.keys && rows.create) await this.learnKeys(rows.create, crypto)
    for (const key of before) this.unsent.delete(key)
    this.#count(rows)
  }
  /** After a record came into the device log, or rows of which nobody told. */
  async count(): Promise<void> {
    this.mustCount = false
    this.#count(await this.around.log.rows(this.doc))
  }
  #count({ out, records }: DocumentRows): void {
    const { relay } = this.around
    for (const row of out) if (!row.acknowledged.includes(relay)) this.unsent.set(keyOf(row), { session: row.session, n: row.n })
    this.unsentRecords = new Set(records.filter(({ own, bytes, acknowledged }) => own && bytes !== null && !acknowledged.includes(relay)).map(({ id }) => id))
  }

  /** [S2a] At the start of a link: what was being compared is forgotten, so with `reoffer` set it begins at cursor 0. */
  async start(): Promise<boolean> {
    if (!this.cursor.reoffer) {
      this.picture = new Picture(this.cursor.seq)
      return true
    }
    return this.beginAnew()
  }
  /** To cursor 0, and compare. false: fenced off. */
  async beginAnew(): Promise<boolean> {
    this.picture = new Picture(0)
    this.missing = null
    if (this.cursor.seq === 0 && this.cursor.reoffer) return true
    return this.setCursor({ seq: 0, chain: CHAIN_ORIGIN, reoffer: true })
  }
  async setCursor(cursor: RelayCursor): Promise<boolean> {
    const { log, fence, relay } = this.around
    if (!(await log.setCursor(fence, this.doc, relay, cursor))) return false
    this.cursor = cursor
    return true
  }

  /** From a `create`: what a voice or a reader verifies with. */
  async learnKeys(create: Uint8Array, crypto: LinkCrypto): Promise<boolean> {
    const read = await crypto.readCreate(this.capability, create)
    if (read.ok && !this.keys) this.capability = { ...this.capability, keys: read.value.keys }
    return read.ok
  }
  avoid(frameId: Uint8Array): void {
    this.avoided = [...this.avoided, frameId].slice(-AVOIDED)
  }
}
