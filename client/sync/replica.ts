import { toHex } from '../../shared/bytes'
import type { DeviceLog, DocumentKey, LogHealth, RecordId, RecordRow } from '../device/deviceLog'
import { type Leases, lockLeases } from '../device/lease'
import { broadcastChannel, type Channel } from '../device/rows/channel'
import { type Clock, systemClock } from './clock'
import type { CopyClaims } from './copyCheck'
import { lateDoor, type OpenDoor, workerDoor } from './door'
import type { FollowedRoom, FromHost, LinkStatus } from './hostMessages'
import { DocumentInstance, type OpenDocument } from './openDocument'
import { alwaysVisible, documentVisibility, Seat, type Visibility } from './seat'
import { type SocketFactory, webSocketFactory } from './socket'
import { type DocumentStatus, documentStatus, NOTHING_KNOWN, type OwnKnowledge, placesOf, type ReplicaStatus, replicaStatus } from './status'
import { type Store, sameJson, type WritableStore, writable } from './store'

export type { CopyClaims } from './copyCheck'
export type { FollowedRoom } from './hostMessages'
export type { OpenDocument } from './openDocument'
export type { DocumentStatus, ReplicaStatus } from './status'

/**
 * The one door of `sync` for the rooms above: everything that this device holds, and how far it has got. Runs in each
 * tab; the link itself runs in a worker of the tab that is looked at.
 */
export interface Replica {
  /** All documents that are kept up to date, open or not: the whole list, each time. */
  follow(rooms: readonly FollowedRoom[]): void
  /** A new Y.Doc for a screen. Close it when the screen goes. */
  open(doc: DocumentKey): OpenDocument
  /** [S1] Durable once resolved. `forget`: ids whose bodies go, derived from this record where it is a forget record. */
  appendRecord(doc: DocumentKey, record: { readonly id: RecordId; readonly bytes: Uint8Array }, forget?: readonly RecordId[]): Promise<void>
  records(doc: DocumentKey): Promise<readonly RecordRow[]>
  /** Called when some record came or went. Returns its end. */
  watchRecords(doc: DocumentKey, listener: () => void): () => void
  /** A `moved` frame has come: the document goes on in another room (null: it was deleted). May be said again. Returns its end. */
  watchMoved(listener: (doc: DocumentKey, successor: Uint8Array | null) => void): () => void
  readonly status: Store<ReplicaStatus>
  documentStatus(doc: DocumentKey): Store<DocumentStatus>
  /** false: do not show that I am here. */
  setShown(shown: boolean): void
  /** Dials and sends now, whatever wait there is. */
  tryNow(): void
  /** Rows have come from a file: what the relays lack of them is put. */
  compareAnew(doc: DocumentKey): void
  /** Nothing is left to do before something comes; where the link runs in this thread. For tests. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface ReplicaOptions {
  readonly log: DeviceLog
  /** 16 bytes that stand in each frame as a claim: the first half of the device key's hash. */
  readonly author: Uint8Array
  /** [S11] The schema that this app writes and understands. */
  readonly schema: number
  /** 'inline': in this thread, for Node. */
  readonly worker?: 'worker' | 'inline'
  /** The database that a worker opens; the same as `log`'s. */
  readonly database?: string
  /** [S10b] Left out: copies are not compared. */
  readonly claims?: CopyClaims
  readonly leases?: Leases | null
  readonly channel?: Channel | null
  readonly visibility?: Visibility
  readonly clock?: Clock
  readonly random?: () => number
  readonly connect?: SocketFactory
}

export function startReplica(options: ReplicaOptions): Replica {
  return new TabReplica(options)
}

class TabReplica implements Replica {
  readonly status: WritableStore<ReplicaStatus>
  readonly #options: ReplicaOptions
  readonly #clock: Clock
  readonly #tab = toHex(globalThis.crypto.getRandomValues(new Uint8Array(8)))
  readonly #seat: Seat
  readonly #stops: (() => void)[] = []
  readonly #open = new Set<DocumentInstance>()
  readonly #own = new Map<DocumentKey, OwnKnowledge>()
  readonly #links = new Map<DocumentKey, LinkStatus>()
  readonly #stores = new Map<DocumentKey, WritableStore<DocumentStatus>>()
  readonly #movedListeners = new Set<(doc: DocumentKey, successor: Uint8Array | null) => void>()
  #rooms: readonly FollowedRoom[] = []
  #isShown = true
  #workerFailed = false
  #workerHealth: LogHealth = { on: 'disk' }

