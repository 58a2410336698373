import { useEffect } from 'react'
import { whenFetched } from '../design/whenFetched'
import { changesSource, devicesSource, goneSource, newcomersSource, type UnsentWords, unsentSource } from '../home/waitingSources'
import { writable } from '../sync/store'
import type { OpenWorkspace } from '../workspace/openWorkspace'
import { openSeenPeople } from '../workspace/seenPeople'
import { titleWords } from '../workspace/who'
import { carryUnsent } from './files'

const goTo = (route: string): void => {
  window.location.hash = `#${route}`
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
    const ends = [
      workspace.status.subscribe(look),
      waiting.register(devicesSource(workspace)),
      waiting.register(unsentSource(unsent, () => void carryUnsent(workspace))),
      waiting.register(changesSource(workspace)),
      waiting.register(goneSource(workspace)),
    ]
    look()
    const { id, ground, stored } = workspace
    // Not needed for the first picture, and loaded with what reads records.
    void whenFetched(() => import('../documents/comments/waitingComments'))
      .then(({ commentsSource }) => commentsSource(workspace, goTo))
      .then(
        (source) => {
          if (isOver) source.stop()
          else ends.push(waiting.register(source), source.stop)
        },
        () => {},
      )
    // Copies come with the first one that there may be: not with the first screen.
    void whenFetched(() => import('../copies/waitingSources')).then(
      ({ offersSource, pastCopiesSource }) => {
        if (!isOver) ends.push(waiting.register(pastCopiesSource(workspace)), waiting.register(offersSource(workspace)))
      },
      () => {},
    )
    void whenFetched(() => import('../circles/waitingSeats')).then(
      ({ seatsSource }) => {
        if (!isOver) ends.push(waiting.register(seatsSource(workspace)))
      },
      () => {},
    )
    void openSeenPeople(ground.keys, id, stored.get().since).then((seen) => {
      if (!isOver) ends.push(waiting.register(newcomersSource(workspace, seen)))
    })
    return () => {
      isOver = true
      for (const end of ends) end()
    }
  }, [workspace])
}
