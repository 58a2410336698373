import { fromHex, toHex } from '../../../shared/bytes'
import { ok, type Result, refuse } from '../../../shared/result'
import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { CborValue } from '../../crypto/deterministicCbor'
import type { PersonId } from '../../crypto/person'
import type { RecordId } from '../../crypto/record'
import { openHistory } from '../../history/openHistory'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import type { BidWords } from './bodies'
import * as say from './bodies'
import type { RoundStep } from './read'
import { proposalsNow } from './room'
import type { RosterSeat } from './roster'
import { type Choice, type Method, outcomeOf } from './verdict'

/** What can be done about proposals. Each act is one signed record; what cannot be done is refused by name. */
export type ActRefusal =
  /** May only read. */
  | 'may not'
  /** No such proposal, or no round of it, on this device. */
  | 'gone'
  /** The round was closed meanwhile. */
  | 'closed'
  | 'not on the roster'
  /** Not everybody was heard, and the day has not come. */
  | 'too early'
  /** It is not said how some were tried. */
  | 'not tried'
  | 'day passed'
  | 'no text'
  /** Advice is asked by one person, who then decides. */
  | 'not the asker'
  /** Somebody has a word of their own in this round: nobody speaks for them or takes them off. */
  | 'has spoken'
  /** This device could not store it. */
  | 'not kept'

/** Any device of a person names the person. */
const deviceOf = (workspace: OpenWorkspace, person: PersonId): string => workspace.people.get().byId.get(person)?.devices[0]?.id ?? person
const devicesOf = (workspace: OpenWorkspace, persons: readonly PersonId[]) => say.devices(persons.map((person) => deviceOf(workspace, person)))

async function append(
  workspace: OpenWorkspace,
  type: string,
  subject: string,
  body: CborValue,
  unseen: readonly RecordId[] = [],
): Promise<Result<string, ActRefusal>> {
  if (!workspace.maySpeak) return refuse('may not')
  try {
    const record = await workspace.ground.records.append(workspace.room, { type, subject, body, unseen })
    return ok(record.id)
  } catch (error) {
    console.error('a record could not be kept', error)
    return refuse('not kept')
  }
}

export interface Proposing {
  readonly document: string
  readonly sentence: string
  readonly circle: string | null
  readonly changes: { readonly main: string; readonly copy: string } | null
  readonly bid: BidWords | null
}
/** Says that a document is a proposal; said again, its sentence and what it may cost are others. */
export const propose = (workspace: OpenWorkspace, { document, sentence, circle, changes, bid }: Proposing) =>
  append(workspace, say.PROPOSAL, say.proposalSubject(document), {
    sentence: say.cut(sentence, say.SENTENCE),
    circle: circle === null ? null : fromHex(circle),
    main: changes && fromHex(changes.main),
    copy: changes && fromHex(changes.copy),
    bid: bid && say.bidBody(bid),
  })

/** [D0] For oneself, or what somebody else said when asked. */
export const affects = (workspace: OpenWorkspace, document: string, about: { readonly person: PersonId; readonly affects: boolean; readonly words: string }) =>
  append(workspace, say.AFFECTS, say.proposalSubject(document), {
    person: fromHex(deviceOf(workspace, about.person)),
    affects: about.affects,
    words: say.cut(about.words, 4000),
  })

export interface Beginning {
  readonly step: RoundStep
  readonly method: Method
  readonly closes: number
  readonly group: string
  readonly isAdvisory: boolean
  readonly decide: readonly PersonId[]
  readonly impacted: readonly PersonId[]
  readonly responsible: readonly PersonId[]
  readonly text: ProseMirrorJson
  /** [D8] The copy's offer that would go in; null: no copy, or its offer has not come here. */
  readonly offer: RecordId | null
  /** What the version is called. */
  readonly name: string
}
/** [D0] [D3] Keeps the words as they are, and asks about these. */
export async function begin(workspace: OpenWorkspace, document: string, about: Beginning): Promise<Result<string, ActRefusal>> {
  if (!workspace.mayWrite) return refuse('may not')
  if (about.closes <= workspace.ground.now()) return refuse('day passed')
  const history = await openHistory(workspace, document)
  if (!history.ok) return refuse('no text')
  let version: string
  try {
    version = history.value.keep({ json: about.text, cause: 'named', name: about.name })
  } finally {
    history.value.close()
  }
  return append(workspace, say.ROUND, say.proposalSubject(document), {
    ...{ step: about.step, method: about.method, closes: about.closes, version: fromHex(version), group: about.group, advisory: about.isAdvisory },
    offer: about.offer && fromHex(about.offer),
    ...{ decide: devicesOf(workspace, about.decide), impacted: devicesOf(workspace, about.impacted), responsible: devicesOf(workspace, about.responsible) },
  })
}

