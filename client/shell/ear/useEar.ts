import { useEffect, useMemo } from 'react'
import { whenFetched } from '../../design/whenFetched'
import { type ChangeWatch, watchChanges } from '../../documents/whatChanged'
import type { OpenWorkspace } from '../../workspace/openWorkspace'
import { lentText } from '../keys/lentText'
import { type Announcer, announcer } from './announcer'

export interface EarState {
  readonly voice: Announcer
  /** Says who changed what since this was asked last. */
  sayChanges(): void
}

/** The voice of this window, and what it can be asked. */
export function useEar(workspace: OpenWorkspace): EarState {
  const ear = useMemo(() => makeEar(workspace), [workspace])
  useEffect(() => ear.listen(), [ear])
  return ear
}

function makeEar(workspace: OpenWorkspace): EarState & { listen(): () => void } {
  const voice = announcer({
    now: Date.now,
    after(ms, act) {
      const timer = setTimeout(act, ms)
      return () => clearTimeout(timer)
    },
  })
  let watch: ChangeWatch | null = null
  let watched: unknown = null
  let since = Date.now()
  const follow = (): void => {
    const ydoc = lentText.get()?.ydoc ?? null
    if (ydoc === watched) return
    watch?.stop()
    watched = ydoc
    watch = ydoc && watchChanges(ydoc)
  }
  return {
    voice,
    sayChanges() {
      const now = Date.now()
      const asked = {
        here: watch?.take() ?? null,
        openId: lentText.get()?.listing.id ?? null,
        documents: workspace.documents.get(),
        people: workspace.people.get(),
        since,
        now,
      }
      since = now
      void whenFetched(() => import('./changeWords')).then(({ changeWords }) => voice.answer(changeWords(asked)))
    },
    listen() {
      follow()
      const end = lentText.subscribe(follow)
      return () => {
        end()
        watch?.stop()
        watch = null
        watched = null
        voice.stop()
      }
    },
  }
}
