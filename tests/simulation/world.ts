import * as Y from 'yjs'
import { generateSigningKey } from '../../client/crypto/ed25519'
import type { DocumentRows } from '../../client/device/deviceLog'
import { linkCrypto } from '../../client/sync/room/linkCrypto'
import type { RoomLink } from '../../client/sync/room/roomLink'
import { equalBytes } from '../../shared/bytes'
import { tamperer } from './hostileRelay'
import { HostileWriter, type Malice } from './hostileWriter'
import { Place } from './place'
import { below, type Random, randomFrom } from './random'
import { type Around, DOC, SimDevice, type SimTab } from './simDevice'
import { SimRelay } from './simRelay'
import { textIds } from './textIds'
import { Unsound } from './unsound'
import { VirtualTime } from './virtualTime'
import type { Wire } from './wire'

/** One thing that happens, as it is kept when a run fails: one JSON line each. */
export interface Operation {
  readonly op: OperationName
  /** Whose device, which of its windows, which relay. */
  readonly d: number
  readonly t: number
  readonly relay: number
  /** The seed of whatever chance the operation needs: so that others can be left out without changing this one. */
  readonly r: number
}

/** How often each happens. */
const WEIGHTS = {
  type: 18,
  store: 12,
  refresh: 3,
  deliver: 26,
  round: 12,
  pass: 10,
  cut: 2,
  fsync: 9,
  record: 2.5,
  forget: 0.7,
  kill: 1.5,
  killSoon: 1.5,
  open: 1.5,
  steal: 2,
  compact: 2,
  tryNow: 1,
  wait: 1.2,
  longWait: 0.4,
  crash: 1.2,
  wipe: 0.4,
  backup: 0.8,
  restore: 0.5,
  hostile: 3,
} as const
export type OperationName = keyof typeof WEIGHTS
const PATIENT: ReadonlySet<OperationName> = new Set(['pass', 'wait', 'longWait', 'hostile', 'round', 'deliver'])
const NAMES = Object.keys(WEIGHTS) as OperationName[]

export interface RunOptions {
  readonly relays: number
  /** Honest ones; three where nothing is said. */
  readonly devices?: number
  readonly malice: Malice
  /** The relay tampers with what goes down. */
  readonly isTampering: boolean
  /** Connections die after a handful of records. */
  readonly isFlaky: boolean
  /** [S6] They do so until the end, a little later. */
  readonly isFlakyForEver: boolean
  /** One device does nearly everything. */
  readonly isLonely: boolean
}
export function optionsOf(seed: number): RunOptions {
  return {
    relays: Number(process.env.RELAYS ?? (seed % 5 === 4 ? 2 : 1)),
    malice: (['none', 'harmless', 'snapshots'] as const)[seed % 3] ?? 'none',
    isTampering: seed % 7 === 6,
    isFlaky: seed % 4 === 3,
    isFlakyForEver: seed % 16 === 11,
    isLonely: seed % 2 === 0,
  }
}

