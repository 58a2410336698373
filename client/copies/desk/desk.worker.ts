import type { Answered, Ask } from './desk'
import { engine } from './engine'

/** Comparing and putting together, off the main thread: a long text never holds up a keystroke. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Ask>) => void) | null
  postMessage(message: Answered): void
}
const scope = self as unknown as WorkerScope

scope.onmessage = ({ data: { ask, what, values } }) => {
  try {
    const act = engine[what] as (...values: readonly unknown[]) => unknown
    scope.postMessage({ ask, value: act(...values) })
  } catch (error) {
    scope.postMessage({ ask, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
