import { ByteReader, ByteWriter } from '../../shared/bytes'
import { CHAIN_BYTES } from '../../shared/chain'
import { encodeRoomKeys, FRAME_ID_BYTES, readRoomKeys } from '../../shared/frame'
import type { Cover, Mark, RoomMeta, Row } from '../updateLog'

/**
 * How rows and metas lie on the disk.
 *
 * row  := chain 16 • total u64 • frame id 32 • frame
 * meta := version u8 = 1 • write public 32 • voice public 32 • token hash 32 • erasedTo u64 • erasedTotal u64 •
 *         count u16 • covers; cover := seq u64 • frame id 32 • size u32 • to u64 • chain(to) 16 • total(to) u64 • since u64 • flags u8
 */
const ROW_HEAD = CHAIN_BYTES + 8 + FRAME_ID_BYTES
const META_VERSION = 1
const TWO_32 = 2 ** 32

export function encodeRow({ chain, total, frameId, frame }: Row): Buffer {
  const bytes = Buffer.allocUnsafe(ROW_HEAD + frame.length)
  bytes.set(chain)
  bytes.writeUInt32BE(Math.floor(total / TWO_32), CHAIN_BYTES)
  bytes.writeUInt32BE(total % TWO_32, CHAIN_BYTES + 4)
  bytes.set(frameId, CHAIN_BYTES + 8)
  bytes.set(frame, ROW_HEAD)
  return bytes
}
export function decodeMark(seq: number, bytes: Uint8Array): Mark {
  const reader = new ByteReader(bytes)
  return { seq, chain: reader.raw(CHAIN_BYTES), total: reader.u64() }
}
export function decodeRow(seq: number, bytes: Uint8Array): Row {
  const reader = new ByteReader(bytes)
  return { seq, chain: reader.raw(CHAIN_BYTES), total: reader.u64(), frameId: reader.raw(FRAME_ID_BYTES), frame: reader.rest() }
}

export function encodeMeta({ keys, covers, erasedTo, erasedTotal }: RoomMeta): Uint8Array {
  const writer = new ByteWriter().u8(META_VERSION).raw(encodeRoomKeys(keys)).u64(erasedTo).u64(erasedTotal).u16(covers.length)
  for (const { seq, frameId, size, to, toChain, toTotal, since, noGrace } of covers) {
    writer.u64(seq).raw(frameId).u32(size).u64(to).raw(toChain).u64(toTotal).u64(since)
    writer.u8(noGrace ? 1 : 0)
  }
  return writer.finish()
}
/** @throws RangeError when the bytes are not a meta of this version: the disk is damaged, or newer */
export function decodeMeta(bytes: Uint8Array): RoomMeta {
  const reader = new ByteReader(bytes)
  if (reader.u8() !== META_VERSION) throw new RangeError('a room of another version')
  const keys = readRoomKeys({ clear: reader.raw(96) })
  const erasedTo = reader.u64()
  const erasedTotal = reader.u64()
  const count = reader.u16()
  const covers: Cover[] = []
  for (let i = 0; i < count; i++)
    covers.push({
      seq: reader.u64(),
      frameId: reader.raw(FRAME_ID_BYTES),
      size: reader.u32(),
      to: reader.u64(),
      toChain: reader.raw(CHAIN_BYTES),
      toTotal: reader.u64(),
      since: reader.u64(),
      noGrace: reader.u8() === 1,
    })
  reader.end()
  return { keys, covers, erasedTo, erasedTotal }
}
