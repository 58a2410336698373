import type { CborValue } from '../../crypto/deterministicCbor'
import type { VerifiedRecord } from '../../crypto/record'
import { type Store, writable } from '../../sync/store'
import { documentRoom } from '../../workspace/documentRoom'
import { listChart, storedChart } from '../../workspace/listChart'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { type Facts, factsOf, NO_FACTS } from './facts'

const stores = new WeakMap<OpenWorkspace, Store<Facts>>()

/** What people said in the chart's room, as this device has it: followed for as long as somebody listens. */
export function factsIn(workspace: OpenWorkspace): Store<Facts> {
  const known = stores.get(workspace)
  if (known) return known
  const store = writable<Facts>(NO_FACTS)
  let listeners = 0
  let stop: (() => void) | null = null
  const made: Store<Facts> = {
    get: store.get,
    subscribe(listener) {
      const end = store.subscribe(listener)
      if (listeners++ === 0) stop = follow(workspace, store.set)
      return () => {
        end()
        if (--listeners > 0) return
        stop?.()
        stop = null
      }
    },
  }
  stores.set(workspace, made)
  return made
}

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
