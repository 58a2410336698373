import type { OpenWorkspace } from '../workspace/openWorkspace'
import { type History, openHistory } from './openHistory'

/** Follows a text's history from when there is one: whoever may not make it has it as soon as somebody has. Returns its end, which closes it. */
export function whenHistory(workspace: OpenWorkspace, documentId: string, follow: (history: History) => () => void): () => void {
  let isOver = false
  let isOpening = false
  let end: (() => void) | null = null
  const open = async () => {
    if (isOpening || end || isOver) return
    isOpening = true
    const opened = await openHistory(workspace, documentId).finally(() => {
      isOpening = false
    })
    if (!opened.ok) return
    if (isOver) return opened.value.close()
    const stop = follow(opened.value)
    end = () => {
      stop()
      opened.value.close()
    }
    workspace.index.ydoc.off('update', again)
  }
  const again = () => void open().catch((error: unknown) => console.error('a history could not be opened', error))
  workspace.index.ydoc.on('update', again)
  again()
  return () => {
    isOver = true
    workspace.index.ydoc.off('update', again)
    end?.()
  }
}
