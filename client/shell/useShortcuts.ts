import { useEffect } from 'react'
import type { Booted } from './boot'
import type { Shell } from './useShell'

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** F6 walks these, in the order in which they stand on the screen. */
function walkRegions(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter((region) => region.offsetParent !== null)
  const at = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(at + (backwards ? -1 : 1) + regions.length) % regions.length]
  if (!next) return
  const inside = next.matches('[data-focus]') ? next : next.querySelector<HTMLElement>('[data-focus], [contenteditable="true"]')
  ;(inside ?? next).focus()
}

/** Keys of the frame. Single letters work only where nobody is writing. */
export function useShortcuts({ find, isFinding, show, layer }: Shell, { shelf }: Booted): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        // The editor takes Ctrl K for a link where something is chosen; then the event does not come here.
        event.preventDefault()
        find(!isFinding)
      } else if (event.key === 'F6') {
        event.preventDefault()
        walkRegions(event.shiftKey)
      } else if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey || layer !== null || isFinding) return
      else if (event.key === '[') void shelf.set({ railFolded: !shelf.settings.get().railFolded })
      else if (event.key === '?') show({ kind: 'keys' })
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [find, isFinding, show, layer, shelf])
}
