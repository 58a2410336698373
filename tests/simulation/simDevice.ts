import * as Y from 'yjs'
import { makeRecord, type VerifiedRecord, verifyRecord } from '../../client/crypto/record'
import { afterOf, FORGET, forgetBody } from '../../client/crypto/recordSet'
import type { DeviceLog, DocumentKey, RelayKey } from '../../client/device/deviceLog'
import { memoryLog } from '../../client/device/memoryLog'
import { MemoryDevice } from '../../client/device/rows/openRows'
import { Link } from '../../client/sync/link'
import { linkCrypto } from '../../client/sync/room/linkCrypto'
import { RecordShelf } from '../../client/sync/room/recordShelf'
import { fromHex, toHex } from '../../shared/bytes'
import { MortalDisk } from './mortalDisk'
import type { Place } from './place'
import { below, pick, type Random } from './random'
import type { SimRelay } from './simRelay'
import type { VirtualTime } from './virtualTime'
import type { Wire } from './wire'

export const DOC = 'document' as DocumentKey

/** What all of a run shares. */
export interface Around {
  readonly time: VirtualTime
  readonly random: Random
  readonly relays: readonly SimRelay[]
  readonly place: Place
  /** Records that a new wire carries before it dies. */
  readonly lifetime: () => number
  /** [S1] An update is durable on a device. */
  readonly stored: (update: Uint8Array) => void
  /** A record was made, and is durable; `names`: those whose bodies it lets go. */
  readonly recorded: (id: string, bytes: Uint8Array) => void
  /** Said before it is stored: the tab may die between the commit and its hearing of it. */
  readonly lettingGo: (names: readonly string[]) => void
}

/** A window: its own Y.Doc, its own way to the disk, and the link if it has it. What it remembers dies with it. */
export class SimTab {
  readonly disk: MortalDisk
  readonly log: DeviceLog
  readonly doc = new Y.Doc()
  readonly session: string
  readonly typed: Uint8Array[] = []
  links: { link: Link; wire: Wire | null; isFenced: boolean }[] = []
  #rows = 0
  readonly #close: () => void

