import type { ProseMirrorJson } from '../../crypto/canonicalText'
import type { Beginning, MethodName } from './BeginDialog'
import type { WrittenDown } from './DecideForm'
import type { DecisionView, Review } from './log'
import type { NewProposal } from './NewProposalDialog'
import type { Objecting } from './ObjectionDialog'
import type { ProposalState } from './ProposalRow'
import type { Step } from './Steps'
import type { HeardView, PersonView, Stand } from './view'

/** What the screens need of the room: facts worked out to be drawn, and acts that answer null or the words of a refusal. */

export type Verdict = 'adopted' | 'recommended' | 'not adopted'
export type Refused = string | null

export interface SmallBid {
  readonly expect: string
  readonly cost: string
  readonly guardian: string
  readonly stopIf: string
  /** A day, ms. */
  readonly until: number | null
}

export interface ClosedView {
  readonly by: PersonView | null
  readonly at: number
  /** Who was not heard, and how they were tried. */
  readonly tried: readonly { readonly name: string; readonly words: string }[]
  readonly isTwice: boolean
}

export interface ProposalView {
  readonly id: string
  readonly title: string
  readonly sentence: string
  readonly proposer: PersonView | null
  /** Who decides, in words. */
  readonly group: string
  readonly isAdvisory: boolean
  readonly method: MethodName
  readonly state: ProposalState
  /** The record that began it. */
  readonly round: string | null
  /** [D8] The copy's offer that it asks about: its record. */
  readonly offer: string | null
  /** The records that closed it, counted or not. */
  readonly closings: readonly string[]
  /** null: a draft. */
  readonly step: Step | 'done' | null
  /** Those that there were. */
  readonly held: readonly Step[]
  readonly closes: number | null
  readonly heard: readonly HeardView[]
  /** Me, if I am on the roster. */
  readonly me: HeardView | null
  readonly ifClosed: Verdict
  /** Why it cannot be closed yet; null: it can. */
  readonly notYet: string | null
  /** About whom a closing must say how they were tried. */
  readonly owed: readonly string[]
  /** SHA-256 of the words that the round is on, hex. */
  readonly version: string | null
  readonly closed: ClosedView | null
  readonly bid: SmallBid | null
  /** The copy whose changes these are. */
  readonly changes: { readonly main: string; readonly copy: string } | null
  readonly affectsMe: boolean | null
  /** Who looks after what was adopted; null: nobody yet. */
  readonly owner: PersonView | null
}

export interface ProposalActs {
  begin(beginning: Beginning): Promise<Refused>
  /** Signs; how it is taken back. */
  take(stand: Exclude<Stand, 'objection'>, why: string): Promise<Refused>
  object(objecting: Objecting): Promise<Refused>
  /** The position before the last one stands again. */
  takeBack(before: HeardView | null): Promise<Refused>
  affects(affects: boolean): Promise<Refused>
  asked(person: string, words: string): Promise<Refused>
  longer(): Promise<Refused>
  own(owner: string, lookAgain: number | null): Promise<Refused>
  close(tried: Readonly<Record<string, string>>): Promise<Refused>
  /** [D8] Puts the adopted changes into the main text, and says what became of them. */
  putIn(): Promise<Refused>
}

export interface RoomActs {
  make(proposal: NewProposal, changes: { readonly main: string; readonly copy: string } | null): Promise<{ readonly id: string } | { readonly refused: string }>
  writeDown(written: WrittenDown): Promise<Refused>
  review(decision: DecisionView, review: Review, happened: string, lookAgain: string | null): Promise<Refused>
}

export type Frozen = ProseMirrorJson
