import { toHex } from '../../shared/bytes'
import '../words/later/circles'
import { t } from '../words/words'
import { dayOf } from '../workspace/days'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { nameOf } from '../workspace/who'
import { claimPerson, confirmPerson } from './chart/edits'
import { rollOf, SOON } from './chart/roll'
import { dayWords } from './circleWords'
import { chartIn, chartOf, editChart } from './openChart'
import { mayBeMe, toConfirm } from './people'

/** [R7] Somebody on the chart has the name of whoever came in; and whoever says so is confirmed by another. Answers of "no" stay on this device. */
export async function namesSource(workspace: OpenWorkspace): Promise<WaitingSource> {
  const state = chartIn(workspace)
  const { keys } = workspace.ground
  const place = `not-on-chart/${workspace.id}`
  let refused: ReadonlySet<string> = new Set((await keys.get<readonly string[]>(place)) ?? [])
  const listeners = new Set<() => void>()
  const refuse = (what: string) => {
    refused = new Set([...refused, what])
    for (const listener of [...listeners]) listener()
    void keys.update<readonly string[]>(place, (held) => [...new Set([...(held ?? []), what])])
  }
  const device = toHex(workspace.ground.identity.signing.public)
  return {
    room: 'circles-names',
    subscribe(listener) {
      listeners.add(listener)
      const ends = [state.subscribe(listener), workspace.people.subscribe(listener)]
      return () => {
        listeners.delete(listener)
        for (const end of ends) end()
      }
    },
    get() {
      if (!workspace.mayWrite) return []
      const [chart, people] = [chartOf(state.get()), workspace.people.get()]
      const item = (id: string, title: string, yes: string, act: () => void, no: () => void, isTurn: boolean): WaitingItem => ({
        ...{ id: `circles:name:${id}`, sign: 'seat', title, voice: 'app', line: t('circles.nameLine'), isTurn, due: null, order: 12 },
        actions: [
          { label: yes, to: act },
          { label: t('circles.notMe'), to: no },
        ],
      })
      return [
        ...mayBeMe(chart, people, refused).map(({ id, name }) =>
          item(
            id,
            t('circles.isThatYou', { name }),
            t('circles.thatIsMe'),
            () => void editChart(workspace, (ydoc) => claimPerson(ydoc, id, device)),
            () => refuse(id),
            true,
          ),
        ),
        ...toConfirm(chart, people, refused).map((person) => {
          const who = people.ofDevice(person.claimedBy ?? '')
          const confirm = () => void editChart(workspace, (ydoc) => confirmPerson(ydoc, person, device))
          return item(
            person.id,
            t('circles.saysSo', { who: nameOf(who), name: person.name }),
            t('circles.confirm'),
            confirm,
            () => refuse(`${person.id}/${who?.id}`),
            false,
          )
        }),
      ]
    },
  }
}

/** [R3] One's own seats that end soon, or ended without a word: stand again, hand over, let it end. */
export function seatsSource(workspace: OpenWorkspace): WaitingSource {
  const state = chartIn(workspace)
  return {
    room: 'circles',
    subscribe: state.subscribe,
    get() {
      if (!workspace.mayWrite) return []
      const roll = rollOf(chartOf(state.get()), workspace.people.get(), dayOf(workspace.ground.now()))
      return [...roll.roles.values()].flatMap(({ role, circle, held, before }) =>
        [...held, ...before].flatMap(({ term, who, daysLeft, endsSoon }): WaitingItem[] => {
          const isOver = daysLeft !== null && daysLeft < 0 && daysLeft >= -SOON && term.left === null && !term.letsEnd
          if (!who.isMe || term.until === null || !(endsSoon || isOver)) return []
          const about = { circle: circle.name, date: dayWords(term.until) }
          return [
            {
              id: `circles:seat:${term.id}`,
              sign: 'seat',
              title: role.name,
              voice: 'people',
              line: t(isOver ? 'circles.wait.over' : 'circles.wait.ends', about),
              actions: [{ label: t('circles.wait.look'), to: `/circles/r/${role.id}` }],
              isTurn: true,
              due: new Date(`${term.until}T23:59:59`).getTime(),
              order: 10,
            },
          ]
        }),
      )
    },
  }
}
