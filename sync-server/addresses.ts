import { BlockList, isIPv6 } from 'node:net'
import { Bucket } from './bucket'
import type { Clock } from './clock'

const nearby = new BlockList()
for (const [net, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  nearby.addSubnet(net, prefix, 'ipv4')
nearby.addAddress('::1', 'ipv6')
nearby.addSubnet('fc00::', 7, 'ipv6')
nearby.addSubnet('fe80::', 10, 'ipv6')

const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')

/** Loopback and private networks: a proxy in front, or the people of one house. */
export function isNearby(address: string): boolean {
  const bare = plain(address)
  return nearby.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4')
}

/** Whom a limit counts as one: an IPv4 address; of IPv6 the first 64 bits, since a household has all that follow. */
export function placeOf(address: string): string {
  const bare = plain(address)
  if (!isIPv6(bare)) return bare
  const [head = '', tail = ''] = bare.split('::')
  const first = head.split(':').filter((part) => part !== '')
  const last = tail.split(':').filter((part) => part !== '')
  const zeros = bare.includes('::') ? Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0') : []
  return [...first, ...zeros, ...last]
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':')
}

export interface AddressLimits {
  readonly connectionsPerAddress: number
  readonly handshakesPerMinute: number
}

/** Connections and handshakes of each address. Kept in memory, never written anywhere. */
export class Addresses {
  readonly #places = new Map<string, { open: number; readonly handshakes: Bucket }>()

  constructor(
    readonly limits: AddressLimits,
    readonly clock: Clock,
    readonly isFree: (address: string) => boolean = isNearby,
  ) {}

  /** null = too many. Otherwise its end, to be called when the connection is over. */
  admit(address: string): (() => void) | null {
    if (this.isFree(address)) return () => {}
    const { connectionsPerAddress, handshakesPerMinute } = this.limits
    const now = this.clock.now()
    const name = placeOf(address)
    const place = this.#places.get(name) ?? { open: 0, handshakes: new Bucket(handshakesPerMinute / 60, handshakesPerMinute, now) }
    this.#places.set(name, place)
    if (!place.handshakes.take(1, now) || place.open >= connectionsPerAddress) return null
    place.open++
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      place.open--
    }
  }
  /** Forgets whoever has nothing open and nothing to answer for. */
  sweep(): void {
    const now = this.clock.now()
    for (const [name, { open, handshakes }] of this.#places) if (open === 0 && handshakes.wait(handshakes.burst, now) === 0) this.#places.delete(name)
  }
  get size(): number {
    return this.#places.size
  }
}