async function roundNow(workspace: OpenWorkspace, document: string, round: string) {
  const found = (await proposalsNow(workspace)).proposals.get(document)?.rounds.find(({ id }) => id === round)
  return found ? ok(found) : refuse<ActRefusal>('gone')
}

export interface Positioning {
  readonly choice: Choice | 'none'
  readonly why?: string
  readonly whom?: string
  readonly words?: { readonly before: string; readonly after: string } | null
  /** [D2] The closings that were known when it was begun; not given: all that are here. */
  readonly knew?: readonly string[]
}
/** [D1] Only one's own: it is signed by this device. A late one is kept, and can reopen. */
export async function take(workspace: OpenWorkspace, document: string, round: string, about: Positioning): Promise<Result<string, ActRefusal>> {
  const found = await roundNow(workspace, document, round)
  if (!found.ok) return found
  const me = workspace.people.get().me
  if (!me || !found.value.roster.includes(me.id)) return refuse('not on the roster')
  const { knew } = about
  const body = {
    ...{ choice: about.choice, why: say.cut(about.why ?? ''), whom: say.cut(about.whom ?? '', 2000) },
    ...{ before: say.cut(about.words?.before ?? ''), words: say.cut(about.words?.after ?? '') },
  }
  const unseen = knew ? found.value.closings.flatMap(({ id }) => (knew.includes(id) ? [] : [id as RecordId])) : []
  return append(workspace, say.POSITION, say.roundSubject(round), body, unseen)
}

export interface Witnessing {
  readonly person: PersonId
  readonly choice: Choice
  readonly medium: say.Medium
  /** When it was said, ms. */
  readonly when: number
  readonly why?: string
  readonly whom?: string
}
/** [D9] What somebody else said on paper or aloud. Their own word takes its place, whenever it comes. */
export async function witness(workspace: OpenWorkspace, document: string, round: string, about: Witnessing): Promise<Result<string, ActRefusal>> {
  const found = await roundNow(workspace, document, round)
  if (!found.ok) return found
  const me = workspace.people.get().me
  if (!me || me.id === about.person || ![me.id, about.person].every((one) => found.value.roster.includes(one))) return refuse('not on the roster')
  if (found.value.positions.some((one) => one.person === about.person && one.witness === null)) return refuse('has spoken')
  return append(workspace, say.WITNESSED, say.roundSubject(round), {
    ...{ person: fromHex(deviceOf(workspace, about.person)), choice: about.choice, medium: about.medium, when: about.when },
    ...{ why: say.cut(about.why ?? ''), whom: say.cut(about.whom ?? '', 2000) },
  })
}

/** [D0] Somebody is asked, too, or (`as`: null) not any more; shown with the reason when the round closes. */
export async function changeRoster(
  workspace: OpenWorkspace,
  document: string,
  round: string,
  { person, as, why }: { readonly person: PersonId; readonly as: RosterSeat | null; readonly why: string },
): Promise<Result<string, ActRefusal>> {
  if (!workspace.mayWrite) return refuse('may not')
  const found = await roundNow(workspace, document, round)
  if (!found.ok) return found
  const spoke = found.value.positions.some((one) => one.person === person && one.witness === null)
  if (as === null && spoke && workspace.people.get().me?.id !== person) return refuse('has spoken')
  return append(workspace, say.ROSTER, say.roundSubject(round), { person: fromHex(deviceOf(workspace, person)), as, why: say.cut(why, 2000) })
}

