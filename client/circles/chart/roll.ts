import { daysBetween } from '../../workspace/days'
import type { Member, People } from '../../workspace/people'
import type { Chart, Circle, Holder, Role, Term } from './chart'

/**
 * Who holds what, until when, on a given day (pure): the chart and the people of the workspace put together, once, for every way to look at it.
 * The day only shows and prompts; what a seat is changes by what people write [R3].
 */

/** A person as the chart knows them. */
export interface Holding {
  /** The same for all seats of one person: a person's id, or the id of a name. */
  readonly key: string
  readonly name: string
  /** null: no member. */
  readonly colour: number | null
  readonly member: Member | null
  readonly isMe: boolean
}

export interface TermView {
  readonly term: Term
  readonly who: Holding
  /** Days until its last one; null: no end was said. Negative: it is over. */
  readonly daysLeft: number | null
  /** Within `SOON`, and nobody said yet that it may end. */
  readonly endsSoon: boolean
}

export interface RoleView {
  readonly role: Role
  readonly circle: Circle
  readonly held: readonly TermView[]
  readonly learners: readonly TermView[]
  /** Their first day is still to come: the nearest first. */
  readonly coming: readonly TermView[]
  /** One for each free seat: since which day, as far as that is known; the newest first. */
  readonly free: readonly (string | null)[]
  /** Left, or over: the newest first. */
  readonly before: readonly TermView[]
  /** The nearest last day of those who hold it. */
  readonly until: string | null
}

export interface CircleView {
  readonly circle: Circle
  readonly depth: number
  readonly children: readonly CircleView[]
  readonly roles: readonly RoleView[]
  /** Whoever holds a seat here, or was put here by name: by name. */
  readonly people: readonly Holding[]
}

export interface Roll {
  readonly today: string
  /** At the top. */
  readonly circles: readonly CircleView[]
  readonly byId: ReadonlyMap<string, CircleView>
  readonly roles: ReadonlyMap<string, RoleView>
  /** [R2] Roles that live on although their circle ended: they look for a new home. */
  readonly homeless: readonly RoleView[]
  readonly ended: readonly Circle[]
  readonly freeSeats: number
  readonly endingSoon: number
  holdingOf(holder: Holder): Holding
}

/** Days before a last day from which it is shown as near. */
export const SOON = 30
/** What the filter means by "ending". */
export const ENDING = 60

/** The order of every list and of the map: the same on each device, whatever its language. */
const byName =
  <T>(nameOf: (of: T) => string, idOf: (of: T) => string) =>
  (a: T, b: T): number =>
    nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : idOf(a) < idOf(b) ? -1 : 1

/** [R7] A name that somebody claims is theirs once another member confirmed it. */
function memberOf(chart: Chart, people: People, holder: Holder): Member | null {
  if (holder.kind === 'member') return people.ofDevice(holder.device)
  const person = chart.people.get(holder.person)
  if (!person?.claimedBy || !person.confirmedBy) return null
  const [claims, confirms] = [people.ofDevice(person.claimedBy), people.ofDevice(person.confirmedBy)]
  return claims && confirms && claims.id !== confirms.id ? claims : null
}

function holdings(chart: Chart, people: People): (holder: Holder) => Holding {
  // Who is no member yet has a colour after those of the members: the same on every device that knows them.
  const colours = new Map([...chart.people.keys()].map((id, at) => [id, people.members.length + at]))
  return (holder) => {
    const member = memberOf(chart, people, holder)
    if (member) return { key: member.id, name: member.name, colour: member.colour, member, isMe: member.isMe }
    if (holder.kind === 'name')
      return { key: holder.person, name: chart.people.get(holder.person)?.name ?? '', colour: colours.get(holder.person) ?? null, member: null, isMe: false }
    // A member whose joining has not come here yet.
    return { key: holder.device, name: '', colour: null, member: null, isMe: false }
  }
}

function roleView(role: Role, circle: Circle, terms: readonly TermView[], today: string): RoleView {
  const isOver = ({ term, daysLeft }: TermView) => (term.left !== null && term.left <= today) || (daysLeft !== null && daysLeft < 0)
  const isComing = ({ term }: TermView) => term.from !== null && term.from > today
  const now = terms.filter((view) => !isOver(view) && !isComing(view))
  const coming = terms.filter((view) => !isOver(view) && isComing(view)).sort((a, b) => ((a.term.from ?? '') < (b.term.from ?? '') ? -1 : 1))
  const before = terms.filter(isOver).sort((a, b) => (endOf(a.term) < endOf(b.term) ? 1 : -1))
  const held = now.filter(({ term }) => term.beside === null)
  const learners = now.filter(({ term }) => term.beside !== null)
  const ends = before.filter(({ term }) => term.beside === null).map(({ term }) => endOf(term))
  const free = Array.from({ length: Math.max(0, role.seats - held.length) }, (_, at) => ends[at] ?? null)
  const until = held.flatMap(({ term }) => term.until ?? []).sort()[0] ?? null
  return { role, circle, held, learners, coming, free, before, until }
}
const endOf = ({ left, until }: Term): string => (left !== null && (until === null || left <= until) ? left : (until ?? ''))

