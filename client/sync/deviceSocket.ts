import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import type { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { DeviceLog, DocumentKey, OutRow } from '../device/deviceLog'
import type { Clock } from './clock'
import { DocumentFeed } from './documentFeed'
import type { OwnPresence } from './presence/ownPresence'
import type { Peers } from './presence/peers'
import { isNothing, removeContent } from './room/content'
import { checkUpdate } from './room/updateCheck'

/**
 * What stands under y-websocket's unmodified provider: shaped like a WebSocket, but the server is this device. It is
 * open whenever the document is open, online or not. SyncStep1 is answered from the device log, an update becomes an
 * `out` row, new rows become updates. `provider.synced` means: opened from this device.
 */
export interface DeviceSocketSeams {
  readonly doc: DocumentKey
  readonly ydoc: Y.Doc
  readonly log: DeviceLog
  readonly clock: Clock
  /** The schema that this app writes; rows that need a later one are not applied ([S11]). */
  readonly schema: number
  /** Random, one per Y.Doc instance. */
  readonly session: string
  readonly own: OwnPresence
  readonly peers: Peers
  /** The provider, once it has been made: its transactions are its own. */
  readonly provider: () => WebsocketProvider | null
  readonly events: DeviceSocketEvents
}
export interface DeviceSocketEvents {
  /** [S1] Rows that are not durable yet; `failed`: the device log could not take the last one. */
  saving(pending: number, failed: boolean): void
  /** [S11] Rows of a newer schema are here. */
  newerSchema(): void
}

const MESSAGE = { sync: 0, awareness: 1 } as const
/** Says nothing; the provider closes a connection on which it has heard nothing for 30 s. */
const NEUTRAL = Uint8Array.of(1, 1, 0)
const NEUTRAL_EVERY_MS = 10_000
/** A row that the device log could not take is tried again. */
const RETRY_MS = 5_000
const NO_UPDATE = Y.encodeStateAsUpdate(new Y.Doc())

const message = (type: number, write: (encoder: encoding.Encoder) => void): ArrayBuffer => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  write(encoder)
  return encoding.toUint8Array(encoder).slice().buffer
}

/** The rows of one Y.Doc on their way to the disk: numbered, in order, kept until they are durable. */
export class OutRows {
  #n = 0
  #pending = 0
  #failed = false

  constructor(readonly seams: Pick<DeviceSocketSeams, 'doc' | 'log' | 'clock' | 'schema' | 'session' | 'events'>) {}

  get pending(): number {
    return this.#pending
  }
  /** [S1] Counts as saved only once the log says so. */
  append(update: Uint8Array): void {
    const { session, schema, clock } = this.seams
    this.#pending++
    this.#tell()
    this.#store({ session, n: this.#n++, schema, update, at: clock.now(), acknowledged: [] })
  }
  #store(row: OutRow): void {
    const { doc, log, clock } = this.seams
    log.appendOut(doc, row).then(
      () => {
        this.#pending--
        this.#failed = false
        this.#tell()
      },
      (error: unknown) => {
        console.error('a row could not be stored', error)
        this.#failed = true
        this.#tell()
        clock.after(RETRY_MS, () => this.#store(row))
      },
    )
  }
  #tell(): void {
    this.seams.events.saving(this.#pending, this.#failed)
  }
}

type Listener<E> = ((event: E) => void) | null

