import type { VerifiedRecord } from '../../crypto/record'
import { type Store, writable } from '../../sync/store'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { NO_PROPOSALS, type ProposalRoom, proposalsOf } from './read'

const stores = new WeakMap<OpenWorkspace, Store<ProposalRoom>>()

/** All proposals and decisions of a workspace, followed for as long as somebody looks. */
export function proposalsIn(workspace: OpenWorkspace): Store<ProposalRoom> {
  const known = stores.get(workspace)
  if (known) return known
  const store = writable<ProposalRoom>(NO_PROPOSALS)
  let listeners = 0
  let stop: (() => void) | null = null
  const made: Store<ProposalRoom> = {
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

function follow({ ground, room, people }: OpenWorkspace, tell: (room: ProposalRoom) => void): () => void {
  let records: readonly VerifiedRecord[] = []
  const say = () => tell(proposalsOf(records, people.get()))
  const ends = [
    ground.records.watch(room, (all) => {
      records = all
      say()
    }),
    people.subscribe(say),
  ]
  return () => {
    for (const end of ends) end()
  }
}

/** As it stands now, for an act: nothing of it is older than the last record. */
export const proposalsNow = async ({ ground, room, people }: OpenWorkspace): Promise<ProposalRoom> => proposalsOf(await ground.records.list(room), people.get())
