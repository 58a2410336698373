import type { VerifiedRecord } from '../../crypto/record'
import { followed } from '../../workspace/followed'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { NO_PROPOSALS, type ProposalRoom, proposalsOf } from './read'

/** All proposals and decisions of a workspace. */
export const proposalsIn = followed<ProposalRoom>(NO_PROPOSALS, follow)

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
