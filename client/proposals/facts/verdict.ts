/**
 * What a round comes to (pure): a function of its records alone, with no clock and no stored status, so that every replica that has the same records says the
 * same. The heart is `decision-model.mjs` of the design.
 */

export const CHOICES = ['consent', 'abstain', 'aside', 'concern', 'objection'] as const
export type Choice = (typeof CHOICES)[number]
/** [D7] From the least careful on; `none` takes back what was said. */
const CAUTION: readonly (Choice | 'none')[] = ['none', ...CHOICES]

export const METHODS = ['consent', 'advice', 'show of hands'] as const
export type Method = (typeof METHODS)[number]
export const OUTCOMES = ['adopted', 'not adopted'] as const
export type RoundOutcome = (typeof OUTCOMES)[number]

interface Said {
  readonly id: string
  readonly person: string
  readonly at: number
}
export interface Position extends Said {
  readonly choice: Choice | 'none'
  /** [D9] Who wrote it down, where it is not the person's own word. */
  readonly witness?: string | null
}
export interface Closing extends Said {
  readonly outcome: RoundOutcome
  /** The positions that were counted. */
  readonly cut: readonly string[]
  /** Persons about whom it says how they were tried. */
  readonly tried: readonly string[]
  /** Until when the round was announced to go on, as its maker knew. */
  readonly announced: number
  /** [D0] Who was asked, as its maker knew; otherwise the round's. */
  readonly asked?: Pick<Round, 'roster' | 'owed'>
}

/** [D0] Who decides, whom it concerns most, how and by whom it was opened: copied when the round began. */
export interface Round {
  readonly by: string
  readonly method: Method
  readonly roster: readonly string[]
  readonly owed: readonly string[]
}

/** Does the first come after the second, by what its maker knew? */
export type After = (id: string, earlier: string) => boolean

export type Verdict<P extends Position = Position> = {
  /** Of each person who was heard, the one that counts. */
  readonly positions: ReadonlyMap<string, P>
  /** Persons whose latest words cancel each other. */
  readonly two: ReadonlySet<string>
} & (
  | { readonly state: 'open' }
  | { readonly state: 'closed'; readonly outcome: RoundOutcome; readonly closing: string; readonly closings: number }
  /** [D2] An objection that no closing knew of. */
  | { readonly state: 'reopened'; readonly by: readonly string[]; readonly closing: string }
)

const least = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The latest words of each person, all of them where they did not know of each other. */
function latestOf<P extends Position>(positions: readonly P[], roster: readonly string[], after: After): Map<string, P[]> {
  const byPerson = new Map<string, P[]>(roster.map((person) => [person, []]))
  for (const position of positions) byPerson.get(position.person)?.push(position)
  // [D9] One's own word always takes the place of what somebody wrote down; of witnesses each has a last word.
  const isOver = (one: P, other: P): boolean => other !== one && (other.witness ?? null) === (one.witness ?? null) && after(other.id, one.id)
  const latest = (mine: readonly P[]): P[] => mine.filter((one) => !mine.some((other) => isOver(one, other)))
  const own = (mine: readonly P[]): readonly P[] => (mine.some(({ witness }) => !witness) ? mine.filter(({ witness }) => !witness) : mine)
  // Most people say one thing: nothing is to be compared then.
  for (const [person, mine] of byPerson) if (mine.length > 1) byPerson.set(person, latest(own(mine)))
  return byPerson
}

/** [D7] Of a person's own latest positions the most careful counts. */
function counting<P extends Position>(latest: ReadonlyMap<string, readonly P[]>): Map<string, P> {
  const found = new Map<string, P>()
  for (const [person, mine] of latest) {
    const [most] = [...mine].sort((a, b) => CAUTION.indexOf(b.choice) - CAUTION.indexOf(a.choice) || least(a.id, b.id))
    if (most && most.choice !== 'none') found.set(person, most)
  }
  return found
}

/** What these positions come to. Silence never adopts [D5]. */
export function outcomeOf(method: Method, positions: Iterable<Position>): RoundOutcome {
  const said = [...positions].map(({ choice }) => choice)
  const count = (...choices: readonly string[]) => said.filter((choice) => choices.includes(choice)).length
  const [fors, against] = [count('consent', 'concern'), count('objection')]
  if (method === 'advice') return said.length > 0 ? 'adopted' : 'not adopted'
  if (method === 'show of hands') return fors > against ? 'adopted' : 'not adopted'
  return against === 0 && fors > 0 ? 'adopted' : 'not adopted'
}

/** [D4] [D5] Is it what it says that it is? Whatever it cites that is not here makes it wait. */
function holds(closing: Closing, round: Round, byId: ReadonlyMap<string, Position>, after: After): boolean {
  const { roster, owed } = closing.asked ?? round
  if (!roster.includes(closing.person) || (round.method === 'advice' && closing.person !== round.by)) return false
  const cited = closing.cut.map((id) => byId.get(id))
  if (cited.some((position) => position === undefined)) return false
  const counted = counting(
    latestOf(
      cited.filter((position) => position !== undefined),
      roster,
      after,
    ),
  )
  if (outcomeOf(round.method, counted.values()) !== closing.outcome) return false
  if (owed.some((person) => !counted.has(person) && !closing.tried.includes(person))) return false
  return closing.at >= closing.announced || roster.every((person) => counted.has(person))
}

/** [D2] [D4] [D7] */
export function verdict<P extends Position>(round: Round, positions: readonly P[], closings: readonly Closing[], after: After): Verdict<P> {
  const byId = new Map(positions.map((position) => [position.id, position]))
  const latest = latestOf(positions, round.roster, after)
  const about = {
    positions: counting(latest),
    two: new Set([...latest].filter(([, mine]) => new Set(mine.map(({ choice }) => choice)).size > 1).map(([person]) => person)),
  }
  const valid = closings.filter((closing) => holds(closing, round, byId, after))
  const last = valid.filter(({ id }) => !valid.some((other) => after(other.id, id)))
  if (last.length === 0) return { ...about, state: 'open' }
  const careful = last.some(({ outcome }) => outcome === 'not adopted') ? 'not adopted' : 'adopted'
  const [closing = ''] = last
    .filter(({ outcome }) => outcome === careful)
    .map(({ id }) => id)
    .sort(least)
  const late = [...latest.values()]
    .flat()
    .filter(({ id, choice }) => choice === 'objection' && last.some(({ id: end, cut }) => !cut.includes(id) && !after(id, end)))
  if (late.length > 0) return { ...about, state: 'reopened', by: late.map(({ id }) => id).sort(least), closing }
  return { ...about, state: 'closed', outcome: careful, closing, closings: last.length }
}
