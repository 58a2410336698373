import type { KeyboardEvent } from 'react'

const reachable = 'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [tabindex="0"]'

/**
 * A floating panel stands at the end of the page, far from its button in the order of Tab. Leaving it by Tab closes it instead, and the focus goes back to
 * the button, whence the next Tab goes on. (Guards with `tabindex` that are hidden from the ear, the usual way, are what they say they are not.)
 */
export function leaveByTab(event: KeyboardEvent<HTMLElement>, close: () => void): void {
  if (event.key !== 'Tab' || event.defaultPrevented) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(reachable)]
  const edge = event.shiftKey ? stops[0] : stops.at(-1)
  const inMenu = event.currentTarget.getAttribute('role') === 'menu'
  if (!inMenu && edge && document.activeElement !== edge && document.activeElement !== event.currentTarget) return
  event.preventDefault()
  close()
}
