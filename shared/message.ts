import { ByteReader, ByteWriter } from './bytes'
import { CHAIN_BYTES, type Cursor } from './chain'
import { FRAME_ID_BYTES, ROOM_BYTES, SIGNATURE_BYTES, TOKEN_BYTES } from './frame'
import { LIMITS } from './limits'
import { ok, type Result, refuse } from './result'

/**
 * What a link and a relay say to each other (PROTOCOL.md, "Messages").
 *
 * One WebSocket message = one or more records, each `type u8 • length u32 • body`. A *channel* is a u32 that the link
 * chooses for a room on this connection. Records of an unknown type are skipped, so that a later version may add some.
 */
export const NONCE_SIZE = 32
export const CONNECTION_ID_SIZE = 16

/** Where a frame that is under way stands: what the receiver of its parts already has. */
export interface Progress {
  readonly frameId: Uint8Array
  readonly offset: number
}

/** Opens a channel, or says again where it stands. */
export interface Hello {
  readonly type: 'hello'
  readonly channel: number
  /** null on a resumed connection: the relay knows the channel's room and token (`resume`). */
  readonly access: { readonly room: Uint8Array; readonly fetchToken: Uint8Array } | null
  readonly cursor: Cursor
  /** Live frames of the room are wanted, too. */
  readonly presence: boolean
  /** [S7] Snapshots that this replica could not open: it asks for the older generation. */
  readonly avoided: readonly Uint8Array[]
  /** [S6] A frame from the relay of which the first `offset` bytes are here. */
  readonly receiving: Progress | null
  /** [S6] A frame of which some parts were sent before; `caughtUp` says how much of it the relay has. */
  readonly sending: Uint8Array | null
}
/** [S9] Before the first write in a room on this connection. */
export interface Prove {
  readonly type: 'prove'
  readonly channel: number
  readonly rung: 'write' | 'voice'
  /** The relay's name as dialled. */
  readonly relayName: string
  readonly signature: Uint8Array
}
/** [S6] A piece of a durable frame on its way to the relay. */
export interface PutPart {
  readonly type: 'putPart'
  readonly channel: number
  readonly frameId: Uint8Array
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}
export type UpMessage =
  | Hello
  | Prove
  | PutPart
  /** A live frame; never stored. */
  | { readonly type: 'putLive'; readonly channel: number; readonly frame: Uint8Array }
  /** Wants live frames of the room, or no longer. Off also means: I have left. */
  | { readonly type: 'presence'; readonly channel: number; readonly on: boolean }
  | { readonly type: 'bye'; readonly channel: number }
  /** First on a new socket: the channels of a connection that was cut less than 5 minutes ago are known by their numbers. */
  | { readonly type: 'resume'; readonly connectionId: Uint8Array }

/** Why a frame was not stored. The link words them; each is final for this frame unless it says otherwise. */
export const REFUSALS = [
  'not taken', // [S7] a snapshot that does not reach further, or whose chain is not this log's
  'bad frame',
  'wrong room',
  'bad signature',
  'not allowed', // the proof of this channel does not reach so far
  'too large',
  'room full', // compact: only snapshots are taken
  'disk full', // the relay cannot write; try later
  'no such room', // put `create` first
  'slow down', // too many at once; try later
] as const
export type Refusal = (typeof REFUSALS)[number]

/** Why a channel was not opened, or was closed. */
export const CHANNEL_REFUSALS = ['wrong token', 'unknown channel', 'too many rooms', 'bad proof', 'wrong relay name'] as const
export type ChannelRefusal = (typeof CHANNEL_REFUSALS)[number]

/** [S6] A piece of a stored frame on its way to a replica. */
export interface GetPart {
  readonly type: 'getPart'
  readonly channel: number
  /** A row: its own place. A snapshot that is given in place of rows: the place (`to`, `toChain`) that it reaches. */
  readonly place: Cursor
  readonly role: 'row' | 'snapshot'
  readonly frameId: Uint8Array
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}
export type DownMessage =
  | { readonly type: 'welcome'; readonly nonce: Uint8Array; readonly connectionId: Uint8Array; readonly resumed: boolean }
  | GetPart
  /** [S2] The frame is durable at `place`. */
  | { readonly type: 'ack'; readonly channel: number; readonly frameId: Uint8Array; readonly place: Cursor }
  | { readonly type: 'refused'; readonly channel: number; readonly frameId: Uint8Array; readonly refusal: Refusal }
  /** [S2a] The cursor cannot be resumed: go to 0 and compare. */
  | { readonly type: 'reset'; readonly channel: number }
  /** All that there was at the hello has been sent. `exists` is false for a room without `create`. */
  | { readonly type: 'caughtUp'; readonly channel: number; readonly resumeAt: number; readonly exists: boolean }
  /** `peer` names the connection that sent it, for as long as it stands. */
  | { readonly type: 'live'; readonly channel: number; readonly peer: number; readonly frame: Uint8Array }
  | { readonly type: 'left'; readonly channel: number; readonly peer: number }
  /** [S7] The tail outweighs the last snapshot: make one. */
  | { readonly type: 'wantSnapshot'; readonly channel: number }
  | { readonly type: 'channelRefused'; readonly channel: number; readonly refusal: ChannelRefusal }

