import { WebSocket } from 'ws'
import { CURSOR_ORIGIN, type Cursor } from '../../shared/chain'
import { LIMITS } from '../../shared/limits'
import { type DownMessage, decodeDown, encodeUp, type UpMessage } from '../../shared/message'
import { relayNameOf } from '../../shared/relayName'
import { type MadeFrame, makeCreate, makeProof, type RoomSecrets } from '../../tests/support/frames'

/** The wire of a link, without its device: what it takes to put load on a relay and to see what comes back. */
export interface RelayClient {
  /** Bytes received so far, without WebSocket heads. */
  readonly received: () => number
  /** Opens a channel; resolves when caught up. */
  join(channel: number, room: RoomSecrets, cursor?: Cursor): Promise<void>
  /** Proves the write key and puts `create`; resolves with it when it is durable. */
  found(channel: number, room: RoomSecrets): Promise<MadeFrame>
  prove(channel: number, room: RoomSecrets): void
  put(channel: number, frame: MadeFrame): void
  /** Resolves with its place. */
  putAndWait(channel: number, frame: MadeFrame): Promise<Cursor>
  close(): void
}

export type Listener = (message: DownMessage) => void

export async function connectRelay(url: string, listen: Listener = () => {}): Promise<RelayClient> {
  const socket = new WebSocket(`${url}/relay`, { perMessageDeflate: false, maxPayload: LIMITS.message * 2 })
  const relayName = relayNameOf(url)
  let received = 0
  const waiting = new Set<{ wants(message: DownMessage): boolean; resolve(message: DownMessage): void; reject(error: Error): void }>()
  let nonce = new Uint8Array()

  const until = <M extends DownMessage>(wants: (message: DownMessage) => message is M): Promise<M> =>
    new Promise((resolve, reject) => {
      waiting.add({ wants, resolve: resolve as (message: DownMessage) => void, reject })
    })
  const send = (...messages: UpMessage[]) => {
    for (const message of messages) socket.send(encodeUp(message))
  }
  const isCaughtUp =
    (channel: number) =>
    (message: DownMessage): message is Extract<DownMessage, { type: 'caughtUp' }> =>
      message.type === 'caughtUp' && message.channel === channel

  socket.on('message', (data: Buffer) => {
    received += data.length
    const decoded = decodeDown(data)
    if (!decoded.ok) throw new Error(`the relay sent something ${decoded.reason}`)
    for (const message of decoded.value) {
      if (message.type === 'channelRefused') for (const one of waiting) one.reject(new Error(`channel refused: ${message.refusal}`))
      for (const one of waiting) {
        if (!one.wants(message)) continue
        waiting.delete(one)
        one.resolve(message)
      }
      listen(message)
    }
  })
  socket.on('close', (code) => {
    for (const one of waiting) one.reject(new Error(`closed with ${code}`))
  })
  socket.on('error', () => {})
  const welcome = await until((message): message is Extract<DownMessage, { type: 'welcome' }> => message.type === 'welcome')
  nonce = welcome.nonce.slice()

  const client: RelayClient = {
    received: () => received,
    join: async (channel, { room, fetchToken }, cursor = CURSOR_ORIGIN) => {
      const caughtUp = until(isCaughtUp(channel))
      send({ type: 'hello', channel, access: { room, fetchToken }, cursor, presence: false, avoided: [], receiving: null, sending: null })
      await caughtUp
    },
    found: async (channel, room) => {
      await client.join(channel, room)
      client.prove(channel, room)
      const create = makeCreate(room)
      await client.putAndWait(channel, create)
      return create
    },
    prove: (channel, { room, write }) => send({ type: 'prove', channel, rung: 'write', relayName, signature: makeProof(write, nonce, room, relayName) }),
    put: (channel, { id, bytes }) => {
      for (let offset = 0; offset < bytes.length; offset += LIMITS.part)
        send({ type: 'putPart', channel, frameId: id, offset, total: bytes.length, bytes: bytes.subarray(offset, offset + LIMITS.part) })
    },
    putAndWait: async (channel, frame) => {
      const isMine = (id: Uint8Array) => Buffer.compare(id, frame.id) === 0
      const answer = until(
        (message): message is Extract<DownMessage, { type: 'ack' | 'refused' }> =>
          (message.type === 'ack' || message.type === 'refused') && isMine(message.frameId),
      )
      client.put(channel, frame)
      const message = await answer
      if (message.type === 'refused') throw new Error(`frame refused: ${message.refusal}`)
      return { seq: message.place.seq, chain: message.place.chain.slice() }
    },
    close: () => socket.terminate(),
  }
  return client
}
