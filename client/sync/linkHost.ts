import { capabilityOf } from '../crypto/seed'
import type { Change, DeviceLog, DocumentKey, RelayKey } from '../device/deviceLog'
import { Alarm, type Clock } from './clock'
import { Compactor } from './compactor'
import type { FollowedRoom, FromHost, LinkStatus, RelayStatus, TabId, ToHost } from './hostMessages'
import { Link } from './link'
import { readAwareness } from './presence/awarenessCodec'
import { LivePort } from './presence/livePort'
import type { LinkCrypto } from './room/linkCrypto'
import { RecordShelf } from './room/recordShelf'
import type { RoomLink } from './room/roomLink'
import type { RoomSpec } from './room/roomState'
import type { SocketFactory } from './socket'

export interface HostSeams {
  readonly log: DeviceLog
  readonly clock: Clock
  readonly random: () => number
  readonly connect: SocketFactory
  readonly crypto: LinkCrypto
  readonly author: Uint8Array
}

/** Statuses are told together, at most so often. */
const STATUS_EVERY_MS = 40

interface Followed {
  readonly room: FollowedRoom
  /** null: the secret does not fit the room. */
  readonly spec: RoomSpec | null
  readonly relays: readonly RelayKey[]
}

/**
 * Everything that the tab (or worker) with the link does: a link per relay, all followed documents, compaction, presence
 * of all tabs of this browser. Talks to tabs in messages alone, so that it runs anywhere.
 */
export class LinkHost {
  readonly #seams: HostSeams
  readonly #tell: (message: FromHost) => void
  readonly #links = new Map<RelayKey, Link>()
  readonly #followed = new Map<DocumentKey, Followed>()
  readonly #openIn = new Map<DocumentKey, Set<TabId>>()
  readonly #ports = new Map<DocumentKey, LivePort>()
  /** What each peer last said, for tabs that open the document later. */
  readonly #present = new Map<DocumentKey, Map<string, Uint8Array>>()
  readonly #offlineSince = new Map<RelayKey, number>()
  readonly #dirty = new Set<DocumentKey>()
  readonly #statusAlarm: Alarm
  #lastStatus = Number.NEGATIVE_INFINITY
  #fence = 0
  #compactor: Compactor | null = null
  #stops: (() => void)[] = []
  #early: ToHost[] | null = []
  #isStopped = false

  constructor(seams: HostSeams, tell: (message: FromHost) => void) {
    this.#seams = seams
    this.#tell = tell
    this.#statusAlarm = new Alarm(seams.clock, () => this.#tellStatuses())
  }

