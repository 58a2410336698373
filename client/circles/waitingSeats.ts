import '../words/later/circles'
import { t } from '../words/words'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { dayOf, rollOf, SOON } from './chart/roll'
import { dayWords } from './circleWords'
import { chartIn, chartOf } from './openChart'

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
