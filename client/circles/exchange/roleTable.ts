import { isDay } from '../../documents/schema/attributes'
import type { People } from '../../workspace/people'
import { type Chart, type Circle, HOW, type Holder, type How, type May, NAME_LENGTH } from '../chart/chart'
import { inOrder, type Roll } from '../chart/roll'
import type { CsvTable } from './csv'

/** Circles, roles and seats as a table, one line for each seat: in and out (pure). All of it is brought in (bringInRoles.ts), or nothing. */
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
  'circle_decides_alone_about',
  'circle_up_to',
  'signs_for',
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
  | { readonly what: 'open quote' }
  | { readonly what: 'two columns'; readonly name: string }
  | { readonly what: 'too many cells' }
  | { readonly what: 'no mandate'; readonly text: string }
  | { readonly what: 'two mandates'; readonly name: string }
  | { readonly what: 'two places'; readonly name: string }
  | { readonly what: 'too long'; readonly name: string }
  | { readonly what: 'no such how'; readonly text: string }
  | { readonly what: 'beside nobody'; readonly name: string }
  | { readonly what: 'said twice'; readonly name: string }

export interface PlannedCircle {
  readonly name: string
  inside: string
  line: number
  may: May | null
  purpose: string
  until: string
  alone: string
  upTo: string
}
interface PlannedRole {
  readonly circle: string
  readonly name: string
  purpose: string
  alone: string
  answersFor: string
  signsFor: string
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
    /** Circles that are here already, and of which the table says something else: they stay as they are. */
    readonly kept: number
  }
}
export interface Read {
  readonly plan: Plan | null
  readonly problems: readonly { readonly line: number; readonly problem: LineProblem }[]
}

export const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()
export const key = (text: string): string => plain(text).toLowerCase()
export const both = (circle: string, role: string): string => `${key(circle)}\n${key(role)}`
const MANDATES: Readonly<Record<string, May>> = {
  decide: 'decide',
  decides: 'decide',
  recommend: 'recommend',
  recommends: 'recommend',
  advise: 'advise',
  advises: 'advise',
  advice: 'advise',
}
const isThirdSpace = (kind: string): boolean => key(kind) === 'third space'
const besideOf = (notes: string): string | null => /^learning beside (.+)$/i.exec(plain(notes))?.[1] ?? null

/** What stands in the head of a table: where each column is, or what is wrong with it. */
function columnsOf({ head, openQuote }: CsvTable): { at: ReadonlyMap<string, number>; problems: { line: number; problem: LineProblem }[] } {
  const names = head.map((name) => name.replace(/\s+/g, '_'))
  const problems: { line: number; problem: LineProblem }[] = []
  if (!names.includes('circle')) problems.push({ line: 1, problem: { what: 'no circle column' } })
  for (const name of COLUMNS) if (names.indexOf(name) !== names.lastIndexOf(name)) problems.push({ line: 1, problem: { what: 'two columns', name } })
  if (openQuote !== null) problems.push({ line: openQuote, problem: { what: 'open quote' } })
  return { at: new Map(names.map((name, index) => [name, index])), problems }
}

/**
 * What a table would do to a chart. Every line is in the plan, or there is none and each line that is not clear is named.
 * @param people by their names the table's holders are known
 */
