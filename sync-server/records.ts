import { CHAIN_BYTES, type Cursor } from '../shared/chain'
import { FRAME_ID_BYTES } from '../shared/frame'
import { type DownMessage, encodeDown } from '../shared/message'
import type { Row } from './updateLog'

/**
 * Records on their way down, made for many channels at once: everything of a record but its channel. Byte for byte what
 * `encodeDown` makes (a test holds them together); the two that go out with every frame are written straight.
 */
export interface Shared {
  readonly type: number
  /** The record behind its channel. */
  readonly body: Uint8Array
}
/** type u8 • length u32 • channel u32 */
export const RECORD_HEAD = 1 + 4 + 4

/** Of any message; its `channel` does not matter. */
export function shared(message: DownMessage): Shared {
  const bytes = encodeDown(message)
  return { type: bytes[0] ?? 0, body: bytes.subarray(RECORD_HEAD) }
}

const PLACE_BYTES = 8 + CHAIN_BYTES
const PART_HEAD = PLACE_BYTES + 1 + FRAME_ID_BYTES + 4 + 4
const TYPE = {
  ack: shared({ type: 'ack', channel: 0, frameId: new Uint8Array(FRAME_ID_BYTES), place: { seq: 0, chain: new Uint8Array(CHAIN_BYTES) } }).type,
  getPart: shared({
    type: 'getPart',
    channel: 0,
    place: { seq: 0, chain: new Uint8Array(CHAIN_BYTES) },
    role: 'row',
    frameId: new Uint8Array(FRAME_ID_BYTES),
    offset: 0,
    total: 0,
    bytes: new Uint8Array(0),
  }).type,
}

function writePlace(bytes: Buffer, { seq, chain }: Cursor, at: number): void {
  bytes.writeUInt32BE(Math.floor(seq / 2 ** 32), at)
  bytes.writeUInt32BE(seq % 2 ** 32, at + 4)
  bytes.set(chain, at + 8)
}

/** [S2] */
export function ackRecord(place: Cursor, frameId: Uint8Array): Shared {
  const body = Buffer.allocUnsafe(FRAME_ID_BYTES + PLACE_BYTES)
  body.set(frameId)
  writePlace(body, place, FRAME_ID_BYTES)
  return { type: TYPE.ack, body }
}
/** [S6] Of a frame the bytes from `offset` on, up to `end`. */
export function partRecord(place: Cursor, role: 'row' | 'snapshot', { frameId, frame }: Pick<Row, 'frameId' | 'frame'>, offset: number, end: number): Shared {
  const body = Buffer.allocUnsafe(PART_HEAD + end - offset)
  writePlace(body, place, 0)
  body[PLACE_BYTES] = role === 'row' ? 0 : 1
  body.set(frameId, PLACE_BYTES + 1)
  body.writeUInt32BE(offset, PLACE_BYTES + 1 + FRAME_ID_BYTES)
  body.writeUInt32BE(frame.length, PLACE_BYTES + 1 + FRAME_ID_BYTES + 4)
  body.set(offset === 0 && end === frame.length ? frame : frame.subarray(offset, end), PART_HEAD)
  return { type: TYPE.getPart, body }
}
