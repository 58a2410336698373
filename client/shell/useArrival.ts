import { useEffect, useRef } from 'react'
import { inUse } from '../workspace/listing'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { toDocument } from './routes'

/** Ms that an arriving person waits, once documents are here, for whoever has one of them open. */
const PATIENCE = 1500

/** Workspaces that this tab has just come into. */
const arriving = new Set<string>()
export const arriveAt = (workspaceId: string): void => void arriving.add(workspaceId)

/** Whoever comes in is taken to the text that somebody has open, else to the first document; without a network, to home. */
export function useArrival(workspace: OpenWorkspace, go: (route: string) => void, isBusy: boolean): void {
  const busy = useRef(isBusy)
  busy.current = isBusy
  useEffect(() => {
    if (!arriving.has(workspace.id)) return
    let timer: ReturnType<typeof setTimeout> | null = null
    const settle = (id: string) => {
      arriving.delete(workspace.id)
      stop()
      // Somebody who has gone somewhere by themselves meanwhile, or is about to (the palette is open, a dialog), is left there.
      if (!busy.current && (window.location.hash === '' || window.location.hash === '#/')) go(toDocument(id))
    }
    const look = () => {
      const documents = inUse(workspace.documents.get())
      const [first] = documents
      if (!first) return
      const open = workspace.here
        .get()
        .flatMap(({ isMe, at }) => (isMe ? [] : at))
        .find((id) => documents.some((document) => document.id === id))
      if (open) settle(open)
      else timer ??= setTimeout(() => settle(first.id), PATIENCE)
    }
    const ends = [workspace.documents.subscribe(look), workspace.here.subscribe(look)]
    const stop = () => {
      for (const end of ends.splice(0)) end()
      if (timer !== null) clearTimeout(timer)
    }
    look()
    return stop
  }, [workspace, go])
}
