import type * as Y from 'yjs'
import { isDay } from '../../documents/schema/attributes'
import type { People } from '../../workspace/people'
import { type Chart, HOW, type Holder, type How, holderText, type May, NAME_LENGTH, readChart } from '../chart/chart'
import { addCircle, addPerson, addRole, beginTerm, changeRole } from '../chart/edits'
import { inOrder, type Roll } from '../chart/roll'
import type { CsvTable } from './csv'

/** Circles, roles and seats as a table, one line for each seat: in and out (pure). All of it is brought in, or nothing. */
export const COLUMNS = [
  'circle',
  'inside',
  'kind',
  'mandate',
  'circle_purpose',
  'circle_ends',
  'role',
  'role_purpose',
  'decides_alone_about',
  'accountable_for',
  'seat',
  'holder',
  'from',
  'until',
  'how',
  'notes',
] as const
type Column = (typeof COLUMNS)[number]

export type LineProblem =
  | { readonly what: 'no circle column' }
  | { readonly what: 'no circle' }
  | { readonly what: 'unknown circle'; readonly name: string }
  | { readonly what: 'inside itself'; readonly name: string }
  | { readonly what: 'no day'; readonly text: string }
  | { readonly what: 'ends before it begins' }
  | { readonly what: 'holder without role' }
  | { readonly what: 'two circles of that name'; readonly name: string }

interface PlannedCircle {
  readonly name: string
  inside: string
  line: number
  may: May | null
  purpose: string
  until: string
}
interface PlannedRole {
  readonly circle: string
  readonly name: string
  purpose: string
  alone: string
  answersFor: string
  seats: number
}
interface PlannedTerm {
  readonly circle: string
  readonly role: string
  readonly holder: string
  readonly from: string
  readonly until: string
  readonly how: How | null
  readonly note: string
  /** By name, in the same role. */
  readonly beside: string | null
}

/** What would be done; and what became of each line. */
export interface Plan {
  readonly circles: readonly PlannedCircle[]
  readonly roles: readonly PlannedRole[]
  readonly terms: readonly PlannedTerm[]
  readonly counts: {
    readonly lines: number
    readonly circles: number
    readonly roles: number
    readonly seats: number
    readonly free: number
    readonly known: number
  }
}
export interface Read {
  readonly plan: Plan | null
  readonly problems: readonly { readonly line: number; readonly problem: LineProblem }[]
}

const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
const key = (text: string): string => plain(text).toLowerCase()
const both = (circle: string, role: string): string => `${key(circle)}\n${key(role)}`
/** "wording; one sentence" and lines alike. */
const asLines = (text: string): string[] =>
  text
    .split(/[;\n]/)
    .map(plain)
    .filter((line) => line !== '')

const MANDATES: Readonly<Record<string, May>> = {
  decide: 'decide',
  decides: 'decide',
  recommend: 'recommend',
  recommends: 'recommend',
  advise: 'advise',
  advises: 'advise',
  advice: 'advise',
}
const mayOf = (kind: string, mandate: string): May | null => (key(kind) === 'third space' ? 'third space' : (MANDATES[key(mandate)] ?? null))
const besideOf = (notes: string): string | null => /^learning beside (.+)$/i.exec(plain(notes))?.[1] ?? null

export function readRoleTable(table: CsvTable, chart: Chart): Read {
  const at = new Map<string, number>(table.head.map((name, index) => [name.replace(/\s+/g, '_'), index]))
  if (!at.has('circle')) return { plan: null, problems: [{ line: 1, problem: { what: 'no circle column' } }] }
  const problems: { line: number; problem: LineProblem }[] = []
  const live = [...chart.circles.values()].filter(({ ended }) => !ended)
  const known = new Map<string, number>()
  for (const { name } of live) known.set(key(name), (known.get(key(name)) ?? 0) + 1)

  const circles = new Map<string, PlannedCircle>()
  const roles = new Map<string, PlannedRole>()
  const terms: PlannedTerm[] = []
  let free = 0
  for (const { line, cells } of table.rows) {
    const cell = (name: Column): string => plain(cells[at.get(name) ?? -1] ?? '')
    const wrong = (problem: LineProblem) => problems.push({ line, problem })
    const name = cell('circle').slice(0, NAME_LENGTH)
    if (name === '') {
      wrong({ what: 'no circle' })
      continue
    }
    if ((known.get(key(name)) ?? 0) > 1) wrong({ what: 'two circles of that name', name })
    for (const column of ['circle_ends', 'from', 'until'] as const)
      if (cell(column) !== '' && !isDay(cell(column))) wrong({ what: 'no day', text: cell(column) })
    if (cell('from') !== '' && cell('until') !== '' && cell('until') < cell('from')) wrong({ what: 'ends before it begins' })
    const circle = circles.get(key(name)) ?? { name, inside: '', line, may: null, purpose: '', until: '' }
    if (circle.inside === '' && cell('inside') !== '') Object.assign(circle, { inside: cell('inside'), line })
    circle.may ??= mayOf(cell('kind'), cell('mandate'))
    circle.purpose ||= cell('circle_purpose')
    circle.until ||= cell('circle_ends')
    circles.set(key(name), circle)
    const role = cell('role').slice(0, NAME_LENGTH)
    const holder = key(cell('how')) === 'vacant' ? '' : cell('holder').slice(0, NAME_LENGTH)
    if (role === '') {
      if (holder !== '') wrong({ what: 'holder without role' })
      continue
    }
    const planned = roles.get(both(name, role)) ?? { circle: name, name: role, purpose: '', alone: '', answersFor: '', seats: 0 }
    planned.purpose ||= cell('role_purpose')
    planned.alone ||= cell('decides_alone_about')
    planned.answersFor ||= cell('accountable_for')
    const beside = besideOf(cell('notes'))
    if (beside === null) planned.seats++
    roles.set(both(name, role), planned)
    if (holder === '') free++
    else {
      const how = HOW.find((each) => each === key(cell('how'))) ?? null
      terms.push({ circle: name, role, holder, from: cell('from'), until: cell('until'), how, note: beside === null ? cell('notes') : '', beside })
    }
  }
  for (const { inside, line, name } of circles.values()) {
    if (inside !== '' && !circles.has(key(inside)) && !known.has(key(inside))) problems.push({ line, problem: { what: 'unknown circle', name: inside } })
    const way = new Set<string>()
    for (let step = key(name); circles.has(step); step = key(circles.get(step)?.inside ?? '')) {
      if (way.has(step)) {
        problems.push({ line, problem: { what: 'inside itself', name } })
        break
      }
      way.add(step)
    }
  }
  if (problems.length > 0) return { plan: null, problems: problems.sort((a, b) => a.line - b.line) }
  const isNew = [...circles.keys()].filter((name) => !known.has(name)).length
  const counts = { lines: table.rows.length, circles: isNew, roles: roles.size, seats: terms.length, free, known: circles.size - isNew }
  return { plan: { circles: [...circles.values()], roles: [...roles.values()], terms, counts }, problems: [] }
}

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

