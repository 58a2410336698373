import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RelayKey } from '../../../client/device/deviceLog'
import { decodeKey } from '../../../client/device/keyWrites'
import { recordCipher } from '../../../client/device/recordCipher'
import * as row from '../../../client/device/rows/row'

const decoders = {
  base: row.decodeBase,
  in: row.decodeIn,
  out: row.decodeOut,
  send: row.decodeSend,
  record: row.decodeRecord,
  cursor: row.decodeCursor,
  create: row.decodeCreate,
  number: row.decodeNumber,
  lease: row.decodeLease,
  key: decodeKey,
}
const all = Object.values(decoders)

const bytes = fc.uint8Array({ maxLength: 200 })
const text = fc.string({ unit: 'grapheme', maxLength: 40 })
const relays = fc.array(text, { maxLength: 4 }) as unknown as fc.Arbitrary<RelayKey[]>
const schema = fc.nat(2 ** 32 - 1)
const at = fc.nat(Number.MAX_SAFE_INTEGER)
const update = fc.record({ schema, update: bytes })

describe('stored rows', () => {
  it('come back as they were', () => {
    const back = <T>(one: fc.Arbitrary<T>, encode: (value: T) => unknown, decode: (stored: unknown) => unknown) =>
      fc.assert(
        fc.property(one, (value) => {
          expect(decode(structuredClone(encode(value)))).toEqual({ ok: true, value })
        }),
      )
    back(update, row.encodeBase, row.decodeBase)
    back(fc.record({ schema, at, author: text, update: bytes }), (value) => row.encodeIn({ id: 'x', ...value }), row.decodeIn)
    back(fc.record({ schema, at, update: bytes }), (value) => row.encodeOut({ session: 's', n: 0, acknowledged: [], ...value }), row.decodeOut)
    back(relays, row.encodeSend, row.decodeSend)
    back(fc.record({ own: fc.boolean(), acknowledged: relays, bytes: fc.option(bytes) }), row.encodeRecord, row.decodeRecord)
    back(fc.record({ seq: at, chain: fc.uint8Array({ minLength: 16, maxLength: 16 }), reoffer: fc.boolean() }), row.encodeCursor, row.decodeCursor)
    back(bytes, row.encodeCreate, row.decodeCreate)
    back(at, row.encodeNumber, row.decodeNumber)
    back(fc.record({ holder: text, until: at }), row.encodeLease, row.decodeLease)
  })

  it('hold no more memory than they need: a clone takes all that lies behind a view', () => {
    const large = new Uint8Array(100_000)
    const { bytes: stored } = row.encodeOut({ session: 's', n: 0, at: 0, schema: 1, acknowledged: [], update: large.subarray(0, 10) })
    expect(stored.buffer.byteLength).toBe(stored.length)
    expect(stored.length).toBeLessThan(50)
  })

  it('that are damaged are refused in words, and never throw: 10,000 inputs', () => {
    const good: unknown[] = [
      row.encodeBase({ schema: 1, update: new Uint8Array(20) }),
      row.encodeIn({ id: 'x', schema: 1, at: 5, author: 'alice', update: new Uint8Array(20) }),
      row.encodeOut({ session: 's', n: 0, at: 5, schema: 1, acknowledged: [], update: new Uint8Array(20) }),
      row.encodeSend(['ws://one' as RelayKey, 'ws://two' as RelayKey]),
      row.encodeRecord({ own: true, acknowledged: ['ws://one' as RelayKey], bytes: new Uint8Array(9) }),
      row.encodeCursor({ seq: 5, chain: new Uint8Array(16), reoffer: true }),
      row.encodeNumber(7),
      row.encodeLease({ holder: 'tab', until: 9 }),
    ]
    const bent = fc
      .tuple(fc.constantFrom(...good) as fc.Arbitrary<{ v: number; bytes: Uint8Array }>, fc.nat(80), fc.nat(255), fc.nat(80))
      .map(([{ v, bytes }, place, value, end]) => {
        const copy = bytes.slice(0, end > 60 ? undefined : end)
        if (place < copy.length) copy[place] = value
        return { v, bytes: copy }
      })
    const random = fc.record({ v: fc.nat(2), bytes: fc.uint8Array({ maxLength: 80 }) })
    const anything = fc.oneof({ weight: 5, arbitrary: bent }, { weight: 3, arbitrary: random }, { weight: 1, arbitrary: fc.anything() })
    let refused = 0
    const reasons = new Set<string>()
    fc.assert(
      fc.property(anything, (stored) => {
        for (const decode of all) {
          const result = decode(stored)
          if (!result.ok) {
            refused++
            reasons.add(result.reason)
          }
        }
      }),
      { numRuns: 10_000 },
    )
    expect(refused).toBeGreaterThan(50_000)
    expect([...reasons].sort()).toEqual(['another kind of row', 'cut off or damaged', 'from a newer version', 'not a stored value'])
  })

  it('of another kind, or of a newer version, are told apart from damage', () => {
    expect(row.decodeIn(row.encodeNumber(1))).toEqual({ ok: false, reason: 'another kind of row' })
    const { bytes } = row.encodeNumber(1)
    expect(row.decodeNumber({ v: 2, bytes })).toEqual({ ok: false, reason: 'from a newer version' })
    expect(row.decodeNumber({ v: 1, bytes: bytes.slice(0, 4) })).toEqual({ ok: false, reason: 'cut off or damaged' })
    for (const stored of [null, 5, 'x', {}, { v: '1', bytes }, { v: 1, bytes: [1, 2] }, { v: 0, bytes }])
      expect(recordCipher.open(stored)).toEqual({ ok: false, reason: 'not a stored value' })
  })
})
