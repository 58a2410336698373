import { describe, expect, it } from 'vitest'
import { type CborValue, decodeCbor, encodeCbor } from '../../../client/crypto/deterministicCbor'
import { generateSigningKey, sign } from '../../../client/crypto/ed25519'
import { joinBody } from '../../../client/crypto/joining'
import { encodeContent, isRecordId, makeRecord, NOTE, type RecordContent, type RecordId, recordIdOf, verifyRecord } from '../../../client/crypto/record'
import { newCapability } from '../../../client/crypto/seed'
import { concat, fromHex, toHex } from '../../../shared/bytes'
import { contentOf, device, place, room } from './recordSupport'
import { filled, keysOf, valueIn } from './support'

const alice = device(0)
const bob = device(1)
const note: RecordContent = { ...contentOf(alice, NOTE, 'We are tired.'), device: null, at: null }
function itemsOf(bytes: Uint8Array): readonly CborValue[] {
  const value = decodeCbor(bytes)?.value
  if (!Array.isArray(value)) throw new Error('not an array')
  return value
}
const partsOf = itemsOf
const refused = async (bytes: Uint8Array, about: Parameters<typeof verifyRecord>[1] = place) => {
  const result = await verifyRecord(bytes, about)
  return result.ok ? null : result.reason
}
/** A record whose content is encoded as it is given, whatever the maker would say. */
async function signed(content: CborValue, secret = alice.secret): Promise<Uint8Array> {
  const bytes = encodeCbor(content)
  return encodeCbor([bytes, await sign(secret, concat(new TextEncoder().encode('leaderful/v1/record\0'), bytes))])
}
const fieldsOf = (content: RecordContent): readonly CborValue[] => itemsOf(encodeContent(content))
const withField = (at: number, value: CborValue): CborValue[] => fieldsOf(contentOf(alice, 'position', {})).map((field, i) => (i === at ? value : field))

describe('a record', () => {
  it('comes back as it was, with the hash of its content as id', async () => {
    const content = contentOf(alice, 'position', { stance: 'objection' }, { after: [recordIdOf(note)] })
    const made = await makeRecord(content, alice.secret)
    const found = valueIn(await verifyRecord(made.bytes, place))
    expect(found).toMatchObject({ ...content, id: made.id, bytes: made.bytes })
    expect(made.id).toBe(recordIdOf(content))
    expect(isRecordId(made.id)).toBe(true)
  })

  it('is named by its content alone: another signature does not give it another id', async () => {
    const made = await makeRecord(contentOf(alice, 'position', 1), alice.secret)
    const parts = partsOf(made.bytes)
    const bent = encodeCbor([parts[0] ?? null, filled(64, 1)])
    expect(await refused(bent)).toBe('bad signature')
  })

  it('is refused if it was forged, changed, or made for another place', async () => {
    const made = await makeRecord(contentOf(alice, 'position', 1), alice.secret)
    const forged = await makeRecord(contentOf(bob, 'position', 1), bob.secret)
    const [, bobsSignature] = partsOf(forged.bytes)
    expect(await refused(encodeCbor([partsOf(made.bytes)[0] ?? null, bobsSignature ?? null]))).toBe('bad signature')
    for (let at = 0; at < made.bytes.length; at++) {
      const bent = made.bytes.slice()
      bent[at] = (bent[at] ?? 0) ^ 1
      expect(await refused(bent), `byte ${at}`).not.toBeNull()
    }
    expect(await refused(made.bytes, { ...place, documentId: filled(16, 9) })).toBe('wrong place')
    expect(await refused(made.bytes, { ...place, workspaceId: filled(16, 9) })).toBe('wrong place')
  })

  it('puts text into NFC, so that two ways of typing give one id', () => {
    expect(recordIdOf(contentOf(alice, 'position', 'cafe\u0301'))).toBe(recordIdOf(contentOf(alice, 'position', 'café')))
  })

  it('names what it comes after as a set', () => {
    const [a, b] = [recordIdOf(note), recordIdOf(contentOf(alice, 'x', 1))]
    expect(recordIdOf(contentOf(alice, 'y', 1, { after: [a, b, a] }))).toBe(recordIdOf(contentOf(alice, 'y', 1, { after: [b, a] })))
  })

  it('is refused where it is not exactly what the grammar says', async () => {
    expect(await refused(await signed(withField(4, 0)))).toBeNull()
    const ids = [filled(32, 1), filled(32, 2)]
    const bad: [string, CborValue[]][] = [
      ['no type', withField(0, '')],
      ['a type that is no text', withField(0, 1)],
      ['a type that is too long', withField(0, 'x'.repeat(65))],
      ['a workspace of 15 bytes', withField(1, filled(15, 1))],
      ['a subject that is no text', withField(3, null)],
      ['after out of order', withField(5, [...ids].reverse())],
      ['after with one twice', withField(5, [filled(32, 1), filled(32, 1)])],
      [
        'after with more than 256',
        withField(
          5,
          Array.from({ length: 257 }, (_, n) => concat(Uint8Array.of(n >> 8, n & 255), filled(30, 0))),
        ),
      ],
      ['after with something else', withField(5, ['x'])],
      ['a device of 31 bytes', withField(6, filled(31, 1))],
      ['no device', withField(6, null)],
      ['no time', withField(7, null)],
      ['a time before 1970', withField(7, -1)],
      ['a field too many', [...withField(4, 0), 0]],
      ['a field too few', withField(4, 0).slice(0, 7)],
    ]
    for (const [name, content] of bad) expect(await refused(await signed(content)), name).toBe('malformed')
    expect(await refused(await signed(withField(5, ids)))).toBeNull()
  })

  it('is refused where bytes do not re-encode to themselves', async () => {
    const made = await makeRecord(contentOf(alice, 'position', 1), alice.secret)
    expect(await refused(concat(made.bytes, Uint8Array.of(0)))).toBe('malformed')
    expect(await refused(made.bytes.subarray(0, -1))).toBe('malformed')
    const content = partsOf(made.bytes)[0] as Uint8Array
    const long = concat(content.subarray(0, -1), Uint8Array.of(0x18, 1))
    const signature = await sign(alice.secret, concat(new TextEncoder().encode('leaderful/v1/record\0'), long))
    expect(await refused(encodeCbor([long, signature]))).toBe('malformed')
  })

  it('is not made with a secret that does not fit', async () => {
    await expect(makeRecord(contentOf(alice, 'position', 1), bob.secret)).rejects.toThrow(RangeError)
    await expect(makeRecord(contentOf(alice, 'position', 1), null)).rejects.toThrow(RangeError)
    await expect(makeRecord(contentOf(alice, 'position', 1, { after: ['zz' as RecordId] }), alice.secret)).rejects.toThrow(RangeError)
    await expect(makeRecord(contentOf(alice, '', 1), alice.secret)).rejects.toThrow(RangeError)
  })
})

