import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ByteReader, ByteWriter, compareBytes, concat, equalBytes, fromBase64Url, fromHex, fromUtf8, toBase64Url, toHex, utf8 } from '../../shared/bytes'

const anyBytes = (maxLength = 100) => fc.uint8Array({ maxLength }).map((bytes) => Uint8Array.from(bytes))

describe('writing and reading', () => {
  it('gives back what was written, however long it gets', () =>
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.nat(255), fc.maxSafeNat(), anyBytes(600), fc.string({ unit: 'grapheme', maxLength: 40 })), { maxLength: 30 }),
        (values) => {
          const writer = new ByteWriter()
          for (const value of values) {
            if (typeof value === 'string') writer.text16(value)
            else if (typeof value === 'number')
              writer
                .u64(value)
                .u8(value % 256)
                .u16(value % 65_536)
                .u32(value % 2 ** 32)
            else writer.bytes32(value).bytes16(value).raw(value)
          }
          const bytes = writer.finish()
          expect(writer.length).toBe(bytes.length)
          const reader = new ByteReader(bytes)
          for (const value of values) {
            if (typeof value === 'string') expect(reader.text16()).toBe(value)
            else if (typeof value === 'number')
              expect([reader.u64(), reader.u8(), reader.u16(), reader.u32()]).toEqual([value, value % 256, value % 65_536, value % 2 ** 32])
            else expect([reader.bytes32(), reader.bytes16(), reader.raw(value.length)]).toEqual([value, value, value])
          }
          expect(() => reader.end()).not.toThrow()
        },
      ),
    ))

  it('is big-endian', () => {
    expect(toHex(new ByteWriter().u16(1).u32(2).u64(3).finish())).toBe('0001000000020000000000000003')
  })

  it('grows at every kind of value', () => {
    // a buffer that is full just before: the value must go into the new one
    for (const write of [
      (writer: ByteWriter) => writer.u8(0xab),
      (writer: ByteWriter) => writer.u16(0xabab),
      (writer: ByteWriter) => writer.u32(0xabababab),
      (writer: ByteWriter) => writer.u64(0xabab),
      (writer: ByteWriter) => writer.raw(Uint8Array.of(0xab, 0xab)),
    ]) {
      const full = new ByteWriter().raw(new Uint8Array(256).fill(1))
      const written = write(full).finish()
      expect(written.at(-1)).toBe(0xab)
      expect(written.subarray(0, 256).every((byte) => byte === 1)).toBe(true)
    }
  })

  it('says where bytes end too soon, or too late', () => {
    expect(() => new ByteReader(fromHex('0000')).u32()).toThrow('cut off')
    expect(() => new ByteReader(fromHex('ffffffff00')).bytes32()).toThrow('cut off')
    expect(() => new ByteReader(fromHex('00')).end()).toThrow('something left over')
    expect(() => new ByteReader(fromHex('0020000000000000')).u64()).toThrow('number too large')
    expect(() => new ByteWriter().bytes16(new Uint8Array(65_536))).toThrow(RangeError)
  })

  it('reads plain bytes out of a Buffer: a copy of them is a copy', () => {
    const buffer = Buffer.from([1, 2, 3, 4])
    const read = new ByteReader(buffer.subarray(1)).raw(2)
    const copy = read.slice()
    buffer.fill(9)
    expect(copy).toEqual(Uint8Array.of(2, 3))
    expect(read).toEqual(Uint8Array.of(9, 9))
  })

  it('refuses text that is not UTF-8, and keeps a mark at its beginning', () => {
    expect(() => fromUtf8(fromHex('c328'))).toThrow(TypeError)
    expect(fromUtf8(utf8('\ufeffa'))).toBe('\ufeffa')
  })
})

describe('hexadecimal and base64url', () => {
  it('come back, and agree with another library', () =>
    fc.assert(
      fc.property(anyBytes(), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes)
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
      }),
    ))
  it('refuse whatever is not exactly theirs', () => {
    for (const text of ['a', '0g', ' 00', '0x00']) expect(() => fromHex(text)).toThrow(RangeError)
    for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA==', 'A+', 'A/', 'A A', 'äA']) expect(() => fromBase64Url(text)).toThrow(RangeError)
  })
})

describe('comparing', () => {
  it('is equality exactly where the bytes are equal', () =>
    fc.assert(
      fc.property(anyBytes(4), anyBytes(4), (a, b) => {
        expect(equalBytes(a, b)).toBe(toHex(a) === toHex(b))
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(a, b)))
        expect(concat(a, b).length).toBe(a.length + b.length)
      }),
    ))
})
