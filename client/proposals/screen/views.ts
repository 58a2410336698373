import '../../words/later/proposals'
import { formatDate, formatList } from '../../words/formats'
import { t } from '../../words/words'
import type { Member, People } from '../../workspace/people'
import type { ProposalRoom, ReadProposal, ReadRound, WrittenDecision } from '../facts/read'
import { outcomeOf } from '../facts/verdict'
import type { DecisionView } from './log'
import type { ProposalView, Verdict } from './model'
import type { ProposalRowView, ProposalState } from './ProposalRow'
import { closesWords } from './saying'
import type { Affected, HeardView, PersonView } from './view'

/** From what the records say to what the screens draw (pure, apart from the catalogue). */

const UNKNOWN = (id: string): PersonView => ({ id, name: t('workspace.somebody'), colour: null, isMe: false })
export const personView = (people: People, id: string): PersonView => {
  const member = people.byId.get(id)
  return member ? viewOf(member) : UNKNOWN(id)
}
export const viewOf = ({ id, name, colour, isMe }: Member): PersonView => ({ id, name, colour, isMe })

function affectedView(proposal: ReadProposal, person: string, people: People, now: number): Affected {
  const said = proposal.affected.get(person)
  if (!said || said.how === 'says not') return { how: 'assumed' }
  if (said.how === 'says so') return { how: 'says so' }
  return { how: 'asked', by: personView(people, said.by).name, when: formatDate(said.at, now) }
}

function heardOf(proposal: ReadProposal, round: ReadRound, people: People, now: number): HeardView[] {
  return round.roster.map((id): HeardView => {
    const position = round.verdict.positions.get(id)
    const said = proposal.affected.get(id)
    const added = round.added.get(id)
    const claims = said?.how === 'says so' || said?.how === 'asked'
    const denies = said?.how === 'says not'
    const isImpacted = (round.impacted.includes(id) && !denies) || claims
    const side = isImpacted ? 'impacted' : round.responsible.includes(id) ? 'responsible' : 'others'
    return {
      ...{ person: personView(people, id), side, affected: isImpacted ? affectedView(proposal, id, people, now) : null },
      ...{ stand: position && position.choice !== 'none' ? position.choice : null, why: position?.why ?? '', forWhom: position?.whom ?? '' },
      words: position?.choice === 'objection' && position.words !== '' ? { before: position.before, after: position.words } : null,
      witness: position?.witness ? t('proposals.witness', { name: personView(people, position.witness).name }) : null,
      ...{ isOlder: false, isTwo: round.verdict.two.has(id) },
      added: added ? t('proposals.added', { name: personView(people, added.by).name, why: added.why }) : null,
    }
  })
}

const current = (proposal: ReadProposal): ReadRound | null => proposal.rounds.at(-1) ?? null

export function stateOf(round: ReadRound | null): ProposalState {
  if (!round) return 'draft'
  const { verdict } = round
  if (verdict.state === 'open') return 'round'
  if (verdict.state === 'reopened') return 'reopened'
  return verdict.outcome === 'not adopted' ? 'not adopted' : round.isAdvisory ? 'recommended' : 'adopted'
}

export function proposalView(
  proposal: ReadProposal,
  { title, people, now, owned }: { title: string; people: People; now: number; owned?: ProposalRoom['owned'] },
): ProposalView {
  const round = current(proposal)
  const heard = round ? heardOf(proposal, round, people, now) : []
  const state = stateOf(round)
  const would = round ? outcomeOf(round.method, round.verdict.positions.values()) : 'not adopted'
  const unheard = heard.filter(({ stand }) => stand === null)
  const closing =
    round && round.verdict.state !== 'open' ? round.closings.find(({ id }) => round.verdict.state !== 'open' && id === round.verdict.closing) : null
  const mine = people.me ? proposal.affected.get(people.me.id) : undefined
  const ifClosed: Verdict = would === 'adopted' && round?.isAdvisory ? 'recommended' : would
  const closes = round?.closes ?? null
  const owner = (round && owned?.get(round.id)?.owner) ?? null
  return {
    ...{ id: proposal.id, title, sentence: proposal.sentence, proposer: personView(people, proposal.by), state, heard, ifClosed, closes },
    ...{ group: round?.group || t('proposals.everybody'), isAdvisory: round?.isAdvisory ?? false, method: round?.method ?? 'consent' },
    round: round?.id ?? null,
    offer: round?.offer ?? null,
    closings: round?.closings.map(({ id }) => id) ?? [],
    step: !round ? null : state === 'round' || state === 'reopened' ? round.step : 'done',
    held: [...proposal.rounds.map(({ step }) => step), ...(new Set(proposal.rounds.map(({ version }) => version)).size > 1 ? (['words'] as const) : [])],
    me: heard.find(({ person }) => person.isMe) ?? null,
    notYet: closes !== null && closes > now && unheard.length > 0 ? t('proposals.closing.early', { when: formatDate(closes, now) }) : null,
    owed: round ? round.owed.filter((id) => unheard.some(({ person }) => person.id === id)) : [],
    version: round?.version ?? null,
    closed: closing
      ? {
          ...{ by: personView(people, closing.person), at: closing.at, isTwice: round?.verdict.state === 'closed' && round.verdict.closings > 1 },
          tried: [...closing.reasons].map(([person, words]) => ({ name: personView(people, person).name, words })),
        }
      : null,
    ...{ bid: proposal.bid, changes: proposal.changes, affectsMe: mine ? mine.how === 'says so' : null },
    owner: owner === null ? null : personView(people, owner),
  }
}

