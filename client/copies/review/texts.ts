/** Texts of this workspace as they are now, for the desk. */
import { type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { ask } from '../desk/desk'
import type { EngineRefusal, Source } from '../desk/engine'

/** Everything that this device has of a document; null: nothing of it is here, or it is no text of this workspace. */
export async function rowsOf(workspace: OpenWorkspace, id: string): Promise<Source | null> {
  const stored = workspace.keeper.stored.get(id)
  if (!stored || stored.dropped) return null
  const { updates } = await workspace.ground.log.updates(stored.doc)
  return updates.length === 0 ? null : { updates }
}

export async function textNow(workspace: OpenWorkspace, id: string): Promise<Result<ProseMirrorJson, EngineRefusal | 'not here'>> {
  const source = await rowsOf(workspace, id)
  return source === null ? refuse('not here') : ask('text', source)
}

/** Calls after each change of a document's rows, from whichever tab or person, once it is quiet. Returns its end. */
export function watchText(workspace: OpenWorkspace, id: string, listener: () => void, quiet = 700): () => void {
  const doc = workspace.keeper.stored.get(id)?.doc
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = workspace.ground.log.watch((change) => {
    if (change.type !== 'rows' || change.doc !== doc) return
    clearTimeout(timer)
    timer = setTimeout(listener, quiet)
  })
  return () => {
    end()
    clearTimeout(timer)
  }
}
