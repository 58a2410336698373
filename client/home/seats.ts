/**
 * Seats round a table, as arcs (pure): the welcome, joining, a workspace one minute old. Angles are degrees clockwise
 * from twelve o'clock, also in languages that run from right to left.
 */
export interface SeatArc {
  /** Degrees of the seat's middle. */
  readonly middle: number
  /** SVG path of the stroke's centre line. */
  readonly path: string
}

/** The free seat of the mark stands at about one o'clock; so does the first seat of every ring. */
export const FIRST_SEAT = 36

const point = (radius: number, degrees: number): string => {
  const radians = ((degrees - 90) * Math.PI) / 180
  return `${(radius * Math.cos(radians)).toFixed(2)} ${(radius * Math.sin(radians)).toFixed(2)}`
}

export const arcPath = (radius: number, from: number, to: number): string =>
  `M${point(radius, from)}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${point(radius, to)}`

/** `count` seats, equally far apart; `half` = half of the opening angle of each, without its round ends. */
export const seatArcs = (count: number, radius: number, half: number, first = FIRST_SEAT): SeatArc[] =>
  Array.from({ length: count }, (_, i) => {
    const middle = (first + (i * 360) / count) % 360
    return { middle, path: arcPath(radius, middle - half, middle + half) }
  })

/** Where a name stands beside a seat, in the ring's own units. */
export function besideSeat(radius: number, middle: number): { readonly x: number; readonly y: number } {
  const radians = ((middle - 90) * Math.PI) / 180
  return { x: radius * Math.cos(radians), y: radius * Math.sin(radians) }
}
