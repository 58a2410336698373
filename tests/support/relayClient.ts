import { WebSocket } from 'ws'
import { concat, equalBytes, toHex } from '../../shared/bytes'
import { CURSOR_ORIGIN, type Cursor, nextChain } from '../../shared/chain'
import { LIMITS } from '../../shared/limits'
import { type ChannelRefusal, type DownMessage, decodeDown, encodeUp, type Hello, type Refusal, type UpMessage } from '../../shared/message'
import { relayNameOf } from '../../shared/relayName'
import { type MadeFrame, makeCreate, makeProof, type RoomSecrets } from './frames'

type Of<Type extends DownMessage['type']> = DownMessage & { readonly type: Type }
export type Answer = { readonly type: 'ack'; readonly place: Cursor } | { readonly type: 'refused'; readonly refusal: Refusal }
export interface GotFrame {
  readonly role: 'row' | 'snapshot'
  readonly place: Cursor
  readonly id: string
  readonly bytes: Uint8Array
}

/** A client of the relay that does what a test tells it, and remembers what it was told. No link: no rules of its own. */
export class RelayClient {
  readonly heard: DownMessage[] = []
  readonly frames: GotFrame[] = []
  code: number | null = null
  words = ''
  #partial: { id: string; parts: Uint8Array[]; got: number } | null = null
  #wake: (() => void)[] = []

  private constructor(
    readonly url: string,
    readonly socket: WebSocket,
  ) {
    socket.on('message', (data: Buffer) => this.#receive(new Uint8Array(data)))
    socket.on('close', (code, reason) => {
      this.code = code
      this.words = reason.toString()
      this.#tell()
    })
    socket.on('error', () => {})
  }
  static async connect(url: string, { greet = true }: { greet?: boolean } = {}): Promise<RelayClient> {
    const client = new RelayClient(url, new WebSocket(url, { perMessageDeflate: false }))
    if (greet) await client.first('welcome')
    return client
  }

  #receive(bytes: Uint8Array): void {
    const decoded = decodeDown(bytes)
    if (!decoded.ok) throw new Error(`the relay said something unreadable: ${decoded.reason}`)
    for (const message of decoded.value) {
      this.heard.push(message)
      if (message.type === 'getPart') this.#part(message)
    }
    this.#tell()
  }
  #part({ frameId, offset, total, bytes, place, role }: Of<'getPart'>): void {
    const id = toHex(frameId)
    if (offset === 0 || this.#partial?.id !== id) this.#partial = { id, parts: [], got: offset }
    this.#partial.parts.push(bytes)
    this.#partial.got += bytes.length
    if (this.#partial.got < total) return
    this.frames.push({ role, place, id, bytes: concat(...this.#partial.parts) })
    this.#partial = null
  }
  #tell(): void {
    const wake = this.#wake
    this.#wake = []
    for (const each of wake) each()
  }

  /** Waits until `find` gives something. Rejects when the connection is over without it. */
  async until<T>(find: () => T | undefined | null | false): Promise<T> {
    for (;;) {
      const found = find()
      if (found) return found
      if (this.code !== null) throw new Error(`closed with ${this.code} ${this.words}`)
      await new Promise<void>((resolve) => this.#wake.push(resolve))
    }
  }
  /** Resolves with the close code. */
  async closed(): Promise<number> {
    while (this.code === null) await new Promise<void>((resolve) => this.#wake.push(resolve))
    return this.code
  }
  all<Type extends DownMessage['type']>(type: Type): Of<Type>[] {
    return this.heard.filter((message): message is Of<Type> => message.type === type)
  }
  first<Type extends DownMessage['type']>(type: Type): Promise<Of<Type>> {
    return this.until(() => this.all(type)[0])
  }
  get welcome(): Of<'welcome'> {
    const welcome = this.all('welcome').at(-1)
    if (!welcome) throw new Error('not greeted')
    return welcome
  }

  say(...messages: readonly UpMessage[]): void {
    this.socket.send(concat(...messages.map(encodeUp)))
  }
  sayBytes(bytes: Uint8Array): void {
    this.socket.send(bytes)
  }
  sayHello(secrets: RoomSecrets, hello: Partial<Hello> = {}): void {
    const { room, fetchToken } = secrets
    this.say({
      type: 'hello',
      channel: 1,
      access: { room, fetchToken },
      cursor: CURSOR_ORIGIN,
      presence: false,
      avoided: [],
      receiving: null,
      sending: null,
      ...hello,
    })
  }
  async hello(secrets: RoomSecrets, hello: Partial<Hello> = {}): Promise<Of<'caughtUp'>> {
    const channel = hello.channel ?? 1
    const before = this.all('caughtUp').filter((each) => each.channel === channel).length
    const refusedBefore = this.all('channelRefused').length
    this.sayHello(secrets, hello)
    const answer = await this.until(() => this.all('caughtUp').filter((each) => each.channel === channel)[before] ?? this.all('channelRefused')[refusedBefore])
    if (answer.type === 'channelRefused') throw new ChannelRefused(answer.refusal)
    return answer
  }
  prove(secrets: RoomSecrets, rung: 'write' | 'voice' = 'write', { channel = 1, relayName = relayNameOf(this.url), key = secrets[rung] } = {}): void {
    this.say({ type: 'prove', channel, rung, relayName, signature: makeProof(key, this.welcome.nonce, secrets.room, relayName) })
  }
  partsOf({ id, bytes }: MadeFrame, channel = 1, from = 0): UpMessage[] {
    const parts: UpMessage[] = []
    for (let offset = from; offset < bytes.length; offset += LIMITS.part)
      parts.push({ type: 'putPart', channel, frameId: id, offset, total: bytes.length, bytes: bytes.subarray(offset, offset + LIMITS.part) })
    return parts
  }
  /** Without waiting for the answer. */
  send(frame: MadeFrame, channel = 1): void {
    for (const part of this.partsOf(frame, channel)) this.say(part)
  }
  answerTo(frame: MadeFrame): Promise<Answer> {
    return this.until(() => {
      const answer = this.heard.find((each) => (each.type === 'ack' || each.type === 'refused') && equalBytes(each.frameId, frame.id))
      return answer?.type === 'ack' || answer?.type === 'refused' ? answer : null
    })
  }
  put(frame: MadeFrame, channel = 1): Promise<Answer> {
    this.send(frame, channel)
    return this.answerTo(frame)
  }
  /** @throws when it is refused */
  async store(frame: MadeFrame, channel = 1): Promise<Cursor> {
    const answer = await this.put(frame, channel)
    if (answer.type === 'refused') throw new Error(`refused: ${answer.refusal}`)
    return answer.place
  }
  close(): void {
    this.socket.close()
  }
  kill(): void {
    this.socket.terminate()
  }
}

export class ChannelRefused extends Error {
  constructor(readonly refusal: ChannelRefusal) {
    super(refusal)
  }
}

/** A client that has made the room, and proved that it may write there. */
export async function writerOf(url: string, secrets: RoomSecrets): Promise<RelayClient> {
  const client = await RelayClient.connect(url)
  const { exists } = await client.hello(secrets)
  if (!exists) await client.store(makeCreate(secrets))
  client.prove(secrets)
  return client
}

/** The chain after these frames, from the beginning or from a place. */
export const chainOf = (ids: readonly Uint8Array[], from: Uint8Array = CURSOR_ORIGIN.chain): Uint8Array => ids.reduce((chain, id) => nextChain(chain, id), from)
