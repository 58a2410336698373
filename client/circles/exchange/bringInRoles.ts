import type * as Y from 'yjs'
import type { People } from '../../workspace/people'
import { type Holder, holderText, readChart, type Term } from '../chart/chart'
import { addCircle, addPerson, addRole, beginTerm, changeRole } from '../chart/edits'
import { both, key, nameOfHolder, type Plan, type PlannedCircle, plain } from './roleTable'

/** A table of roles, brought into a chart. */

/** "wording; one sentence" and lines alike. */
const asLines = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map(plain)
    .filter((line) => line !== '')

/** Members by their one name, names that are on the chart already, new names. */
function whoFinder(ydoc: Y.Doc, people: People): (name: string) => Holder {
  const members = new Map<string, string | null>()
  for (const { name, id, devices } of people.members) {
    const device = devices.find(({ isLost }) => !isLost)?.id ?? id
    // Two members of one name: the table cannot say which.
    members.set(key(name), members.has(key(name)) ? null : device)
  }
  const names = new Map([...readChart(ydoc).people.values()].filter(({ off }) => !off).map(({ name, id }) => [key(name), id]))
  return (name) => {
    const device = members.get(key(name))
    if (device) return { kind: 'member', device }
    const person = names.get(key(name)) ?? addPerson(ydoc, name)
    names.set(key(name), person)
    return { kind: 'name', person }
  }
}

/** Whether a term that was read is one that the chart has: nobody holds one seat twice at a time. */
const isHere = (term: Term, from: string, today: string): boolean => term.left === null && (term.until === null || term.until >= (from || today))

/**
 * Puts the plan into the chart, as one transaction. What is there already under the same name stays as it is and is added to.
 * @param today a seat whose last day is before it is not held any more
 * @returns how many seats were held by the same people already
 */
export function bringInRoles(ydoc: Y.Doc, plan: Plan, people: People, today: string): number {
  let already = 0
  ydoc.transact(() => {
    const before = readChart(ydoc)
    const circleIds = new Map([...before.circles.values()].filter(({ ended }) => !ended).map(({ name, id }) => [key(name), id]))
    const make = (planned: PlannedCircle): string => {
      const held = circleIds.get(key(planned.name))
      if (held) return held
      const above = planned.inside === '' ? null : plan.circles.find(({ name }) => key(name) === key(planned.inside))
      const parent = planned.inside === '' ? null : above ? make(above) : (circleIds.get(key(planned.inside)) ?? null)
      const id = addCircle(ydoc, parent, {
        name: planned.name,
        purpose: planned.purpose,
        may: planned.may ?? 'decide',
        until: planned.until || null,
        alone: asLines(planned.alone),
        upTo: planned.upTo,
      })
      circleIds.set(key(planned.name), id)
      return id
    }
    for (const circle of plan.circles) make(circle)
    const whoOf = whoFinder(ydoc, people)
    const roleIds = new Map<string, string>()
    for (const role of before.roles.values()) {
      const circle = before.circles.get(role.circle)
      if (circle && !role.ended) roleIds.set(both(circle.name, role.name), role.id)
    }
    for (const { circle, name, purpose, alone, answersFor, signsFor, seats } of plan.roles) {
      const held = roleIds.get(both(circle, name))
      const words = { name, purpose, alone: asLines(alone), answersFor: asLines(answersFor), signsFor, seats }
      if (held) changeRole(ydoc, held, { seats: Math.max(seats, before.roles.get(held)?.seats ?? 0) })
      else roleIds.set(both(circle, name), addRole(ydoc, circleIds.get(key(circle)) ?? '', words))
    }
    const made = new Map<string, string>()
    const held = new Map<string, Term[]>()
    for (const term of before.terms.values()) {
      const seat = `${term.role} ${holderText(term.holder)}`
      held.set(seat, [...(held.get(seat) ?? []), term])
      if (term.left === null) made.set(`${term.role} ${key(nameOfHolder(term.holder, before, people))}`, term.id)
    }
    // Whoever learns beside somebody comes after them.
    for (const term of [...plan.terms].sort((a, b) => Number(a.beside !== null) - Number(b.beside !== null))) {
      const role = roleIds.get(both(term.circle, term.role)) ?? ''
      const holder = whoOf(term.holder)
      if (held.get(`${role} ${holderText(holder)}`)?.some((known) => isHere(known, term.from, today))) {
        already++
        continue
      }
      const beside = term.beside === null ? null : (made.get(`${role} ${key(term.beside)}`) ?? null)
      const id = beginTerm(ydoc, role, holder, { from: term.from || null, until: term.until || null, how: term.how, note: term.note, beside })
      made.set(`${role} ${key(term.holder)}`, id)
    }
  })
  return already
}
