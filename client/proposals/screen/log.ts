import { writeCsv } from '../../circles/exchange/csv'
import { dayOf } from '../../workspace/days'
import { folded } from '../../workspace/listing'

/** The log of decisions as a list (pure): what is filtered, searched, put into months and taken out. */

export type Outcome = 'adopted' | 'recommended' | 'not adopted' | 'reopened' | 'written down' | 'had to act'
export type Review = 'kept' | 'changed' | 'stopped' | 'undone'

export interface DecisionTask {
  readonly words: string
  readonly isDone: boolean
}

export interface DecisionView {
  readonly id: string
  /** Where more of it stands; null: it has no proposal. */
  readonly route: string | null
  readonly title: string
  readonly sentence: string
  /** When it was decided, ms. */
  readonly at: number
  readonly outcome: Outcome
  readonly circle: string
  /** How: "by consent. 16 of 17 heard". */
  readonly how: string
  readonly owner: { readonly name: string; readonly colour: number | null } | null
  /** A day, ms; null: none set. */
  readonly lookAgain: number | null
  readonly isSmallBid: boolean
  readonly cost: string
  readonly said: string
  readonly happened: string
  readonly review: Review | null
  readonly tasks: readonly DecisionTask[]
}

export type Filter = 'all' | 'due' | 'bids' | 'rooms'

/** The day on which to look again has come; whoever says what happened sets another, or none. */
export const isDue = ({ lookAgain }: Pick<DecisionView, 'lookAgain'>, now: number): boolean => lookAgain !== null && lookAgain <= now

export function filtered(
  decisions: readonly DecisionView[],
  { filter, circle, typed, now }: { filter: Filter; circle: string | null; typed: string; now: number },
): DecisionView[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  return decisions.filter((decision) => {
    if (filter === 'due' && !isDue(decision, now) && decision.outcome !== 'reopened') return false
    if (filter === 'bids' && !decision.isSmallBid) return false
    if (filter === 'rooms' && decision.outcome !== 'written down' && decision.outcome !== 'had to act') return false
    if (circle !== null && decision.circle !== circle) return false
    const { title, sentence, said, happened, owner } = decision
    const text = folded([title, sentence, decision.circle, said, happened, owner?.name ?? ''].join('\n'))
    return words.every((word) => text.includes(word))
  })
}

export const circlesIn = (decisions: readonly DecisionView[]): string[] =>
  [...new Set(decisions.map(({ circle }) => circle).filter((circle) => circle !== ''))].sort((a, b) => a.localeCompare(b))

export interface Month {
  /** Its first day, ms. */
  readonly at: number
  readonly decisions: readonly DecisionView[]
}

/** By months of this device's calendar, the newest first. */
export function byMonth(decisions: readonly DecisionView[]): Month[] {
  const months = new Map<number, DecisionView[]>()
  for (const decision of [...decisions].sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))) {
    const day = new Date(decision.at)
    const month = new Date(day.getFullYear(), day.getMonth(), 1).getTime()
    months.set(month, [...(months.get(month) ?? []), decision])
  }
  return [...months].map(([at, found]) => ({ at, decisions: found }))
}

const dayText = (at: number | null): string => (at === null ? '' : dayOf(at))

/** @param words the headings, in the language of whoever takes it out */
export function csvOf(
  decisions: readonly DecisionView[],
  words: { readonly headings: readonly string[]; readonly outcome: (decision: DecisionView) => string; readonly review: (decision: DecisionView) => string },
): string {
  const rows = decisions.map((decision) => [
    dayText(decision.at),
    decision.title,
    decision.sentence,
    decision.circle,
    decision.how,
    words.outcome(decision),
    decision.owner?.name ?? '',
    dayText(decision.lookAgain),
    decision.said,
    decision.happened,
    words.review(decision),
    decision.tasks.map(({ words: said, isDone }) => `${isDone ? '[x]' : '[ ]'} ${said}`).join('; '),
  ])
  return writeCsv(words.headings, rows)
}

/** @param line one fact, as in "Owner: Ana" */
export function markdownOf(
  decisions: readonly DecisionView[],
  words: { readonly title: string; readonly facts: (decision: DecisionView) => readonly (readonly [string, string])[] },
): string {
  const parts = decisions.map((decision) => {
    const facts = words.facts(decision).filter(([, said]) => said !== '')
    const tasks = decision.tasks.map(({ words: said, isDone }) => `- [${isDone ? 'x' : ' '}] ${said}`)
    return [
      `## ${dayText(decision.at)}: ${decision.title}`,
      '',
      ...facts.map(([name, said]) => `- **${name}:** ${said.replaceAll('\n', ' ')}`),
      ...(tasks.length > 0 ? ['', ...tasks] : []),
    ].join('\n')
  })
  return `${[`# ${words.title}`, ...parts].join('\n\n')}\n`
}
