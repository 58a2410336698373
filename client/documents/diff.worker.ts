import { answerDiff } from './versions/answerDiff'
import type { FromDiff, ToDiff } from './versions/diffMessages'

/** Compares texts off the main thread: two long ones take tenths of a second, and nobody's keys wait for that. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ToDiff>) => void) | null
  postMessage(message: FromDiff): void
}
const scope = self as unknown as WorkerScope

scope.onmessage = ({ data }) => scope.postMessage(answerDiff(data))
