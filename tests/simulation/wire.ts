import type { LinkSocket } from '../../client/sync/socket'
import { ByteReader } from '../../shared/bytes'
import type { RelaySocket } from '../../sync-server/outbox'

/** What a relay offers to a socket that has come in. */
export interface Incoming {
  receive(bytes: Uint8Array): void
  closed(): void
}

/**
 * A WebSocket between a link and a relay, whose messages lie in two queues until the world delivers them. Each record of a
 * message travels by itself (it is a message of its own, by the grammar), so that a cut can fall between any two parts.
 */
export class Wire {
  readonly client: LinkSocket
  readonly server: RelaySocket
  readonly up: Uint8Array[] = []
  readonly down: Uint8Array[] = []
  isOpen = true
  #incoming: Incoming | null = null
  #isGreeted = false
  /** What a hostile relay does to each record on its way down; null = dropped. */
  tamper: ((record: Uint8Array) => readonly Uint8Array[]) | null = null

  constructor(
    /** Records that it carries before it dies. */
    public left: number,
  ) {
    const isOpen = (): boolean => this.isOpen
    this.client = {
      onopen: null,
      onmessage: null,
      onclose: null,
      bufferedAmount: 0,
      send: (bytes) => {
        if (isOpen()) this.up.push(...recordsOf(bytes))
      },
      close: () => this.cut(),
    }
    this.server = {
      bufferedAmount: 0,
      send: (bytes, sent) => {
        if (isOpen()) this.down.push(...recordsOf(bytes).flatMap((record) => this.tamper?.(record) ?? [record]))
        sent()
      },
      close: () => this.cut(),
      terminate: () => this.cut(),
      pause: () => {},
      resume: () => {},
    }
  }
  accept(incoming: Incoming): void {
    this.#incoming = incoming
  }
  /** The socket has said that it is open. */
  get isGreeted(): boolean {
    return this.#isGreeted
  }
  get isIdle(): boolean {
    return this.#isGreeted && this.up.length === 0 && this.down.length === 0
  }

  /** One record, one way or the other. false: there is none, or it is cut. */
  deliver(upFirst: boolean): boolean {
    if (!this.isOpen) return false
    if (!this.#isGreeted) {
      this.#isGreeted = true
      this.client.onopen?.()
      return true
    }
    const goesUp = this.up.length > 0 && (upFirst || this.down.length === 0)
    const record = (goesUp ? this.up : this.down).shift()
    if (!record) return false
    if (goesUp) this.#incoming?.receive(record)
    else this.client.onmessage?.(record)
    if (--this.left <= 0) this.cut()
    return true
  }
  /** What was under way is lost, both ways. */
  cut(): void {
    if (!this.isOpen) return
    this.isOpen = false
    this.up.length = 0
    this.down.length = 0
    this.#incoming?.closed()
    this.client.onclose?.(1006)
  }
}

function recordsOf(bytes: Uint8Array): Uint8Array[] {
  const records: Uint8Array[] = []
  const reader = new ByteReader(bytes)
  while (reader.left > 0) {
    const start = reader.position
    reader.u8()
    reader.bytes32()
    records.push(bytes.slice(start, reader.position))
  }
  return records
}
