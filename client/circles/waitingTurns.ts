import '../words/later/turns'
import { t } from '../words/words'
import { addDays, dayOf, endOf } from '../workspace/days'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingItem, WaitingSource } from '../workspace/waiting'
import { nameInside } from '../workspace/who'
import { dayWords } from './circleWords'
import { factsIn } from './facts/factsRoom'
import { chartIn } from './openChart'
import { thanksOf, waitingFor } from './thanks/thanks'
import { answerThanks } from './thanks/thanksActs'
import { readRotas } from './turns/rotas'
import { answerSwap, takeTurn } from './turns/turnActs'
import { type RotaView, rotaView } from './turns/turnsView'

/** Somebody's turn is told of when it is near. */
const NEAR = 14

/** [R5] What others would like to say of this person: shown once they said yes. */
export function thanksSource(workspace: OpenWorkspace): WaitingSource {
  const facts = factsIn(workspace)
  return {
    room: 'circles-thanks',
    subscribe(listener) {
      const ends = [facts.subscribe(listener), workspace.people.subscribe(listener)]
      return () => {
        for (const end of ends) end()
      }
    },
    get() {
      const { me, byId } = workspace.people.get()
      if (!me || !workspace.maySpeak) return []
      return waitingFor(thanksOf(facts.get()), me.id).map(
        ({ id, by, what }): WaitingItem => ({
          ...{ id: `circles:thanks:${id}`, sign: 'newcomer', title: what, voice: 'people', isTurn: true, due: null, order: 13 },
          line: t('turns.thanks.wait', { name: nameInside(byId.get(by) ?? null) }),
          actions: [
            { label: t('turns.thanks.show'), to: () => answerThanks(workspace, id, true) },
            { label: t('turns.thanks.no'), to: () => answerThanks(workspace, id, false) },
          ],
        }),
      )
    },
  }
}

/** [R4] One's own turn that comes, a swap that is asked for, and three lines for whoever is next. */
export function turnsSource(workspace: OpenWorkspace): WaitingSource {
  const [state, facts] = [chartIn(workspace), factsIn(workspace)]
  return {
    room: 'circles-turns',
    subscribe(listener) {
      const ends = [state.subscribe(listener), facts.subscribe(listener), workspace.people.subscribe(listener)]
      return () => {
        for (const end of ends) end()
      }
    },
    get() {
      const chart = state.get()
      const people = workspace.people.get()
      if (chart.kind !== 'here' || !workspace.maySpeak || !people.me) return []
      const today = dayOf(workspace.ground.now())
      const views = readRotas(chart.ydoc).filter(({ ended }) => !ended)
      return views.flatMap((rota) => itemsOf(workspace, rotaView(rota, facts.get(), people, today), today))
    },
  }
}

function itemsOf(workspace: OpenWorkspace, view: RotaView, today: string): WaitingItem[] {
  const { rota, next, swaps, last } = view
  const people = workspace.people.get()
  const me = people.me?.id
  const look = `/circles/turns/${rota.id}`
  const item = (what: string, line: string, due: string | null, actions: WaitingItem['actions']): WaitingItem => ({
    ...{ id: `circles:turn:${rota.id}:${what}`, sign: 'turn', title: rota.name, voice: 'people', line, actions, isTurn: true, order: 11 },
    due: due === null ? null : endOf(due),
  })
  const isMine = next !== null && me !== undefined && next.people.includes(me) && next.occasion <= addDays(today, NEAR)
  return [
    ...(isMine && !next.isTaken
      ? [
          item(`next:${next.occasion}`, t('turns.wait.next', { date: dayWords(next.occasion) }), next.occasion, [
            { label: t('turns.iWill'), to: () => takeTurn(workspace, rota.id, next.occasion, next.beside) },
            { label: t('turns.wait.look'), to: look },
          ]),
        ]
      : []),
    ...swaps
      .filter(({ to }) => to === me)
      .map((swap) => {
        const words = { name: nameInside(people.byId.get(swap.from) ?? null), give: dayWords(swap.give), take: dayWords(swap.take) }
        return item(`swap:${swap.id}`, t('turns.wait.swap', words), swap.give < swap.take ? swap.give : swap.take, [
          { label: t('turns.swapYes'), to: () => answerSwap(workspace, rota.id, swap.id, true) },
          { label: t('turns.wait.look'), to: look },
        ])
      }),
    ...(last && last.person === me && last.lines === '' && last.occasion <= today && last.occasion >= addDays(today, -NEAR)
      ? [item(`lines:${last.occasion}`, t('turns.wait.lines'), null, [{ label: t('turns.wait.write'), to: look }])]
      : []),
  ]
}