export function rowView(view: ProposalView, now: number): ProposalRowView {
  const { proposer, state, me, heard, step } = view
  const by = proposer?.isMe ? t('proposals.bySelf') : t('proposals.byPlain', { name: proposer?.name ?? '' })
  const closes = closesWords(view, now)
  return {
    ...{ id: view.id, route: `/p/${view.id}`, title: view.title, state, heard },
    line: closes === '' ? by : `${by} ${closes}`,
    isTurn: (state === 'round' || state === 'reopened') && step !== 'questions' && me !== null && me.stand === null,
    objections: heard.filter(({ stand }) => stand === 'objection').length,
  }
}

const namesOf = (written: WrittenDecision, people: People): string =>
  formatList([...written.people.map((id) => personView(people, id).name), ...written.others])

/** The log: what rounds came to, and what was written down. */
export function decisionsOf(room: ProposalRoom, { titles, people }: { titles: ReadonlyMap<string, string>; people: People }): DecisionView[] {
  const rounds = [...room.proposals.values()].flatMap((proposal): DecisionView[] => {
    const round = current(proposal)
    const state = stateOf(round)
    if (!round || state === 'draft' || state === 'round') return []
    const closing = round.closings.find(({ id }) => round.verdict.state !== 'open' && id === round.verdict.closing)
    const owned = room.owned.get(round.id)
    const looked = room.looked.get(round.id)
    const how = t(`proposals.byMethod.${round.method}`)
    const heard = round.verdict.positions.size
    return [
      {
        ...{ id: round.id, route: `/p/${proposal.id}`, title: titles.get(proposal.id) ?? proposal.sentence, sentence: proposal.sentence },
        ...{ at: closing?.at ?? round.at, outcome: state, circle: round.group || t('proposals.everybody') },
        how: t('proposals.log.heard', { how, heard, all: round.roster.length }),
        owner: owned?.owner ? personView(people, owned.owner) : null,
        lookAgain: looked ? looked.again : (owned?.again ?? proposal.bid?.until ?? null),
        ...{ isSmallBid: proposal.bid !== null, cost: proposal.bid?.cost ?? '', said: proposal.bid?.expect ?? '' },
        ...{ happened: looked?.happened ?? '', review: looked?.review ?? null, tasks: [] },
      },
    ]
  })
  const written = room.written.map((decision): DecisionView => {
    const looked = room.looked.get(decision.id)
    const names = namesOf(decision, people)
    const acted = decision.couldNotWait !== ''
    const how =
      decision.how !== '' ? decision.how : acted ? t('proposals.log.acted', { names, why: decision.couldNotWait }) : t('proposals.log.names', { names })
    return {
      ...{ id: decision.id, route: null, title: decision.title || decision.sentence, sentence: decision.sentence, at: decision.at },
      ...{ outcome: acted ? 'had to act' : 'written down', circle: decision.circle, how },
      owner: decision.owner ? personView(people, decision.owner) : decision.ownerName !== '' ? { name: decision.ownerName, colour: null } : null,
      lookAgain: looked ? looked.again : decision.again,
      ...{ isSmallBid: decision.bid !== null, cost: decision.bid?.cost ?? '', said: decision.said || (decision.bid?.expect ?? '') },
      ...{ happened: looked?.happened ?? '', review: looked?.review ?? null, tasks: decision.tasks },
    }
  })
  return [...rounds, ...written]
}