/** Puts the plan into the chart, as one transaction. What is there already under the same name stays as it is and is added to. */
export function bringInRoles(ydoc: Y.Doc, plan: Plan, people: People): void {
  ydoc.transact(() => {
    const before = readChart(ydoc)
    const circleIds = new Map([...before.circles.values()].filter(({ ended }) => !ended).map(({ name, id }) => [key(name), id]))
    const make = (planned: PlannedCircle): string => {
      const held = circleIds.get(key(planned.name))
      if (held) return held
      const above = planned.inside === '' ? null : plan.circles.find(({ name }) => key(name) === key(planned.inside))
      const parent = planned.inside === '' ? null : above ? make(above) : (circleIds.get(key(planned.inside)) ?? null)
      const id = addCircle(ydoc, parent, { name: planned.name, purpose: planned.purpose, may: planned.may ?? 'decide', until: planned.until || null })
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
    for (const { circle, name, purpose, alone, answersFor, seats } of plan.roles) {
      const held = roleIds.get(both(circle, name))
      const words = { name, purpose, alone: asLines(alone), answersFor: asLines(answersFor), seats }
      if (held) changeRole(ydoc, held, { seats: Math.max(seats, before.roles.get(held)?.seats ?? 0) })
      else roleIds.set(both(circle, name), addRole(ydoc, circleIds.get(key(circle)) ?? '', words))
    }
    const made = new Map<string, string>()
    const held = new Set([...before.terms.values()].filter(({ left }) => left === null).map(({ role, holder }) => `${role} ${holderText(holder)}`))
    // Whoever learns beside somebody comes after them.
    for (const term of [...plan.terms].sort((a, b) => Number(a.beside !== null) - Number(b.beside !== null))) {
      const role = roleIds.get(both(term.circle, term.role)) ?? ''
      const holder = whoOf(term.holder)
      if (held.has(`${role} ${holderText(holder)}`)) continue
      const beside = term.beside === null ? null : (made.get(`${role} ${key(term.beside)}`) ?? null)
      const id = beginTerm(ydoc, role, holder, { from: term.from || null, until: term.until || null, how: term.how, note: term.note, beside })
      made.set(`${role} ${key(term.holder)}`, id)
    }
  })
}

/** The same columns, as things are today. */
export function roleRows(roll: Roll): string[][] {
  const rows: string[][] = []
  for (const { circle, roles } of inOrder(roll.circles)) {
    const above = circle.parent === null ? '' : (roll.byId.get(circle.parent)?.circle.name ?? '')
    const mandate = circle.may === 'third space' ? '' : circle.may
    const ofCircle = [circle.name, above, circle.may === 'third space' ? 'third space' : '', mandate, circle.purpose, circle.until ?? '']
    if (roles.length === 0) rows.push([...ofCircle, ...Array.from({ length: COLUMNS.length - ofCircle.length }, () => '')])
    for (const { role, held, learners, free } of roles) {
      const ofRole = [role.name, role.purpose, role.alone.join('; '), role.answersFor.join('; ')]
      let seat = 0
      for (const { term, who } of [...held, ...learners]) {
        const beside = term.beside === null ? undefined : held.find((other) => other.term.id === term.beside)
        const note = beside ? `learning beside ${beside.who.name}` : term.note
        rows.push([...ofCircle, ...ofRole, String(++seat), who.name, term.from ?? '', term.until ?? '', term.how ?? '', note])
      }
      for (const since of free) rows.push([...ofCircle, ...ofRole, String(++seat), '', '', '', 'vacant', since ? `free since ${since}` : ''])
    }
  }
  return rows
}
