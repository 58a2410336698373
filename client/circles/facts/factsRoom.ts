import type { CborValue } from '../../crypto/deterministicCbor'
import type { VerifiedRecord } from '../../crypto/record'
import { documentRoom } from '../../workspace/documentRoom'
import { followed } from '../../workspace/followed'
import { listChart, storedChart } from '../../workspace/listChart'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { type Facts, factsOf, NO_FACTS } from './facts'

/** What people said in the chart's room, as this device has it. */
export const factsIn = followed<Facts>(NO_FACTS, follow)

function follow(workspace: OpenWorkspace, tell: (facts: Facts) => void): () => void {
  let records: readonly VerifiedRecord[] = []
  let endWatch: (() => void) | null = null
  const again = () => tell(factsOf(records, workspace.people.get()))
  // Somebody else's chart comes with the list of documents.
  const look = () => {
    const stored = endWatch ? null : storedChart(workspace)
    const room = stored && documentRoom(workspace, stored.id)
    if (!room) return
    endWatch = workspace.ground.records.watch(room, (all) => {
      records = all
      again()
    })
  }
  const ends = [workspace.documents.subscribe(look), workspace.state.subscribe(look), workspace.people.subscribe(again)]
  look()
  return () => {
    for (const end of ends) end()
    endWatch?.()
  }
}

/** Signed by this device for its person, and on this device once it resolves. */
export async function say(workspace: OpenWorkspace, type: string, subject: string, body: CborValue): Promise<void> {
  const stored = await listChart(workspace)
  const room = stored && documentRoom(workspace, stored.id)
  if (!room) throw new Error('there is no chart here to say something in')
  await workspace.ground.records.append(room, { type, subject, body })
}
