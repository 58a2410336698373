import * as Y from 'yjs'
import { createFrame } from '../../client/crypto/frame'
import { type Capability, lower, newCapability, type Rung, secretOf } from '../../client/crypto/seed'
import type { DeviceLog, DocumentKey, RelayKey } from '../../client/device/deviceLog'
import { memoryLog } from '../../client/device/memoryLog'
import { MemoryDevice } from '../../client/device/rows/openRows'
import { type Clock, systemClock } from '../../client/sync/clock'
import type { FollowedRoom, FromHost, LinkStatus } from '../../client/sync/hostMessages'
import { LinkHost } from '../../client/sync/linkHost'
import { linkCrypto } from '../../client/sync/room/linkCrypto'
import type { SocketFactory } from '../../client/sync/socket'
import { toHex } from '../../shared/bytes'
import { MemoryLog } from '../../sync-server/logs/memory'
import { Relay } from '../../sync-server/relay'
import type { RelayLimits } from '../../sync-server/settings'
import { queuedSockets, type Wire } from './queuedSocket'

/** A document as those who share it know it. */
export interface SharedDocument {
  readonly doc: DocumentKey
  readonly capability: Capability
  readonly identity: FollowedRoom['identity']
}
export function newDocument(name = 'doc'): SharedDocument {
  const random = (): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(16))
  return { doc: name as DocumentKey, capability: newCapability(), identity: { workspaceId: random(), documentId: random(), kind: 'text' } }
}

export const RELAY = 'ws://relay.test/relay' as RelayKey

/** One relay in this process, over queued sockets. It can be stopped, wiped, put back. */
export class TestRelay {
  log = new MemoryLog()
  relay: Relay | null = null
  readonly wires: Wire[] = []
  constructor(
    readonly limits: Partial<RelayLimits> = {},
    readonly names: readonly string[] = ['relay.test'],
    readonly clock?: Clock & { soon(run: () => void): void },
  ) {
    this.start()
  }
  start(): void {
    this.relay = new Relay({
      log: this.log,
      limits: { sweepMs: 3_600_000, ...this.limits },
      isOwnName: (name) => this.names.includes(name),
      ...(this.clock ? { clock: this.clock } : {}),
    })
  }
  /** Every connection is cut; new ones fail until `start`. */
  down(): void {
    this.relay = null
    this.cut()
  }
  cut(): void {
    for (const wire of this.wires) wire.cut()
    this.wires.length = 0
  }
  wipe(): void {
    this.down()
    this.log = new MemoryLog()
    this.start()
  }
  get connect(): SocketFactory {
    return queuedSockets(
      () => this.relay,
      (wire) => this.wires.push(wire),
    )
  }
  /** With a wiretap. */
  tapped(tap: Wire['tap']): SocketFactory {
    return queuedSockets(
      () => this.relay,
      (wire) => this.wires.push(wire),
      tap,
    )
  }
  async rows(document: SharedDocument): Promise<number> {
    return (await this.log.load(document.capability.room))?.head.seq ?? 0
  }
}

let serial = 0

/** A device without a screen: a device log and the link, and a Y.Doc for whoever types. */
export class TestDevice {
  readonly device = new MemoryDevice()
  readonly log: DeviceLog
  readonly told: FromHost[] = []
  readonly author: Uint8Array
  host: LinkHost
  #rooms: FollowedRoom[] = []
  #n = 0

  constructor(
    readonly name: string,
    readonly connect: SocketFactory,
    readonly clock: Clock = systemClock,
    readonly random: () => number = Math.random,
  ) {
    this.log = memoryLog(this.device)
    this.author = new Uint8Array(16).fill(name.charCodeAt(0))
    this.host = this.#newHost()
  }
  #newHost(): LinkHost {
    const { log, clock, random, connect, author } = this
    return new LinkHost({ log, clock, random, connect, crypto: linkCrypto, author }, (message) => void this.told.push(message))
  }
  async follow(document: SharedDocument, rung: Rung = 'edit', options: Partial<FollowedRoom> = {}): Promise<void> {
    const capability = rung === 'edit' ? document.capability : lower(document.capability, rung)
    const { doc, identity } = document
    this.#rooms = [
      ...this.#rooms.filter((room) => room.doc !== doc),
      { doc, rung, secret: secretOf(capability), room: capability.room, identity, relays: [RELAY], ...options },
    ]
    await this.start()
  }
  async start(): Promise<void> {
    if (this.#started !== this.host) {
      this.#started = this.host
      await this.host.start()
    }
    this.host.hear({ type: 'follow', rooms: this.#rooms })
  }
  #started: LinkHost | null = null
  /** The tab with the link is gone in the middle of anything; another one begins. */
  async restart(): Promise<void> {
    this.host.stop()
    this.host = this.#newHost()
    await this.start()
  }
  stop(): void {
    this.host.stop()
  }

  /** The first rows of a document that is made here. */
  async create(document: SharedDocument, text = ''): Promise<void> {
    const { bytes } = await createFrame(document.capability, document.identity)
    const seeded = new Y.Doc()
    if (text) seeded.getText('t').insert(0, text)
    await this.log.createDocument(document.doc, { create: bytes, base: text ? { schema: 1, update: Y.encodeStateAsUpdate(seeded) } : null })
  }
  /** One edit, as one row. */
  async type(document: SharedDocument, text: string, schema = 1): Promise<void> {
    const doc = await this.read(document)
    let update: Uint8Array | null = null
    doc.on('update', (bytes: Uint8Array) => {
      update = bytes
    })
    doc.getText('t').insert(doc.getText('t').length, text)
    if (update)
      await this.log.appendOut(document.doc, { session: `${this.name}${++serial}`, n: this.#n++, schema, update, at: this.clock.now(), acknowledged: [] })
  }
  async erase(document: SharedDocument, index: number, length: number): Promise<void> {
    const doc = await this.read(document)
    let update: Uint8Array | null = null
    doc.on('update', (bytes: Uint8Array) => {
      update = bytes
    })
    doc.getText('t').delete(index, length)
    if (update)
      await this.log.appendOut(document.doc, { session: `${this.name}${++serial}`, n: this.#n++, schema: 1, update, at: this.clock.now(), acknowledged: [] })
  }
  async read(document: SharedDocument): Promise<Y.Doc> {
    const doc = new Y.Doc()
    for (const update of (await this.log.updates(document.doc)).updates) Y.applyUpdate(doc, update)
    return doc
  }
  async text(document: SharedDocument): Promise<string> {
    return (await this.read(document)).getText('t').toString()
  }
  status(document: SharedDocument): LinkStatus['relays'][number] | null {
    const statuses = this.told.flatMap((message) => (message.type === 'status' ? message.statuses : []))
    return statuses.findLast(({ doc }) => doc === document.doc)?.relays[0] ?? null
  }
}

/** Waits until it holds; for things that take real turns of the event loop. @throws after two seconds or so */
export async function eventually(what: () => boolean | Promise<boolean>, words = 'it never came true'): Promise<void> {
  // Up to 40 s: on a busy machine a timer is late, and what comes true late is true.
  for (let i = 0; i < 4000; i++) {
    if (await what()) return
    await new Promise((resolve) => setTimeout(resolve, i < 50 ? 2 : 10))
  }
  throw new Error(words)
}
export const hexOf = toHex
