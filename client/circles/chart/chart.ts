import type * as Y from 'yjs'
import { isDay } from '../../documents/schema/attributes'
import { type Claim, type Placed, treeOf } from './tree'

/**
 * The chart of a workspace (pure, over a Y.Doc): circles, their roles, who holds a seat of them and until when, and people
 * who are no members yet. Flat records `id/field` in four Y.Maps, because two nested maps made at once would keep one side only. Whatever
 * stands here may have been written by anybody with the edit rung: every value is looked at before it is believed, and
 * what makes no sense is left out, never thrown. Nothing is ever deleted: *ended* is a field [R2].
 */

/** What a circle may do. A third space decides nothing: it is there. */
export const MAY = ['advise', 'recommend', 'decide', 'third space'] as const
export type May = (typeof MAY)[number]
export const HOW = ['chosen', 'volunteered', 'rota', 'handed over'] as const
export type How = (typeof HOW)[number]

/** A person on the chart: a device key of a member, or the name of somebody who is none yet. */
export type Holder = { readonly kind: 'member'; readonly device: string } | { readonly kind: 'name'; readonly person: string }

export interface Circle {
  readonly id: string
  readonly name: string
  readonly purpose: string
  readonly may: May
  /** What it decides alone about, a line each. */
  readonly alone: readonly string[]
  /** Up to how much, in people's words: "2,000". */
  readonly upTo: string
  /** A day (YYYY-MM-DD); null: lasting. */
  readonly until: string | null
  readonly ended: boolean
  readonly parent: string | null
  /** Moved twice at once: it was placed at the top. */
  readonly isAside: boolean
  readonly people: readonly Holder[]
  /** Ids of documents. */
  readonly documents: readonly string[]
}

export interface Role {
  readonly id: string
  readonly circle: string
  readonly name: string
  readonly purpose: string
  readonly alone: readonly string[]
  readonly answersFor: readonly string[]
  /** What it may sign for: the law, a bank. '': nothing. */
  readonly signsFor: string
  /** How many are to hold it. */
  readonly seats: number
  readonly ended: boolean
}

/**
 * That somebody holds a seat of a role, from and until when. It is its own record, so that two who take the last free seat at once both hold one, and
 * people settle it (docs/decisions/2026-12-01-terms-are-records.md). How many seats are free is derived.
 */
export interface Term {
  readonly id: string
  readonly role: string
  readonly holder: Holder
  readonly from: string | null
  /** The last day; null: not said. */
  readonly until: string | null
  readonly how: How | null
  /** The term beside which this one learns; it takes no seat. */
  readonly beside: string | null
  readonly note: string
  /** Whoever holds it will not stand again: it ends on its last day, and nobody is asked any more. */
  readonly letsEnd: boolean
  /** The first day without it. */
  readonly left: string | null
  /** What was said at handing it over. */
  readonly handover: string
}

/** Somebody on the chart who is no member yet [R7]. */
export interface ChartPerson {
  readonly id: string
  readonly name: string
  /** A device key that says: that is me. */
  readonly claimedBy: string | null
  /** A device key of the member who confirmed it. */
  readonly confirmedBy: string | null
  /** Taken off the chart. */
  readonly off: boolean
}

export interface Chart {
  readonly circles: ReadonlyMap<string, Circle>
  readonly roles: ReadonlyMap<string, Role>
  readonly terms: ReadonlyMap<string, Term>
  readonly people: ReadonlyMap<string, ChartPerson>
}

export const NO_CHART: Chart = { circles: new Map(), roles: new Map(), terms: new Map(), people: new Map() }

export const MAPS = ['circles', 'roles', 'terms', 'people'] as const
export type MapName = (typeof MAPS)[number]
export const mapOf = (ydoc: Y.Doc, name: MapName): Y.Map<unknown> => ydoc.getMap(name)

export const isId = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{32}$/.test(text)
const isDevice = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)
export const NAME_LENGTH = 120
export const TEXT_LENGTH = 2000
export const LINES = 40
/** Of one role. */
export const SEATS = 50

type Fields = ReadonlyMap<string, unknown>

