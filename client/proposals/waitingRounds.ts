import '../words/later/proposals'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { titleWords } from '../workspace/who'
import { proposalsIn } from './facts/room'
import { isDue } from './screen/log'
import { closesWords } from './screen/saying'
import { decisionsOf, proposalView } from './screen/views'

/** More than these, and the list would be what one looks away from. */
const MOST = 5

/** Rounds that ask for one's position, objections to what one proposes, rounds of one's own whose day has come, and decisions to look at again. */
export function roundsSource(workspace: OpenWorkspace): WaitingSource {
  const room = proposalsIn(workspace)
  return {
    room: 'proposals',
    subscribe(listener) {
      const ends = [room.subscribe(listener), workspace.documents.subscribe(listener), workspace.people.subscribe(listener)]
      return () => {
        for (const end of ends) end()
      }
    },
    get() {
      if (!workspace.maySpeak) return []
      const people = workspace.people.get()
      const now = workspace.ground.now()
      const titles = new Map(workspace.documents.get().flatMap(({ id, title, state }) => (state === 'listed' ? [[id, titleWords(title)] as const] : [])))
      const items = [...room.get().proposals.values()].flatMap((proposal): WaitingItem[] => {
        const title = titles.get(proposal.id)
        if (title === undefined) return []
        const view = proposalView(proposal, { title, people, now })
        if (view.state !== 'round' && view.state !== 'reopened') return []
        const item = (what: string, line: string, label: string, due: number | null): WaitingItem => ({
          ...{ id: `proposals:${what}:${view.round}`, sign: 'proposal', title, voice: 'people', line, actions: [{ label, to: `/p/${view.id}` }] },
          ...{ isTurn: true, due, order: 3 },
        })
        const found: WaitingItem[] = []
        if (view.step !== 'questions' && view.me !== null && view.me.stand === null)
          found.push(item('turn', `${closesWords(view, now)}.`, t('proposals.wait.speak'), view.closes))
        if (!view.proposer?.isMe) return found
        const [objection] = view.heard.filter(({ stand, person }) => stand === 'objection' && !person.isMe)
        if (objection) {
          const { name } = objection.person
          const line = objection.words ? t('proposals.wait.objection', { name }) : t('proposals.wait.objectionBare', { name })
          found.push(item('objection', line, t('proposals.wait.see'), null))
        }
        if (view.closes !== null && view.closes <= now && view.step === 'decision')
          found.push(item('close', t('proposals.wait.close'), t('proposals.wait.see'), view.closes))
        return found
      })
      const reviews = decisionsOf(room.get(), { titles, people })
        .filter((decision) => isDue(decision, now) && (decision.owner === null || decision.owner.colour === null || people.me?.name === decision.owner.name))
        .map(
          (decision): WaitingItem => ({
            ...{ id: `proposals:review:${decision.id}`, sign: 'proposal', title: decision.title, voice: 'people', line: t('proposals.wait.review') },
            actions: [{ label: t('proposals.wait.see'), to: `/decisions/${decision.id}` }],
            ...{ isTurn: true, due: decision.lookAgain, order: 8 },
          }),
        )
      return [...items, ...reviews].slice(0, MOST)
    },
  }
}
