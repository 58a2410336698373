import { packEnclose, packSiblings } from 'd3-hierarchy'
import type { CircleView, RoleView } from '../chart/roll'

/**
 * Where circles and roles stand on the map (pure; LOOK section 10). The same chart gives the same picture on every device: the orders that are tried
 * are taken from the chart itself, and nothing here asks for chance or for the size of a window.
 */
export const ROLE_RADIUS = 40
/** Radius of what its ring of seats leaves free for its name. */
export const NAME_ROOM = 33.5
const RIM = 20
/** Between roles of one ring, and between circles. */
const GAP = 12
/** Room for the name above the roles of a circle, where their ring leaves no gap for it. */
const NAME = 26
const ORDERS = 24

export interface RolePlace {
  readonly view: RoleView
  readonly x: number
  readonly y: number
  readonly r: number
}
export interface CirclePlace {
  readonly view: CircleView
  readonly x: number
  readonly y: number
  readonly r: number
  readonly roles: readonly RolePlace[]
  readonly children: readonly CirclePlace[]
}
export interface Picture {
  readonly circles: readonly CirclePlace[]
  /** Square around all of it. */
  readonly centre: { readonly x: number; readonly y: number }
  readonly radius: number
}

interface Body {
  x: number
  y: number
  r: number
  readonly role?: RoleView
  readonly circle?: CirclePlace
}

/** A small generator of numbers from a seed: the same orders everywhere. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = (seed * 2_654_435_761) >>> 0
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) >>> 0
    return state / 4_294_967_296
  }
  const out = [...items]
  for (let at = out.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const [one, two] = [out[at] as T, out[other] as T]
    out[at] = two
    out[other] = one
  }
  return out
}

/** Roles alone stand evenly on a ring, with the gap upwards for the name. */
function onRing(roles: readonly RoleView[]): { places: RolePlace[]; r: number } {
  const count = roles.length
  const [first] = roles
  if (!first) return { places: [], r: ROLE_RADIUS + RIM }
  if (count === 1) return { places: [{ view: first, x: 0, y: NAME / 3, r: ROLE_RADIUS }], r: ROLE_RADIUS + RIM + NAME }
  const step = (2 * Math.PI) / count
  const ring = (ROLE_RADIUS + GAP / 2) / Math.sin(step / 2)
  // The first stands half a step beside the top, so that the gap is there; from five on it is too narrow for a name.
  const down = count > 4 ? NAME / 2 : NAME / 3
  const places = roles.map((view, at) => {
    const angle = (at + 0.5) * step
    return { view, x: ring * Math.sin(angle), y: -ring * Math.cos(angle) + down, r: ROLE_RADIUS }
  })
  return { places, r: ring + ROLE_RADIUS + RIM + (count > 4 ? NAME / 2 : count > 2 ? NAME / 3 : 0) }
}

/** Bodies side by side in the order with the smallest hull; the hull's circle is around (0, 0). */
function packed(bodies: readonly Body[]): { bodies: Body[]; r: number } {
  if (bodies.length === 0) return { bodies: [], r: 0 }
  let best: { bodies: Body[]; r: number } | null = null
  for (let seed = 0; seed < (bodies.length > 2 ? ORDERS : 1); seed++) {
    const tried = (seed === 0 ? [...bodies] : shuffled(bodies, seed)).map((body) => ({ ...body, r: body.r + GAP / 2 }))
    packSiblings(tried)
    const hull = packEnclose(tried)
    if (!hull || (best && best.r <= hull.r + 0.5)) continue
    best = { r: hull.r, bodies: tried.map((body) => ({ ...body, x: body.x - hull.x, y: body.y - hull.y, r: body.r - GAP / 2 })) }
  }
  return best ?? { bodies: [], r: 0 }
}

const moved = (place: CirclePlace, x: number, y: number): CirclePlace => ({
  ...place,
  x: place.x + x,
  y: place.y + y,
  roles: place.roles.map((role) => ({ ...role, x: role.x + x, y: role.y + y })),
  children: place.children.map((child) => moved(child, x, y)),
})

function placeOf(view: CircleView): CirclePlace {
  if (view.children.length === 0) {
    const { places, r } = onRing(view.roles)
    return { view, x: 0, y: 0, r, roles: places, children: [] }
  }
  const children = view.children.map(placeOf)
  const { bodies, r } = packed([
    ...children.map((circle): Body => ({ x: 0, y: 0, r: circle.r, circle })),
    ...view.roles.map((role): Body => ({ x: 0, y: 0, r: ROLE_RADIUS, role })),
  ])
  const down = NAME / 2
  return {
    view,
    x: 0,
    y: 0,
    r: r + RIM + down,
    roles: bodies.flatMap(({ role, x, y, r: radius }) => (role ? [{ view: role, x, y: y + down, r: radius }] : [])),
    children: bodies.flatMap(({ circle, x, y }) => (circle ? [moved(circle, x, y + down)] : [])),
  }
}

export function pictureOf(circles: readonly CircleView[]): Picture {
  const { bodies, r } = packed(circles.map(placeOf).map((circle): Body => ({ x: 0, y: 0, r: circle.r, circle })))
  return { circles: bodies.flatMap(({ circle, x, y }) => (circle ? [moved(circle, x, y)] : [])), centre: { x: 0, y: 0 }, radius: r }
}

/** All circles, each before those inside it: the order in which they are drawn. */
export const allPlaces = (places: readonly CirclePlace[]): CirclePlace[] => places.flatMap((place) => [place, ...allPlaces(place.children)])

/** The innermost circle at a point, without one and what is inside it. */
export function circleAt(places: readonly CirclePlace[], x: number, y: number, without: string | null): CirclePlace | null {
  for (const place of places) {
    if (place.view.circle.id === without || Math.hypot(place.x - x, place.y - y) > place.r) continue
    return circleAt(place.children, x, y, without) ?? place
  }
  return null
}
