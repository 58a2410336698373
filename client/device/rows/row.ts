import { ByteReader, ByteWriter } from '../../../shared/bytes'
import { ok, type Result, refuse } from '../../../shared/result'
import type { InRow, OutRow, RecordRow, RelayCursor, RelayKey, UpdateRow } from '../deviceLog'
import { recordCipher, type Stored, type StoredRefusal } from '../recordCipher'

/**
 * Rows as bytes. The first byte says which kind it is; integers are big-endian; what stands in the key (ids, session, n)
 * is not repeated. A decoder takes anything and never throws.
 *
 *   base   1 schema:u32 update
 *   in     2 schema:u32 at:u64 author:text16 update
 *   out    3 schema:u32 at:u64 update
 *   send   4 relays                                 relays = count:u16, then text16 each
 *   record 5 flags:u8 relays bytes                  flags: 1 = own, 2 = forgotten
 *   cursor 6 flags:u8 seq:u64 chain                 flags: 1 = reoffer
 *   create 7 frame
 *   number 8 u64                                    (the fence)
 *   lease  9 until:u64 holder:text16
 */
export type RowRefusal = StoredRefusal | 'another kind of row' | 'cut off or damaged'

const KIND = { base: 1, in: 2, out: 3, send: 4, record: 5, cursor: 6, create: 7, number: 8, lease: 9 } as const
const OWN = 1
const FORGOTTEN = 2
const REOFFER = 1

const write = (kind: keyof typeof KIND, fill: (writer: ByteWriter) => void): Stored => {
  const writer = new ByteWriter().u8(KIND[kind])
  fill(writer)
  return recordCipher.seal(writer.finish())
}

function read<T>(kind: keyof typeof KIND, stored: unknown, take: (reader: ByteReader) => T): Result<T, RowRefusal> {
  const bytes = recordCipher.open(stored)
  if (!bytes.ok) return bytes
  try {
    const reader = new ByteReader(bytes.value)
    if (reader.u8() !== KIND[kind]) return refuse('another kind of row')
    return ok(take(reader))
  } catch {
    return refuse('cut off or damaged')
  }
}

function writeRelays(writer: ByteWriter, relays: readonly RelayKey[]): void {
  writer.u16(relays.length)
  for (const relay of relays) writer.text16(relay)
}
function readRelays(reader: ByteReader): RelayKey[] {
  const relays: RelayKey[] = []
  for (let left = reader.u16(); left > 0; left--) relays.push(reader.text16() as RelayKey)
  return relays
}

export const encodeBase = ({ schema, update }: UpdateRow): Stored => write('base', (writer) => writer.u32(schema).raw(update))
export const decodeBase = (stored: unknown) => read<UpdateRow>('base', stored, (reader) => ({ schema: reader.u32(), update: reader.rest() }))

export const encodeIn = ({ schema, at, author, update }: InRow): Stored => write('in', (writer) => writer.u32(schema).u64(at).text16(author).raw(update))
export const decodeIn = (stored: unknown) =>
  read<Omit<InRow, 'id'>>('in', stored, (reader) => ({ schema: reader.u32(), at: reader.u64(), author: reader.text16(), update: reader.rest() }))

export const encodeOut = ({ schema, at, update }: OutRow): Stored => write('out', (writer) => writer.u32(schema).u64(at).raw(update))
export const decodeOut = (stored: unknown) =>
  read<Omit<OutRow, 'session' | 'n' | 'acknowledged'>>('out', stored, (reader) => ({ schema: reader.u32(), at: reader.u64(), update: reader.rest() }))

export const encodeSend = (acknowledged: readonly RelayKey[]): Stored => write('send', (writer) => writeRelays(writer, acknowledged))
export const decodeSend = (stored: unknown) =>
  read('send', stored, (reader) => {
    const relays = readRelays(reader)
    reader.end()
    return relays
  })

/** `acknowledged` of a record made here stands in its send row. */
export const encodeRecord = ({ bytes, own, acknowledged }: Omit<RecordRow, 'id'>): Stored =>
  write('record', (writer) => {
    writer.u8((own ? OWN : 0) | (bytes === null ? FORGOTTEN : 0))
    writeRelays(writer, acknowledged)
    if (bytes) writer.raw(bytes)
  })
export const decodeRecord = (stored: unknown) =>
  read<Omit<RecordRow, 'id'>>('record', stored, (reader) => {
    const flags = reader.u8()
    const acknowledged = readRelays(reader)
    const bytes = reader.rest()
    return { own: (flags & OWN) !== 0, acknowledged, bytes: (flags & FORGOTTEN) !== 0 ? null : bytes }
  })

export const encodeCursor = ({ seq, chain, reoffer }: RelayCursor): Stored =>
  write('cursor', (writer) =>
    writer
      .u8(reoffer ? REOFFER : 0)
      .u64(seq)
      .raw(chain),
  )
/** A copy: cursors are kept, and small. */
export const decodeCursor = (stored: unknown) =>
  read<RelayCursor>('cursor', stored, (reader) => ({ reoffer: (reader.u8() & REOFFER) !== 0, seq: reader.u64(), chain: reader.rest().slice() }))

export const encodeCreate = (frame: Uint8Array): Stored => write('create', (writer) => writer.raw(frame))
export const decodeCreate = (stored: unknown) => read('create', stored, (reader) => reader.rest())

export const encodeNumber = (value: number): Stored => write('number', (writer) => writer.u64(value))
export const decodeNumber = (stored: unknown) =>
  read('number', stored, (reader) => {
    const value = reader.u64()
    reader.end()
    return value
  })

/** Who does what one window at a time does, and until when (ms since 1970). */
export interface LeaseRow {
  readonly holder: string
  readonly until: number
}
export const encodeLease = ({ holder, until }: LeaseRow): Stored => write('lease', (writer) => writer.u64(until).text16(holder))
export const decodeLease = (stored: unknown) =>
  read<LeaseRow>('lease', stored, (reader) => {
    const lease = { until: reader.u64(), holder: reader.text16() }
    reader.end()
    return lease
  })
