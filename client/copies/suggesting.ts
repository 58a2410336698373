/** Suggesting changes: a small copy of one's own. What is written there shows in the main text once it is submitted, to be taken or left one by one. */
import { ok, type Result } from '../../shared/result'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { lineagesIn, makeCopy } from './copies'
import { textNow } from './review/texts'

/** The copy to write in: the one that this person has begun already, or a new one. Its document's id. */
export async function suggestIn(workspace: OpenWorkspace, parent: string): Promise<Result<string, 'newer content' | 'not here'>> {
  const mine = [...lineagesIn(workspace).get().values()].find(
    ({ kind, closed, ...lineage }) => lineage.parent === parent && kind === 'suggestion' && !closed && workspace.people.get().ofDevice(lineage.by)?.isMe,
  )
  if (mine && workspace.keeper.stored.get(mine.id)?.dropped === false) return ok(mine.id)
  const text = await textNow(workspace, parent)
  if (!text.ok) return text
  return ok(await makeCopy(workspace, { parent, content: text.value, kind: 'suggestion', forWhom: null, why: '', until: null }))
}
