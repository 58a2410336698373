import { describe, expect, it } from 'vitest'
import type { Rota } from '../../../../client/circles/turns/rotas'
import { rotaSubject, TURN, turnBody, WILLING, willingBody } from '../../../../client/circles/turns/said'
import { rotaView } from '../../../../client/circles/turns/turnsView'
import { peopleNamed } from '../support'
import { Replica, whoOf } from './support'

const rota: Rota = { id: 'a'.repeat(32), name: 'Taking notes', purpose: '', circle: null, every: 'week', first: '2026-11-01', ended: false }
const names = ['alice', 'bob', 'carol']
const people = peopleNamed(names)
const subject = rotaSubject(rota.id)
const saying = { isTaken: true, reason: '', until: null, lines: '', beside: null }
const viewOf = (replica: Replica, today: string) => rotaView(rota, replica.facts(whoOf(names)), people, today)
const nameOf = (id: string | undefined) => people.byId.get(id ?? '')?.name

describe('[R4] one rota as a screen shows it', () => {
  it('nobody is willing: nobody is next, and nothing was missed', () => {
    const view = viewOf(new Replica(), '2026-11-10')
    expect({ next: view.next?.people, rows: view.rows, missed: view.missed, last: view.last }).toEqual({ next: [], rows: [], missed: null, last: null })
  })

  it('a skip is written down at once with its reason, and its person stands there as skipping; another is next', () => {
    const replica = new Replica()
    for (const name of names) replica.say(name, WILLING, subject, willingBody('turns', '2026-11-01'))
    const first = nameOf(viewOf(replica, '2026-11-02').next?.people[0]) ?? ''
    replica.say(first, TURN, subject, turnBody({ ...saying, occasion: '2026-11-08', isTaken: false, reason: 'night shifts' }))
    const view = viewOf(replica, '2026-11-02')
    expect(nameOf(view.next?.people[0])).not.toBe(first)
    expect(view.rows.find(({ member }) => member.name === first)?.skip?.reason).toBe('night shifts')
    expect(view.written.map((entry) => 'turn' in entry && entry.turn.reason)).toEqual(['night shifts'])
  })

  it('a turn brings its three lines to whoever is next; a day of which nobody wrote is asked about', () => {
    const replica = new Replica()
    for (const name of names) replica.say(name, WILLING, subject, willingBody('turns', '2026-11-01'))
    expect(viewOf(replica, '2026-11-09').missed).toBe('2026-11-08')
    replica.say('alice', TURN, subject, turnBody({ ...saying, occasion: '2026-11-08', lines: 'one\ntwo\nthree' }))
    const view = viewOf(replica, '2026-11-09')
    expect([view.missed, view.last?.lines]).toEqual([null, 'one\ntwo\nthree'])
    expect(nameOf(view.next?.people[0])).not.toBe('alice')
    expect(view.perYear).toEqual([17, 18])
  })
})
