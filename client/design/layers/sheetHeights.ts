/** Where a sheet comes to rest after it was dragged. Pure. */

export type SheetHeight = 'half' | 'full'

/** What letting go asks for. `moved` is in px, down positive; `speed` in px per ms, down positive; `space` is the height of the screen. */
export function restAfter(from: SheetHeight | 'content', moved: number, speed: number, space: number): SheetHeight | 'content' | 'closed' {
  const flick = 0.5
  const far = space * 0.22
  if (from === 'content') return speed > flick || moved > far ? 'closed' : 'content'
  if (from === 'half') {
    if (speed < -flick || moved < -far / 2) return 'full'
    return speed > flick || moved > far ? 'closed' : 'half'
  }
  if (moved > space * 0.6) return 'closed'
  return speed > flick || moved > far ? 'half' : 'full'
}
