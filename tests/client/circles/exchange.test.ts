import fs from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { NO_CHART, readChart } from '../../../client/circles/chart/chart'
import { addCircle, addRole, endCircle } from '../../../client/circles/chart/edits'
import { inOrder, rollOf } from '../../../client/circles/chart/roll'
import { bringInRoles } from '../../../client/circles/exchange/bringInRoles'
import { calendarOf } from '../../../client/circles/exchange/calendar'
import { charterOf } from '../../../client/circles/exchange/charter'
import { ROWS_MOST, readCsv, writeCsv } from '../../../client/circles/exchange/csv'
import { svgOf } from '../../../client/circles/exchange/mapPicture'
import { COLUMNS, readRoleTable, roleRows } from '../../../client/circles/exchange/roleTable'
import { allPlaces, circleAt, pictureOf } from '../../../client/circles/map/layout'
import { countOf, tableOf } from '../../../client/circles/table'
import '../../../client/words/later/circles'
import { peopleNamed } from './support'

const TODAY = '2026-12-01'
const EXAMPLE = fs.readFileSync(path.join(import.meta.dirname, '../../../client/home/example/roles.csv'))
const PEOPLE = peopleNamed(['Linh'])
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

function broughtIn(file: Uint8Array, ydoc = new Y.Doc()) {
  const table = readCsv(file)
  if (!table.ok) throw new Error(table.reason)
  const read = readRoleTable(table.value, readChart(ydoc), PEOPLE)
  if (!read.plan) throw new Error(JSON.stringify(read.problems))
  const already = bringInRoles(ydoc, read.plan, PEOPLE, TODAY)
  return { ydoc, already, counts: read.plan.counts, roll: rollOf(readChart(ydoc), PEOPLE, TODAY) }
}
const problemsOf = (text: string) => {
  const table = readCsv(bytes(text))
  return table.ok ? readRoleTable(table.value, NO_CHART, PEOPLE).problems.map(({ line, problem }) => `${line}: ${problem.what}`) : [table.reason]
}

