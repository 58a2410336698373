import '../../words/later/proposals'
import { type ReactNode, useEffect } from 'react'
import { lineagesIn } from '../../copies/copies'
import { adoptOffer, offerNow } from '../../copies/review/adoptOffer'
import { useToast } from '../../design/layers/Toast'
import { formatDate, formatList } from '../../words/formats'
import { t } from '../../words/words'
import { endOf } from '../../workspace/days'
import { useStore } from '../../workspace/useStore'
import { useWorkspace } from '../../workspace/useWorkspace'
import * as acts from '../facts/acts'
import { dayAfter } from './days'
import type { ProposalActs, ProposalView } from './model'
import { ProposalScreen } from './ProposalScreen'
import { putWords } from './putWords'
import { adoptWords, refusalOf } from './refusals'
import { reminder, share } from './remind'
import { closesWords } from './saying'
import { type UsedRoom, useRoom } from './useRoom'
import { useWords } from './useWords'

export interface OneProposalProps {
  readonly id: string
  readonly bar: ReactNode
  readonly isOffline: boolean
  readonly onRefused: (words: string) => void
  /** Where there is no such proposal. */
  readonly nothing: ReactNode
}

const LONGER = 3

/** One proposal, with what can be done about it. */
export function OneProposal(props: OneProposalProps) {
  const room = useRoom()
  const proposal = room.proposals.find(({ id }) => id === props.id)
  return proposal ? <Here {...props} proposal={proposal} room={room} /> : props.nothing
}

function Here({ id, bar, isOffline, onRefused, proposal, room }: OneProposalProps & { proposal: ProposalView; room: UsedRoom }) {
  const workspace = useWorkspace()
  const toast = useToast()
  const { live, frozen, isLost, isChanged } = useWords(id, proposal.version)
  const { round } = proposal
  // Followed, so that they are known when a closing puts changes in.
  useStore(lineagesIn(workspace))
  useEffect(() => {
    workspace.setAt(id)
    return () => workspace.setAt(null)
  }, [workspace, id])
  const circle = room.circleOf(id)
  const roster = circle && circle.people.length > 0 ? circle.people : room.members
  const gone = t('proposals.refused.gone')

  const can: ProposalActs = {
    async begin({ step, method, closes, impacted, responsible }) {
      if (live === null) return t('proposals.refused.no text')
      const offer = proposal.changes && (await offerNow(workspace, proposal.changes))
      const about = { step, method, closes, impacted, responsible, text: live, offer, decide: roster.map((person) => person.id) }
      const named = {
        group: circle?.name ?? '',
        isAdvisory: circle?.isAdvisory ?? false,
        name: t('proposals.versionName', { step: t(`proposals.step.${step}`) }),
      }
      return refusalOf(await acts.begin(workspace, id, { ...about, ...named }))
    },
    take: async (stand, why) => (round ? refusalOf(await acts.take(workspace, id, round, { choice: stand, why })) : gone),
    object: async ({ harm, whom, words, knew }) =>
      round ? refusalOf(await acts.take(workspace, id, round, { choice: 'objection', why: harm, whom, words, knew })) : gone,
    async takeBack(before) {
      if (!round) return gone
      const { stand, why, forWhom, words } = before ?? { stand: null, why: '', forWhom: '', words: null }
      return refusalOf(await acts.take(workspace, id, round, { choice: stand ?? 'none', why, whom: forWhom, words }))
    },
    async affects(affects) {
      const { me } = workspace.people.get()
      return me ? refusalOf(await acts.affects(workspace, id, { person: me.id, affects, words: '' })) : gone
    },
    asked: async (person, words) => refusalOf(await acts.affects(workspace, id, { person, affects: true, words })),
    async longer() {
      if (!round || proposal.closes === null) return gone
      const closes = endOf(dayAfter(Math.max(room.now, proposal.closes), LONGER))
      const refused = refusalOf(await acts.giveTime(workspace, id, round, closes))
      if (refused === null) toast({ text: t('proposals.longerToast', { when: formatDate(closes) }) })
      return refused
    },
    own: async (owner, again) => (round ? refusalOf(await acts.own(workspace, round, { owner, again })) : gone),
    async close(tried) {
      if (!round) return gone
      const closed = refusalOf(await acts.close(workspace, id, round, tried))
      // [D8] Adopting is what puts them in. Whatever came in between, the screen says so and offers it again.
      if (closed === null && proposal.ifClosed === 'adopted' && proposal.changes && workspace.mayWrite) void putIn()
      return closed
    },
    putIn: () => putIn(),
  }
  async function putIn() {
    const lineage = proposal.changes && lineagesIn(workspace).get().get(proposal.changes.copy)
    if (!lineage) return t('proposals.changes.away')
    const names = { before: t('proposals.changes.before', { title: proposal.title }), after: t('proposals.changes.after', { title: proposal.title }) }
    const put = await adoptOffer(workspace, lineage, { offer: proposal.offer, names }).catch(() => null)
    if (put && !put.ok && put.reason === 'committed already') return null
    if (!put?.ok) return adoptWords(put?.reason ?? null)
    if (put.value.taken > 0) toast({ text: t('proposals.changes.putToast', { count: put.value.taken }) })
    return null
  }
  const remind = () => {
    const names = formatList(proposal.heard.filter(({ stand }) => stand === null).map(({ person }) => person.name))
    const closes = closesWords(proposal, room.now)
    const text = reminder({
      ...{ sentence: proposal.sentence, closes: t('proposals.remind.second', { group: proposal.group, closes, names }) },
      ...{ address: workspace.ground.address, route: `/p/${id}` },
    })
    void share(text).then((said) => said !== null && toast({ text: said }))
  }
  return (
    <ProposalScreen
      bar={bar}
      proposal={proposal}
      acts={can}
      words={proposal.version === null ? live : frozen}
      isLost={isLost}
      isChanged={isChanged}
      roster={roster}
      mayWrite={workspace.mayWrite}
      maySpeak={workspace.maySpeak}
      isOffline={isOffline}
      now={workspace.ground.now()}
      textHref={`#/d/${id}`}
      onPut={async (before, after) => {
        const put = await putWords(workspace, id, before, after)
        if (!put.ok) return t('proposals.words.gone')
        toast({ text: t('proposals.words.putToast') })
        return null
      }}
      onRemind={remind}
      onNotice={(words) => toast({ text: words })}
      onRefused={onRefused}
    />
  )
}
