import { openDevice } from '../device/openDevice'
import { systemClock } from './clock'
import type { WorkerStart, WorkerStop } from './door'
import type { FromHost, ToHost } from './hostMessages'
import { LinkHost } from './linkHost'
import { linkCrypto } from './room/linkCrypto'
import { webSocketFactory } from './socket'

/** The link, off the main thread: verifying, opening and sealing never hold up a keystroke. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<WorkerStart | WorkerStop | ToHost>) => void) | null
  postMessage(message: FromHost): void
  close(): void
}
const scope = self as unknown as WorkerScope

let host: LinkHost | null = null
let early: ToHost[] = []

scope.onmessage = ({ data }) => {
  if (data.type === 'start') void start(data)
  else if (data.type === 'stop') stop()
  else if (host) host.hear(data)
  else early.push(data)
}

async function start({ database, author }: WorkerStart): Promise<void> {
  const { log } = await openDevice(database)
  const seams = { log, clock: systemClock, random: Math.random, connect: webSocketFactory(), crypto: linkCrypto, author }
  host = new LinkHost(seams, (message) => scope.postMessage(message))
  for (const message of early) host.hear(message)
  early = []
  await host.start()
}
function stop(): void {
  host?.stop()
  setTimeout(() => scope.close(), 100)
}
