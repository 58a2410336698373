import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { type Chart, mapOf, readChart } from '../../../client/circles/chart/chart'
import {
  addCircle,
  addPerson,
  addRole,
  beginTerm,
  changeCircle,
  claimPerson,
  confirmPerson,
  endCircle,
  endRole,
  handOver,
  leave,
  moveCircle,
  setInCircle,
  standAgain,
  takeOff,
} from '../../../client/circles/chart/edits'
import { inOrder, rolesOf, rollOf } from '../../../client/circles/chart/roll'
import { treeOf } from '../../../client/circles/chart/tree'
import { knownPeople, mayBeMe, toConfirm } from '../../../client/circles/people'
import { addDays, dayOf } from '../../../client/workspace/days'
import { Devices, deviceOf, peopleNamed, small } from './support'

const TODAY = '2026-12-01'
const PEOPLE = peopleNamed(['alice', 'bob', 'carol'])
const asMember = (name: string) => ({ kind: 'member', device: deviceOf(name) }) as const
const json = (chart: Chart) => JSON.stringify([[...chart.circles], [...chart.roles], [...chart.terms], [...chart.people]])

describe('where circles stand', () => {
  const claims = fc.uniqueArray(
    fc.record({ id: fc.integer({ min: 0, max: 11 }), parent: fc.option(fc.integer({ min: 0, max: 11 })), lamport: fc.integer({ min: 0, max: 5 }) }),
    {
      selector: ({ id }) => id,
      maxLength: 12,
    },
  )
  const named = (given: readonly { id: number; parent: number | null; lamport: number }[]) =>
    given.map(({ id, parent, lamport }) => ({ id: `c${id}`, parent: parent === null ? null : `c${parent}`, lamport }))

  it('[R1] any set of claims, and any part of it, is a tree that does not depend on their order, and none is lost', () => {
    fc.assert(
      fc.property(claims, small, (given, turn) => {
        const all = named(given)
        const tree = treeOf(all)
        expect(tree.size).toBe(all.length)
        for (const { id } of all) {
          const way = new Set<string>()
          for (let at: string | null = id; at !== null; at = tree.get(at)?.parent ?? null) {
            expect(way.has(at)).toBe(false)
            way.add(at)
          }
        }
        const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))].reverse()
        expect([...treeOf(turned)].sort()).toEqual([...tree].sort())
        const part = all.filter((_, at) => (turn >> at) % 2 === 0)
        expect(treeOf(part).size).toBe(part.length)
      }),
      { numRuns: 20_000 },
    )
  })

  it('[R1] the later claim gives way, and its circle says so', () => {
    const tree = treeOf([
      { id: 'kitchen', parent: 'repairs', lamport: 3 },
      { id: 'repairs', parent: 'kitchen', lamport: 2 },
    ])
    expect(tree.get('repairs')).toEqual({ parent: 'kitchen', isAside: false })
    expect(tree.get('kitchen')).toEqual({ parent: null, isAside: true })
  })

  it('[R1] a circle is not put into itself', () => {
    const ydoc = new Y.Doc()
    const outer = addCircle(ydoc, null, { name: 'Assembly' })
    const inner = addCircle(ydoc, outer, { name: 'Repairs' })
    expect(moveCircle(ydoc, outer, inner)).toMatchObject({ ok: false, reason: 'inside itself' })
    expect(moveCircle(ydoc, outer, outer)).toMatchObject({ ok: false, reason: 'inside itself' })
    expect(moveCircle(ydoc, inner, null).ok).toBe(true)
    expect(readChart(ydoc).circles.get(inner)?.parent).toBe(null)
  })
})

