import { useEffect, useRef, useState } from 'react'
import * as Y from 'yjs'
import { whenFetched } from '../../design/whenFetched'
import type { DocumentListing } from '../../workspace/listing'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { ComparedChange } from './compare'

export interface Away {
  readonly count: number
  /** When this person looked last, ms. */
  readonly since: number
  /** From now on nothing of it is told any more. */
  dismiss(): void
}

/** Is it others who changed it? What was only taken away says nobody; then it counts. */
export const isByOthers = ({ by }: ComparedChange, isMe: (device: string) => boolean): boolean => by.length === 0 || by.some((device) => !isMe(device))

/** Ms after a text was opened before it is compared with what was seen last. */
const QUIET = 800

/**
 * What others changed in a text since this person last had it open here. Kept when the text is left; as long as something of it waits to be read, what was seen
 * before stays what was seen. null: nothing to tell.
 */
export function useAway(workspace: OpenWorkspace, { doc }: Pick<DocumentListing, 'doc'>, ydoc: Y.Doc | null): Away | null {
  const [away, setAway] = useState<{ readonly count: number; readonly since: number } | null>(null)
  /** true: all that is in the text has been seen. */
  const isRead = useRef(false)
  useEffect(() => {
    if (!ydoc) return
    const { keys, now } = workspace.ground
    let isOver = false
    isRead.current = false
    const keep = async () => {
      if (!isRead.current) return
      const { keepSeen } = await whenFetched(() => import('./lastSeen'))
      await keepSeen(keys, doc, ydoc, now())
    }
    const look = async () => {
      const { lastSeen } = await whenFetched(() => import('./lastSeen'))
      const seen = await lastSeen(keys, doc)
      if (isOver) return
      if (!seen || isSameState(seen.state, Y.encodeStateVector(ydoc))) {
        isRead.current = true
        return
      }
      // Drawing the text comes first.
      await new Promise((resolve) => setTimeout(resolve, QUIET))
      if (isOver) return
      const { compareNow } = await whenFetched(() => import('./diffs'))
      const compared = await compareNow(seen.json, Y.encodeStateAsUpdateV2(ydoc), seen.state)
      if (isOver || !compared.ok) return
      const isMe = (device: string) => workspace.people.get().ofDevice(device)?.isMe ?? false
      const count = compared.value.changes.filter((change) => isByOthers(change, isMe)).length
      isRead.current = count === 0
      if (count > 0) setAway({ count, since: seen.at })
    }
    look().catch((error: unknown) => console.error('what was seen last could not be read', error))
    const onHidden = () => document.visibilityState === 'hidden' && void keep()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', onHidden)
      setAway(null)
      void keep()
    }
  }, [workspace, doc, ydoc])
  return (
    away && {
      ...away,
      dismiss() {
        isRead.current = true
        setAway(null)
      },
    }
  )
}

function isSameState(a: Uint8Array, b: Uint8Array): boolean {
  const [before, after] = [Y.decodeStateVector(a), Y.decodeStateVector(b)]
  return before.size === after.size && [...after].every(([client, clock]) => before.get(client) === clock)
}
