import type { LinkSocket, SocketFactory } from '../../client/sync/socket'
import type { Connection } from '../../sync-server/connection'
import type { RelaySocket } from '../../sync-server/outbox'
import type { Relay } from '../../sync-server/relay'

/**
 * A link's socket and a relay's connection with two queues between them. Messages move when `deliver` says so, or at
 * once if the wire is `flowing`; a cut loses what is on its way down, and may lose what is on its way up.
 */
export class Wire {
  readonly up: Uint8Array[] = []
  readonly down: { bytes: Uint8Array; sent: () => void }[] = []
  /** Messages that went through, by direction. */
  readonly passed = { up: 0, down: 0, upBytes: 0, downBytes: 0 }
  isOpen = false
  isCut = false
  /** After so many messages the connection dies. */
  life = Number.POSITIVE_INFINITY
  #connection: Connection | null = null
  #isScheduled = false
  readonly socket: LinkSocket

  constructor(
    readonly relay: Relay,
    public isFlowing = true,
    /** Sees, and may change, every message on its way; null drops it. */
    readonly tap: (direction: 'up' | 'down', bytes: Uint8Array) => Uint8Array | null = (_, bytes) => bytes,
  ) {
    const wire = this
    this.socket = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send(bytes) {
        if (!wire.isOpen) return
        wire.up.push(bytes.slice())
        wire.#soon()
      },
      bufferedAmount: 0,
      close: () => this.cut(),
    }
    this.#soon()
  }
  /** One message, one way or the other; the handshake first. false: nothing to do. */
  deliver(direction?: 'up' | 'down'): boolean {
    if (this.isCut) return false
    if (!this.isOpen) {
      this.isOpen = true
      this.#connection = this.relay.connect(this.#relaySide())
      this.socket.onopen?.()
      return true
    }
    const goesUp = direction ? direction === 'up' : this.up.length > 0
    if (goesUp) {
      const bytes = this.up.shift()
      if (!bytes) return false
      const seen = this.tap('up', bytes)
      this.passed.up++
      this.passed.upBytes += bytes.length
      if (seen) this.#connection?.receive(seen)
    } else {
      const message = this.down.shift()
      if (!message) return false
      const seen = this.tap('down', message.bytes)
      this.passed.down++
      this.passed.downBytes += message.bytes.length
      message.sent()
      if (seen) this.socket.onmessage?.(seen)
    }
    if (--this.life <= 0) this.cut()
    return true
  }
  /** The network is gone: for the relay first, then for the link. */
  cut(code = 1006): void {
    if (this.isCut) return
    this.isCut = true
    this.up.length = 0
    this.down.length = 0
    this.#connection?.closed()
    this.socket.onclose?.(code)
  }
  flow(): void {
    this.isFlowing = true
    this.#soon()
  }
  #relaySide(): RelaySocket {
    return {
      send: (bytes, sent) => {
        if (this.isCut) return sent()
        this.down.push({ bytes: Uint8Array.from(bytes), sent })
        this.#soon()
      },
      get bufferedAmount() {
        return 0
      },
      close: (code) => {
        // After everything that was sent.
        while (this.down.length > 0 && !this.isCut) this.deliver('down')
        this.cut(code)
      },
      terminate: () => this.cut(),
      pause: () => {},
      resume: () => {},
    }
  }
  #soon(): void {
    if (!this.isFlowing || this.#isScheduled || this.isCut) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      if (!this.isFlowing) return
      for (let i = 0; i < 64 && this.deliver(); i++);
      if (this.up.length + this.down.length > 0 || !this.isOpen) this.#soon()
    })
  }
}

/** Dials a relay in this process. `wires` holds every connection that was ever made, newest last. */
export function queuedSockets(relay: () => Relay | null, made: (wire: Wire) => void = () => {}, tap?: Wire['tap']): SocketFactory & { wires: Wire[] } {
  const wires: Wire[] = []
  const connect: SocketFactory = () => {
    const there = relay()
    if (!there) {
      const dead: LinkSocket = { onopen: null, onmessage: null, onclose: null, send: () => {}, bufferedAmount: 0, close: () => {} }
      setImmediate(() => dead.onclose?.(1006))
      return dead
    }
    const wire = new Wire(there, true, tap)
    wires.push(wire)
    made(wire)
    return wire.socket
  }
  return Object.assign(connect, { wires })
}
