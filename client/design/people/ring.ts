/**
 * The drawing of seats round a table, as numbers. Pure: `Ring.tsx` only paints what stands here.
 *
 * Angles are in degrees, clockwise from the top. The ring runs clockwise everywhere, in right-to-left too.
 */

/** Of positions: consent to turn. Of roles and rotas: held, ending, free. */
export type SeatState = 'consent' | 'concern' | 'objection' | 'aside' | 'abstain' | 'unheard' | 'turn' | 'held' | 'ending' | 'free'

export interface Seat {
  state: SeatState
  /** The holder's number of colour: for 'held'. */
  colour?: number | null
}

/** `path` is stroked with `width`; squares and dots are filled, and have none. */
export interface SeatShape {
  state: SeatState
  form: 'full' | 'line' | 'dotted' | 'hollow' | 'square' | 'dot'
  path: string
  width: number
  /** Round ends; joined arcs of positions end straight, so that neighbours do not run into each other. */
  rounded: boolean
  colour?: number | null | undefined
}

export interface RingShape {
  /** Side of the square drawing. */
  size: number
  seats: SeatShape[]
  /** A thin arc outside of the most impacted. */
  bracket: string | null
}

const order: readonly SeatState[] = ['turn', 'consent', 'concern', 'objection', 'aside', 'abstain', 'held', 'ending', 'unheard', 'free']

const round = (value: number): number => Math.round(value * 100) / 100

function point(centre: number, radius: number, angle: number): string {
  const turn = (angle * Math.PI) / 180
  return `${round(centre + radius * Math.sin(turn))} ${round(centre - radius * Math.cos(turn))}`
}

function arc(centre: number, radius: number, from: number, to: number): string {
  // A whole round has no direction for an arc of SVG: it is drawn as two halves.
  if (to - from >= 359.9) return `${arc(centre, radius, from, from + 180)}${arc(centre, radius, from + 180, from + 359.9)}`
  return `M${point(centre, radius, from)}A${round(radius)} ${round(radius)} 0 ${to - from > 180 ? 1 : 0} 1 ${point(centre, radius, to)}`
}

/** The outline of a bent capsule: what a thick arc with round ends covers, to be stroked itself. */
function capsule(centre: number, radius: number, half: number, from: number, to: number): string {
  const [outer, inner, cap] = [round(radius + half), round(radius - half), round(half)]
  return (
    `M${point(centre, outer, from)}A${outer} ${outer} 0 0 1 ${point(centre, outer, to)}A${cap} ${cap} 0 0 1 ${point(centre, inner, to)}` +
    `A${inner} ${inner} 0 0 0 ${point(centre, inner, from)}A${cap} ${cap} 0 0 1 ${point(centre, outer, from)}Z`
  )
}

function square(centre: number, radius: number, angle: number, side: number): string {
  const turn = (angle * Math.PI) / 180
  const [x, y] = [centre + radius * Math.sin(turn), centre - radius * Math.cos(turn)]
  const corners = [45, 135, 225, 315].map((corner) => {
    const at = ((corner + angle) * Math.PI) / 180
    return `${round(x + (side / Math.SQRT2) * Math.sin(at))} ${round(y - (side / Math.SQRT2) * Math.cos(at))}`
  })
  return `M${corners.join('L')}Z`
}

function dot(centre: number, radius: number, angle: number, half: number): string {
  const turn = (angle * Math.PI) / 180
  const [x, y] = [round(centre + radius * Math.sin(turn)), round(centre - radius * Math.cos(turn))]
  return `M${round(x - half)} ${y}A${half} ${half} 0 1 0 ${round(x + half)} ${y}A${half} ${half} 0 1 0 ${round(x - half)} ${y}Z`
}

/** How thick a full seat is, for a ring of this size: 8 px at 96, 4 px at 32. */
export function seatThickness(size: number): number {
  return size >= 64 ? size / 12 : Math.max(3, size / 8)
}

export interface RingOptions {
  size: number
  /** So many seats from the first on are the most impacted; the bracket stands over them and they are centred at the top. */
  bracket?: number
  thickness?: number
  /** Whether seats of one kind are drawn as one arc. If not given: below 64 px, and above 60 people. */
  join?: boolean
  /** Where the first seat begins, if there is no bracket. */
  from?: number
}

export function ringShape(seats: readonly Seat[], options: RingOptions): RingShape {
  const { size, bracket = 0 } = options
  const thickness = options.thickness ?? seatThickness(size)
  const room = bracket > 0 ? size * 0.065 : 0
  const centre = size / 2
  const radius = centre - thickness / 2 - room
  const join = options.join ?? (size < 64 || seats.length > 60)
  const made = join ? joined(seats, centre, radius, thickness) : single(seats, centre, radius, thickness, bracket, options.from ?? 0)
  const step = 360 / Math.max(1, seats.length)
  const half = Math.min(180, (bracket * step) / 2)
  return { size, seats: made, bracket: bracket > 0 && !join ? arc(centre, centre - 1, -half, half) : null }
}

