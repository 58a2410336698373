import { ed25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { BoundedMap } from '../../../client/crypto/bounded'
import { generateBoxKey } from '../../../client/crypto/boxKey'
import { generateSigningKey, publicKeyOf, sign, verify } from '../../../client/crypto/ed25519'
import { signSlowly, verifySlowly } from '../../../client/crypto/ed25519Slowly'
import { concat, fromHex, toHex } from '../../../shared/bytes'
import { mayBePoint } from '../../../shared/curvePoint'

const alice = generateSigningKey()
const message = Uint8Array.of(1, 2, 3)
const bothVerify = async (publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean[]> => [
  await verify(publicKey, bytes, signature),
  verifySlowly(publicKey, bytes, signature),
]

/** L, the order of the group, little-endian. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const littleEndian = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0')).reverse()
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`)

describe('Ed25519', () => {
  it('is that of RFC 8032, test 3', async () => {
    const secret = fromHex('c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7')
    const publicKey = fromHex('fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025')
    const signature = fromHex(
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
    )
    expect(publicKeyOf(secret)).toEqual(publicKey)
    expect(await sign(secret, fromHex('af82'))).toEqual(signature)
    expect(await bothVerify(publicKey, fromHex('af82'), signature)).toEqual([true, true])
  })

  it('signs and verifies the same with the runtime and with noble', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 200 }), async (secret, bytes) => {
        const signature = await sign(secret, bytes)
        expect(signSlowly(secret, bytes)).toEqual(signature)
        expect(await bothVerify(publicKeyOf(secret), bytes, signature)).toEqual([true, true])
        expect(await bothVerify(publicKeyOf(secret), concat(bytes, message), signature)).toEqual([false, false])
      }),
      { numRuns: 25 },
    ))

  it('refuses every key of small order, however it is written', async () => {
    // the identity as key, R = identity, s = 0: one signature for every message
    const identity = concat(Uint8Array.of(1), new Uint8Array(31))
    expect(await bothVerify(identity, message, concat(identity, new Uint8Array(32)))).toEqual([false, false])
    const torsion = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
    for (let n = 1n; n <= 8n; n++) {
      const key = n === 8n ? ed25519.Point.ZERO : torsion.multiplyUnsafe(n)
      expect(key.isSmallOrder()).toBe(true)
      expect(mayBePoint(key.toBytes()), `${n} times the point of order 8`).toBe(false)
      const signed = concat(key.toBytes().slice(0, 31), Uint8Array.of((key.toBytes()[31] ?? 0) ^ 0x80))
      expect(mayBePoint(signed), 'with the other sign').toBe(false)
    }
  })

  it('refuses a coordinate that is not reduced', () => {
    for (let above = 0; above < 19; above++) {
      const encoded = littleEndian(2n ** 255n - 19n + BigInt(above))
      expect(mayBePoint(encoded), `p + ${above}`).toBe(false)
    }
    expect(mayBePoint(littleEndian(2n ** 255n - 21n))).toBe(true)
    expect(mayBePoint(alice.public)).toBe(true)
    expect(mayBePoint(new Uint8Array(31))).toBe(false)
  })

  it('refuses a signature whose number is not reduced', async () => {
    const signature = await sign(alice.secret, message)
    const second = concat(signature.subarray(0, 32), littleEndian(numberOf(signature.subarray(32)) + L))
    expect(await bothVerify(alice.public, message, second)).toEqual([false, false])
  })

  it('agrees with the runtime on keys that have a part of small order', async () => {
    // key A + T with T of order 8: the equation with the cofactor holds for every message, that without for one in eight
    const { head, scalar } = ed25519.utils.getExtendedPublicKey(alice.secret)
    const torsion = ed25519.Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
    const key = ed25519.Point.fromBytes(alice.public).add(torsion).toBytes()
    const { sha512 } = await import('@noble/hashes/sha2.js')
    const found = new Set<boolean>()
    for (let n = 0; n < 40; n++) {
      const bytes = Uint8Array.of(n)
      const r = numberOf(sha512(concat(head.slice(), bytes))) % L
      const commitment = ed25519.Point.BASE.multiply(r).toBytes()
      const k = numberOf(sha512(concat(commitment, key, bytes))) % L
      const signature = concat(commitment, littleEndian((r + k * scalar) % L))
      const [byRuntime, byNoble] = await bothVerify(key, bytes, signature)
      expect(byNoble).toBe(byRuntime)
      found.add(byNoble === true)
    }
    expect(found).toEqual(new Set([true, false]))
  })

  it('answers false, and does not throw, for what cannot be a key or a signature', async () => {
    const signature = await sign(alice.secret, message)
    expect(await verify(new Uint8Array(0), message, signature)).toBe(false)
    expect(await verify(alice.public, message, signature.subarray(1))).toBe(false)
    expect(await verify(littleEndian(2n), message, signature)).toBe(false)
    await expect(sign(new Uint8Array(31), message)).rejects.toThrow(RangeError)
  })
})

describe('a runtime without Ed25519 of its own', () => {
  const getRandomValues = globalThis.crypto.getRandomValues.bind(globalThis.crypto)
  afterEach(() => vi.unstubAllGlobals())
  const fresh = async (subtle: Partial<SubtleCrypto> | undefined) => {
    vi.stubGlobal('crypto', { subtle, getRandomValues })
    vi.resetModules()
    return import('../../../client/crypto/ed25519')
  }
  const never = () => Promise.reject(new Error('NotSupportedError'))

  it('signs and verifies all the same: on plain http, in older browsers, and where it only says that it can', async () => {
    const truly = globalThis.crypto.subtle
    const lying = { importKey: truly.importKey.bind(truly), sign: truly.sign.bind(truly), verify: async () => false }
    for (const subtle of [undefined, { importKey: never }, lying as unknown as Partial<SubtleCrypto>]) {
      const { sign: signs, verify: verifies } = await fresh(subtle)
      const signature = await signs(alice.secret, message)
      expect(signature).toEqual(signSlowly(alice.secret, message))
      expect(await verifies(alice.public, message, signature)).toBe(true)
      expect(await verifies(alice.public, Uint8Array.of(9), signature)).toBe(false)
    }
  })
})

describe('keys that are kept', () => {
  it('are at most as many as they may be; the longest unused goes first', () => {
    const kept = new BoundedMap<number>(2)
    const made: string[] = []
    const take = (name: string): number => kept.take(name, () => made.push(name))
    for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) take(name)
    expect(made).toEqual(['a', 'b', 'c', 'b'])
    expect(kept.count).toBe(2)
  })
  it('are new each time', () => {
    expect(generateSigningKey().secret).not.toEqual(generateSigningKey().secret)
    expect(generateBoxKey().public.length).toBe(32)
  })
})