  constructor(readonly device: SimDevice) {
    const { around } = device
    this.disk = new MortalDisk(device.memory.disk)
    const channel = device.memory.hub.join()
    this.#close = () => channel.close()
    const timers = { now: around.time.now, after: this.#after }
    this.log = memoryLog(device.memory, { disk: this.disk, channel, timers, isAbsent: false })
    this.session = `s${below(around.random, 1e9)}`
    this.doc.clientID = below(around.random, 2 ** 31) // [S10a]
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'typed') this.typed.push(update)
    })
  }
  readonly #after = (ms: number, run: () => void): (() => void) => this.device.around.time.after(ms, () => this.disk.isDead || run())

  async refresh(): Promise<void> {
    const { updates } = await this.log.updates(DOC)
    for (const update of updates) Y.applyUpdate(this.doc, update, 'stored')
  }
  type(random: Random): void {
    const text = this.doc.getText('text')
    this.doc.transact(() => {
      if (text.length > 0 && random() < 0.3) text.delete(below(random, text.length), 1)
      else text.insert(below(random, text.length + 1), String.fromCharCode(97 + below(random, 26)))
    }, 'typed')
  }
  /** [S1] From here on it must not be lost. */
  async store(): Promise<void> {
    const { around } = this.device
    for (const update of this.typed.splice(0)) {
      await this.log.appendOut(DOC, { session: this.session, n: this.#rows++, schema: 1, update, at: around.time.now(), acknowledged: [] })
      around.stored(update)
    }
  }

  /** Takes the links over; whoever had them before is fenced off at its next write. */
  async takeLinks(): Promise<void> {
    const { around } = this.device
    // A window has one link to each relay: taking them again, it lets go of those that it had.
    for (const held of this.links) this.#fenced(held)
    const fence = await this.log.takeFence()
    for (const relay of around.relays) {
      const held: { link: Link; wire: Wire | null; isFenced: boolean } = { link: null as unknown as Link, wire: null, isFenced: false }
      const nothing = (): void => {}
      held.link = new Link(
        {
          relay: relay.url as RelayKey,
          log: this.log,
          fence,
          clock: { now: around.time.now, after: this.#after },
          random: around.random,
          crypto: linkCrypto,
          author: this.device.author,
          connect: () => {
            held.wire = relay.dial(around.lifetime())
            return held.wire.client
          },
        },
        {
          changed: nothing,
          stored: nothing,
          sent: nothing,
          live: nothing,
          left: nothing,
          linkUp: nothing,
          moved: nothing,
          connectionChanged: nothing,
          fenced: () => this.#fenced(held),
        },
      )
      held.link.follow(
        {
          doc: DOC,
          capability: around.place.capability,
          identity: around.place.identity,
          shelf: new RecordShelf(DOC, around.place.identity, this.log, linkCrypto),
        },
        false,
      )
      this.links.push(held)
    }
    this.fence = fence
  }
  fence = 0
  #fenced(held: { link: Link; wire: Wire | null; isFenced: boolean }): void {
    held.isFenced = true
    held.link.stop()
    held.wire?.cut()
    this.links = this.links.filter((each) => each !== held)
  }
  compact(): Promise<boolean> {
    return this.log.compact(
      this.fence,
      DOC,
      this.device.around.relays.map(({ url }) => url as RelayKey),
    )
  }
  /** In the middle of anything. */
  die(): void {
    this.disk.isDead = true
    this.#close()
    for (const { wire } of this.links) wire?.cut()
    this.links = []
  }
}

/** A device of an honest member: a disk that outlives its windows. */
export class SimDevice {
  readonly memory = new MemoryDevice()
  readonly author: Uint8Array
  readonly key: { secret: Uint8Array; public: Uint8Array }
  tabs: SimTab[] = []

  constructor(
    readonly number: number,
    readonly around: Around,
    key: { secret: Uint8Array; public: Uint8Array },
  ) {
    this.key = key
    this.author = key.public.slice(0, 16)
  }
  async begin(): Promise<void> {
    const tab = new SimTab(this)
    this.tabs.push(tab)
    await tab.refresh()
    await tab.takeLinks()
  }
  get holder(): SimTab | null {
    return this.tabs.find(({ links }) => links.length > 0) ?? null
  }
  async open(): Promise<void> {
    if (this.tabs.length >= 2) return
    const tab = new SimTab(this)
    this.tabs.push(tab)
    await tab.refresh()
  }
  async kill(tab: SimTab): Promise<void> {
    tab.die()
    this.tabs = this.tabs.filter((each) => each !== tab)
    if (this.tabs.length === 0) return this.begin()
    if (!this.holder) await this.tabs[0]?.takeLinks()
  }

  async verified(log: DeviceLog): Promise<VerifiedRecord[]> {
    const { place } = this.around
    const rows = (await log.rows(DOC)).records
    const results = await Promise.all(rows.map(({ bytes }) => (bytes ? verifyRecord(bytes, place.recordPlace) : null)))
    return results.flatMap((result) => (result?.ok ? [result.value] : []))
  }
  /** `after` = all heads that its maker knew. */
  async record(tab: SimTab, type: string, names: readonly string[]): Promise<void> {
    const known = await this.verified(tab.log)
    const { place, time } = this.around
    const content = {
      type,
      workspaceId: place.identity.workspaceId,
      documentId: place.identity.documentId,
      subject: 'a round',
      body: type === FORGET ? forgetBody(names.map(fromHex)) : { said: below(this.around.random, 1e9) },
      after: afterOf(known, 'a round', this.key.public),
      device: this.key.public,
      at: time.now(),
    }
    const made = await makeRecord(content, this.key.secret)
    const verified = await verifyRecord(made.bytes, place.recordPlace)
    if (!verified.ok) throw new Error(`a record of ours is refused: ${verified.reason}`)
    const forget = linkCrypto.forgottenIds([...known, verified.value])
    this.around.lettingGo(names)
    await tab.log.appendRecord(DOC, { id: made.id as never, bytes: made.bytes }, forget as never)
    this.around.recorded(made.id, made.bytes)
  }
  async forgetOne(tab: SimTab, random: Random): Promise<void> {
    const own = (await this.verified(tab.log)).filter(({ type, device }) => type === 'fact' && device !== null && toHex(device) === toHex(this.key.public))
    const target = pick(random, own)
    if (target) await this.record(tab, FORGET, [target.id])
  }
}