describe('a table of roles', () => {
  it('the example: 6 circles, 18 roles, 28 lines, each accounted for; 4 seats free, 7 ending within 60 days', () => {
    const { counts, roll } = broughtIn(EXAMPLE)
    expect(counts).toMatchObject({ lines: 28, circles: 6, roles: 18, seats: 24, free: 4 })
    expect(inOrder(roll.circles)).toHaveLength(6)
    expect(roll.roles.size).toBe(18)
    expect(roll.freeSeats).toBe(4)
    expect(
      inOrder(roll.circles)
        .flatMap(({ roles }) => roles.flatMap(({ held }) => held))
        .filter(({ daysLeft }) => daysLeft !== null && daysLeft <= 60),
    ).toHaveLength(7)
    expect(roll.circles.map(({ circle }) => circle.name)).toEqual(["Members' Meeting"])
    const treasurer = [...roll.roles.values()].find(({ role }) => role.name === 'Treasurer')
    expect(treasurer).toMatchObject({ held: [{ who: { name: 'Priya' } }], learners: [{ who: { name: 'Kofi' } }] })
    expect(roll.byId.size).toBe(6)
    expect([...roll.roles.values()].flatMap(({ held }) => held).filter(({ who }) => who.isMe).length).toBeGreaterThan(0)
  })

  it('out and in again: the same chart', () => {
    const first = broughtIn(EXAMPLE)
    const rows = roleRows(first.roll)
    const again = broughtIn(bytes(writeCsv(COLUMNS, rows)))
    expect(roleRows(again.roll)).toEqual(rows)
  })

  it('brought in twice it adds nothing, and says how many seats were held so already', () => {
    const first = broughtIn(EXAMPLE)
    const rows = roleRows(first.roll)
    expect(first.already).toBe(0)
    const again = broughtIn(EXAMPLE, first.ydoc)
    expect(roleRows(again.roll)).toEqual(rows)
    expect(again.already).toBe(24)
  })

  it('a new term of somebody whose last one is over, or ends before, is a term of its own', () => {
    const head = 'circle,role,holder,from,until'
    const first = broughtIn(bytes(`${head}\nMoney,Treasurer,Ana,2025-01-01,2025-12-31\nMoney,Clerk,Bea,2026-01-01,2026-12-31`))
    const { roll, already } = broughtIn(bytes(`${head}\nMoney,Treasurer,Ana,2026-01-01,2026-12-31\nMoney,Clerk,Bea,2027-01-01,2027-12-31`), first.ydoc)
    const [treasurer, clerk] = ['Treasurer', 'Clerk'].map((name) => [...roll.roles.values()].find(({ role }) => role.name === name))
    expect(already).toBe(0)
    expect(treasurer?.held.map(({ term }) => term.from)).toEqual(['2026-01-01'])
    expect(treasurer?.before).toHaveLength(1)
    expect([clerk?.held, clerk?.coming].map((terms) => terms?.map(({ term }) => term.from))).toEqual([['2026-01-01'], ['2027-01-01']])
  })

  it('whoever learns beside somebody of the chart takes no seat', () => {
    const head = 'circle,role,holder,notes'
    const first = broughtIn(bytes(`${head}\nMoney,Treasurer,Priya,`))
    const { roll } = broughtIn(bytes(`${head}\nMoney,Treasurer,Kofi,learning beside Priya`), first.ydoc)
    const [view] = roll.roles.values()
    expect(view).toMatchObject({ role: { seats: 1 }, held: [{ who: { name: 'Priya' } }], learners: [{ who: { name: 'Kofi' } }], free: [] })
    expect(problemsOf(`${head}\nMoney,Treasurer,Kofi,learning beside Nobody`)).toEqual(['2: beside nobody'])
  })

  it('goes out whole: what a circle decides alone, up to how much, what a role signs for, a role without a seat, a circle inside one that ended', () => {
    const ydoc = new Y.Doc()
    const top = addCircle(ydoc, null, { name: 'Top', alone: ['payments', 'dates'], upTo: '2,000' })
    const gone = addCircle(ydoc, top, { name: 'Gone' })
    const leaf = addCircle(ydoc, gone, { name: 'Leaf' })
    endCircle(ydoc, gone, true)
    addRole(ydoc, leaf, { name: 'Signer', signsFor: 'the bank', seats: 0 })
    const rows = roleRows(rollOf(readChart(ydoc), PEOPLE, TODAY))
    const { roll } = broughtIn(bytes(writeCsv(COLUMNS, rows)))
    expect(roleRows(roll)).toEqual(rows)
    expect(inOrder(roll.circles).map(({ circle, depth }) => [circle.name, depth, circle.alone, circle.upTo])).toEqual([
      ['Top', 0, ['payments', 'dates'], '2,000'],
      ['Leaf', 1, [], ''],
    ])
    expect([...roll.roles.values()].map(({ role }) => [role.name, role.signsFor, role.seats])).toEqual([['Signer', 'the bank', 0]])
  })

  it('says line by line what is wrong, and then brings in nothing', () => {
    const head = 'circle,inside,role,holder,from,until'
    expect(problemsOf(`${head}\nMoney,Kitchen,,,,\nKitchen,Money,,,,`)).toEqual(['2: inside itself', '3: inside itself'])
    expect(problemsOf(`${head}\nMoney,Nowhere,Treasurer,,,`)).toEqual(['2: unknown circle'])
    expect(problemsOf(`${head}\nMoney,,Treasurer,Ana,2026-13-01,31.12.2026`)).toEqual(['2: no day', '2: no day'])
    expect(problemsOf(`${head}\nMoney,,Treasurer,Ana,2026-12-31,2026-01-01`)).toEqual(['2: ends before it begins'])
    expect(problemsOf(`${head}\n,,Treasurer,Ana,,\nMoney,,,Ana,,`)).toEqual(['2: no circle', '3: holder without role'])
    expect(problemsOf('name,role\nMoney,Treasurer')).toEqual(['1: no circle column'])
    expect(problemsOf('circle,role,role\nMoney,A,B')).toEqual(['1: two columns'])
    expect(problemsOf(`${head}\nMoney,,Treasurer,"Ana,,\nMoney,,Clerk,Bea,,\nKitchen,,Cook,Cy,,`)).toEqual(['2: open quote'])
    expect(problemsOf(`${head}\nMoney,,"Treasurer\nof all\nthe money",Ana,,\nMoney,,Clerk,Bea,soon,`)).toEqual(['5: no day'])
    expect(problemsOf(`${head}\nMoney,,Treasurer,Ana,,,more`)).toEqual(['2: too many cells'])
    expect(problemsOf(`${head}\nTop,,,,,\nOther,,,,,\nMoney,Top,A,Ana,,\nMoney,Other,B,Bea,,`)).toEqual(['5: two places'])
    expect(problemsOf(`${head}\nMoney,,A,Ana,2026-01-01,\nMoney,,A,ana,2026-01-01,`)).toEqual(['3: said twice'])
    expect(problemsOf(`${head}\n${'x'.repeat(121)},,A,Ana,,`)).toEqual(['2: too long'])
    expect(problemsOf('circle,mandate,how,role\nMoney,consult,,A\nMoney,decide,,A\nMoney,advise,,A')).toEqual(['2: no mandate', '4: two mandates'])
    expect(problemsOf('circle,role,holder,how\nMoney,A,Ana,by lot')).toEqual(['2: no such how'])
    expect(problemsOf(head)).toEqual(['empty'])
  })

  it('refuses what is no table: a picture, 50,000 lines, a file of many megabytes; reads old encodings and says so', () => {
    expect(readCsv(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 1))).toMatchObject({ ok: false, reason: 'not text' })
    expect(readCsv(bytes(`circle\n${'Money\n'.repeat(50_000)}`))).toMatchObject({ ok: false, reason: 'too many rows' })
    expect(ROWS_MOST).toBeLessThan(50_000)
    expect(readCsv(new Uint8Array(6_000_000).fill(65))).toMatchObject({ ok: false, reason: 'too big' })
    const old = readCsv(Uint8Array.of(...bytes('circle,holder\nMoney,Siobh'), 0xe1, ...bytes('n')))
    expect(old).toMatchObject({ ok: true, value: { isOldEncoding: true, rows: [{ cells: ['Money', 'Siobhán'] }] } })
    const utf16 = Uint8Array.from([0xff, 0xfe, ...[...'circle\nMoney'].flatMap((sign) => [sign.charCodeAt(0), 0])])
    expect(readCsv(utf16)).toMatchObject({ ok: true, value: { isOldEncoding: false, rows: [{ cells: ['Money'] }] } })
  })

  it('formulas stay words: kept from being read as one on the way out, and as they were on the way in', () => {
    const { roll } = broughtIn(bytes('circle,role,holder\nMoney,"=cmd|\'/C calc\'!A0",@Ana'))
    const out = writeCsv(COLUMNS, roleRows(roll))
    expect(out).toContain("'=cmd|")
    expect(out).toContain("'@Ana")
    const again = broughtIn(bytes(out))
    expect([...again.roll.roles.values()].map(({ role, held }) => [role.name, held[0]?.who.name])).toEqual([["=cmd|'/C calc'!A0", '@Ana']])
  })

  it('whatever stands in it, reading throws nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 16 }), { maxLength: 12 }), (rows) => {
        const table = readCsv(bytes([COLUMNS.join(','), ...rows.map((row) => row.join(','))].join('\n')))
        if (table.ok) readRoleTable(table.value, NO_CHART, PEOPLE)
      }),
      { numRuns: 500 },
    )
  })
})

