import { toHex } from '../../../shared/bytes'
import { type Fact, factsOf, type Who } from '../../circles/facts/facts'
import { fieldsOf } from '../../crypto/joining'
import type { PersonId } from '../../crypto/person'
import type { VerifiedRecord } from '../../crypto/record'
import { ancestorsOf, type RecordIdSet } from './ancestors'
import {
  AFFECTS,
  type BidWords,
  CLOSING,
  hex,
  idsIn,
  LONGER,
  LOOKED,
  list,
  MEDIA,
  type Medium,
  moment,
  OWNED,
  POSITION,
  PROPOSAL,
  proposalSubject,
  ROSTER,
  ROUND,
  readBid,
  roundSubject,
  SENTENCE,
  TASK,
  textsIn,
  WITNESSED,
  WRITTEN,
  words,
} from './bodies'
import { askedOf, type RosterChange, SEATS } from './roster'
import { CHOICES, type Choice, type Closing, METHODS, OUTCOMES, type Position, type Round, type Verdict, verdict } from './verdict'

/** Proposals, rounds and decisions from the records of a workspace (pure): the same records give the same on every device. */

export const ROUND_STEPS = ['questions', 'reactions', 'decision'] as const
export type RoundStep = (typeof ROUND_STEPS)[number]

export interface SaidPosition extends Position {
  readonly why: string
  readonly whom: string
  /** The passage as it stood, and as it could be lived with; '': no other words. */
  readonly before: string
  readonly words: string
  readonly witness: PersonId | null
  /** From what a witness wrote it down, and when it was said; null: the person's own word. */
  readonly medium: Medium | null
  readonly saidAt: number | null
}
export interface ReadClosing extends Closing {
  readonly reasons: ReadonlyMap<PersonId, string>
}
export interface ReadRound extends Round {
  readonly id: string
  readonly at: number
  readonly step: RoundStep
  /** What the circle was called; '': everybody. */
  readonly group: string
  readonly isAdvisory: boolean
  readonly closes: number
  /** SHA-256 of the canonical text, hex. */
  readonly version: string
  /** [D8] The record of the offer that was asked about, hex. */
  readonly offer: string | null
  readonly impacted: readonly PersonId[]
  readonly responsible: readonly PersonId[]
  /** [D0] Who came onto the roster after it began. */
  readonly added: ReadonlyMap<PersonId, RosterChange>
  readonly positions: readonly SaidPosition[]
  readonly closings: readonly ReadClosing[]
  readonly verdict: Verdict<SaidPosition>
}
export interface ReadAffected {
  readonly how: 'says so' | 'asked' | 'says not'
  readonly by: PersonId
  readonly at: number
  readonly words: string
}
export interface ReadProposal {
  /** Of its document, hex. */
  readonly id: string
  readonly by: PersonId
  readonly at: number
  readonly sentence: string
  readonly circle: string | null
  readonly changes: { readonly main: string; readonly copy: string } | null
  readonly bid: BidWords | null
  readonly affected: ReadonlyMap<PersonId, ReadAffected>
  /** The last that was begun counts. */
  readonly rounds: readonly ReadRound[]
}
export interface LookedAgain {
  readonly review: 'kept' | 'changed' | 'stopped' | 'undone'
  readonly happened: string
  readonly again: number | null
  readonly at: number
}
export interface WrittenDecision {
  readonly id: string
  readonly by: PersonId
  readonly at: number
  readonly sentence: string
  readonly title: string
  readonly people: readonly PersonId[]
  readonly others: readonly string[]
  readonly circle: string
  readonly how: string
  readonly owner: PersonId | null
  readonly ownerName: string
  readonly again: number | null
  readonly couldNotWait: string
  readonly said: string
  readonly bid: BidWords | null
  readonly tasks: readonly { readonly words: string; readonly isDone: boolean }[]
}
export interface ProposalRoom {
  readonly proposals: ReadonlyMap<string, ReadProposal>
  readonly written: readonly WrittenDecision[]
  /** By the id of a round or of a written decision: the last look. */
  readonly looked: ReadonlyMap<string, LookedAgain>
  /** By the id of a round. */
  readonly owned: ReadonlyMap<string, { readonly owner: PersonId | null; readonly again: number | null }>
}
export const NO_PROPOSALS: ProposalRoom = { proposals: new Map(), written: [], looked: new Map(), owned: new Map() }

const SUBJECT = /^proposal\/([0-9a-f]{32})$/
const DECISION = /^decision\/([0-9a-f]{32,64})$/

