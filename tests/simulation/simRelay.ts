import { toHex } from '../../shared/bytes'
import type { Cursor } from '../../shared/chain'
import { decodeDown } from '../../shared/message'
import { MemoryLog, type MemoryLogOptions } from '../../sync-server/logs/memory'
import { Relay } from '../../sync-server/relay'
import type { RelayLimits } from '../../sync-server/settings'
import type { RoomMeta, Row } from '../../sync-server/updateLog'
import { Unsound } from './unsound'
import type { VirtualTime } from './virtualTime'
import { Wire } from './wire'

/** [S7] Scaled down: a cover stands after a minute, what it covers goes after five, and a few hundred bytes are a tail. */
export const SIM_LIMITS: Partial<RelayLimits> = {
  standMs: 60_000,
  graceMs: 300_000,
  tailBytes: 2_000,
  askAgainMs: 60_000,
  sweepMs: 20_000,
  sweepRoomsMs: 120_000,
  framesPerSecond: 1e6,
  framesBurst: 1e6,
  bytesPerSecond: 1e9,
  messagesPerSecond: 1e6,
  messagesBurst: 1e6,
  helloMs: 1e12,
  pingMs: 1e12,
  deadMs: 1e12,
  drainMs: 1e12,
}

const placeText = ({ seq, chain }: Cursor): string => `${seq}/${toHex(chain)}`

/** The real relay, over wires; its disk makes durable only when the world says so. */
export class SimRelay {
  readonly url: string
  readonly name: string
  readonly wires = new Set<Wire>()
  /** Every place that has ever been durable at this relay. */
  readonly durable = new Set<string>()
  relay: Relay
  #log: MemoryLog
  #fsyncs: (() => void)[] = []
  #saved: ReturnType<MemoryLog['backup']> | null = null
  /** Fsyncs as soon as it is asked to. */
  isPrompt = false
  /** A rule that it broke where nobody could be told at once. */
  fault: string | null = null
  /** Set for a relay gone bad: what it makes of each record on its way down. */
  tamper: ((record: Uint8Array) => readonly Uint8Array[]) | null = null

  constructor(
    readonly index: number,
    readonly time: VirtualTime,
    readonly random: () => number,
  ) {
    this.name = `relay-${index}`
    this.url = `ws://${this.name}/relay`
    this.#log = new MemoryLog(this.#options())
    this.relay = this.#start()
  }
  #options(): MemoryLogOptions {
    return {
      sync: () => (this.isPrompt ? Promise.resolve() : new Promise((resolve) => this.#fsyncs.push(resolve))),
      written: (writes) => {
        for (const { rows, meta } of writes) {
          for (const row of rows) this.durable.add(placeText(row))
          if (meta) this.#checkErased(meta)
        }
      },
    }
  }
  #start(): Relay {
    const isLost = (): boolean => this.relay !== relay
    const relay: Relay = new Relay({
      log: this.#log,
      limits: SIM_LIMITS,
      isOwnName: (name) => name === this.name,
      random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(this.random() * 256)),
      clock: {
        now: this.time.now,
        after: (ms, run) => this.time.after(ms, () => isLost() || run()),
        soon: (run) => this.time.soon(() => isLost() || run()),
      },
    })
    return relay
  }

  dial(lifetime: number): Wire {
    const wire = new Wire(lifetime)
    wire.tamper = this.tamper
    this.wires.add(wire)
    const send = wire.server.send.bind(wire.server)
    wire.server.send = (bytes, sent) => {
      this.#check(bytes)
      send(bytes, sent)
    }
    const connection = this.relay.connect(wire.server)
    wire.accept({ receive: (bytes) => connection.receive(bytes), closed: () => connection.closed() })
    return wire
  }
  /** [S2] Whatever is acknowledged or fanned out is durable by then. */
  #check(bytes: Uint8Array): void {
    const decoded = decodeDown(bytes)
    if (!decoded.ok) throw new Unsound('the relay says what cannot be read')
    for (const message of decoded.value) {
      const isRow = message.type === 'getPart' && message.role === 'row'
      if (!isRow && message.type !== 'ack') continue
      if (!this.durable.has(placeText(message.place))) throw new Unsound(`[S2] ${isRow ? 'a row was seen' : 'acknowledged'} before it was durable`)
    }
  }

  /** [S7] What a cover makes superfluous stays for its grace; the limits of bytes are far away here. */
  #checkErased({ covers, erasedTo }: RoomMeta): void {
    const cover = erasedTo > 0 ? covers.find(({ to }) => to === erasedTo) : null
    if (!cover || cover.noGrace) return
    if (cover.since + (SIM_LIMITS.graceMs ?? 0) > this.time.now()) this.fault ??= '[S7] erased before its grace was over'
  }

  /** Something has been written and is not durable yet. */
  get isWriting(): boolean {
    return this.#fsyncs.length > 0
  }
  /** What is durable now, in its order. */
  get rows(): readonly Row[] {
    return [...this.#log.backup().values()].flatMap(({ rows }) => [...rows.values()])
  }

  /** Whether nothing comes after this cursor (one room only, as here). */
  isAtEnd({ seq, chain }: Cursor): boolean {
    const heads = [...this.#log.backup().values()].map(({ head }) => placeText(head))
    return heads.length === 0 || heads.includes(placeText({ seq, chain }))
  }

  /** What has been written becomes durable. */
  fsync(): void {
    const due = this.#fsyncs
    this.#fsyncs = []
    for (const resolve of due) resolve()
  }
  /** Loses what was not durable, and every connection. */
  crash(): void {
    this.#begin(this.#log.backup())
  }
  wipe(): void {
    this.#begin(new Map())
  }
  backup(): void {
    this.#saved = this.#log.backup()
  }
  restore(): void {
    if (this.#saved) this.#begin(this.#saved)
  }
  #begin(rooms: ReturnType<MemoryLog['backup']>): void {
    void this.#log.close()
    this.#fsyncs = []
    const wires = [...this.wires]
    this.wires.clear()
    this.#log = MemoryLog.restore(rooms, this.#options())
    this.relay = this.#start()
    for (const wire of wires) wire.cut()
  }
}