describe('a note', () => {
  it('has no device, no time, and comes after nothing', async () => {
    const made = await makeRecord(note, null)
    expect(valueIn(await verifyRecord(made.bytes, place))).toMatchObject({ device: null, at: null, after: [] })
    await expect(makeRecord(note, alice.secret)).rejects.toThrow(RangeError)
    expect(() => encodeContent({ ...note, at: 1 })).toThrow(RangeError)
    expect(() => encodeContent({ ...note, device: alice.public })).toThrow(RangeError)
    expect(() => encodeContent({ ...note, after: [recordIdOf(note)] })).toThrow(RangeError)
  })
  it('is the only type without a signature', async () => {
    const content = encodeContent(contentOf(alice, 'position', 1))
    expect(await refused(encodeCbor([content, null]))).toBe('bad signature')
    const unsigned = encodeCbor(fieldsOf(note).map((field, i) => (i === 0 ? 'position' : field)))
    expect(await refused(encodeCbor([unsigned, null]))).toBe('malformed')
    expect(await refused(encodeCbor([encodeContent(note), await sign(alice.secret, content)]))).toBe('bad signature')
  })
})

describe('a type that needs the edit rung', () => {
  const decided = contentOf(alice, 'decided', { taken: [] })
  it('carries the write key’s cosignature', async () => {
    const made = await makeRecord(decided, alice.secret, room.writeSecret)
    expect(await refused(made.bytes)).toBeNull()
    await expect(makeRecord(decided, alice.secret)).rejects.toThrow(RangeError)
  })
  it('is refused without it, with another key’s, or with the device’s own signature in its place', async () => {
    const made = await makeRecord(decided, alice.secret, room.writeSecret)
    const [content = null, signature = null] = partsOf(made.bytes)
    expect(await refused(encodeCbor([content, signature]))).toBe('edit rung missing')
    expect(await refused(encodeCbor([content, signature, signature]))).toBe('edit rung missing')
    const others = await makeRecord(decided, alice.secret, newCapability().writeSecret)
    expect(await refused(others.bytes)).toBe('edit rung missing')
  })
  it('is believed in a room that succeeds the one it was signed in', async () => {
    const made = await makeRecord(decided, alice.secret, room.writeSecret)
    const next = { ...place, keys: keysOf(newCapability()) }
    expect(await refused(made.bytes, next)).toBe('edit rung missing')
    expect(await refused(made.bytes, { ...next, earlierWriteKeys: [place.keys.writePublic] })).toBeNull()
  })
  it('is the only one that carries it', async () => {
    const made = await makeRecord(contentOf(alice, 'position', 1), alice.secret)
    expect(await refused(encodeCbor([...partsOf(made.bytes), filled(64, 1)]))).toBe('malformed')
  })
})

describe('a join', () => {
  const link = generateSigningKey()
  const bobsJoin = async (secret: Uint8Array | null) => joinBody({ name: 'Bob', colour: 1, box: filled(32, 3) }, secret, place.workspaceId, bob.public)
  it('is countersigned with the invitation key', async () => {
    const made = await makeRecord(contentOf(bob, 'join', await bobsJoin(link.secret)), bob.secret)
    expect(await refused(made.bytes)).toBeNull()
    const founder = await makeRecord(contentOf(bob, 'join', await bobsJoin(null)), bob.secret)
    expect(await refused(founder.bytes)).toBeNull()
  })
  it('is refused with a countersignature for another device, or a body that is not whole', async () => {
    const stolen = await makeRecord(contentOf(alice, 'join', await bobsJoin(link.secret)), alice.secret)
    expect(await refused(stolen.bytes)).toBe('bad countersignature')
    const whole = (await bobsJoin(link.secret)) as { [key: string]: CborValue }
    const wrong: { [key: string]: CborValue }[] = [{ name: 1 }, { colour: -1 }, { box: filled(31, 1) }, { invitation: { key: link.public } }, { invitation: 1 }]
    for (const bent of wrong) {
      const made = await makeRecord(contentOf(bob, 'join', { ...whole, ...bent }), bob.secret)
      expect(await refused(made.bytes)).toBe('bad countersignature')
    }
  })
})

describe('ids', () => {
  it('are 64 lower-case hexadecimal digits', () => {
    expect(isRecordId(toHex(filled(32, 1)))).toBe(true)
    for (const text of ['', 'AB'.repeat(32), 'ab'.repeat(31), `${'ab'.repeat(32)} `]) expect(isRecordId(text)).toBe(false)
    expect(fromHex(recordIdOf(note)).length).toBe(32)
  })
})
