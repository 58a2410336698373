import { useEffect } from 'react'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { askToKeep, storageKept } from '../workspace/persistence'
import { useStore } from '../workspace/useStore'

const ASKED = 'asked-to-keep'

/** Once somebody has joined there is something to lose: the browser is asked, once, to keep it. */
export function useKeepAsking(workspace: OpenWorkspace): void {
  const isShared = useStore(workspace.people).members.length > 1
  useEffect(() => {
    if (!isShared) return
    const { keys } = workspace.ground
    void (async () => {
      if ((await storageKept()) !== 'may be cleared' || (await keys.get<boolean>(ASKED))) return
      await keys.set(ASKED, true)
      await askToKeep()
    })()
  }, [workspace, isShared])
}
