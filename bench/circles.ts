import * as Y from 'yjs'
import { readChart } from '../client/circles/chart/chart'
import { addCircle, addPerson, addRole, beginTerm, moveCircle } from '../client/circles/chart/edits'
import { rollOf } from '../client/circles/chart/roll'
import { pictureOf } from '../client/circles/map/layout'
import type { People } from '../client/workspace/people'
import { median, type Row } from './support/report'

/** A chart of 60 circles, 400 roles and 200 people: read from its document, put together and laid out, as a screen does it. */

const CIRCLES = 60
const ROLES = 400
const PEOPLE = 200
const ROUNDS = 7
const OPEN_MS = 500

function chartState(): Uint8Array {
  const ydoc = new Y.Doc()
  const circles = Array.from({ length: CIRCLES }, (_, at) => addCircle(ydoc, null, { name: `Circle ${at}` }))
  circles.forEach((id, at) => {
    if (at > 0) moveCircle(ydoc, id, circles[Math.floor((at - 1) / 4)] ?? null)
  })
  const people = Array.from({ length: PEOPLE }, (_, at) => addPerson(ydoc, `Person ${at}`))
  for (let at = 0; at < ROLES; at++) {
    const role = addRole(ydoc, circles[at % CIRCLES] ?? '', { name: `Role ${at}`, purpose: 'So that everybody can see it.', seats: 1 + (at % 3) })
    beginTerm(
      ydoc,
      role,
      { kind: 'name', person: people[at % PEOPLE] ?? '' },
      { from: '2026-06-01', until: `2026-12-${String(1 + (at % 28)).padStart(2, '0')}` },
    )
  }
  return Y.encodeStateAsUpdate(ydoc)
}
const NOBODY = { members: [], byId: new Map(), me: null, ofDevice: () => null } as unknown as People

export async function chartOfMany(): Promise<Row[]> {
  const state = chartState()
  const times = Array.from({ length: ROUNDS }, () => {
    const from = performance.now()
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, state)
    pictureOf(rollOf(readChart(ydoc), NOBODY, '2026-12-01').circles)
    return performance.now() - from
  })
  const here = median(times)
  const what = `a chart of ${CIRCLES} circles, ${ROLES} roles, ${PEOPLE} people: read, put together, laid out`
  return [{ what, unit: 'ms', here, budget: `<= ${OPEN_MS} ms with the first picture`, kept: here <= OPEN_MS, note: `${state.length} bytes` }]
}