/** The operations of a seed: what they do is decided when they run, by their own chance alone. */
export function operationsOf(seed: number, count: number): Operation[] {
  const random = randomFrom(seed)
  const { isLonely, malice, relays } = optionsOf(seed)
  const mood = new Map(NAMES.map((name) => [name, [0.2, 1, 1, 3][below(random, 4)] ?? 1]))
  const weights = NAMES.map((name) => (name === 'hostile' && malice === 'none' ? 0 : WEIGHTS[name] * (mood.get(name) ?? 1)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Array.from({ length: count }, () => {
    let x = random() * total
    const chosen = weights.findIndex((weight) => {
      x -= weight
      return x < 0
    })
    const op = NAMES[chosen] ?? 'pass'
    const d = isLonely && random() < 0.85 ? 0 : below(random, 3)
    return { op, d, t: below(random, 2), relay: below(random, relays), r: below(random, 2 ** 31) }
  })
}

/** Nothing is left to be sent or compared. Where connections die for ever, nobody need be connected at this moment. */
const isAtRest = ({ status, state }: RoomLink, isFlakyForEver: boolean): boolean =>
  (status.relay === 'sent' || isFlakyForEver) && status.unsent === 0 && !state.cursor.reoffer && !state.picture.mustCompare && state.missing === null

/** Three honest devices, a relay or two, somebody hostile; and what must hold in the end. */
export class World {
  readonly time = new VirtualTime()
  readonly place: Place
  readonly relays: SimRelay[]
  readonly devices: SimDevice[]
  readonly hostile: HostileWriter
  readonly #around: Around
  readonly #stored: Uint8Array[] = []
  readonly #recorded = new Map<string, Uint8Array>()
  /** Those that an honest device has let go of, or died over it. */
  readonly #letGo = new Set<string>()
  #isDraining = false

  constructor(
    seed: number,
    readonly options: RunOptions,
  ) {
    const random = randomFrom(seed ^ 0x5eed)
    this.place = new Place()
    this.relays = Array.from({ length: options.relays }, (_, index) => new SimRelay(index, this.time, random))
    if (options.isTampering) for (const relay of this.relays) relay.tamper = tamperer(random, () => !this.#isDraining)
    this.#around = {
      time: this.time,
      random,
      relays: this.relays,
      place: this.place,
      lifetime: () => {
        if (!options.isFlaky || (this.#isDraining && !options.isFlakyForEver)) return Number.POSITIVE_INFINITY
        return (this.#isDraining ? 10 : 6) + below(random, 5)
      },
      stored: (update) => this.#stored.push(update),
      recorded: (id, bytes) => this.#recorded.set(id, bytes),
      lettingGo: (names) => {
        for (const name of names) this.#letGo.add(name)
      },
    }
    this.devices = Array.from({ length: options.devices ?? 3 }, (_, number) => new SimDevice(number, this.#around, generateSigningKey()))
    this.hostile = new HostileWriter(options.malice, this.place, this.time, generateSigningKey())
  }
  async begin(): Promise<void> {
    for (const device of this.devices) await device.begin()
    await this.time.settle()
  }

  async step({ op, d, t, relay: r0, r }: Operation): Promise<void> {
    const random = randomFrom(r)
    const device = this.devices[d]
    const relay = this.relays[r0]
    const tab = device?.tabs[t % (device?.tabs.length ?? 1)]
    if (!device || !relay || !tab) return
    const act: Record<OperationName, () => unknown> = {
      type: () => tab.type(random),
      store: () => tab.store(),
      refresh: () => tab.refresh(),
      deliver: () => this.#deliver(tab, 8, random),
      round: () => this.#round(device, random),
      pass: () => this.time.pass(50 + below(random, 500)),
      cut: () => {
        for (const wire of this.#wires(tab)) wire.cut()
      },
      fsync: () => relay.fsync(),
      record: () => device.record(tab, 'fact', []),
      forget: () => device.forgetOne(tab, random),
      kill: () => device.kill(tab),
      killSoon: () => this.killAfter(device, tab, below(random, 4), random() < 0.5),
      open: () => device.open(),
      steal: () => tab.takeLinks(),
      compact: () => tab.compact(),
      tryNow: () => {
        for (const { link } of tab.links) link.tryNow()
      },
      wait: () => this.time.pass(20_000 + below(random, 60_000)),
      longWait: () => this.time.pass(400_000 + below(random, 400_000)),
      crash: () => relay.crash(),
      wipe: () => relay.wipe(),
      backup: () => relay.backup(),
      restore: () => relay.restore(),
      hostile: () => this.hostile.act(relay, random),
    }
    // What a dead tab asked for never answers: only what asks no disk is waited for, the rest until it is quiet.
    const done = Promise.resolve(act[op]()).catch((error: unknown) => {
      this.#fault ??= error
    })
    if (PATIENT.has(op)) await done
    await this.time.settle()
    await this.#buryTheDead()
    if (this.#fault) throw this.#fault
    this.#checkRelays()
  }
  /** The tab dies at its transaction after so many; `died` tells. */
  killAfter(device: SimDevice, tab: SimTab, transactions: number, afterCommit: boolean, died: () => void = () => {}): void {
    tab.disk.dieAfter(transactions, afterCommit, () => {
      this.#dying.push([device, tab])
      died()
    })
  }
  #checkRelays(): void {
    for (const { fault } of this.relays) if (fault) throw new Unsound(fault)
  }
  #fault: unknown = null
  readonly #dying: [SimDevice, SimTab][] = []
  async #buryTheDead(): Promise<void> {
    for (let dead = this.#dying.pop(); dead; dead = this.#dying.pop()) {
      const [device, tab] = dead
      if (device.tabs.includes(tab)) await this.#quickly(device.kill(tab))
    }
    // The lock is free: whoever waits for it gets it.
    for (const device of this.devices) if (!device.holder) await this.#quickly(device.tabs[0]?.takeLinks())
  }

  /** Done, or it never will be: the tab may die under it. */
  async #quickly(work: Promise<void> | undefined): Promise<void> {
    void work?.catch((error: unknown) => {
      this.#fault ??= error
    })
    await this.time.settle()
  }
  #wires(tab: SimTab): Wire[] {
    return tab.links.flatMap(({ wire }) => (wire ? [wire] : []))
  }
  async #deliver(tab: SimTab, count: number, random: Random): Promise<void> {
    for (let i = 0; i < count; i++) {
      for (const wire of this.#wires(tab)) wire.deliver(random() < 0.5)
      await this.time.settle()
    }
  }
  /** Everything of one device comes and goes. */
  async #round(device: SimDevice, random: Random): Promise<void> {
    await this.time.pass(100)
    for (let i = 0; i < 6; i++) {
      for (const tab of device.tabs) for (const wire of this.#wires(tab)) for (let k = 0; k < 10 && wire.deliver(random() < 0.5); k++);
      await this.time.settle()
      for (const relay of this.relays) relay.fsync()
      await this.time.settle()
    }
  }

  // -- In the end

  /** Everybody is online, nobody types, relays are honest; until nothing moves any more. */
  async drain(): Promise<void> {
    this.#isDraining = true
    for (const relay of this.relays) {
      relay.isPrompt = true
      relay.fsync()
      for (const wire of [...relay.wires]) wire.cut()
    }
    for (const device of this.devices) for (const tab of device.tabs) tab.disk.live()
    let quiet = 0
    for (let i = 0; i < 400 && quiet < 3; i++) {
      await this.time.pass(i % 10 === 9 ? 120_000 : 4_000)
      for (const device of this.devices) for (const tab of device.tabs) void tab.store() // one that is dying never answers
      await this.time.settle()
      await this.#buryTheDead()
      let moved = true
      while (moved) {
        moved = false
        for (const device of this.devices)
          for (const tab of device.tabs)
            for (const wire of this.#wires(tab))
              while (wire.deliver(true)) {
                moved = true
                // Parts that lie behind a proof are taken a moment later: a cut must not come sooner each time.
                if (this.options.isFlakyForEver) await this.time.settle()
              }
        await this.time.settle()
        await this.time.pass(100)
      }
      await this.#buryTheDead()
      quiet = this.#isQuiet() ? quiet + 1 : 0
    }
    if (quiet < 3)
      throw new Unsound(
        `it never becomes quiet: ${JSON.stringify(this.devices.map(({ tabs }) => tabs.map(({ links }) => links.flatMap(({ link }) => [...link.rooms].map((room) => [link.phase, room.phase, room.status])))))}`,
      )
    for (const device of this.devices) for (const tab of device.tabs) void tab.refresh()
    await this.time.settle()
  }
  #isQuiet(): boolean {
    const { isFlakyForEver } = this.options
    // Of all windows: one that was robbed of the links hears of it at its next write, so more than one may have some.
    const rooms = this.devices.map(({ tabs }) => tabs.flatMap(({ links }) => links.flatMap(({ link }) => [...link.rooms])))
    if (!rooms.every((own) => own.length > 0 && own.every((room) => isAtRest(room, isFlakyForEver)))) return false
    // All have seen the same of each relay: its end, since somebody who writes last has it in the acknowledgement.
    return this.relays.every((relay) =>
      rooms.every((own) => {
        const there = own.filter(({ state }) => state.around.relay === relay.url)
        return there.length > 0 && there.every(({ state }) => relay.isAtEnd(state.cursor))
      }),
    )
  }

  async verdict(): Promise<void> {
    this.#checkRelays()
    const first = this.devices[0]?.tabs[0]
    if (!first) throw new Unsound('nobody is there')
    const honest = new Set(this.#stored.flatMap((update) => [...textIds(update)]))
    const expected = Y.snapshot(first.doc)
    const text = first.doc.getText('text').toString()
    const has = textIds(Y.encodeStateAsUpdate(first.doc))
    for (const id of honest) if (!has.has(id)) throw new Unsound(`[S1] what was stored is lost: ${id}`)
    for (const device of this.devices)
      for (const { doc } of device.tabs)
        if (!Y.equalSnapshots(Y.snapshot(doc), expected) || doc.getText('text').toString() !== text)
          throw new Unsound(`[S10] device ${device.number} shows another text`)
    const records = await Promise.all(this.devices.map((device) => this.#records(device)))
    for (const [i, those] of records.entries()) {
      if (those.living !== records[0]?.living) throw new Unsound(`device ${i} has other records: ${those.living} and not ${records[0]?.living}`)
      this.#checkRecords(`device ${i}`, those.known)
    }
    await this.#newcomer(honest, text)
  }
  async #records(device: SimDevice): Promise<{ living: string; known: ReadonlyMap<string, Uint8Array | null> }> {
    const tab = device.tabs[0]
    if (!tab) throw new Unsound('nobody is there')
    const rows: DocumentRows = await tab.log.rows(DOC)
    const verified = await device.verified(tab.log)
    const forgotten = new Set(linkCrypto.forgottenIds(verified))
    const living = verified.filter(({ id }) => !forgotten.has(id))
    for (const { id, bytes } of rows.records) if (bytes && forgotten.has(id)) throw new Unsound(`device ${device.number} keeps the body of a forgotten record`)
    return {
      living: living
        .map(({ id }) => id.slice(0, 8))
        .sort()
        .join(),
      known: new Map<string, Uint8Array | null>(rows.records.map(({ id, bytes }) => [id, bytes])),
    }
  }
  /** Only who made a record lets it go; and no copy is another than the one that was signed. */
  #checkRecords(whose: string, known: ReadonlyMap<string, Uint8Array | null>): void {
    for (const [id, made] of this.#recorded) {
      if (this.#letGo.has(id)) continue
      const bytes = known.get(id)
      if (!bytes) throw new Unsound(`${whose} lacks a record that was made`)
      if (!equalBytes(bytes, made)) throw new Unsound(`${whose} holds a forged copy of a record`)
    }
  }
  /** Every grace is over: what does somebody get who comes now, at each relay? */
  async #newcomer(honest: ReadonlySet<string>, text: string): Promise<void> {
    const living = (await this.#records(this.devices[0] as SimDevice)).living
    for (const device of this.devices) for (const tab of device.tabs) tab.die()
    await this.time.pass(1_000_000)
    for (const relay of this.relays) {
      const dave = new SimDevice(9, { ...this.#around, relays: [relay] }, generateSigningKey())
      await dave.begin()
      // Connections that die all the time are dialled with growing waits: a newcomer may need some hours.
      for (let i = 0, calm = 0; i < 600 && calm < 10; i++) {
        await this.time.pass(i < 30 ? 3_000 : 30_000)
        for (const tab of dave.tabs) for (const wire of this.#wires(tab)) while (wire.deliver(true)) if (this.options.isFlakyForEver) await this.time.settle()
        await this.time.settle()
        const isThere = dave.holder?.links.every(({ link }) => [...link.rooms].every(({ status }) => status.place !== null)) ?? false
        calm = isThere ? calm + 1 : 0
      }
      const tab = dave.tabs[0]
      await tab?.refresh()
      const has = tab ? textIds(Y.encodeStateAsUpdate(tab.doc)) : new Set<string>()
      for (const id of honest) if (!has.has(id)) throw new Unsound(`[S4] a newcomer at relay ${relay.index} lacks ${id}`)
      const theirs = await this.#records(dave)
      this.#checkRecords(`a newcomer at relay ${relay.index}`, theirs.known)
      // What somebody hostile put into one of several relays need not be in the others.
      if (this.relays.length > 1) continue
      if (tab?.doc.getText('text').toString() !== text) throw new Unsound(`[S10] a newcomer at relay ${relay.index} shows another text`)
      if (theirs.living !== living) throw new Unsound(`a newcomer at relay ${relay.index} has other records: ${theirs.living} and not ${living}`)
    }
  }
  /** For the rest of the process: nothing of this world goes on. */
  end(): void {
    for (const device of this.devices) for (const tab of device.tabs) tab.die()
  }
}