/** id → its fields, by rising id. */
function recordsOf(map: Y.Map<unknown>): [string, Map<string, unknown>][] {
  const found = new Map<string, Map<string, unknown>>()
  for (const [key, value] of map.entries()) {
    const slash = key.indexOf('/')
    const id = key.slice(0, slash)
    if (!isId(id)) continue
    const fields = found.get(id) ?? new Map<string, unknown>()
    found.set(id, fields.set(key.slice(slash + 1), value))
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

const text = (value: unknown, length: number): string => (typeof value === 'string' ? value.slice(0, length) : '')
const name = (fields: Fields): string => text(fields.get('name'), NAME_LENGTH).replace(/\s+/g, ' ').trim()
const day = (value: unknown): string | null => (typeof value === 'string' && isDay(value) ? value : null)
const idOrNull = (value: unknown): string | null => (isId(value) ? value : null)
const lines = (value: unknown): string[] =>
  text(value, TEXT_LENGTH)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LINES)

/** 'm:<device key>' or 'n:<id of a name>'. */
export function holderOf(value: unknown): Holder | null {
  if (typeof value !== 'string') return null
  const [kind, rest] = [value.slice(0, 2), value.slice(2)]
  if (kind === 'm:' && isDevice(rest)) return { kind: 'member', device: rest }
  if (kind === 'n:' && isId(rest)) return { kind: 'name', person: rest }
  return null
}
export const holderText = (holder: Holder | null): string => (holder === null ? '' : holder.kind === 'member' ? `m:${holder.device}` : `n:${holder.person}`)

/** Members of a set that stands in keys `set/member`, in rising order. */
const setOf = (fields: Fields, set: string): string[] =>
  [...fields]
    .filter(([key, value]) => value === true && key.startsWith(`${set}/`))
    .map(([key]) => key.slice(set.length + 1))
    .sort()

function claimOf(id: string, fields: Fields): Claim {
  const at = fields.get('at')
  const { parent, lamport } = typeof at === 'object' && at !== null ? (at as { parent?: unknown; lamport?: unknown }) : {}
  const isTime = typeof lamport === 'number' && Number.isSafeInteger(lamport) && lamport >= 0
  return { id, parent: idOrNull(parent), lamport: isTime ? lamport : 0 }
}

function circleOf(id: string, fields: Fields, { parent, isAside }: Placed): Circle {
  return {
    id,
    name: name(fields),
    purpose: text(fields.get('purpose'), TEXT_LENGTH),
    may: MAY.find((may) => may === fields.get('may')) ?? 'decide',
    alone: lines(fields.get('alone')),
    upTo: text(fields.get('upTo'), NAME_LENGTH),
    until: day(fields.get('until')),
    ended: fields.get('ended') === true,
    parent,
    isAside,
    people: setOf(fields, 'people').flatMap((person) => holderOf(person) ?? []),
    documents: setOf(fields, 'documents').filter(isId),
  }
}

const roleOf = (id: string, fields: Fields, circle: string): Role => ({
  id,
  circle,
  name: name(fields),
  purpose: text(fields.get('purpose'), TEXT_LENGTH),
  alone: lines(fields.get('alone')),
  answersFor: lines(fields.get('answersFor')),
  signsFor: text(fields.get('signsFor'), NAME_LENGTH),
  seats: seatsOf(fields.get('seats')),
  ended: fields.get('ended') === true,
})

const seatsOf = (value: unknown): number => (typeof value === 'number' && Number.isInteger(value) && value >= 0 ? Math.min(value, SEATS) : 1)

function termOf(id: string, fields: Fields, role: string): Term | null {
  const holder = holderOf(fields.get('holder'))
  return (
    holder && {
      id,
      role,
      holder,
      from: day(fields.get('from')),
      until: day(fields.get('until')),
      how: HOW.find((how) => how === fields.get('how')) ?? null,
      beside: idOrNull(fields.get('beside')),
      note: text(fields.get('note'), TEXT_LENGTH),
      letsEnd: fields.get('letsEnd') === true,
      left: day(fields.get('left')),
      handover: text(fields.get('handover'), TEXT_LENGTH),
    }
  )
}

const device = (value: unknown): string | null => (typeof value === 'string' && isDevice(value) ? value : null)
const personOf = (id: string, fields: Fields): ChartPerson => ({
  id,
  name: name(fields),
  claimedBy: device(fields.get('claimedBy')),
  // Who confirmed another claim has not confirmed this one.
  confirmedBy: fields.get('confirmed') === fields.get('claimedBy') ? device(fields.get('confirmedBy')) : null,
  off: fields.get('off') === true,
})

/** What a chart says now. A record without a name, or whose circle or role is not there (yet), is left out. */
export function readChart(ydoc: Y.Doc): Chart {
  const named = recordsOf(mapOf(ydoc, 'circles')).filter(([, fields]) => name(fields) !== '')
  const places = treeOf(named.map(([id, fields]) => claimOf(id, fields)))
  const circles = new Map(named.map(([id, fields]) => [id, circleOf(id, fields, places.get(id) ?? { parent: null, isAside: false })]))
  const roles = new Map<string, Role>()
  for (const [id, fields] of recordsOf(mapOf(ydoc, 'roles'))) {
    const circle = idOrNull(fields.get('circle'))
    if (circle !== null && circles.has(circle) && name(fields) !== '') roles.set(id, roleOf(id, fields, circle))
  }
  const terms = new Map<string, Term>()
  for (const [id, fields] of recordsOf(mapOf(ydoc, 'terms'))) {
    const role = idOrNull(fields.get('role'))
    const term = role !== null && roles.has(role) ? termOf(id, fields, role) : null
    if (term) terms.set(id, term)
  }
  const people = new Map<string, ChartPerson>()
  for (const [id, fields] of recordsOf(mapOf(ydoc, 'people'))) if (name(fields) !== '') people.set(id, personOf(id, fields))
  return { circles, roles, terms, people }
}

/** The Lamport time after all that this chart has heard. */
export const nextLamport = (ydoc: Y.Doc): number =>
  recordsOf(mapOf(ydoc, 'circles')).reduce((latest, [id, fields]) => Math.max(latest, claimOf(id, fields).lamport), 0) + 1
