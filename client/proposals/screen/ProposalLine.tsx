import '../../words/later/proposals'
import { Button } from '../../design/controls/Button'
import { Banner } from '../../design/page/Banner'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { proposalsIn } from '../facts/room'

/** Above a text that is being proposed: the way to the proposal. */
export function ProposalLine({ id }: { id: string }) {
  const proposal = useStore(proposalsIn(useWorkspace())).proposals.get(id)
  if (!proposal) return null
  const isRound = proposal.rounds.at(-1)?.verdict.state === 'open'
  return (
    <Banner
      icon="proposal"
      title={t('proposals.textOf')}
      action={
        <Button small href={`#/p/${id}`}>
          {t('proposals.toProposal')}
        </Button>
      }
    >
      {t(isRound ? 'proposals.isRound' : 'proposals.beginThere')}
    </Banner>
  )
}