/** @param today the day of this device (YYYY-MM-DD) */
export function rollOf(chart: Chart, people: People, today: string): Roll {
  const holdingOf = holdings(chart, people)
  const termsOf = new Map<string, TermView[]>()
  const isOff = (holder: Holder): boolean => holder.kind === 'name' && (chart.people.get(holder.person)?.off ?? true)
  for (const term of chart.terms.values()) {
    if (isOff(term.holder)) continue
    const daysLeft = term.until === null ? null : daysBetween(today, term.until)
    const endsSoon = !term.letsEnd && daysLeft !== null && daysLeft >= 0 && daysLeft <= SOON
    termsOf.set(term.role, [...(termsOf.get(term.role) ?? []), { term, who: holdingOf(term.holder), daysLeft, endsSoon }])
  }
  const order = byName<TermView>(
    ({ who }) => who.name,
    ({ term }) => term.id,
  )
  const roles = new Map<string, RoleView>()
  for (const role of chart.roles.values()) {
    const circle = chart.circles.get(role.circle)
    if (circle && !role.ended) roles.set(role.id, roleView(role, circle, (termsOf.get(role.id) ?? []).sort(order), today))
  }
  const rolesIn = new Map<string, RoleView[]>()
  for (const view of roles.values()) rolesIn.set(view.circle.id, [...(rolesIn.get(view.circle.id) ?? []), view])
  const live = [...chart.circles.values()].filter(({ ended }) => !ended)
  // What was inside an ended circle stands in the nearest one that lives.
  const homeOf = (circle: Circle): string | null => {
    let at = circle.parent === null ? undefined : chart.circles.get(circle.parent)
    while (at?.ended) at = at.parent === null ? undefined : chart.circles.get(at.parent)
    return at?.id ?? null
  }
  const inside = new Map<string | null, Circle[]>()
  for (const circle of live) inside.set(homeOf(circle), [...(inside.get(homeOf(circle)) ?? []), circle])
  const byId = new Map<string, CircleView>()
  const view = (circle: Circle, depth: number): CircleView => {
    const own = (rolesIn.get(circle.id) ?? []).sort(
      byName(
        ({ role }) => role.name,
        ({ role }) => role.id,
      ),
    )
    const children = childrenOf(circle.id, depth + 1)
    const all = [
      ...own.flatMap(({ held, learners }) => [...held, ...learners].map(({ who }) => who)),
      ...circle.people.filter((one) => !isOff(one)).map(holdingOf),
    ]
    const people = [...new Map(all.map((who) => [who.key, who])).values()].sort(
      byName(
        ({ name }) => name,
        ({ key }) => key,
      ),
    )
    const made: CircleView = { circle, depth, children, roles: own, people }
    byId.set(circle.id, made)
    return made
  }
  const childrenOf = (id: string | null, depth: number): CircleView[] =>
    (inside.get(id) ?? [])
      .sort(
        byName(
          ({ name }) => name,
          ({ id: own }) => own,
        ),
      )
      .map((circle) => view(circle, depth))
  const circles = childrenOf(null, 0)
  const shown = [...roles.values()].filter(({ circle }) => !circle.ended)
  return {
    today,
    circles,
    byId,
    roles,
    homeless: [...roles.values()].filter(({ circle }) => circle.ended),
    ended: [...chart.circles.values()].filter(({ ended }) => ended),
    freeSeats: shown.reduce((sum, { free }) => sum + free.length, 0),
    endingSoon: shown.reduce((sum, { held }) => sum + held.filter(({ endsSoon }) => endsSoon).length, 0),
    holdingOf,
  }
}

/** Everything that one person holds, is going to hold, held, or learns. */
export const rolesOf = (roll: Roll, key: string): { readonly view: RoleView; readonly term: TermView; readonly isNow: boolean }[] =>
  [...roll.roles.values()].flatMap((view) => [
    ...[...view.held, ...view.learners, ...view.coming].filter(({ who }) => who.key === key).map((term) => ({ view, term, isNow: true })),
    ...view.before.filter(({ who }) => who.key === key).map((term) => ({ view, term, isNow: false })),
  ])

/** All circles, each after the one that it is in. */
export const inOrder = (circles: readonly CircleView[]): CircleView[] => circles.flatMap((view) => [view, ...inOrder(view.children)])
