import { useMemo } from 'react'
import { useChart } from '../../circles/useChart'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { proposalsIn } from '../facts/room'
import type { DecisionView } from './log'
import type { ProposalView } from './model'
import type { PersonView } from './view'
import { decisionsOf, proposalView, viewOf } from './views'

export interface CircleChoice {
  readonly id: string
  readonly name: string
  readonly isAdvisory: boolean
  /** Members who are in it. */
  readonly people: readonly PersonView[]
}

export interface UsedRoom {
  readonly proposals: readonly ProposalView[]
  readonly decisions: readonly DecisionView[]
  readonly members: readonly PersonView[]
  readonly circles: readonly CircleChoice[]
  readonly now: number
  /** The id of the circle that a proposal was made for. */
  circleOf(proposal: string): CircleChoice | null
}

/** What the screens of this room draw, as it is now. */
export function useRoom(): UsedRoom {
  const workspace = useWorkspace()
  const room = useStore(proposalsIn(workspace))
  const people = useStore(workspace.people)
  const listings = useStore(workspace.documents)
  const { roll } = useChart()
  const now = workspace.ground.now()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time is looked at with each change, not each drawing
  return useMemo(() => {
    const titles = new Map(listings.filter(({ state }) => state === 'listed').map(({ id, title }) => [id, titleWords(title)]))
    const circles = [...roll.byId.values()].map(({ circle, people: holdings }) => ({
      ...{ id: circle.id, name: circle.name, isAdvisory: circle.may === 'advise' || circle.may === 'recommend' },
      people: holdings.flatMap(({ member }) => (member ? [viewOf(member)] : [])),
    }))
    return {
      proposals: [...room.proposals.values()].flatMap((proposal) => {
        const title = titles.get(proposal.id)
        return title === undefined ? [] : [proposalView(proposal, { title, people, now, owned: room.owned })]
      }),
      decisions: decisionsOf(room, { titles, people }),
      members: people.members.map(viewOf),
      circles,
      now,
      circleOf: (proposal) => circles.find(({ id }) => id === room.proposals.get(proposal)?.circle) ?? null,
    }
  }, [room, people, listings, roll])
}