/** A class for `WebSocketPolyfill`: one document, as many connections as the provider makes. */
export function deviceSocketFor(seams: DeviceSocketSeams): typeof WebSocket {
  const rows = new OutRows(seams)
  class DeviceSocket {
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    readyState = 0
    binaryType = 'arraybuffer'
    onopen: Listener<Event> = null
    onmessage: Listener<{ data: ArrayBuffer }> = null
    onclose: Listener<unknown> = null
    onerror: Listener<unknown> = null
    readonly #feed: DocumentFeed
    /** What the log held when this connection began, if the Y.Doc was not empty then. */
    #first: readonly Uint8Array[] | null = null
    #stopNeutral = (): void => {}

    constructor() {
      this.#feed = new DocumentFeed(seams.log, seams.doc, {
        ownSession: seams.session,
        schema: seams.schema,
        deliver: (updates, isFirst) => this.#deliver(updates, isFirst),
        newerSchema: () => seams.events.newerSchema(),
      })
      queueMicrotask(() => {
        if (this.readyState !== this.CONNECTING) return
        this.readyState = this.OPEN
        sockets.add(this)
        this.#beat()
        this.onopen?.(new Event('open'))
      })
    }
    send(bytes: Uint8Array | ArrayBuffer): void {
      const decoder = decoding.createDecoder(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))
      const type = decoding.readVarUint(decoder)
      if (type === MESSAGE.awareness) seams.own.take(decoding.readVarUint8Array(decoder))
      if (type !== MESSAGE.sync) return
      const step = decoding.readVarUint(decoder)
      const body = decoding.readVarUint8Array(decoder)
      if (step === syncProtocol.messageYjsSyncStep1) this.#answer()
      else if (step === syncProtocol.messageYjsSyncStep2 ? this.#isNews(body) : !isEmpty(body)) rows.append(body.slice())
    }
    #answer(): void {
      this.#feed.start().catch((error: unknown) => {
        console.error('a document could not be read from this device', error)
        this.onclose?.({ code: 1011 }) // the provider comes again
      })
    }
    /** The provider has said what the device log lacked, deletions always included. */
    #isNews(update: Uint8Array): boolean {
      const content = checkUpdate(update)
      if (!content.ok || !this.#first) return !isEmpty(update)
      for (const known of this.#first) {
        const held = checkUpdate(known)
        if (held.ok) removeContent(content.value, held.value)
      }
      this.#first = null
      return !isNothing(content.value)
    }
    close(): void {
      if (this.readyState === this.CLOSED) return
      this.readyState = this.CLOSED
      sockets.delete(this)
      this.#stopNeutral()
      this.#feed.stop()
    }
    addEventListener(): void {}
    removeEventListener(): void {}
    give(update: Uint8Array): void {
      this.#say(message(MESSAGE.awareness, (encoder) => encoding.writeVarUint8Array(encoder, update)))
    }

    #say(data: ArrayBuffer): void {
      if (this.readyState === this.OPEN) this.onmessage?.({ data })
    }
    #beat(): void {
      this.#stopNeutral = seams.clock.after(NEUTRAL_EVERY_MS, () => {
        seams.peers.refresh(seams.clock.now())
        this.#say(NEUTRAL.slice().buffer)
        this.#beat()
      })
    }
    /**
     * One transaction for a whole batch: one event for the editor, one look at the screen, however many rows came.
     * (Merging their bytes first would cost ten times as much.)
     */
    #deliver(updates: readonly Uint8Array[], isFirst: boolean): void {
      const before = isFirst && seams.ydoc.store.clients.size > 0 ? stateVectorOf(updates) : null
      this.#first = before && updates
      Y.transact(
        seams.ydoc,
        () => {
          for (const update of updates) this.#say(message(MESSAGE.sync, (encoder) => syncProtocol.writeUpdate(encoder, update)))
        },
        seams.provider(),
      )
      if (!isFirst) return
      this.#say(message(MESSAGE.sync, (encoder) => writeStep(encoder, syncProtocol.messageYjsSyncStep2, NO_UPDATE)))
      // What was in the Y.Doc before the device was asked, and is no row yet.
      if (before) this.#say(message(MESSAGE.sync, (encoder) => writeStep(encoder, syncProtocol.messageYjsSyncStep1, before)))
    }
  }
  const sockets = new Set<DeviceSocket>()
  awarenessInto.set(DeviceSocket as unknown as typeof WebSocket, (update) => {
    for (const socket of sockets) socket.give(update)
  })
  return DeviceSocket as unknown as typeof WebSocket
}

/** How awareness of others gets into the sockets that stand. */
const awarenessInto = new WeakMap<typeof WebSocket, (update: Uint8Array) => void>()
export const giveAwareness = (socket: typeof WebSocket, update: Uint8Array): void => awarenessInto.get(socket)?.(update)

function writeStep(encoder: encoding.Encoder, step: number, body: Uint8Array): void {
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, body)
}
const stateVectorOf = (updates: readonly Uint8Array[]): Uint8Array => Y.encodeStateVectorFromUpdate(Y.mergeUpdates([NO_UPDATE, ...updates]))
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0
