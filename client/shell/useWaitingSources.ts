import { useEffect } from 'react'
import { whenFetched } from '../design/whenFetched'
import type { UnsentWords } from '../home/waitingSources'
import { writable } from '../sync/store'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import type { WaitingSource } from '../workspace/waiting'
import { titleWords } from '../workspace/who'
import { carryUnsent } from './files'

const goTo = (route: string): void => {
  window.location.hash = `#${route}`
}

/** Where the system shows none (and in a tab), nothing happens. */
function showBadge(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Navigator>
  const done = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator)
  void done?.catch(() => {})
}

/** Each room's source of what waits, registered for as long as the workspace is open. */
export function useWaitingSources(workspace: OpenWorkspace): void {
  useEffect(() => {
    const { waiting } = workspace
    const unsent = writable<UnsentWords | null>(null, (a, b) => JSON.stringify(a) === JSON.stringify(b))
    const look = () => {
      const { relay, unsent: count, unsentByDocument } = workspace.status.get()
      const titles = workspace.documents.get().flatMap(({ doc, title }) => (unsentByDocument.has(doc) ? titleWords(title) : []))
      unsent.set(count > 0 && (relay === 'offline' || relay === 'refused') ? { count, titles } : null)
    }
    let isOver = false
    // On the app's sign on the home screen: how much waits for this person and nobody else.
    const sign = () => showBadge(waiting.get().items.filter(({ isTurn }) => isTurn).length)
    const ends = [workspace.status.subscribe(look), waiting.subscribe(sign), () => showBadge(0)]
    look()
    // Nothing of it is needed for the first picture: each room's part comes by itself, and registers what it has.
    const bring = <M>(part: () => Promise<M>, sourcesOf: (module: M) => readonly WaitingSource[] | Promise<readonly WaitingSource[]>): void =>
      void whenFetched(part)
        .then(sourcesOf)
        .then(
          (sources) => {
            if (!isOver) ends.push(...sources.map((source) => waiting.register(source)))
          },
          () => {},
        )
    const { id, ground, stored } = workspace
    bring(
      () => import('../home/waitingSources'),
      ({ devicesSource, unsentSource, changesSource, goneSource }) => [
        devicesSource(workspace),
        unsentSource(unsent, () => void carryUnsent(workspace)),
        changesSource(workspace),
        goneSource(workspace),
      ],
    )
    bring(
      () => Promise.all([import('../home/waitingSources'), import('../workspace/seenPeople')]),
      async ([{ newcomersSource }, { openSeenPeople }]) => [newcomersSource(workspace, await openSeenPeople(ground.keys, id, stored.get().since))],
    )
    bring(
      () => import('../documents/comments/waitingComments'),
      async ({ commentsSource }) => {
        const source = await commentsSource(workspace, goTo)
        if (isOver) source.stop()
        else ends.push(source.stop)
        return [source]
      },
    )
    bring(
      () => import('../copies/waitingSources'),
      ({ offersSource, pastCopiesSource }) => [pastCopiesSource(workspace), offersSource(workspace)],
    )
    bring(
      () => import('../circles/waitingSeats'),
      async ({ seatsSource, namesSource }) => [seatsSource(workspace), await namesSource(workspace)],
    )
    bring(
      () => import('../circles/waitingTurns'),
      ({ turnsSource, thanksSource }) => [turnsSource(workspace), thanksSource(workspace)],
    )
    bring(
      () => import('../proposals/waitingRounds'),
      ({ roundsSource }) => [roundsSource(workspace)],
    )
    return () => {
      isOver = true
      for (const end of ends) end()
    }
  }, [workspace])
}
