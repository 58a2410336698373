import { sign } from '../../client/crypto/ed25519'
import type { Capability } from '../../client/crypto/seed'
import { concat } from '../../shared/bytes'
import { CURSOR_ORIGIN } from '../../shared/chain'
import { proofSigningBytes } from '../../shared/frame'
import { LIMITS } from '../../shared/limits'
import { type DownMessage, decodeDown, encodeUp, type UpMessage } from '../../shared/message'
import { Wire } from './queuedSocket'
import { eventually, type TestRelay } from './syncWorld'

/** Somebody who speaks the protocol by hand, to say what no link would. */
export class RawClient {
  readonly heard: DownMessage[] = []
  readonly wire: Wire
  closedWith: number | null = null

  constructor(
    readonly relay: TestRelay,
    readonly capability: Capability,
  ) {
    if (!relay.relay) throw new Error('the relay is down')
    this.wire = new Wire(relay.relay)
    this.wire.socket.onmessage = (bytes) => {
      const messages = decodeDown(bytes)
      if (messages.ok) this.heard.push(...messages.value)
    }
    this.wire.socket.onclose = (code) => {
      this.closedWith = code
    }
  }
  say(...messages: UpMessage[]): void {
    this.wire.socket.send(concat(...messages.map(encodeUp)))
  }
  async hello(presence = false): Promise<void> {
    await eventually(() => this.heard.some(({ type }) => type === 'welcome'), 'no welcome')
    const { room, fetchToken } = this.capability
    this.say({ type: 'hello', channel: 1, access: { room, fetchToken }, cursor: CURSOR_ORIGIN, presence, avoided: [], receiving: null, sending: null })
    await eventually(() => this.heard.some(({ type }) => type === 'caughtUp'), 'never caught up')
  }
  async prove(rung: 'write' | 'voice' = 'write', relayName = 'relay.test'): Promise<void> {
    const welcome = this.heard.find((message) => message.type === 'welcome')
    const secret = rung === 'write' ? this.capability.writeSecret : this.capability.voiceSecret
    if (welcome?.type !== 'welcome' || !secret) throw new Error('nothing to prove with')
    const signature = await sign(secret, proofSigningBytes(welcome.nonce, this.capability.room, relayName))
    this.say({ type: 'prove', channel: 1, rung, relayName, signature })
  }
  /** Resolves with what the relay said of it. */
  async put({ id, bytes }: { id: Uint8Array; bytes: Uint8Array }): Promise<DownMessage | null> {
    const before = this.heard.length
    for (let offset = 0; offset < bytes.length; offset += LIMITS.part)
      this.say({ type: 'putPart', channel: 1, frameId: id, offset, total: bytes.length, bytes: bytes.subarray(offset, offset + LIMITS.part) })
    const answer = (): DownMessage | undefined => this.heard.slice(before).find(({ type }) => type === 'ack' || type === 'refused')
    await eventually(() => answer() !== undefined || this.closedWith !== null, 'no answer to a frame')
    return answer() ?? null
  }
  live(frame: Uint8Array): void {
    this.say({ type: 'putLive', channel: 1, frame })
  }
  close(): void {
    this.wire.cut()
  }
}
