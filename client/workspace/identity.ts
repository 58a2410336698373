import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from '../../shared/bytes'
import { generateSigningKey, type SigningKey } from '../crypto/ed25519'
import { whenFetched } from '../design/whenFetched'
import type { KeyStore } from '../device/keyStore'
import { KEY } from './stored'

/**
 * Who this device is: one Ed25519 key that signs and one X25519 key that others may seal something for. Made once, at the
 * first workspace or invitation; the secrets never leave the device and only `records.ts` signs with them.
 */

export interface DeviceIdentity {
  readonly v: 1
  readonly signing: SigningKey
  readonly box: { readonly secret: Uint8Array; readonly public: Uint8Array }
  /** ms since 1970. */
  readonly madeAt: number
}

/** 16 bytes: what frames say about their author; a claim. The first half of the device key's hash. */
export const authorOf = (devicePublic: Uint8Array): Uint8Array => sha256(devicePublic).slice(0, 16)
export const authorHex = (devicePublic: Uint8Array): string => toHex(authorOf(devicePublic))

/** The identity that is there, or a new one. `update` is one transaction: two tabs that begin at once get one identity. */
export async function deviceIdentity(keys: KeyStore, now = Date.now()): Promise<DeviceIdentity> {
  const held = await keys.get<DeviceIdentity>(KEY.device)
  if (held !== undefined) return held
  const { generateBoxKey } = await whenFetched(() => import('../crypto/boxKey'))
  const made: DeviceIdentity = { v: 1, signing: generateSigningKey(), box: generateBoxKey(), madeAt: now }
  return keys.update<DeviceIdentity>(KEY.device, (found) => found ?? made)
}

export type DeviceSort = 'phone' | 'tablet' | 'computer'

/** What sort of thing this is, for the others of the same person ("A phone asks to be you"). */
export function deviceSort(agent: { readonly userAgent: string; readonly maxTouchPoints: number }): DeviceSort {
  if (/iPad|Tablet/i.test(agent.userAgent) || (/Macintosh/.test(agent.userAgent) && agent.maxTouchPoints > 1)) return 'tablet'
  if (/Android/.test(agent.userAgent) && !/Mobile/.test(agent.userAgent)) return 'tablet'
  return /Mobi|iPhone|Android/i.test(agent.userAgent) ? 'phone' : 'computer'
}
