/** The regions of the screen that F6 walks, in the order in which they stand: rail, top bar, text, margin; and where the skip link leads. */

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0

export function walkRegions(backwards: boolean): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(isShown)
  // A margin stands inside of its text's region: the innermost counts.
  const at = regions.findLastIndex((region) => region.contains(document.activeElement))
  const next = regions[at < 0 ? (backwards ? regions.length - 1 : 0) : (at + (backwards ? -1 : 1) + regions.length) % regions.length]
  if (next) enter(next)
}

/** To the text itself, or to the content of a place that has none. */
export function toText(): void {
  const main = document.getElementById('main')
  if (main) enter(main)
}

function enter(region: HTMLElement): void {
  const inside = region.matches('[data-focus]') ? region : region.querySelector<HTMLElement>('[data-focus], [contenteditable="true"]')
  ;(inside ?? region).focus()
}