export function readRoleTable(table: CsvTable, chart: Chart, people: People): Read {
  const { at, problems } = columnsOf(table)
  if (problems.length > 0) return { plan: null, problems }
  const live = [...chart.circles.values()].filter(({ ended }) => !ended)
  const known = new Map<string, Circle[]>()
  for (const circle of live) known.set(key(circle.name), [...(known.get(key(circle.name)) ?? []), circle])

  const circles = new Map<string, PlannedCircle>()
  const roles = new Map<string, PlannedRole>()
  const terms: (PlannedTerm & { readonly line: number })[] = []
  const said = new Set<string>()
  const mandates = new Map<string, May>()
  let free = 0
  for (const { line, cells } of table.rows) {
    const cell = (name: Column): string => plain(cells[at.get(name) ?? -1] ?? '')
    const wrong = (problem: LineProblem) => problems.push({ line, problem })
    if (cells.slice(table.head.length).some((text) => text !== '')) wrong({ what: 'too many cells' })
    const name = cell('circle')
    if (name === '') {
      wrong({ what: 'no circle' })
      continue
    }
    for (const column of ['circle', 'inside', 'role', 'holder'] as const)
      if (cell(column).length > NAME_LENGTH) wrong({ what: 'too long', name: `${cell(column).slice(0, 40)}…` })
    if ((known.get(key(name)) ?? []).length > 1) wrong({ what: 'two circles of that name', name })
    for (const column of ['circle_ends', 'from', 'until'] as const)
      if (cell(column) !== '' && !isDay(cell(column))) wrong({ what: 'no day', text: cell(column) })
    if (cell('from') !== '' && cell('until') !== '' && cell('until') < cell('from')) wrong({ what: 'ends before it begins' })
    const circle = circles.get(key(name)) ?? { name, inside: '', line, may: null, purpose: '', until: '', alone: '', upTo: '' }
    const inside = cell('inside')
    if (inside !== '' && circle.inside !== '' && key(inside) !== key(circle.inside)) wrong({ what: 'two places', name })
    if (circle.inside === '' && inside !== '') Object.assign(circle, { inside, line })
    const mandate = cell('mandate')
    const may = isThirdSpace(cell('kind')) ? 'third space' : (MANDATES[key(mandate)] ?? null)
    if (mandate !== '' && may === null) wrong({ what: 'no mandate', text: mandate })
    if (may !== null && (mandates.get(key(name)) ?? may) !== may) wrong({ what: 'two mandates', name })
    if (may !== null) mandates.set(key(name), may)
    circle.may ??= may
    circle.purpose ||= cell('circle_purpose')
    circle.until ||= cell('circle_ends')
    circle.alone ||= cell('circle_decides_alone_about')
    circle.upTo ||= cell('circle_up_to')
    circles.set(key(name), circle)
    const role = cell('role')
    const how = key(cell('how'))
    const holder = how === 'vacant' ? '' : cell('holder')
    if (role === '') {
      if (holder !== '') wrong({ what: 'holder without role' })
      continue
    }
    const planned = roles.get(both(name, role)) ?? { circle: name, name: role, purpose: '', alone: '', answersFor: '', signsFor: '', seats: 0 }
    planned.purpose ||= cell('role_purpose')
    planned.alone ||= cell('decides_alone_about')
    planned.answersFor ||= cell('accountable_for')
    planned.signsFor ||= cell('signs_for')
    roles.set(both(name, role), planned)
    if (holder === '') {
      // A role that nobody is to hold for now says so: seat 0.
      if (cell('seat') === '0') continue
      planned.seats++
      free++
      continue
    }
    const found = HOW.find((each) => each === how) ?? null
    if (found === null && how !== '') wrong({ what: 'no such how', text: cell('how') })
    const beside = besideOf(cell('notes'))
    if (beside === null) planned.seats++
    const seat = [both(name, role), key(holder), cell('from'), cell('until')].join('\n')
    if (said.has(seat)) wrong({ what: 'said twice', name: holder })
    said.add(seat)
    terms.push({ line, circle: name, role, holder, from: cell('from'), until: cell('until'), how: found, note: beside === null ? cell('notes') : '', beside })
  }
  problems.push(...placeProblems(circles, known), ...besideProblems(terms, chart, people))
  if (problems.length > 0) return { plan: null, problems: problems.sort((a, b) => a.line - b.line) }
  const here = [...circles.values()].filter(({ name }) => known.has(key(name)))
  const kept = here.filter(({ name, inside, may }) => {
    const [circle] = known.get(key(name)) ?? []
    const above = circle?.parent ? (chart.circles.get(circle.parent)?.name ?? '') : ''
    return circle && ((inside !== '' && key(inside) !== key(above)) || (may !== null && may !== circle.may))
  })
  const isNew = circles.size - here.length
  const counts = { lines: table.rows.length, circles: isNew, roles: roles.size, seats: terms.length, free, known: here.length, kept: kept.length }
  return { plan: { circles: [...circles.values()], roles: [...roles.values()], terms, counts }, problems: [] }
}

