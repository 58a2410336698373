import '../../words/later/proposals'
import { useState } from 'react'
import { lineagesIn } from '../../copies/copies'
import { Button } from '../../design/controls/Button'
import { EmptyState } from '../../design/page/EmptyState'
import { List } from '../../design/page/ListRow'
import { ScreenHeading, SectionHeading } from '../../design/page/SectionHeading'
import { usePhone } from '../../design/useMedia'
import { t } from '../../words/words'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import { titleWords } from '../../workspace/who'
import { makeProposal } from './makeProposal'
import { NewProposalDialog } from './NewProposalDialog'
import { ProposalRow } from './ProposalRow'
import { useRoom } from './useRoom'
import { rowView } from './views'

/** What is open, whose turn it is, and what was decided last. */
export function ProposalList({ copy, onGo }: { copy: string | null; onGo: (route: string) => void }) {
  const workspace = useWorkspace()
  const room = useRoom()
  const isPhone = usePhone()
  const lineage = useStore(lineagesIn(workspace)).get(copy ?? '') ?? null
  const listings = useStore(workspace.documents)
  const [isMaking, setMaking] = useState(copy !== null)
  const rows = room.proposals.map((proposal) => rowView(proposal, room.now))
  const open = rows.filter(({ state }) => state === 'draft' || state === 'round' || state === 'reopened').sort((a, b) => Number(b.isTurn) - Number(a.isTurn))
  const past = rows.filter((row) => !open.includes(row))
  const make = workspace.mayWrite && (
    <Button icon="add" onClick={() => setMaking(true)}>
      {t('proposals.make')}
    </Button>
  )
  return (
    <>
      {rows.length === 0 ? (
        <>
          {!isPhone && <ScreenHeading>{t('proposals.title')}</ScreenHeading>}
          <EmptyState title={t('proposals.list.empty')} actions={make}>
            {t('proposals.list.emptyLine')}
          </EmptyState>
        </>
      ) : (
        <>
          <ScreenHeading detail={t('proposals.list.line', { count: open.length })} action={make}>
            {t('proposals.title')}
          </ScreenHeading>
          {open.length > 0 && (
            <List label={t('proposals.title')}>
              {open.map((proposal) => (
                <ProposalRow key={proposal.id} proposal={proposal} />
              ))}
            </List>
          )}
          {past.length > 0 && (
            <>
              <br />
              <SectionHeading>{t('proposals.list.past')}</SectionHeading>
              <List label={t('proposals.list.past')}>
                {past.map((proposal) => (
                  <ProposalRow key={proposal.id} proposal={proposal} />
                ))}
              </List>
            </>
          )}
        </>
      )}
      {isMaking && (copy === null || lineage) && (
        <NewProposalDialog
          changes={lineage && { title: titleWords(listings.find(({ id }) => id === lineage.parent)?.title ?? '') }}
          circles={room.circles}
          now={room.now}
          onMake={async (about) => {
            const made = await makeProposal(workspace, about, lineage)
            if (!made.ok) return t(`proposals.refused.${made.reason}`)
            onGo(`/d/${made.value}`)
            return null
          }}
          onClose={() => (copy === null ? setMaking(false) : onGo('/proposals'))}
        />
      )}
    </>
  )
}