describe('ways to look', () => {
  const { roll } = broughtIn(EXAMPLE)

  it('the table is filtered and sorted', () => {
    const names = (filter: 'all' | 'free' | 'ending' | 'mine', words = '') =>
      tableOf(roll, filter, { by: 'role', isFalling: false }, words).flatMap(({ roles }) => roles.map(({ role }) => role.name))
    expect(names('all')).toHaveLength(18)
    expect(names('free').sort()).toEqual(['Hotline', 'Inspector liaison', 'Stairwell organiser', 'Welcomer'])
    expect(names('mine').length).toBe(countOf(roll, 'mine'))
    expect(names('all', 'siobhan')).toEqual(['Hotline'])
    const falling = tableOf(roll, 'all', { by: 'until', isFalling: true }, '').flatMap(({ roles }) => roles.map(({ until }) => until ?? '9'))
    expect(falling.length).toBe(18)
  })

  it('the map is the same however often it is drawn, and nothing overlaps', () => {
    const picture = pictureOf(roll.circles)
    expect(pictureOf(broughtIn(EXAMPLE).roll.circles).radius).toBe(picture.radius)
    const places = allPlaces(picture.circles)
    expect(places).toHaveLength(6)
    for (const { x, y, r, roles, children } of places) {
      for (const role of roles) expect(Math.hypot(role.x - x, role.y - y) + role.r).toBeLessThanOrEqual(r + 0.01)
      for (const child of children) expect(Math.hypot(child.x - x, child.y - y) + child.r).toBeLessThanOrEqual(r + 0.01)
      const bodies = [...roles, ...children]
      for (const [at, one] of bodies.entries())
        for (const other of bodies.slice(at + 1)) expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(one.r + other.r - 0.01)
    }
    const inner = places.find(({ view }) => view.circle.name === 'Sunday Kitchen')
    expect(inner && circleAt(picture.circles, inner.x, inner.y, null)?.view.circle.name).toBe('Sunday Kitchen')
  })

  it('as a drawing, a charter and a calendar', () => {
    const svg = svgOf(pictureOf(roll.circles))
    expect(svg).toMatch(/^<svg [^>]+>.*<\/svg>\n$/s)
    expect(svg).toContain('Childcare Task Force')
    expect(svg.match(/<textPath/g)).toHaveLength(6)
    expect(svg).not.toMatch(/NaN|undefined/)
    const odd = broughtIn(bytes('circle,role\n"Mon\u0008ey",x\u001by'))
    expect(svgOf(pictureOf(odd.roll.circles)), 'nothing that XML has not').not.toMatch(/[^\P{Cc}\n]/u)
    const money = [...roll.byId.values()].find(({ circle }) => circle.name === 'Rent Campaign')
    const charter = money ? charterOf(roll, money) : ''
    expect(charter).toContain('# Rent Campaign')
    expect(charter).toContain('## Stairwell organiser')
    const calendar = calendarOf(roll, { seat: ({ role, name }) => `${name}, ${role}`, circle: ({ circle }) => circle }, Date.parse('2026-12-01T10:00:00Z'))
    expect(calendar.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true)
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261214')
    expect(calendar.match(/BEGIN:VEVENT/g)?.length).toBe(calendar.match(/END:VEVENT/g)?.length)
  })
})
