/**
 * What stands in a zip, as much of it as is wanted, within a limit. Pure. A file of 40 KB can claim to be gigabytes: sizes that a zip states are not believed,
 * inflating ends once the limit is passed.
 */
import { ok, type Result, refuse } from '../../../shared/result'
import { inflate } from '../../crypto/deflate'

export type ZipRefusal = 'not a zip' | 'locked' | 'too big'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const ENTRY_SIZE = 46
const LOCAL_SIZE = 30
/** A zip may end with a comment of so many bytes. */
const COMMENT_MOST = 0xffff
const STORED = 0
const DEFLATED = 8

/** @param most bytes of all that is wanted, once inflated */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean, most: number): Result<Map<string, Uint8Array>, ZipRefusal> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === null) return refuse('not a zip')
  const files = new Map<string, Uint8Array>()
  let left = most
  let at = view.getUint32(end + 16, true)
  for (let count = view.getUint16(end + 10, true); count > 0; count--) {
    if (at + ENTRY_SIZE > bytes.length || view.getUint32(at, true) !== ENTRY) return refuse('not a zip')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength))
    if (isWanted(name)) {
      const read = entryAt(bytes, view, at, left)
      if (!read.ok) return read
      left -= read.value.length
      files.set(name, read.value)
    }
    at += ENTRY_SIZE + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return ok(files)
}

function endOf(view: DataView): number | null {
  for (let at = view.byteLength - END_SIZE; at >= Math.max(0, view.byteLength - END_SIZE - COMMENT_MOST); at--) if (view.getUint32(at, true) === END) return at
  return null
}

function entryAt(bytes: Uint8Array, view: DataView, entry: number, left: number): Result<Uint8Array, ZipRefusal> {
  if ((view.getUint16(entry + 8, true) & 1) === 1) return refuse('locked')
  const method = view.getUint16(entry + 10, true)
  const size = view.getUint32(entry + 20, true)
  const local = view.getUint32(entry + 42, true)
  if (local + LOCAL_SIZE > bytes.length || view.getUint32(local, true) !== LOCAL) return refuse('not a zip')
  const start = local + LOCAL_SIZE + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + size > bytes.length) return refuse('not a zip')
  const packed = bytes.subarray(start, start + size)
  if (method === STORED) return packed.length > left ? refuse('too big') : ok(packed)
  if (method !== DEFLATED || left <= 0) return refuse(left <= 0 ? 'too big' : 'not a zip')
  const inflated = inflate(packed, left)
  return inflated.ok ? inflated : refuse(inflated.reason === 'body too large' ? 'too big' : 'not a zip')
}
