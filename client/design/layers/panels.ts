import { later } from './later'

/**
 * What floats over a page (40 KB with what carries it) is no part of the first picture: each comes when it is first opened, or before, once a hand moves.
 */
export const dialogPanel = later(() => import('./DialogPanel'))
export const sheetPanel = later(() => import('./SheetPanel'))
export const menuPanel = later(() => import('./MenuPanel'))
export const popoverPanel = later(() => import('./PopoverPanel'))
export const tooltipPanel = later(() => import('./TooltipPanel'))

/** All of them, quietly: offline they are tried again when one is opened. */
export async function loadPanels(): Promise<void> {
  await Promise.allSettled([menuPanel, popoverPanel, tooltipPanel, dialogPanel, sheetPanel].map((panel: { load(): Promise<unknown> }) => panel.load()))
}

/** Ms after which they come by themselves, for a hand that has not moved at all. */
const QUIET = 4_000

/** Loads them at the first sign of a hand: a pointer, a finger, a key. Returns its end. */
export function loadPanelsSoon(): () => void {
  const waiting = new AbortController()
  const now = () => {
    waiting.abort()
    clearTimeout(timer)
    void loadPanels()
  }
  const timer = setTimeout(now, QUIET)
  for (const sign of ['pointermove', 'pointerdown', 'keydown'] as const)
    window.addEventListener(sign, now, { signal: waiting.signal, passive: true, capture: true })
  return () => {
    waiting.abort()
    clearTimeout(timer)
  }
}