export function proposalsOf(records: readonly VerifiedRecord[], people: Who): ProposalRoom {
  const facts = factsOf(records, people)
  const past: RecordIdSet = ancestorsOf(records)
  const after = (id: string, earlier: string): boolean => past(id).has(earlier)
  const person = (device: string | null): PersonId | null => (device === null ? null : (people.ofDevice(device)?.id ?? null))
  const persons = (ids: readonly string[]): PersonId[] => [...new Set(ids.flatMap((id) => person(id) ?? []))]
  const of = (subject: string, type: string): Fact[] => facts.about(subject).filter((fact) => fact.type === type)

  const readRound = (fact: Fact): ReadRound[] => {
    const body = fieldsOf(fact.body)
    const [step, method] = [ROUND_STEPS.find((one) => one === body.step), METHODS.find((one) => one === body.method)]
    const [closes, version] = [moment(body, 'closes'), hex(body, 'version', 32)]
    if (!step || !method || closes === null || version === null) return []
    const subject = roundSubject(fact.id)
    const [decide, impacted, responsible] = [persons(idsIn(body, 'decide')), persons(idsIn(body, 'impacted')), persons(idsIn(body, 'responsible'))]
    const began = { decide, impacted, responsible }
    const changes = of(subject, ROSTER).flatMap((one): RosterChange[] => {
      const said = fieldsOf(one.body)
      const [who, as] = [person(hex(said, 'person', 32)), said.as === null ? null : SEATS.find((seat) => seat === said.as)]
      return who === null || as === undefined ? [] : [{ id: one.id, by: one.by, at: one.at, person: who, as, why: words(said, 'why', 2000) }]
    })
    const longer = of(subject, LONGER).map((one) => ({ id: one.id, closes: moment(fieldsOf(one.body), 'closes') ?? 0 }))
    const until = (known: (id: string) => boolean): number => longer.reduce((most, one) => (known(one.id) ? Math.max(most, one.closes) : most), closes)
    const positions = facts.about(subject).flatMap((one): SaidPosition[] => {
      if (one.type !== POSITION && one.type !== WITNESSED) return []
      const said = fieldsOf(one.body)
      const choice: Choice | 'none' | undefined = said.choice === 'none' ? 'none' : CHOICES.find((each) => each === said.choice)
      const isOwn = one.type === POSITION
      const [about, medium] = [isOwn ? one.by : person(hex(said, 'person', 32)), isOwn ? null : MEDIA.find((each) => each === said.medium)]
      if (!choice || about === null || medium === undefined || (!isOwn && about === one.by)) return []
      return [
        {
          ...{ id: one.id, person: about, at: one.at, choice, why: words(said, 'why'), whom: words(said, 'whom', 2000) },
          ...{
            before: words(said, 'before'),
            words: words(said, 'words'),
            witness: isOwn ? null : one.by,
            medium,
            saidAt: isOwn ? null : moment(said, 'when'),
          },
        },
      ]
    })
    const asked = (knows: (id: string) => boolean) => {
      const spoke = (who: PersonId) => positions.some((one) => one.person === who && one.witness === null && knows(one.id))
      return askedOf(began, changes.length === 0 ? changes : changes.filter(({ id }) => knows(id)), spoke, after)
    }
    const now = asked(() => true)
    const round: Round = { by: fact.by, method, roster: now.roster, owed: now.owed }
    // [D9] Only somebody whom the round asks, now or when it began, writes down for others.
    const first = new Set([...decide, ...impacted, ...responsible, ...now.roster])
    const heard = positions.filter(({ witness }) => witness === null || first.has(witness))
    const closings = of(subject, CLOSING).flatMap((one): ReadClosing[] => {
      const said = fieldsOf(one.body)
      const outcome = OUTCOMES.find((each) => each === said.outcome)
      if (!outcome) return []
      const reasons = new Map(
        list(said, 'tried').flatMap((pair) => {
          const [device, why] = Array.isArray(pair) ? pair : []
          const who = device instanceof Uint8Array ? person(toHex(device)) : null
          return who !== null && typeof why === 'string' && why.trim() !== '' ? [[who, why.slice(0, 2000)] as const] : []
        }),
      )
      const cut = idsIn(said, 'cut')
      const knows = (id: string): boolean => after(one.id, id)
      const known = changes.length === 0 ? now : asked((id) => knows(id) || cut.includes(id))
      return [{ id: one.id, person: one.by, at: one.at, outcome, cut, tried: [...reasons.keys()], announced: until(knows), asked: known, reasons }]
    })
    return [
      {
        ...round,
        ...{
          id: fact.id,
          at: fact.at,
          step,
          version,
          offer: hex(body, 'offer', 32),
          impacted: now.impacted,
          responsible: now.responsible,
          added: now.added,
          positions: heard,
          closings,
        },
        ...{ group: words(body, 'group', 200), isAdvisory: body.advisory === true, closes: until(() => true) },
        verdict: verdict(round, heard, closings, after),
      },
    ]
  }

  const proposals = new Map<string, ReadProposal>()
  for (const first of facts.all) {
    const id = first.type === PROPOSAL ? SUBJECT.exec(first.subject)?.[1] : undefined
    if (!id || proposals.has(id)) continue
    const subject = proposalSubject(id)
    const body = fieldsOf(of(subject, PROPOSAL).at(-1)?.body ?? first.body)
    const [main, copy] = [hex(body, 'main', 16), hex(body, 'copy', 16)]
    const affected = new Map<PersonId, ReadAffected>()
    for (const fact of of(subject, AFFECTS)) {
      const said = fieldsOf(fact.body)
      const who = person(hex(said, 'person', 32)) ?? fact.by
      const isOwn = who === fact.by
      // What somebody says of themself is not outdone by what another says of them.
      if (!isOwn && affected.has(who) && affected.get(who)?.how !== 'asked') continue
      affected.set(who, { how: isOwn ? (said.affects === false ? 'says not' : 'says so') : 'asked', by: fact.by, at: fact.at, words: words(said, 'words') })
    }
    proposals.set(id, {
      ...{ id, by: first.by, at: first.at, sentence: words(body, 'sentence', SENTENCE), circle: hex(body, 'circle', 16) },
      ...{ changes: main && copy ? { main, copy } : null, bid: readBid(body), affected, rounds: of(subject, ROUND).flatMap(readRound) },
    })
  }

  const written = facts.all.flatMap((fact): WrittenDecision[] => {
    const id = fact.type === WRITTEN ? DECISION.exec(fact.subject)?.[1] : undefined
    const body = fieldsOf(fact.body)
    const sentence = words(body, 'sentence', SENTENCE)
    if (!id || sentence === '') return []
    const done = new Map(of(fact.subject, TASK).map((one) => [moment(fieldsOf(one.body), 'task') ?? -1, fieldsOf(one.body).done === true]))
    const doneAtFirst = list(body, 'done').map((value) => value === true)
    return [
      {
        ...{ id, by: fact.by, at: moment(body, 'on') ?? fact.at, sentence, title: words(body, 'title', 200), people: persons(idsIn(body, 'people')) },
        ...{ others: textsIn(body, 'others').map((name) => name.slice(0, 120)), circle: words(body, 'circle', 200), how: words(body, 'how', 400) },
        ...{ owner: person(hex(body, 'owner', 32)), ownerName: words(body, 'ownerName', 120), again: moment(body, 'again') },
        ...{ couldNotWait: words(body, 'couldNotWait', 4000), said: words(body, 'said', 8000), bid: readBid(body) },
        tasks: textsIn(body, 'tasks').map((said, index) => ({ words: said.slice(0, 400), isDone: done.get(index) ?? doneAtFirst[index] ?? false })),
      },
    ]
  })
  const looked = new Map<string, LookedAgain>()
  for (const fact of facts.all) {
    const id = fact.type === LOOKED ? DECISION.exec(fact.subject)?.[1] : undefined
    const body = fieldsOf(fact.body)
    const review = (['kept', 'changed', 'stopped', 'undone'] as const).find((one) => one === body.review)
    if (id && review) looked.set(id, { review, happened: words(body, 'happened', 8000), again: moment(body, 'again'), at: moment(body, 'on') ?? fact.at })
  }
  const owned = new Map<string, { owner: PersonId | null; again: number | null }>()
  for (const fact of facts.all) {
    const id = fact.type === OWNED ? DECISION.exec(fact.subject)?.[1] : undefined
    const body = fieldsOf(fact.body)
    if (id) owned.set(id, { owner: person(hex(body, 'owner', 32)), again: moment(body, 'again') })
  }
  return { proposals, written: onceEach(written), looked, owned }
}

const onceEach = (decisions: readonly WrittenDecision[]): WrittenDecision[] => [...new Map(decisions.toReversed().map((one) => [one.id, one])).values()]
