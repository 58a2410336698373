import fc from 'fast-check'

/**
 * Bytes as a hostile or broken peer might send them: random ones, and good ones that were bent: bytes changed, cut out,
 * put in, doubled, swapped between two good ones. Random bytes alone hardly get past a decoder's first line.
 */
type Bend = (bytes: Uint8Array, goods: readonly Uint8Array[]) => Uint8Array

const joined = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))
const at = (bytes: Uint8Array, place: number): number => Math.floor(place * (bytes.length + 1))
const place = fc.double({ min: 0, max: 0.999999, noNaN: true })
const INTERESTING = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x5f, 0x9f, 0xbf, 0xf6, 0xf7, 0xfb]

const bend: fc.Arbitrary<Bend> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(
    ([where, bit]): Bend =>
      (bytes) =>
        bytes.map((byte, i) => (i === at(bytes, where) ? byte ^ (1 << bit) : byte)),
  ),
  fc.tuple(place, fc.constantFrom(...INTERESTING)).map(
    ([where, value]): Bend =>
      (bytes) =>
        bytes.map((byte, i) => (i === at(bytes, where) ? value : byte)),
  ),
  fc.tuple(place, fc.nat(0xff)).map(
    ([where, value]): Bend =>
      (bytes) =>
        bytes.map((byte, i) => (i >= at(bytes, where) && i < at(bytes, where) + 4 ? value : byte)),
  ),
  place.map(
    (where): Bend =>
      (bytes) =>
        bytes.slice(0, at(bytes, where)),
  ),
  place.map(
    (where): Bend =>
      (bytes) =>
        bytes.slice(at(bytes, where)),
  ),
  fc.tuple(place, fc.nat(40)).map(
    ([where, length]): Bend =>
      (bytes) =>
        joined(bytes.subarray(0, at(bytes, where)), bytes.subarray(at(bytes, where) + length)),
  ),
  fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(
    ([where, more]): Bend =>
      (bytes) =>
        joined(bytes.subarray(0, at(bytes, where)), more, bytes.subarray(at(bytes, where))),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map(
    (more): Bend =>
      (bytes) =>
        joined(bytes, more),
  ),
  fc.constant<Bend>((bytes) => joined(bytes, bytes)),
  fc.tuple(place, fc.nat()).map(
    ([where, which]): Bend =>
      (bytes, goods) =>
        joined(bytes.subarray(0, at(bytes, where)), (goods[which % goods.length] ?? bytes).subarray(at(bytes, where))),
  ),
)

/** Most are bent good ones; some are random; some are good. */
export const hostileBytes = (goods: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Uint8Array.from(bytes)) },
    {
      weight: 6,
      arbitrary: fc.tuple(fc.nat(), fc.array(bend, { maxLength: 3 })).map(([which, bends]) => {
        const good = goods[which % goods.length] ?? new Uint8Array(0)
        return bends.reduce((bytes, one) => one(bytes, goods), good)
      }),
    },
  )
