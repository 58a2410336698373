import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concat, equalBytes, fromHex, toHex } from '../../shared/bytes'
import { mayBeSignature } from '../../shared/curvePoint'
import { BoundedMap } from './bounded'

/**
 * Ed25519 (RFC 8032), strictly verified: reduced encodings only, no point of small order, the equation without the
 * cofactor. Both ways of checking, the runtime's own and noble's, thus agree on every signature, hostile ones included;
 * else two replicas with the same frames could differ.
 *
 * The runtime's own WebCrypto is used where it has Ed25519 (it is absent on plain http, and in older browsers).
 * A signature is never hashed: some engines randomise them.
 */
export interface SigningKey {
  /** 32 bytes. */
  readonly secret: Uint8Array
  /** 32 bytes. */
  readonly public: Uint8Array
}

export const publicKeyOf = (secret: Uint8Array): Uint8Array => ed25519.getPublicKey(secret)

export function generateSigningKey(): SigningKey {
  const secret = ed25519.utils.randomSecretKey()
  return { secret, public: publicKeyOf(secret) }
}

/** Keys that were imported into WebCrypto: rooms and devices come back often, and importing costs as much as checking. */
const KEPT_KEYS = 512
const publicKeys = new BoundedMap<Promise<CryptoKey>>(KEPT_KEYS)
const secretKeys = new BoundedMap<Promise<CryptoKey>>(KEPT_KEYS)

/** What stands before the 32 bytes of a secret in PKCS #8 (RFC 8410 §7). */
const PKCS8_HEAD = fromHex('302e020100300506032b657004220420')

const source = (bytes: Uint8Array): BufferSource => bytes as Uint8Array<ArrayBuffer>
const importPublic = (subtle: SubtleCrypto, bytes: Uint8Array): Promise<CryptoKey> => subtle.importKey('raw', source(bytes), 'Ed25519', false, ['verify'])
const importSecret = (subtle: SubtleCrypto, bytes: Uint8Array): Promise<CryptoKey> =>
  subtle.importKey('pkcs8', source(concat(PKCS8_HEAD, bytes)), 'Ed25519', false, ['sign'])

/** RFC 8032 §7.1, test 2: a runtime that says it has Ed25519 shows it. */
const KNOWN = {
  secret: fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'),
  public: fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: fromHex('72'),
  signature: fromHex('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00'),
}
async function findNative(): Promise<SubtleCrypto | null> {
  try {
    const subtle = globalThis.crypto.subtle
    const publicKey = await importPublic(subtle, KNOWN.public)
    const secretKey = await importSecret(subtle, KNOWN.secret)
    const made = new Uint8Array(await subtle.sign('Ed25519', secretKey, source(KNOWN.message)))
    const checks = await Promise.all([KNOWN.signature, made].map((signature) => subtle.verify('Ed25519', publicKey, source(signature), source(KNOWN.message))))
    return checks.every(Boolean) ? subtle : null
  } catch {
    return null
  }
}
let native: Promise<SubtleCrypto | null> | undefined
const nativeOnce = (): Promise<SubtleCrypto | null> => {
  native ??= findNative()
  return native
}

/** 64 bytes. @throws RangeError when the secret has not 32 bytes */
export async function sign(secret: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  if (secret.length !== 32) throw new RangeError('a signing secret has 32 bytes')
  const subtle = await nativeOnce()
  if (!subtle) return signSlowly(secret, bytes)
  const key = await secretKeys.take(toHex(secret), () => importSecret(subtle, secret))
  return new Uint8Array(await subtle.sign('Ed25519', key, source(bytes)))
}

/** Never throws: what cannot be a key or a signature does not verify. */
export async function verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (!mayBeSignature(publicKey, signature)) return false
  const subtle = await nativeOnce()
  if (!subtle) return verifySlowly(publicKey, bytes, signature)
  const name = toHex(publicKey)
  try {
    const key = await publicKeys.take(name, () => importPublic(subtle, publicKey))
    return await subtle.verify('Ed25519', key, source(signature), source(bytes))
  } catch {
    publicKeys.drop(name)
    return false
  }
}

/** Without WebCrypto. Exported for the test that holds both ways against each other. */
export const signSlowly = (secret: Uint8Array, bytes: Uint8Array): Uint8Array => ed25519.sign(bytes, secret)

export function verifySlowly(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (!mayBeSignature(publicKey, signature)) return false
  if (!ed25519.verify(signature, bytes, publicKey, { zip215: false })) return false
  // noble's equation is multiplied by the cofactor; the engines' is not: R = sB - kA, byte for byte
  const { BASE, Fn } = ed25519.Point
  const commitment = signature.subarray(0, 32)
  const k = Fn.create(littleEndian(sha512(concat(commitment, publicKey, bytes))))
  const s = littleEndian(signature.subarray(32))
  const point = ed25519.Point.fromBytes(publicKey, false)
  return equalBytes(BASE.multiplyUnsafe(s).subtract(point.multiplyUnsafe(k)).toBytes(), commitment)
}
const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`)