  /** Takes the fence: from here on no earlier link writes. */
  async start(): Promise<void> {
    const { log, clock } = this.#seams
    this.#fence = await log.takeFence()
    if (this.#isStopped) return
    const relaysOf = (doc: DocumentKey): readonly RelayKey[] | null => this.#followed.get(doc)?.relays ?? null
    this.#compactor = new Compactor(log, this.#fence, clock, relaysOf, (doc) => this.#isOpen(doc))
    this.#stops = [log.watch((change) => this.#logChanged(change)), log.watchHealth((health) => this.#tell({ type: 'health', health }))]
    const early = this.#early ?? []
    this.#early = null
    for (const message of early) this.hear(message)
    this.#tell({ type: 'health', health: log.health })
    this.#tell({ type: 'begun' })
    await this.#compactor.start()
  }
  hear(message: ToHost): void {
    if (this.#isStopped) return
    if (this.#early) {
      this.#early.push(message)
      return
    }
    switch (message.type) {
      case 'follow':
        this.#follow(message.rooms)
        return
      case 'open':
        this.#setOpen(message.doc, message.tab, message.on)
        return
      case 'live':
        this.#takeLive(message)
        return
      case 'tabGone':
        for (const doc of [...this.#openIn.keys()]) this.#setOpen(doc, message.tab, false)
        for (const port of this.#ports.values()) port.forgetTab(message.tab)
        for (const link of this.#links.values()) void link.recount()
        return
      case 'wake':
        for (const link of this.#links.values()) link.wake()
        return
      case 'tryNow':
        for (const link of this.#links.values()) link.tryNow()
        return
      case 'tellAll':
        for (const doc of this.#followed.keys()) this.#changed(doc)
        return
      case 'compareAnew':
        for (const link of this.#links.values()) void link.room(message.doc)?.compareAnew()
    }
  }
  stop(): void {
    if (this.#isStopped) return
    this.#isStopped = true
    for (const link of this.#links.values()) link.stop()
    for (const stop of this.#stops) stop()
    for (const port of this.#ports.values()) port.stop()
    this.#compactor?.stop()
    this.#statusAlarm.off()
  }
  /** Nothing is left to be done before something comes or a timer rings. */
  async settled(): Promise<void> {
    await Promise.all([...this.#links.values()].map((link) => link.settled()))
  }

  // -- What is followed

  #follow(rooms: readonly FollowedRoom[]): void {
    const wanted = new Map(rooms.map((room) => [room.doc, room]))
    for (const [doc, { room }] of [...this.#followed]) {
      const now = wanted.get(doc)
      if (!now || !isSameRoom(now, room)) this.#unfollow(doc)
    }
    for (const room of wanted.values()) if (!this.#followed.has(room.doc)) this.#followOne(room)
    for (const [relay, link] of [...this.#links]) {
      if ([...this.#followed.values()].some(({ relays }) => relays.includes(relay))) continue
      link.stop()
      this.#links.delete(relay)
    }
  }
  #followOne(room: FollowedRoom): void {
    const { log, crypto } = this.#seams
    const { doc, identity } = room
    const capability = capabilityOf(room.rung, room.secret, room.room)
    const shelf = new RecordShelf(doc, identity, log, crypto)
    const spec = capability.ok ? { doc, capability: capability.value, identity, shelf } : null
    const relays = [...new Set(room.relays.filter(isRelayUrl))] as RelayKey[]
    this.#followed.set(doc, { room, spec, relays })
    if (spec) for (const relay of relays) this.#linkTo(relay).follow(spec, this.#wantsPresence(doc), this.#isOpen(doc))
    this.#changed(doc)
  }
  #unfollow(doc: DocumentKey): void {
    for (const relay of this.#followed.get(doc)?.relays ?? []) this.#links.get(relay)?.unfollow(doc)
    this.#followed.delete(doc)
    this.#changed(doc)
  }
  #linkTo(relay: RelayKey): Link {
    const known = this.#links.get(relay)
    if (known) return known
    this.#offlineSince.set(relay, this.#seams.clock.now())
    const link = new Link(
      { ...this.#seams, relay, fence: this.#fence },
      {
        changed: (room) => this.#changed(room.doc),
        stored: (room, rows, bytes) => this.#compactor?.added(room.doc, rows, bytes),
        sent: (room, bytes) => this.#compactor?.acknowledged(room.doc, bytes),
        live: (room, peer, body) => this.#heardLive(room.doc, `${peer} ${relay}`, body),
        left: (room, peer) => this.#heardLeft(room.doc, `${peer} ${relay}`),
        linkUp: (room) => this.#linkUp(room, relay),
        moved: (room, successor) => this.#tell({ type: 'moved', doc: room.doc, successor }),
        fenced: () => this.#fenced(),
        connectionChanged: (changed) => this.#connectionChanged(changed),
      },
    )
    this.#links.set(relay, link)
    return link
  }
  #fenced(): void {
    if (this.#isStopped) return
    this.stop()
    this.#tell({ type: 'fenced' })
  }
  #logChanged(change: Change): void {
    if (change.type === 'rows' && change.out.length > 0) this.#compactor?.added(change.doc, change.out.length, 0)
  }

  // -- Presence

  #isOpen(doc: DocumentKey): boolean {
    return (this.#openIn.get(doc)?.size ?? 0) > 0
  }
  #wantsPresence(doc: DocumentKey): boolean {
    return this.#isOpen(doc) || this.#followed.get(doc)?.room.presence === true
  }
  #setOpen(doc: DocumentKey, tab: TabId, on: boolean): void {
    const tabs = this.#openIn.get(doc) ?? new Set()
    if (on) tabs.add(tab)
    else tabs.delete(tab)
    if (tabs.size > 0) this.#openIn.set(doc, tabs)
    else if (this.#openIn.delete(doc)) this.#compactor?.closed(doc)
    for (const link of this.#links.values()) {
      const room = link.room(doc)
      if (on && room?.hasPresence && room.phase === 'live') this.#tell({ type: 'linkUp', doc, relay: link.relay, isNew: false })
      room?.setPresence(this.#wantsPresence(doc))
    }
    if (on) for (const [peer, body] of this.#present.get(doc) ?? []) this.#tell({ type: 'live', doc, peer, body })
    if (!this.#wantsPresence(doc)) this.#present.delete(doc)
  }
  #heardLive(doc: DocumentKey, peer: string, body: Uint8Array): void {
    const peers = this.#present.get(doc) ?? new Map<string, Uint8Array>()
    this.#present.set(doc, peers.set(peer, body))
    this.#tell({ type: 'live', doc, peer, body })
  }
  #heardLeft(doc: DocumentKey, peer: string): void {
    this.#present.get(doc)?.delete(peer)
    this.#tell({ type: 'left', doc, peer })
  }
  #takeLive({ tab, doc, client, entry }: ToHost & { type: 'live' }): void {
    let port = this.#ports.get(doc)
    if (!port) {
      port = new LivePort(doc, this.#seams.clock, (_, body) => {
        for (const link of this.#links.values()) link.room(doc)?.putLive(body)
      })
      this.#ports.set(doc, port)
    }
    const isLast = entry !== null && (readAwareness(entry) ?? []).every(({ state }) => state === null)
    port.set(tab, client, entry, isLast)
  }
  #linkUp(room: RoomLink, relay: RelayKey): void {
    this.#tell({ type: 'linkUp', doc: room.doc, relay, isNew: true })
  }
  #connectionChanged(link: Link): void {
    const isUp = link.phase === 'open'
    if (isUp) this.#offlineSince.delete(link.relay)
    else if (!this.#offlineSince.has(link.relay)) {
      this.#offlineSince.set(link.relay, this.#seams.clock.now())
      for (const { doc, hasPresence } of link.rooms) if (hasPresence) this.#linkDown(doc, link.relay)
    }
    for (const room of link.rooms) this.#changed(room.doc)
  }

  #linkDown(doc: DocumentKey, relay: RelayKey): void {
    const peers = this.#present.get(doc)
    for (const peer of [...(peers?.keys() ?? [])]) if (peer.endsWith(` ${relay}`)) peers?.delete(peer)
    this.#tell({ type: 'linkDown', doc, relay })
  }

  // -- Statuses

  #changed(doc: DocumentKey): void {
    if (this.#isStopped) return
    this.#dirty.add(doc)
    this.#statusAlarm.by(Math.max(this.#seams.clock.now(), this.#lastStatus + STATUS_EVERY_MS))
  }
  #tellStatuses(): void {
    if (this.#isStopped) return
    this.#lastStatus = this.#seams.clock.now()
    const statuses = [...this.#dirty].map((doc) => this.#statusOf(doc))
    this.#dirty.clear()
    this.#tell({ type: 'status', statuses })
  }
  #statusOf(doc: DocumentKey): LinkStatus {
    const followed = this.#followed.get(doc)
    if (!followed) return { doc, relays: [] }
    const relays = followed.relays.map((url): RelayStatus => {
      const link = this.#links.get(url)
      const status = link?.room(doc)?.status ?? { ...UNKNOWN, ...(followed.spec ? {} : WRONG_SECRET) }
      return { ...status, url, dialAt: link?.retryAt ?? null, offlineSince: this.#offlineSince.get(url) ?? null }
    })
    return { doc, relays }
  }
}

const UNKNOWN = {
  relay: 'offline',
  unsent: 0,
  refusal: null,
  retryAt: null,
  lastExchange: null,
  fetching: null,
  place: null,
  skipped: 0,
  faults: 0,
} as const
const WRONG_SECRET = { relay: 'refused', refusal: 'wrong token' } as const

function isRelayUrl(url: string): boolean {
  try {
    return ['ws:', 'wss:'].includes(new URL(url).protocol)
  } catch {
    return false
  }
}

const sameList = (a: readonly unknown[] | Uint8Array, b: readonly unknown[] | Uint8Array): boolean => a.length === b.length && a.every((x, i) => x === b[i])
const isSameRoom = (a: FollowedRoom, b: FollowedRoom): boolean =>
  a.rung === b.rung && a.presence === b.presence && sameList(a.secret, b.secret) && sameList(a.room, b.room) && sameList(a.relays, b.relays)
