import { networkInterfaces } from 'node:os'
import { relayNameOf } from '../shared/relayName'

/**
 * [S9] The names by which a relay is dialled. Its own knowledge, never the Host header's: else a hostile relay could hand
 * an honest one's nonce on to its own people, and write there in their name.
 */
export function defaultNames(port: number): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address.replace(/%.*$/, '')) ?? [])
  const hosts = ['localhost', '127.0.0.1', '[::1]', ...addresses.map((address) => (address.includes(':') ? `[${address}]` : address))]
  // Both schemes: at the scheme's own port a name has none.
  return [...new Set(hosts.flatMap((host) => [relayNameOf(`ws://${host}:${port}`), relayNameOf(`wss://${host}:${port}`)]))]
}
