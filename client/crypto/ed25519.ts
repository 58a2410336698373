import { getPublicKey, hashes, utils } from '@noble/ed25519'
import { sha512 } from '@noble/hashes/sha2.js'
import { concat, fromHex, toHex } from '../../shared/bytes'
import { mayBeSignature } from '../../shared/curvePoint'
import { BoundedMap } from './bounded'

/**
 * Ed25519 (RFC 8032), strictly verified: reduced encodings only, no point of small order, the equation without the
 * cofactor. Both ways of checking, the runtime's own and noble's, thus agree on every signature, hostile ones included;
 * else two replicas with the same frames could differ.
 *
 * The runtime's own WebCrypto is used where it has Ed25519 (it is absent on plain http, and in older browsers).
 * A signature is never hashed: some engines randomise them.
 *
 * Public keys come from the smallest of noble's implementations, at once; signing and checking without WebCrypto is in
 * `ed25519Slowly.ts`, which is fetched only where it is needed.
 */
hashes.sha512 = sha512

export interface SigningKey {
  /** 32 bytes. */
  readonly secret: Uint8Array
  /** 32 bytes. */
  readonly public: Uint8Array
}

export const publicKeyOf = (secret: Uint8Array): Uint8Array => getPublicKey(secret)

export function generateSigningKey(): SigningKey {
  const secret = utils.randomSecretKey()
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

const slowly = (): Promise<typeof import('./ed25519Slowly')> => import('./ed25519Slowly')

/** 64 bytes. @throws RangeError when the secret has not 32 bytes */
export async function sign(secret: Uint8Array, bytes: Uint8Array): Promise<Uint8Array> {
  if (secret.length !== 32) throw new RangeError('a signing secret has 32 bytes')
  const subtle = await nativeOnce()
  if (!subtle) return (await slowly()).signSlowly(secret, bytes)
  const key = await secretKeys.take(toHex(secret), () => importSecret(subtle, secret))
  return new Uint8Array(await subtle.sign('Ed25519', key, source(bytes)))
}

/** Never throws: what cannot be a key or a signature does not verify. */
export async function verify(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (!mayBeSignature(publicKey, signature)) return false
  const subtle = await nativeOnce()
  if (!subtle) return (await slowly()).verifySlowly(publicKey, bytes, signature)
  const name = toHex(publicKey)
  try {
    const key = await publicKeys.take(name, () => importPublic(subtle, publicKey))
    return await subtle.verify('Ed25519', key, source(signature), source(bytes))
  } catch {
    publicKeys.drop(name)
    return false
  }
}