const UP = { hello: 1, prove: 2, putPart: 3, putLive: 4, presence: 5, bye: 6, resume: 7 } as const
const DOWN = { welcome: 65, getPart: 66, ack: 67, refused: 68, reset: 69, caughtUp: 70, live: 71, left: 72, wantSnapshot: 73, channelRefused: 74 } as const

const UP_TYPES: ReadonlySet<number> = new Set(Object.values(UP))
const DOWN_TYPES: ReadonlySet<number> = new Set(Object.values(DOWN))

const record = (type: number, body: ByteWriter): Uint8Array => new ByteWriter().u8(type).bytes32(body.finish()).finish()
const writePlace = (writer: ByteWriter, { seq, chain }: Cursor): ByteWriter => writer.u64(seq).raw(chain)
const readPlace = (reader: ByteReader): Cursor => ({ seq: reader.u64(), chain: reader.raw(CHAIN_BYTES).slice() })

const ACCESS = 1
const PRESENCE = 2
const RECEIVING = 4
const SENDING = 8

function upBody(message: UpMessage): ByteWriter {
  const writer = new ByteWriter()
  if (message.type === 'resume') return writer.raw(message.connectionId)
  writer.u32(message.channel)
  switch (message.type) {
    case 'hello': {
      const { access, cursor, presence, avoided, receiving, sending } = message
      writer.u8((access ? ACCESS : 0) | (presence ? PRESENCE : 0) | (receiving ? RECEIVING : 0) | (sending ? SENDING : 0))
      if (access) writer.raw(access.room).raw(access.fetchToken)
      writePlace(writer, cursor).u8(avoided.length)
      for (const id of avoided) writer.raw(id)
      if (receiving) writer.raw(receiving.frameId).u32(receiving.offset)
      if (sending) writer.raw(sending)
      return writer
    }
    case 'prove':
      return writer
        .u8(message.rung === 'write' ? 1 : 2)
        .text16(message.relayName)
        .raw(message.signature)
    case 'putPart':
      return writer.raw(message.frameId).u32(message.offset).u32(message.total).raw(message.bytes)
    case 'putLive':
      return writer.raw(message.frame)
    case 'presence':
      return writer.u8(message.on ? 1 : 0)
    case 'bye':
      return writer
  }
}

function downBody(message: DownMessage): ByteWriter {
  const writer = new ByteWriter()
  if (message.type === 'welcome')
    return writer
      .raw(message.nonce)
      .raw(message.connectionId)
      .u8(message.resumed ? 1 : 0)
  writer.u32(message.channel)
  switch (message.type) {
    case 'getPart':
      return writePlace(writer, message.place)
        .u8(message.role === 'row' ? 0 : 1)
        .raw(message.frameId)
        .u32(message.offset)
        .u32(message.total)
        .raw(message.bytes)
    case 'ack':
      return writePlace(writer.raw(message.frameId), message.place)
    case 'refused':
      return writer.raw(message.frameId).u8(REFUSALS.indexOf(message.refusal))
    case 'caughtUp':
      return writer.u32(message.resumeAt).u8(message.exists ? 1 : 0)
    case 'live':
      return writer.u32(message.peer).raw(message.frame)
    case 'left':
      return writer.u32(message.peer)
    case 'channelRefused':
      return writer.u8(CHANNEL_REFUSALS.indexOf(message.refusal))
    case 'reset':
    case 'wantSnapshot':
      return writer
  }
}

/** One record. Several, one behind the other, make a WebSocket message. */
export const encodeUp = (message: UpMessage): Uint8Array => record(UP[message.type], upBody(message))
export const encodeDown = (message: DownMessage): Uint8Array => record(DOWN[message.type], downBody(message))

function readFlag(reader: ByteReader): boolean {
  const value = reader.u8()
  if (value > 1) throw new RangeError('not a flag')
  return value === 1
}
function readNamed<Name extends string>(reader: ByteReader, names: readonly Name[]): Name {
  const name = names[reader.u8()]
  if (name === undefined) throw new RangeError('unknown name')
  return name
}
function readPart(reader: ByteReader): { frameId: Uint8Array; offset: number; total: number; bytes: Uint8Array } {
  const part = { frameId: reader.raw(FRAME_ID_BYTES), offset: reader.u32(), total: reader.u32(), bytes: reader.rest() }
  if (part.bytes.length > LIMITS.part || part.total > LIMITS.frame || part.offset + part.bytes.length > part.total) throw new RangeError('not a part')
  return part
}

