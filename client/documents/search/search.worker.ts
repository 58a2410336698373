import { openDevice } from '../../device/openDevice'
import type { FromSearch, ToSearch } from './messages'
import { SearchHost } from './searchHost'

/** The search, off the main thread: reading a thousand texts never holds up a keystroke. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToSearch>) => void) | null
  postMessage(message: FromSearch): void
  close(): void
}
const scope = self as unknown as WorkerScope

let host: SearchHost | null = null
const early: Exclude<ToSearch, { type: 'start' | 'stop' }>[] = []

scope.onmessage = ({ data }) => {
  if (data.type === 'start') void start(data.database)
  else if (data.type === 'stop') {
    host?.stop()
    scope.close()
  } else if (host) host.hear(data)
  else early.push(data)
}

async function start(database: string): Promise<void> {
  const { log } = await openDevice(database)
  host = new SearchHost({
    log,
    tell: (message) => scope.postMessage(message),
    after(ms, act) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  for (const message of early.splice(0)) host.hear(message)
}