/** Of the way that each seat has, so much is seat, its round ends included. */
const share = 0.79

function single(seats: readonly Seat[], centre: number, radius: number, thickness: number, bracket: number, begin: number): SeatShape[] {
  const step = 360 / Math.max(1, seats.length)
  const first = bracket > 0 ? -(bracket * step) / 2 : begin
  const ends = (thickness / radius) * (180 / Math.PI)
  // With few seats the way between them does not grow with their length.
  const length = step - Math.min(step * (1 - share), ends * 0.65)
  return seats.map((seat, index) => {
    const middle = first + (index + 0.5) * step
    // The ends are round and reach half a thickness further; at the least a seat is a dot.
    const body = Math.max(0.5, length - ends) / 2
    return seatShape(seat, centre, radius, thickness, middle - body, middle + body, length / 2)
  })
}

function seatShape(seat: Seat, centre: number, radius: number, thickness: number, from: number, to: number, halfLength: number): SeatShape {
  const { state, colour } = seat
  const middle = (from + to) / 2
  const thin = Math.min(3, Math.max(1.25, thickness / 4))
  switch (state) {
    case 'concern': {
      const line = Math.max(1, thickness * 0.22)
      return { state, form: 'hollow', path: capsule(centre, radius, (thickness - line) / 2, from, to), width: line, rounded: true }
    }
    case 'objection':
      return { state, form: 'square', path: square(centre, radius, middle, thickness * 1.12), width: 0, rounded: true }
    case 'aside':
    case 'abstain':
    case 'free': {
      const points = Math.max(1.5, thickness * 0.4)
      return { state, form: 'dotted', path: arc(centre, radius, middle - halfLength + 1, middle + halfLength - 1), width: points, rounded: true }
    }
    case 'unheard':
      return { state, form: 'line', path: arc(centre, radius, middle - halfLength + 1, middle + halfLength - 1), width: thin, rounded: true }
    default:
      return { state, form: 'full', path: arc(centre, radius, from, to), width: thickness, rounded: true, colour }
  }
}

/** Small: one arc for each kind, as long as its number, but never too short to be seen. Each holder keeps an arc of their own colour. */
function joined(seats: readonly Seat[], centre: number, radius: number, thickness: number): SeatShape[] {
  const groups: { seat: Seat; count: number }[] = []
  for (const seat of [...seats].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))) {
    const last = groups.at(-1)
    if (last && last.seat.state === seat.state && seat.state !== 'held' && seat.state !== 'ending') last.count += 1
    else groups.push({ seat, count: 1 })
  }
  const inDegrees = (px: number) => (px / radius) * (180 / Math.PI)
  const gap = groups.length === 1 ? 0 : inDegrees(thickness * 0.55)
  const least = (state: SeatState) => inDegrees(state === 'turn' ? thickness * 1.5 : state === 'objection' ? thickness * 1.25 : thickness * 0.6)
  const free = 360 - gap * groups.length
  const wanted = groups.map(({ seat, count }) => Math.max(least(seat.state), seat.state === 'turn' ? 0 : (free * count) / seats.length))
  const over = free / wanted.reduce((sum, one) => sum + one, 0)
  let at = groups[0]?.seat.state === 'turn' ? inDegrees(-thickness * 0.35) : gap / 2
  return groups.map(({ seat }, index) => {
    const from = at
    const to = at + (wanted[index] ?? 0) * over
    at = to + gap
    const middle = (from + to) / 2
    const { state, colour } = seat
    if (state === 'turn') return { state, form: 'dot', path: dot(centre, radius, middle, round(thickness * 0.75)), width: 0, rounded: true }
    if (state === 'objection') return { state, form: 'square', path: square(centre, radius, middle, thickness * 1.15), width: 0, rounded: true }
    if (state === 'unheard') return { state, form: 'line', path: arc(centre, radius, from, to), width: Math.max(1.25, thickness * 0.34), rounded: false }
    if (state === 'free' || state === 'aside' || state === 'abstain') {
      return { state, form: 'dotted', path: arc(centre, radius, from + 1, to - 1), width: Math.max(1.4, thickness * 0.36), rounded: true }
    }
    const isRound = state === 'held' || state === 'ending'
    const inset = isRound ? Math.min(inDegrees(thickness / 2), (to - from) / 2 - 0.5) : 0
    const width = state === 'concern' ? thickness * 0.7 : thickness
    return { state, form: 'full', path: arc(centre, radius, from + inset, to - inset), width, rounded: isRound, colour }
  })
}