  constructor(options: ReplicaOptions) {
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.status = writable(replicaStatus(new Map(), options.log.health))
    const { tab, leases, channel, visibility } = { tab: this.#tab, ...surroundingsOf(options) }
    this.#seat = new Seat({ tab, leases, channel, visibility, openDoor: () => this.#door(), tell: (message) => this.#hear(message) })
    this.#stops.push(options.log.watchHealth(() => this.#healthChanged()))
    if (typeof globalThis.addEventListener === 'function') {
      const wake = (): void => this.#seat.send({ type: 'wake' })
      // Its carets go with a window that is closed; a page that the browser kept, and shows again, says that it is here.
      const away = (): void => this.#seat.away()
      const back = ({ persisted }: Event & { persisted?: boolean }): void => {
        if (persisted) this.#sayAll()
      }
      for (const [type, listener] of [['online', wake] as const, ['pagehide', away] as const, ['pageshow', back] as const]) {
        globalThis.addEventListener(type, listener)
        this.#stops.push(() => globalThis.removeEventListener(type, listener))
      }
    }
  }

  // -- Where the link runs

  #isInline(): boolean {
    const { worker = 'worker', log } = this.#options
    return worker === 'inline' || this.#workerFailed || typeof Worker === 'undefined' || log.health.on === 'memory' || this.#workerHealth.on === 'memory'
  }
  #door(): OpenDoor {
    const { log, author, database = 'leaderful', random = Math.random, connect = webSocketFactory() } = this.#options
    // The worker brings a link of its own: the one for this thread is fetched only where it is needed.
    if (this.#isInline())
      return lateDoor(async () => (await import('./inlineDoor')).inlineDoor({ log, clock: this.#clock, random, connect, author }), this.#clock)
    return workerDoor({ database, author }, () => {
      this.#workerFailed = true
      this.#seat.reopen()
    })
  }
  /** [S13] What is only in this window's memory can be sent from this window alone. */
  #healthChanged(): void {
    if (this.#options.log.health.on === 'disk') this.#workerHealth = { on: 'disk' }
    if (this.#options.worker !== 'inline' && !this.#workerFailed) this.#seat.reopen()
    this.#refreshAll()
  }

  // -- From the link

  #hear(message: FromHost): void {
    switch (message.type) {
      case 'begun':
        this.#sayAll()
        return
      case 'status':
        for (const status of message.statuses) this.#links.set(status.doc, status)
        this.#refresh(message.statuses.map(({ doc }) => doc))
        return
      case 'live':
      case 'linkUp':
      case 'linkDown':
        for (const instance of this.#open) if (instance.doc === message.doc) instance.hear(message)
        return
      case 'left':
        for (const instance of this.#open) if (message.doc === null || instance.doc === message.doc) instance.hear(message)
        return
      case 'moved':
        for (const listener of this.#movedListeners) listener(message.doc, message.successor)
        return
      case 'health':
        if (this.#isInline() || message.health.on === this.#workerHealth.on) return
        this.#workerHealth = message.health
        if (message.health.on === 'memory') this.#seat.reopen()
        return
      case 'fenced':
        return
    }
  }
  /** A link has begun, here or in another tab, and knows nothing of this one. */
  #sayAll(): void {
    this.#seat.send({ type: 'follow', rooms: this.#rooms })
    for (const instance of this.#open) {
      this.#seat.send({ type: 'open', tab: this.#tab, doc: instance.doc, on: true })
      instance.bump()
    }
  }

  // -- What the rooms above ask for

  follow(rooms: readonly FollowedRoom[]): void {
    this.#rooms = rooms
    this.#seat.send({ type: 'follow', rooms })
    const followed = new Set(rooms.map(({ doc }) => doc))
    for (const doc of this.#links.keys()) if (!followed.has(doc)) this.#links.delete(doc)
    this.#refreshAll()
  }
  open(doc: DocumentKey): OpenDocument {
    const { log, schema, claims = null } = this.#options
    const room = this.#rooms.find((each) => each.doc === doc)
    const instance: DocumentInstance = new DocumentInstance({
      doc,
      documentId: room?.identity.documentId ?? new Uint8Array(16),
      log,
      clock: this.#clock,
      schema,
      claims,
      isShown: this.#isShown,
      sendLive: (client, entry) => this.#seat.send({ type: 'live', tab: this.#tab, doc, client, entry }),
      saving: (pending, failed) => this.#know(doc, { pending, failed }),
      checked: (result) => this.#know(doc, result),
      standing: () => {
        const { unsent, saved } = this.#statusOf(doc)
        return { place: placesOf(this.#links.get(doc))[0] ?? null, isIdle: unsent === 0 && saved !== 'saving' }
      },
      closed: () => this.#closed(instance),
    })
    this.#open.add(instance)
    this.#seat.send({ type: 'open', tab: this.#tab, doc, on: true })
    return instance
  }
  #closed(instance: DocumentInstance): void {
    this.#open.delete(instance)
    if ([...this.#open].some(({ doc }) => doc === instance.doc)) return
    this.#seat.send({ type: 'open', tab: this.#tab, doc: instance.doc, on: false })
    this.#know(instance.doc, { differs: false, missing: false })
  }
  appendRecord(doc: DocumentKey, record: { readonly id: RecordId; readonly bytes: Uint8Array }, forget: readonly RecordId[] = []): Promise<void> {
    return this.#options.log.appendRecord(doc, record, forget)
  }
  records(doc: DocumentKey): Promise<readonly RecordRow[]> {
    return this.#options.log.records(doc)
  }
  watchRecords(doc: DocumentKey, listener: () => void): () => void {
    return this.#options.log.watch((change) => {
      if (change.type === 'records' && change.doc === doc) listener()
    })
  }
  watchMoved(listener: (doc: DocumentKey, successor: Uint8Array | null) => void): () => void {
    this.#movedListeners.add(listener)
    return () => this.#movedListeners.delete(listener)
  }
  setShown(shown: boolean): void {
    this.#isShown = shown
    for (const instance of this.#open) instance.setShown(shown)
  }
  tryNow(): void {
    this.#seat.send({ type: 'tryNow' })
  }
  compareAnew(doc: DocumentKey): void {
    this.#seat.send({ type: 'compareAnew', doc })
  }
  settled(): Promise<void> {
    return this.#seat.settled()
  }
  async stop(): Promise<void> {
    for (const instance of [...this.#open]) instance.close()
    for (const stop of this.#stops) stop()
    await this.#seat.settled()
    this.#seat.stop()
    this.status.end()
    for (const store of this.#stores.values()) store.end()
  }

  // -- Statuses

  documentStatus(doc: DocumentKey): Store<DocumentStatus> {
    const known = this.#stores.get(doc)
    if (known) return known
    const store = writable(this.#statusOf(doc), sameJson)
    this.#stores.set(doc, store)
    return store
  }
  #statusOf(doc: DocumentKey): DocumentStatus {
    const chosen = this.#rooms.find((room) => room.doc === doc)?.relays.length ?? 0
    const relays = this.#links.get(doc)?.relays ?? null
    return documentStatus(relays, chosen, this.#own.get(doc) ?? NOTHING_KNOWN, this.#options.log.health)
  }
  #know(doc: DocumentKey, part: Partial<OwnKnowledge>): void {
    this.#own.set(doc, { ...(this.#own.get(doc) ?? NOTHING_KNOWN), ...part })
    this.#refresh([doc])
  }
  #refreshAll(): void {
    this.#refresh([...this.#stores.keys()])
  }
  #refresh(docs: readonly DocumentKey[]): void {
    for (const doc of docs) this.#stores.get(doc)?.set(this.#statusOf(doc))
    const all = new Map(this.#rooms.map(({ doc }) => [doc, this.#statusOf(doc)]))
    const next = replicaStatus(all, this.#options.log.health)
    if (!isSameStatus(next, this.status.get())) this.status.set(next)
  }
}

const isSameStatus = (a: ReplicaStatus, b: ReplicaStatus): boolean =>
  sameJson(a, b) &&
  a.unsentByDocument.size === b.unsentByDocument.size &&
  [...a.unsentByDocument].every(([doc, unsent]) => b.unsentByDocument.get(doc) === unsent)

/** What a browser brings along, unless it was given. In one thread, other tabs are not looked for. */
function surroundingsOf({ worker = 'worker', database = 'leaderful', leases, channel, visibility }: ReplicaOptions): {
  leases: Leases | null
  channel: Channel | null
  visibility: Visibility
} {
  const isBrowser = worker === 'worker' && typeof document !== 'undefined'
  const locks = isBrowser ? (navigator as { locks?: LockManager }).locks : undefined
  return {
    leases: leases !== undefined ? leases : locks ? lockLeases(locks, database) : null,
    channel: channel !== undefined ? channel : isBrowser ? broadcastChannel(`${database}/link`) : null,
    visibility: visibility ?? (isBrowser ? documentVisibility(document) : alwaysVisible),
  }
}