function readUp(type: number, reader: ByteReader): UpMessage | null {
  if (type === UP.resume) return { type: 'resume', connectionId: reader.raw(CONNECTION_ID_SIZE) }
  if (!UP_TYPES.has(type)) return null
  const channel = reader.u32()
  switch (type) {
    case UP.hello: {
      const flags = reader.u8()
      if (flags > 15) throw new RangeError('unknown flags')
      const access = flags & ACCESS ? { room: reader.raw(ROOM_BYTES), fetchToken: reader.raw(TOKEN_BYTES) } : null
      const cursor = readPlace(reader)
      const count = reader.u8()
      if (count > LIMITS.avoidedSnapshots) throw new RangeError('too many')
      const avoided = Array.from({ length: count }, () => reader.raw(FRAME_ID_BYTES))
      const receiving = flags & RECEIVING ? { frameId: reader.raw(FRAME_ID_BYTES), offset: reader.u32() } : null
      const sending = flags & SENDING ? reader.raw(FRAME_ID_BYTES) : null
      return { type: 'hello', channel, access, cursor, presence: (flags & PRESENCE) !== 0, avoided, receiving, sending }
    }
    case UP.prove: {
      const rung = reader.u8()
      if (rung !== 1 && rung !== 2) throw new RangeError('unknown rung')
      const relayName = reader.text16()
      if (relayName.length > LIMITS.relayName) throw new RangeError('too long')
      return { type: 'prove', channel, rung: rung === 1 ? 'write' : 'voice', relayName, signature: reader.raw(SIGNATURE_BYTES) }
    }
    case UP.putPart:
      return { type: 'putPart', channel, ...readPart(reader) }
    case UP.putLive:
      return { type: 'putLive', channel, frame: reader.rest() }
    case UP.presence:
      return { type: 'presence', channel, on: readFlag(reader) }
    default:
      return { type: 'bye', channel }
  }
}

function readDown(type: number, reader: ByteReader): DownMessage | null {
  if (type === DOWN.welcome) return { type: 'welcome', nonce: reader.raw(NONCE_SIZE), connectionId: reader.raw(CONNECTION_ID_SIZE), resumed: readFlag(reader) }
  if (!DOWN_TYPES.has(type)) return null
  const channel = reader.u32()
  switch (type) {
    case DOWN.getPart: {
      const place = readPlace(reader)
      const role = readFlag(reader) ? 'snapshot' : 'row'
      return { type: 'getPart', channel, place, role, ...readPart(reader) }
    }
    case DOWN.ack:
      return { type: 'ack', channel, frameId: reader.raw(FRAME_ID_BYTES), place: readPlace(reader) }
    case DOWN.refused:
      return { type: 'refused', channel, frameId: reader.raw(FRAME_ID_BYTES), refusal: readNamed(reader, REFUSALS) }
    case DOWN.reset:
      return { type: 'reset', channel }
    case DOWN.caughtUp:
      return { type: 'caughtUp', channel, resumeAt: reader.u32(), exists: readFlag(reader) }
    case DOWN.live:
      return { type: 'live', channel, peer: reader.u32(), frame: reader.rest() }
    case DOWN.left:
      return { type: 'left', channel, peer: reader.u32() }
    case DOWN.wantSnapshot:
      return { type: 'wantSnapshot', channel }
    default:
      return { type: 'channelRefused', channel, refusal: readNamed(reader, CHANNEL_REFUSALS) }
  }
}

export type MessageRefusal = 'cut off' | 'malformed' | 'too large'

function decodeAll<M>(bytes: Uint8Array, read: (type: number, reader: ByteReader) => M | null): Result<M[], MessageRefusal> {
  if (bytes.length > LIMITS.message) return refuse('too large')
  const messages: M[] = []
  const reader = new ByteReader(bytes)
  while (reader.left > 0) {
    let type: number
    let body: ByteReader
    try {
      type = reader.u8()
      body = new ByteReader(reader.bytes32())
    } catch {
      return refuse('cut off')
    }
    try {
      const message = read(type, body)
      if (message === null) continue
      body.end()
      messages.push(message)
    } catch {
      return refuse('malformed')
    }
  }
  return ok(messages)
}

/** All records of one WebSocket message; never throws. Byte fields are views into `bytes`. */
export const decodeUp = (bytes: Uint8Array): Result<UpMessage[], MessageRefusal> => decodeAll(bytes, readUp)
export const decodeDown = (bytes: Uint8Array): Result<DownMessage[], MessageRefusal> => decodeAll(bytes, readDown)