/** [D11] The day that was announced moves: a person says so. */
export async function giveTime(workspace: OpenWorkspace, document: string, round: string, closes: number): Promise<Result<string, ActRefusal>> {
  const found = await roundNow(workspace, document, round)
  return found.ok ? append(workspace, say.LONGER, say.roundSubject(round), { closes }) : found
}

/** [D4] [D5] Cites what it counts, so that anybody can work it out again. */
export async function close(
  workspace: OpenWorkspace,
  document: string,
  round: string,
  tried: Readonly<Record<PersonId, string>>,
): Promise<Result<string, ActRefusal>> {
  const found = await roundNow(workspace, document, round)
  if (!found.ok) return found
  const { value } = found
  const me = workspace.people.get().me
  if (!me || !value.roster.includes(me.id)) return refuse('not on the roster')
  if (value.verdict.state === 'closed') return refuse('closed')
  if (value.method === 'advice' && value.by !== me.id) return refuse('not the asker')
  const { positions } = value.verdict
  if (workspace.ground.now() < value.closes && value.roster.some((person) => !positions.has(person))) return refuse('too early')
  const owed = value.owed.filter((person) => !positions.has(person))
  if (owed.some((person) => (tried[person] ?? '').trim() === '')) return refuse('not tried')
  return append(workspace, say.CLOSING, say.roundSubject(round), {
    outcome: outcomeOf(value.method, positions.values()),
    // All that each person said last, not only what counts of it: nothing of it is then unknown to the closing.
    cut: value.positions.map(({ id }) => fromHex(id)),
    tried: owed.map((person) => [fromHex(deviceOf(workspace, person)), say.cut(tried[person] ?? '', 2000)]),
  })
}

export const own = (workspace: OpenWorkspace, decision: string, about: { readonly owner: PersonId | null; readonly again: number | null }) =>
  append(workspace, say.OWNED, say.decisionSubject(decision), { owner: about.owner && fromHex(deviceOf(workspace, about.owner)), again: about.again })

export interface WritingDown {
  readonly sentence: string
  readonly people: readonly PersonId[]
  readonly others: readonly string[]
  readonly circle: string
  readonly owner: PersonId | null
  readonly again: number | null
  readonly couldNotWait: string
  /** Of decisions that are older than the log. */
  readonly past?: {
    readonly on: number
    readonly title: string
    readonly how: string
    readonly ownerName: string
    readonly said: string
    readonly bid: BidWords | null
    readonly tasks: readonly { readonly words: string; readonly isDone: boolean }[]
  }
}
/** A decision that was taken in a room; its id. */
export async function writeDown(workspace: OpenWorkspace, about: WritingDown): Promise<Result<string, ActRefusal>> {
  const id = toHex(crypto.getRandomValues(new Uint8Array(16)))
  const { past } = about
  const made = await append(workspace, say.WRITTEN, say.decisionSubject(id), {
    ...{ sentence: say.cut(about.sentence, say.SENTENCE), people: devicesOf(workspace, about.people), others: [...about.others], circle: about.circle },
    ...{ owner: about.owner && fromHex(deviceOf(workspace, about.owner)), again: about.again, couldNotWait: say.cut(about.couldNotWait, 4000) },
    ...(past
      ? {
          ...{ on: past.on, title: past.title, how: past.how, ownerName: past.ownerName, said: past.said, bid: past.bid && say.bidBody(past.bid) },
          ...{ tasks: past.tasks.map(({ words }) => words), done: past.tasks.map(({ isDone }) => isDone) },
        }
      : {}),
  })
  return made.ok ? ok(id) : made
}

export const lookAgain = (
  workspace: OpenWorkspace,
  decision: string,
  about: { readonly review: 'kept' | 'changed' | 'stopped' | 'undone'; readonly happened: string; readonly again: number | null; readonly on?: number },
) =>
  append(workspace, say.LOOKED, say.decisionSubject(decision), {
    ...{ review: about.review, happened: say.cut(about.happened, 8000), again: about.again, on: about.on ?? null },
  })

export const tick = (workspace: OpenWorkspace, decision: string, task: number, done: boolean) =>
  append(workspace, say.TASK, say.decisionSubject(decision), { task, done })
