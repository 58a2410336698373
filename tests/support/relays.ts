import { afterEach } from 'vitest'
import type { Logger } from '../../sync-server/logging'
import type { RelayLimits } from '../../sync-server/settings'
import { type RunningRelay, type StartOptions, startRelay } from '../../sync-server/startRelay'
import { RelayClient } from './relayClient'

const relays: RunningRelay[] = []
const clients: RelayClient[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) client.kill()
  await Promise.all(relays.splice(0).map((relay) => relay.close()))
})

/** A relay with its log in memory, on any free port, gone after the test. */
export async function relayWith(limits: Partial<RelayLimits> = {}, options: Omit<StartOptions, 'limits'> = {}): Promise<RunningRelay> {
  const relay = await startRelay({ ...options, limits })
  relays.push(relay)
  return relay
}
export async function clientOf(relay: RunningRelay): Promise<RelayClient> {
  return kept(await RelayClient.connect(relay.relayUrl))
}
export function kept(client: RelayClient): RelayClient {
  clients.push(client)
  return client
}

/** A log that a test can read. */
export function listening(): Logger & { readonly lines: string[] } {
  const lines: string[] = []
  const hear = (words: string): void => void lines.push(words)
  return { lines, info: hear, warn: hear, error: hear }
}
/** Waits for something that no message tells of. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5))
}