describe('a chart on several devices', () => {
  type Act = { kind: number; device: number; a: number; b: number }
  const acts = fc.array(fc.record({ kind: fc.integer({ min: 0, max: 11 }), device: small, a: small, b: small }), { maxLength: 40 })

  function act(devices: Devices, { kind, device, a, b }: Act, made: { circles: Set<string>; roles: Set<string>; terms: Set<string> }): void {
    const ydoc = devices.docs[device % devices.docs.length]
    if (!ydoc) return
    const chart = readChart(ydoc)
    const pick = <T>(from: Iterable<T>, at: number): T | undefined => {
      const all = [...from]
      return all[at % Math.max(1, all.length)]
    }
    const [circle, other] = [pick(chart.circles.keys(), a), pick(chart.circles.keys(), b)]
    const [role, term] = [pick(chart.roles.keys(), a), pick(chart.terms.values(), a)]
    const holder = asMember(['alice', 'bob', 'carol'][b % 3] ?? 'alice')
    if (kind === 0) made.circles.add(addCircle(ydoc, circle ?? null, { name: `circle ${a}` }))
    else if (kind === 1 && circle) made.roles.add(addRole(ydoc, circle, { name: `role ${a}`, seats: b % 4 }))
    else if (kind <= 4 && circle) moveCircle(ydoc, circle, other ?? null)
    else if (kind === 5 && role) made.terms.add(beginTerm(ydoc, role, holder, { until: addDays(TODAY, (b % 90) - 30) }))
    else if (kind === 6 && term) standAgain(ydoc, term.id, addDays(TODAY, b % 400))
    else if (kind === 7 && term) leave(ydoc, term.id, TODAY)
    else if (kind === 8 && term) made.terms.add(handOver(ydoc, term, { day: TODAY, to: holder, until: null, note: 'three lines' }) ?? term.id)
    else if (kind === 9 && circle) endCircle(ydoc, circle, b % 2 === 0)
    else if (kind === 10 && role) endRole(ydoc, role, b % 2 === 0)
    else if (kind === 11) devices.meet(a, b)
  }

  it('[R1] [R2] moves, ends, holders, renewals and handovers apart from each other: one chart for all, a tree, nothing lost', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const devices = new Devices(3)
        const made = { circles: new Set<string>(), roles: new Set<string>(), terms: new Set<string>() }
        for (const one of all) act(devices, one, made)
        devices.meetAll()
        const charts = devices.docs.map(readChart)
        expect(new Set(charts.map(json)).size).toBe(1)
        const [chart] = charts
        if (!chart) throw new Error('no device')
        expect(new Set(chart.circles.keys())).toEqual(made.circles)
        expect(new Set(chart.roles.keys())).toEqual(made.roles)
        expect(new Set(chart.terms.keys())).toEqual(made.terms)
        const roll = rollOf(chart, PEOPLE, TODAY)
        expect(inOrder(roll.circles).length + roll.ended.length).toBe(chart.circles.size)
        const liveRoles = [...chart.roles.values()].filter(({ ended }) => !ended)
        expect(inOrder(roll.circles).flatMap(({ roles }) => roles).length + roll.homeless.length).toBe(liveRoles.length)
        for (const view of roll.roles.values()) {
          const terms = [...chart.terms.values()].filter(({ role }) => role === view.role.id)
          expect(view.held.length + view.learners.length + view.before.length).toBe(terms.length)
          expect(view.free.length).toBe(Math.max(0, view.role.seats - view.held.length))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('two who take the last free seat at once both hold one, and no seat is free', () => {
    const seed = new Y.Doc()
    const role = addRole(seed, addCircle(seed, null, { name: 'Money' }), { name: 'Treasurer', seats: 1 })
    const devices = new Devices(2, seed)
    const [one, other] = devices.docs
    if (!one || !other) throw new Error('no device')
    beginTerm(one, role, asMember('alice'))
    beginTerm(other, role, asMember('bob'))
    devices.meetAll()
    const view = rollOf(readChart(other), PEOPLE, TODAY).roles.get(role)
    expect(view?.held.map(({ who }) => who.name)).toEqual(['alice', 'bob'])
    expect(view?.free).toEqual([])
  })
})

describe('terms', () => {
  const seated = (until: string) => {
    const ydoc = new Y.Doc()
    const circle = addCircle(ydoc, null, { name: 'Money' })
    const role = addRole(ydoc, circle, { name: 'Treasurer', seats: 2 })
    const term = beginTerm(ydoc, role, asMember('alice'), { until })
    return { ydoc, circle, role, term, view: (today = TODAY) => rollOf(readChart(ydoc), PEOPLE, today).roles.get(role) }
  }

  it('[R3] a term that ends leaves the seat free from the next day on, and nothing is written by that', () => {
    const { ydoc, view } = seated('2026-12-06')
    const before = Y.encodeStateAsUpdate(ydoc)
    expect(view()).toMatchObject({ held: [{ who: { name: 'alice' }, daysLeft: 5, endsSoon: true }], free: [null] })
    expect(view('2026-12-06')?.held).toHaveLength(1)
    expect(view('2026-12-07')).toMatchObject({ held: [], free: ['2026-12-06', null], before: [{ who: { name: 'alice' } }] })
    expect(Y.encodeStateAsUpdate(ydoc)).toEqual(before)
  })

  it('[R3] nothing renews by itself; to stand again keeps the seat', () => {
    const { ydoc, term, view } = seated('2026-12-06')
    expect(view('2027-12-01')?.held).toEqual([])
    standAgain(ydoc, term, '2027-12-06')
    expect(view('2027-12-01')?.held).toHaveLength(1)
  })

  it('handed over with a note: the other goes on, and the note stays with who had it', () => {
    const { ydoc, term, view } = seated('2026-12-06')
    const held = readChart(ydoc).terms.get(term)
    if (!held) throw new Error('no term')
    handOver(ydoc, held, { day: TODAY, to: asMember('bob'), until: '2027-11-30', note: 'The key is with Dolores.' })
    expect(view()).toMatchObject({
      held: [{ who: { name: 'bob' }, term: { how: 'handed over', until: '2027-11-30' } }],
      before: [{ who: { name: 'alice' }, term: { handover: 'The key is with Dolores.' } }],
    })
    expect(rolesOf(rollOf(readChart(ydoc), PEOPLE, TODAY), deviceOf('alice'))).toMatchObject([{ isNow: false }])
  })

  it('[R2] a live role in an ended circle looks for a new home, and what was inside stands where the circle was', () => {
    const { ydoc, circle, role } = seated('2027-12-06')
    const inner = addCircle(ydoc, circle, { name: 'Rent fund' })
    endCircle(ydoc, circle, true)
    const roll = rollOf(readChart(ydoc), PEOPLE, TODAY)
    expect(roll.homeless.map((view) => view.role.id)).toEqual([role])
    expect(roll.circles.map((view) => view.circle.id)).toEqual([inner])
    expect(roll.ended.map(({ name }) => name)).toEqual(['Money'])
    endCircle(ydoc, circle, false)
    expect(rollOf(readChart(ydoc), PEOPLE, TODAY).homeless).toEqual([])
  })

  it('days are those of the calendar, whatever the hour', () => {
    expect(dayOf(new Date(2026, 11, 1, 23, 59).getTime())).toBe('2026-12-01')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
  })
})

describe('somebody who is no member yet', () => {
  it('[R7] a name is free to be claimed, is theirs once another member confirmed it, and anyone can take it off', () => {
    const ydoc = new Y.Doc()
    const circle = addCircle(ydoc, null, { name: 'Elders' })
    const role = addRole(ydoc, circle, { name: 'Host' })
    const person = addPerson(ydoc, 'Thandiwe')
    beginTerm(ydoc, role, { kind: 'name', person })
    setInCircle(ydoc, circle, { kind: 'name', person }, true)
    const who = () => rollOf(readChart(ydoc), PEOPLE, TODAY).roles.get(role)?.held[0]?.who
    const read = () => {
      const found = readChart(ydoc).people.get(person)
      if (!found) throw new Error('no such person')
      return found
    }
    expect(who()).toMatchObject({ name: 'Thandiwe', member: null })
    claimPerson(ydoc, person, deviceOf('carol'))
    expect(who()).toMatchObject({ name: 'Thandiwe', member: null })
    confirmPerson(ydoc, read(), deviceOf('carol'))
    expect(who()?.member, 'nobody confirms themself').toBe(null)
    confirmPerson(ydoc, read(), deviceOf('alice'))
    expect(who()).toMatchObject({ name: 'carol', key: deviceOf('carol') })
    claimPerson(ydoc, person, deviceOf('bob'))
    expect(who()?.member, 'another claim is not confirmed by the old word').toBe(null)
    takeOff(ydoc, person, true)
    expect(rollOf(readChart(ydoc), PEOPLE, TODAY).roles.get(role)).toMatchObject({ held: [], free: [null] })
    expect(rollOf(readChart(ydoc), PEOPLE, TODAY).byId.get(circle)?.people).toEqual([])
  })
})

describe('who is asked about a name on the chart', () => {
  it('[R7] whoever has that name, until they answer; then the others, until one confirms', () => {
    const ydoc = new Y.Doc()
    const person = addPerson(ydoc, ' Béatrice ')
    const [me, others] = [peopleNamed(['alice', 'beatrice'], 'beatrice'), peopleNamed(['alice', 'beatrice'], 'alice')]
    const none = new Set<string>()
    const chart = () => readChart(ydoc)
    expect(mayBeMe(chart(), me, none).map(({ id }) => id)).toEqual([person])
    expect(mayBeMe(chart(), others, none)).toEqual([])
    expect(mayBeMe(chart(), me, new Set([person]))).toEqual([])
    claimPerson(ydoc, person, deviceOf('beatrice'))
    expect(mayBeMe(chart(), me, none)).toEqual([])
    expect(toConfirm(chart(), me, none)).toEqual([])
    const [claim] = toConfirm(chart(), others, none)
    if (!claim) throw new Error('nobody is asked')
    confirmPerson(ydoc, claim, deviceOf('alice'))
    expect(toConfirm(chart(), others, none)).toEqual([])
    expect(knownPeople(chart(), others, rollOf(chart(), others, TODAY)).map(({ name }) => name)).toEqual(['alice', 'beatrice'])
  })
})

describe('a claim that nobody else confirmed', () => {
  it('[R7] keeps neither the owner of the name nor the others from being asked, though the claimer says yes to it', () => {
    const ydoc = new Y.Doc()
    const id = addPerson(ydoc, 'Linh')
    const names = ['linh', 'mallory', 'carol']
    const [linh, carol] = [peopleNamed(names, 'linh'), peopleNamed(names, 'carol')]
    claimPerson(ydoc, id, deviceOf('mallory'))
    const chart = () => readChart(ydoc)
    const claim = () => chart().people.get(id) ?? expect.unreachable()
    confirmPerson(ydoc, claim(), deviceOf('mallory'))
    const asked = () => [mayBeMe(chart(), linh, new Set()), toConfirm(chart(), carol, new Set())].map((all) => all.map((one) => one.id))
    expect(asked()).toEqual([[id], [id]])
    claimPerson(ydoc, id, deviceOf('linh'))
    expect(asked()).toEqual([[], [id]])
    confirmPerson(ydoc, claim(), deviceOf('carol'))
    expect(asked()).toEqual([[], []])
    expect(rollOf(chart(), carol, TODAY).holdingOf({ kind: 'name', person: id }).member?.name).toBe('linh')
  })
})

describe('what anybody may have written', () => {
  it('is never thrown at whoever reads it', () => {
    const value = fc.oneof(fc.anything(), fc.string(), fc.constant({ parent: 'x', lamport: Number.NaN }), fc.constant({ parent: null, lamport: -1 }))
    const key = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('a'.repeat(32), 'b'.repeat(32)), fc.constantFrom('name', 'at', 'role', 'circle', 'seats', 'holder', 'until', 'people/x'))
        .map((parts) => parts.join('/')),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('circles', 'roles', 'terms', 'people'), key, value), { maxLength: 30 }), (writes) => {
        const ydoc = new Y.Doc()
        for (const [map, at, what] of writes) {
          try {
            mapOf(ydoc, map).set(at, what)
          } catch {
            // Yjs itself stores no such value.
          }
        }
        const roll = rollOf(readChart(ydoc), PEOPLE, TODAY)
        expect(roll.circles.length + roll.ended.length).toBeLessThanOrEqual(2)
      }),
      { numRuns: 2000 },
    )
  })

  it('names are one line and no letter; half a circle is none', () => {
    const ydoc = new Y.Doc()
    const id = addCircle(ydoc, null, { name: 'Money' })
    changeCircle(ydoc, id, { name: ` Money\n${'x'.repeat(500)}` })
    expect(readChart(ydoc).circles.get(id)?.name).toMatch(/^Money x{100,115}$/)
    mapOf(ydoc, 'roles').set(`${'c'.repeat(32)}/purpose`, 'without a name')
    expect(readChart(ydoc).roles.size).toBe(0)
  })
})
