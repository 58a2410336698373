import { createHash } from 'node:crypto'
import { openFrame } from '../../client/crypto/frame'
import { toHex } from '../../shared/bytes'
import type { Cursor } from '../../shared/chain'
import { parseFrame } from '../../shared/frame'
import { decodeDown, decodeUp } from '../../shared/message'
import { DOC } from './simDevice'
import type { Wire } from './wire'
import type { World } from './world'

const short = (bytes: Uint8Array | string): string => createHash('sha1').update(bytes).digest('hex').slice(0, 12)

/**
 * A name for the state of a small world, the same in every course that comes to it. Ids, chains and nonces differ from
 * course to course; so a frame is named by what is sealed in it, and a chain by the frames that led to it. What cannot be
 * seen (inside a connection, inside a room of the link) is told by all that has gone over its wire, each way, and by the
 * disk below it.
 */
export class StateKey {
  readonly #frames = new Map<string, string>()
  readonly #chains = new Map<string, string>([['0'.repeat(32), 'nothing']])
  readonly #gone = new Map<Wire, { up: string[]; down: string[] }>()

  constructor(readonly world: World) {}

  restart(): void {
    this.#gone.clear()
  }
  /** Delivers what waits to go this way, and remembers it. */
  deliver(wire: Wire, way: 'up' | 'down'): void {
    const gone = this.#gone.get(wire) ?? { up: [], down: [] }
    this.#gone.set(wire, gone)
    if (!wire.isGreeted) {
      wire.deliver(true)
      return
    }
    gone[way].push(...wire[way].map(toHex))
    if (way === 'up') for (let left = wire.up.length; left > 0; left--) wire.deliver(true)
    else {
      // A wire gives down only while nothing goes up: that is held back for a moment.
      const waiting = wire.up.splice(0)
      for (let left = wire.down.length; left > 0; left--) wire.deliver(false)
      wire.up.unshift(...waiting)
    }
  }

  async now(counts: unknown): Promise<string> {
    const { devices, relays } = this.world
    const relay = relays[0]
    if (!relay) return ''
    for (const device of devices)
      for (const { links } of device.tabs)
        for (const { wire } of links) for (const record of [...(wire?.up ?? []), ...(wire?.down ?? [])]) await this.#learn(record)
    for (const { up, down } of this.#gone.values()) for (const record of [...up, ...down]) await this.#learn(Buffer.from(record, 'hex'))
    let chain = 'nothing'
    for (const row of relay.rows) {
      await this.#learnFrame(row.frameId, row.frame)
      chain = short(`${chain}>${this.#nameOf(row.frameId)}`)
      this.#chains.set(toHex(row.chain), chain)
    }
    const here = await Promise.all(devices.map((_, d) => this.#device(d)))
    return short(JSON.stringify([counts, chain, relay.isWriting, here]))
  }
  async #device(d: number): Promise<unknown> {
    const tab = this.world.devices[d]?.tabs[0]
    if (!tab) return null
    const rows = await tab.log.rows(DOC)
    return [
      rows.base && short(rows.base.update),
      rows.in.map(({ update }) => short(update)).sort(),
      rows.out.map(({ update, acknowledged }) => `${short(update)} ${acknowledged.length}`).sort(),
      [...rows.cursors.values()].map((cursor) => `${this.#place(cursor)} ${cursor.reoffer}`),
      tab.doc.clientID,
      tab.links.map(({ link, wire }) => [
        link.phase,
        [...link.rooms].map(({ phase, status, state }) => [phase, status.relay, status.unsent, this.#place(state.cursor), state.missing !== null]),
        wire?.isOpen && [wire.isGreeted, wire.up.map((record) => this.#record(record)), wire.down.map((record) => this.#record(record)), this.#history(wire)],
      ]),
    ]
  }
  #history(wire: Wire): unknown {
    const gone = this.#gone.get(wire)
    return gone && [gone.up, gone.down].map((records) => records.map((record) => this.#record(Buffer.from(record, 'hex'))).sort())
  }
  #place({ seq, chain }: Cursor): string {
    return `${seq} ${this.#chains.get(toHex(chain)) ?? 'elsewhere'}`
  }
  #nameOf(frameId: Uint8Array): string {
    return this.#frames.get(toHex(frameId)) ?? 'unknown'
  }
  #record(bytes: Uint8Array): string {
    const up = decodeUp(bytes)
    const down = decodeDown(bytes)
    const messages = [...(down.ok ? down.value : []), ...(up.ok ? up.value : [])]
    return messages
      .map((message) => {
        const place = 'place' in message ? this.#place(message.place) : 'cursor' in message ? this.#place(message.cursor) : ''
        return `${message.type} ${'frameId' in message ? this.#nameOf(message.frameId) : ''} ${place}`
      })
      .join()
  }
  async #learn(record: Uint8Array): Promise<void> {
    const up = decodeUp(record)
    for (const message of up.ok ? up.value : []) if (message.type === 'putPart') await this.#learnFrame(message.frameId, message.bytes)
    const down = decodeDown(record)
    for (const message of down.ok ? down.value : []) if (message.type === 'getPart') await this.#learnFrame(message.frameId, message.bytes)
  }
  async #learnFrame(id: Uint8Array, bytes: Uint8Array): Promise<void> {
    if (this.#frames.has(toHex(id))) return
    const { capability } = this.world.place
    const parsed = parseFrame(bytes)
    const opened = capability.keys && (await openFrame(capability, capability.keys, bytes))
    this.#frames.set(
      toHex(id),
      opened?.ok ? `${opened.value.frame.kind} ${short(opened.value.plaintext.body)}` : parsed.ok ? String(parsed.value.kind) : 'none',
    )
  }
}
