import { useEffect } from 'react'
import * as Y from 'yjs'
import { toHex } from '../../../shared/bytes'
import { whenFetched } from '../../design/whenFetched'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { ySyncPluginKey } from '../binding/sharedText'
import { watchToKeep } from './keepWatch'

const isOwn = (origin: unknown): boolean => origin === ySyncPluginKey || origin instanceof Y.UndoManager
const after = (ms: number, act: () => void): (() => void) => {
  const timer = setTimeout(act, ms)
  return () => clearTimeout(timer)
}

/** Keeps versions of an open text by themselves, as long as its screen stands. @param ydoc null: not open yet, or this person may only read it */
export function useKeepVersions(workspace: OpenWorkspace, documentId: string, ydoc: Y.Doc | null): void {
  useEffect(() => {
    if (!ydoc) return
    // Asked for at once: when a version is due the network may be gone. Then it is kept when they have come.
    const fetched = whenFetched(() => Promise.all([import('../../history/openHistory'), import('./keepText')]))
    const watch = watchToKeep(ydoc, {
      async open() {
        const [{ openHistory }] = await fetched
        const opened = await openHistory(workspace, documentId)
        if (opened.ok && opened.value.mayKeep) return opened.value
        if (opened.ok) opened.value.close()
        return null
      },
      device: toHex(workspace.ground.identity.signing.public),
      isOwn,
      after,
    })
    // A tab that is left may never be looked at again.
    const onHidden = () => document.visibilityState === 'hidden' && watch.rest()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      void watch.stop()
    }
  }, [workspace, documentId, ydoc])
}
