/**
 * From what each person would do to what is decided: when everybody who said something about a change as it stands now said the same. Where they differ,
 * whoever has heard every other answer may settle it; whoever answers anew opens it again. Until then it stays as it is, and is offered again. Pure.
 */
import { carryOver } from '../../merge/hunk'
import type { MixedText, TextDecision, TextHunk } from '../../merge/textMerge'
import type { Choice } from './reviewMap'

export interface PersonsChoice extends Choice {
  /** A person with several devices is one. */
  readonly person: string
}

export interface HunkView {
  readonly hunk: TextHunk
  /** One per person, the first to speak first. */
  readonly choices: readonly PersonsChoice[]
  readonly decision: TextDecision | null
  /** Those who spoke do not agree, and nobody has settled it. */
  readonly differ: boolean
  /** Who settled it, where they did not agree. */
  readonly settledBy: PersonsChoice | null
  /** Somebody had chosen, and then the main text moved on just there [F10]. */
  readonly again: boolean
}

export const isSameAnswer = (a: TextDecision['answer'], b: TextDecision['answer']): boolean => JSON.stringify(a) === JSON.stringify(b)

/** @param personOf the person of a device, by a name that is the same for all of their devices */
export function viewsOf(hunks: readonly TextHunk[], choices: readonly Choice[], personOf: (device: string) => string): HunkView[] {
  const byHunk = new Map<string, Choice[]>()
  for (const choice of choices) byHunk.set(choice.hunk, [...(byHunk.get(choice.hunk) ?? []), choice])
  return hunks.map((hunk) => {
    const all = byHunk.get(hunk.id) ?? []
    const { kept, lost } = carryOver<MixedText, TextHunk>(all, [hunk])
    const held = new Set<unknown>(kept)
    const last = new Map<string, PersonsChoice>()
    for (const choice of all) {
      if (!held.has(choice)) continue
      const person = personOf(choice.device)
      const before = last.get(person)
      if (!before || before.at < choice.at || (before.at === choice.at && before.device < choice.device)) last.set(person, { ...choice, person })
    }
    const persons = [...last.values()].sort((a, b) => a.at - b.at || (a.person < b.person ? -1 : 1))
    const [first] = persons
    const agree = first !== undefined && persons.every(({ answer }) => isSameAnswer(answer, first.answer))
    const settledBy = agree ? null : settling(persons)
    const stands = agree ? first : settledBy
    return {
      hunk,
      choices: persons,
      decision: stands && fits(hunk, stands.answer) ? { hunk: hunk.id, seen: hunk.seen, answer: stands.answer } : null,
      differ: first !== undefined && stands === null,
      settledBy,
      again: persons.length === 0 && lost.length > 0,
    }
  })
}

/** Of those whose answer names every other answer unlike it, the first to do so, if all of them would do the same. */
function settling(persons: readonly PersonsChoice[]): PersonsChoice | null {
  const isHeard = (by: Choice, other: Choice): boolean => by.heard?.some(({ device, at }) => device === other.device && at === other.at) ?? false
  const [first, ...more] = persons.filter((by) => persons.every((other) => isSameAnswer(other.answer, by.answer) || isHeard(by, other)))
  return first && more.every(({ answer }) => isSameAnswer(answer, first.answer)) ? first : null
}

/** "Both" is no answer where it makes no sense. */
const fits = (hunk: TextHunk, answer: TextDecision['answer']): boolean => typeof answer === 'object' || hunk.answers.includes(answer)

export const decisionsOf = (views: readonly HunkView[]): TextDecision[] => views.flatMap(({ decision }) => decision ?? [])

/** Everything that only the copy changed, and that nobody has said anything about. */
export const fitting = (views: readonly HunkView[]): TextHunk[] =>
  views.flatMap(({ hunk, choices }) => (hunk.status === 'clean' && !hunk.touching && choices.length === 0 ? [hunk] : []))

export type ReviewFilter = 'all' | 'undecided' | 'both' | 'again'
export const matches = ({ hunk, decision, again, differ }: HunkView, filter: ReviewFilter): boolean =>
  filter === 'all' || (filter === 'undecided' ? decision === null : filter === 'both' ? hunk.status === 'conflict' : again || differ)

/** What a tick shows. */
export type Tick = 'taken' | 'left' | 'mixed' | 'both' | 'open'
export function tickOf({ hunk, decision }: HunkView): Tick {
  if (decision === null) return hunk.status === 'conflict' ? 'both' : 'open'
  if (typeof decision.answer === 'object' || decision.answer === 'both') return 'mixed'
  return decision.answer === 'theirs' ? 'taken' : 'left'
}

/** The next change that waits, from here on and round. */
export function nextOpen(views: readonly HunkView[], after: string | null): string | null {
  const from = views.findIndex(({ hunk }) => hunk.id === after) + 1
  const inTurn = [...views.slice(from), ...views.slice(0, from)]
  return inTurn.find(({ decision, hunk }) => decision === null && hunk.id !== after)?.hunk.id ?? null
}