function* placeProblems(
  circles: ReadonlyMap<string, PlannedCircle>,
  known: ReadonlyMap<string, readonly Circle[]>,
): Generator<{ line: number; problem: LineProblem }> {
  for (const { inside, line, name } of circles.values()) {
    if (inside !== '' && !circles.has(key(inside)) && !known.has(key(inside))) yield { line, problem: { what: 'unknown circle', name: inside } }
    const way = new Set<string>()
    for (let step = key(name); circles.has(step); step = key(circles.get(step)?.inside ?? '')) {
      if (way.has(step)) {
        yield { line, problem: { what: 'inside itself', name } }
        break
      }
      way.add(step)
    }
  }
}

/** Whoever somebody learns beside holds a seat of the same role: in the table, or on the chart. */
function* besideProblems(
  terms: readonly (PlannedTerm & { readonly line: number })[],
  chart: Chart,
  people: People,
): Generator<{ line: number; problem: LineProblem }> {
  const seated = new Set(terms.filter(({ beside }) => beside === null).map(({ circle, role, holder }) => `${both(circle, role)}\n${key(holder)}`))
  for (const term of chart.terms.values()) {
    const role = chart.roles.get(term.role)
    const circle = role && chart.circles.get(role.circle)
    if (role && circle && term.left === null && term.beside === null)
      seated.add(`${both(circle.name, role.name)}\n${key(nameOfHolder(term.holder, chart, people))}`)
  }
  for (const { line, circle, role, beside } of terms)
    if (beside !== null && !seated.has(`${both(circle, role)}\n${key(beside)}`)) yield { line, problem: { what: 'beside nobody', name: beside } }
}

/** '' where it is not known. */
export const nameOfHolder = (holder: Holder, chart: Chart, people: People): string =>
  (holder.kind === 'member' ? people.ofDevice(holder.device)?.name : chart.people.get(holder.person)?.name) ?? ''

/** The same columns, as things are today. */
export function roleRows(roll: Roll): string[][] {
  const rows: string[][] = []
  // As they stand on the map: what was inside a circle that ended is in the next one above it.
  const above = new Map(inOrder(roll.circles).flatMap(({ circle, children }) => children.map((child) => [child.circle.id, circle.name])))
  for (const { circle, roles } of inOrder(roll.circles)) {
    const isThird = circle.may === 'third space'
    const ofCircle: Row = {
      circle: circle.name,
      inside: above.get(circle.id) ?? '',
      kind: isThird ? 'third space' : '',
      mandate: isThird ? '' : circle.may,
      circle_purpose: circle.purpose,
      circle_ends: circle.until ?? '',
      circle_decides_alone_about: circle.alone.join('; '),
      circle_up_to: circle.upTo,
    }
    const push = (row: Row) => rows.push(COLUMNS.map((column) => row[column] ?? ''))
    if (roles.length === 0) push(ofCircle)
    for (const { role, held, learners, coming, free } of roles) {
      const ofRole: Row = {
        ...ofCircle,
        role: role.name,
        role_purpose: role.purpose,
        decides_alone_about: role.alone.join('; '),
        accountable_for: role.answersFor.join('; '),
        signs_for: role.signsFor,
      }
      let seat = 0
      for (const { term, who } of [...held, ...learners, ...coming]) {
        const beside = term.beside === null ? undefined : [...held, ...coming].find((other) => other.term.id === term.beside)
        const notes = beside ? `learning beside ${beside.who.name}` : term.note
        push({ ...ofRole, seat: String(++seat), holder: who.name, from: term.from ?? '', until: term.until ?? '', how: term.how ?? '', notes })
      }
      // What comes takes the seat in its time; until then the table would have one too many.
      const left = free.slice(0, Math.max(0, free.length - coming.filter(({ term }) => term.beside === null).length))
      for (const since of left) push({ ...ofRole, seat: String(++seat), how: 'vacant', notes: since ? `free since ${since}` : '' })
      if (seat === 0) push({ ...ofRole, seat: '0' })
    }
  }
  return rows
}
type Row = Partial<Record<Column, string>>
