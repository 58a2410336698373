import type * as Y from 'yjs'
import { toHex } from '../../../shared/bytes'
import { ok, type Result, refuse } from '../../../shared/result'
import { type ChartPerson, type Circle, type Holder, holderText, type MapName, mapOf, nextLamport, type Role, readChart, type Term } from './chart'
import { treeOf } from './tree'

/** What can be done to a chart (pure, over a Y.Doc). One act is one transaction; a field is written only where it differs. */

const newId = (): string => toHex(globalThis.crypto.getRandomValues(new Uint8Array(16)))

type Values = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>

/** Lists stand as lines, an unknown day as ''. */
function write(ydoc: Y.Doc, map: MapName, id: string, values: Values): void {
  const target = mapOf(ydoc, map)
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue
    const plain = value === null ? '' : typeof value === 'object' ? value.join('\n') : value
    const key = `${id}/${field}`
    if (target.get(key) !== plain) target.set(key, plain)
  }
}

export type CircleWords = Partial<Pick<Circle, 'name' | 'purpose' | 'may' | 'alone' | 'upTo' | 'until'>>
export type RoleWords = Partial<Pick<Role, 'name' | 'purpose' | 'alone' | 'answersFor' | 'signsFor' | 'seats'>>
export type TermWords = Partial<Pick<Term, 'from' | 'until' | 'how' | 'beside' | 'note'>>

/** @param parent null: at the top. Its id. */
export function addCircle(ydoc: Y.Doc, parent: string | null, words: CircleWords & { readonly name: string }): string {
  const id = newId()
  ydoc.transact(() => {
    write(ydoc, 'circles', id, words)
    mapOf(ydoc, 'circles').set(`${id}/at`, { parent, lamport: nextLamport(ydoc) })
  })
  return id
}
export const changeCircle = (ydoc: Y.Doc, id: string, words: CircleWords): void => ydoc.transact(() => write(ydoc, 'circles', id, words))

/** [R1] */
export function moveCircle(ydoc: Y.Doc, id: string, parent: string | null): Result<null, 'inside itself' | 'no such circle'> {
  const { circles } = readChart(ydoc)
  if (!circles.has(id) || (parent !== null && !circles.has(parent))) return refuse('no such circle')
  const moved = [...circles.values()].map((circle) => ({ id: circle.id, parent: circle.parent, lamport: 0 }))
  const closes = treeOf([...moved.filter((claim) => claim.id !== id), { id, parent, lamport: 1 }]).get(id)?.isAside
  if (closes) return refuse('inside itself')
  ydoc.transact(() => mapOf(ydoc, 'circles').set(`${id}/at`, { parent, lamport: nextLamport(ydoc) }))
  return ok(null)
}

/** [R2] Nothing goes with it: its roles are shown for a new home. */
export const endCircle = (ydoc: Y.Doc, id: string, ended: boolean): void => ydoc.transact(() => write(ydoc, 'circles', id, { ended }))

/** Its id. */
export function addRole(ydoc: Y.Doc, circle: string, words: RoleWords & { readonly name: string }): string {
  const id = newId()
  ydoc.transact(() => write(ydoc, 'roles', id, { circle, ...words }))
  return id
}
export const changeRole = (ydoc: Y.Doc, id: string, words: RoleWords): void => ydoc.transact(() => write(ydoc, 'roles', id, words))
export const moveRole = (ydoc: Y.Doc, id: string, circle: string): void => ydoc.transact(() => write(ydoc, 'roles', id, { circle }))
export const endRole = (ydoc: Y.Doc, id: string, ended: boolean): void => ydoc.transact(() => write(ydoc, 'roles', id, { ended }))

/** Somebody takes a seat; the term's id. */
export function beginTerm(ydoc: Y.Doc, role: string, holder: Holder, words: TermWords = {}): string {
  const id = newId()
  ydoc.transact(() => write(ydoc, 'terms', id, { role, holder: holderText(holder), ...words }))
  return id
}
export const changeTerm = (ydoc: Y.Doc, id: string, words: TermWords): void => ydoc.transact(() => write(ydoc, 'terms', id, words))
/** Stand again: the same seat, until another day. */
export const standAgain = (ydoc: Y.Doc, id: string, until: string | null): void => ydoc.transact(() => write(ydoc, 'terms', id, { until, letsEnd: false }))
/** It ends on its last day, and whoever holds it is not asked again. */
export const letEnd = (ydoc: Y.Doc, id: string, letsEnd: boolean): void => ydoc.transact(() => write(ydoc, 'terms', id, { letsEnd }))
/** @param left the first day without it; null takes that back */
export const leave = (ydoc: Y.Doc, id: string, left: string | null): void => ydoc.transact(() => write(ydoc, 'terms', id, { left }))

/** Another goes on from that day, with a note; the new term's id, null if it is given back free. */
export function handOver(
  ydoc: Y.Doc,
  term: Term,
  about: { readonly day: string; readonly to: Holder | null; readonly until: string | null; readonly note: string },
): string | null {
  const id = about.to === null ? null : newId()
  ydoc.transact(() => {
    write(ydoc, 'terms', term.id, { left: about.day, handover: about.note })
    if (id !== null && about.to !== null)
      write(ydoc, 'terms', id, { role: term.role, holder: holderText(about.to), from: about.day, until: about.until, how: 'handed over' })
  })
  return id
}

/** A name on the chart, of somebody who is no member yet; its id. */
export function addPerson(ydoc: Y.Doc, name: string): string {
  const id = newId()
  ydoc.transact(() => write(ydoc, 'people', id, { name }))
  return id
}
/** [R7] "That is me", by this device. */
export const claimPerson = (ydoc: Y.Doc, id: string, device: string): void => ydoc.transact(() => write(ydoc, 'people', id, { claimedBy: device }))
/** [R7] A member says that it is. */
export const confirmPerson = (ydoc: Y.Doc, { id, claimedBy }: ChartPerson, device: string): void =>
  ydoc.transact(() => write(ydoc, 'people', id, { confirmedBy: device, confirmed: claimedBy }))
/** [R7] Anyone can take a name off. */
export const takeOff = (ydoc: Y.Doc, id: string, off: boolean): void => ydoc.transact(() => write(ydoc, 'people', id, { off }))

const setMember = (ydoc: Y.Doc, circle: string, set: 'people' | 'documents', member: string, on: boolean): void =>
  ydoc.transact(() => write(ydoc, 'circles', circle, { [`${set}/${member}`]: on }))
export const setInCircle = (ydoc: Y.Doc, circle: string, holder: Holder, on: boolean): void => setMember(ydoc, circle, 'people', holderText(holder), on)
export const setCircleDocument = (ydoc: Y.Doc, circle: string, documentId: string, on: boolean): void => setMember(ydoc, circle, 'documents', documentId, on)
