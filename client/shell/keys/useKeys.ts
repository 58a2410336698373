import { useLayoutEffect, useRef } from 'react'
import { newDocument } from '../newDocument'
import type { Shell } from '../useShell'
import { actOf, type KeyAct } from './keyTable'
import { walkRegions } from './regions'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Listens for the keys of the frame. Where a layer lies over the page only what concerns every place is heard. */
export function useKeys(shell: Shell, onGo: (route: string) => void, sayChanges: () => void): void {
  const latest = useRef({ shell, onGo, sayChanges })
  latest.current = { shell, onGo, sayChanges }
  // Before the first picture of the frame is painted: a key that is pressed as soon as one sees it is not lost.
  useLayoutEffect(() => {
    const acts: Readonly<Record<KeyAct, () => void>> = {
      find: () => latest.current.shell.find(!latest.current.shell.isFinding),
      walk: () => walkRegions(false),
      walkBack: () => walkRegions(true),
      changed: () => latest.current.sayChanges(),
      help: () => latest.current.shell.show({ kind: 'keys' }),
      new: () => {
        const { workspace } = latest.current.shell
        if (workspace.mayWrite) void newDocument(workspace, latest.current.onGo)
      },
      invite: () => {
        if (latest.current.shell.workspace.maySpeak) latest.current.shell.show({ kind: 'invite' })
      },
      fold: () => {
        const { shelf } = latest.current.shell.booted
        void shelf.set({ railFolded: !shelf.settings.get().railFolded })
      },
    }
    const onKey = (event: KeyboardEvent): void => {
      // The text takes some of them for itself; then they do not come here.
      if (event.defaultPrevented || event.isComposing) return
      const { layer, isFinding, booted } = latest.current.shell
      const isUnder = layer !== null || isFinding || document.querySelector('[role="menu"]') !== null
      const act = actOf(event, { isWriting: isWriting(event.target) || isUnder, letters: booted.shelf.settings.get().letterKeys })
      if (act === null || (isUnder && (act === 'walk' || act === 'walkBack')) || (layer !== null && act === 'find')) return
      event.preventDefault()
      acts[act]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
