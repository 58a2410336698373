import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CborValue, cleanCbor, decodeCbor, encodeCbor } from '../../../client/crypto/deterministicCbor'
import { fromHex, toHex } from '../../../shared/bytes'

/** Values as records may hold them. */
const { value: anyValue } = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }).map((text) => cleanCbor(text)),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Uint8Array.from(bytes)),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .dictionary(
        fc.string({ maxLength: 6 }).map((key) => key.normalize('NFC')),
        tie('value'),
        { maxKeys: 5 },
      )
      .map((map) => ({ ...map })),
  ),
}))

describe('deterministic CBOR', () => {
  it('comes back as it was, and as the same bytes', () =>
    fc.assert(
      fc.property(anyValue, (value) => {
        const bytes = encodeCbor(value)
        const decoded = decodeCbor(bytes)
        expect(decoded).not.toBeNull()
        expect(toHex(encodeCbor(decoded?.value ?? null))).toBe(toHex(bytes))
      }),
      { numRuns: 2_000 },
    ))

  it('orders the keys of a map by their encoding (RFC 8949 §4.2.1)', () => {
    expect(toHex(encodeCbor({ aa: 1, b: 2, a: 3 }))).toBe('a361610361620262616101')
  })

  it.each([
    ['a length that is not the shortest', '1800'],
    ['an array without its length', '9f01ff'],
    ['a text in pieces', '7f6161ff'],
    ['a float', 'fb3ff0000000000000'],
    ['a float that is whole', 'f93c00'],
    ['not a number', 'f97e00'],
    ['undefined', 'f7'],
    ['another simple value', 'e0'],
    ['a tag', 'c001'],
    ['a number past 2^53', '1b0020000000000000'],
    ['a map with a key twice', 'a2616101616102'],
    ['a map with keys out of order', 'a2616201616102'],
    ['a map with a number as key', 'a10102'],
    ['a text that is not NFC', '6365cc81'],
    ['a text that is not UTF-8', '62c328'],
    ['half a surrogate pair', '63eda080'],
    ['something left over', '0000'],
    ['nothing', ''],
    ['an array that is cut off', '8301'],
    ['a break alone', 'ff'],
  ])('refuses %s', (_, hex) => expect(decodeCbor(fromHex(hex))).toBeNull())

  it('is at most 16 deep, and no stack ends', () => {
    const nested = (depth: number): Uint8Array => fromHex(`${'81'.repeat(depth)}00`)
    expect(decodeCbor(nested(16))).not.toBeNull()
    expect(decodeCbor(nested(17))).toBeNull()
    expect(decodeCbor(nested(1_000_000))).toBeNull()
    expect(decodeCbor(fromHex(`82${'80'}${'81'.repeat(15)}00`))).not.toBeNull()
  })

  it('does not encode what has no place in it', () => {
    for (const value of [1.5, Number.NaN, 2 ** 53, 'e\u0301', '\ud800', '\ufeffx', undefined, new Date(), 1n] as unknown as CborValue[]) {
      expect(() => encodeCbor([value])).toThrow(RangeError)
    }
  })

  it('makes fit what a person typed or pasted', () => {
    expect(cleanCbor(['\ufeffcafe\u0301', { 'e\u0301': '\ud800x' }])).toEqual(['café', { é: '\ufffdx' }])
  })

  it('keeps a key called __proto__ a key', () => {
    const bytes = fromHex('a1695f5f70726f746f5f5fa1616101')
    const decoded = decodeCbor(bytes)?.value as { [key: string]: CborValue }
    expect(Object.keys(decoded)).toEqual(['__proto__'])
    expect(({} as { a?: unknown }).a).toBeUndefined()
  })
})
