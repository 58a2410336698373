import { whoOf } from '../../design/people/person'
import { ringShape } from '../../design/people/ring'
import { seatsOf } from '../circleWords'
import { fitName, LINE } from '../map/fitName'
import { allPlaces, type CirclePlace, NAME_ROOM, type Picture, type RolePlace } from '../map/layout'

/** The map as a drawing of its own (SVG): paper is light, and a file knows no style sheet. Pure. */

/** The light values of tokens.css; a file has no other. */
const INK = '#1f211b'
const QUIET = '#7a7971'
const GROUND = '#f1f1ec'
const SHEET = '#fcfcfa'
const TURN = '#cf7113'
const PEOPLE = ['#a54059', '#9d4d2f', '#875f13', '#656e21', '#357845', '#1b7577', '#196f9c', '#555fae', '#804f9a', '#7f5f50']
const colourOf = (colour: number | null | undefined): string => {
  const who = whoOf(colour)
  return who === undefined ? INK : (PEOPLE[Number(who) - 1] ?? INK)
}

/** XML knows no control characters and no halves of a sign. */
const escaped = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, ' ')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
const round = (value: number): number => Math.round(value * 10) / 10

const DASHES = { time: '7 5', advises: '1.5 4', lasting: '', third: '' }

function circleMarkup({ view, x, y, r }: CirclePlace): string {
  const { circle, depth } = view
  const edge = circle.may === 'third space' ? 'third' : circle.may === 'advise' ? 'advises' : circle.until !== null ? 'time' : 'lasting'
  const inner = Math.max(8, r - 24)
  const dash = DASHES[edge] === '' ? '' : ` stroke-dasharray="${DASHES[edge]}"`
  const second = edge === 'third' ? `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r - 4)}" fill="none" stroke="${QUIET}"/>` : ''
  return [
    `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${depth % 2 === 0 ? GROUND : SHEET}" stroke="${QUIET}" stroke-width="1.25"${dash}/>`,
    second,
    `<path id="c${circle.id}" d="M${round(x - inner)} ${round(y)}A${round(inner)} ${round(inner)} 0 0 1 ${round(x + inner)} ${round(y)}" fill="none"/>`,
    `<text fill="${INK}" font-family="Literata, Georgia, serif" font-size="16" font-weight="500" text-anchor="middle"><textPath href="#c${circle.id}" startOffset="50%">${escaped(circle.name)}</textPath></text>`,
  ].join('')
}

function roleMarkup({ view, x, y, r }: RolePlace): string {
  const seats = ringShape(seatsOf(view), { size: 2 * r, thickness: 5, join: false }).seats.map((seat) => {
    const colour = seat.state === 'ending' ? TURN : seat.state === 'held' ? colourOf(seat.colour) : QUIET
    const dots = seat.form === 'dotted' ? ` stroke-dasharray="0 ${seat.width * 2.1}"` : ''
    return `<path d="${seat.path}" fill="none" stroke="${colour}" stroke-width="${seat.width}" stroke-linecap="round"${dots}/>`
  })
  const { lines, size, direction } = fitName(view.role.name, NAME_ROOM, 12)
  const words = lines.map(
    (line, at) =>
      `<tspan x="${round(x)}" dy="${at === 0 ? `${round(0.35 * size - ((lines.length - 1) / 2) * LINE * size)}` : round(LINE * size)}">${escaped(line)}</tspan>`,
  )
  return [
    `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r - 2)}" fill="#ffffff"/>`,
    `<g transform="translate(${round(x - r)} ${round(y - r)})">${seats.join('')}</g>`,
    `<text x="${round(x)}" y="${round(y)}" fill="${INK}" font-family="Commissioner, system-ui, sans-serif" font-size="${round(size)}" font-weight="550" text-anchor="middle" direction="${direction}">${words.join('')}</text>`,
  ].join('')
}

export function svgOf(picture: Picture): string {
  const side = Math.ceil(2 * picture.radius + 40)
  const corner = round(-side / 2)
  const body = allPlaces(picture.circles).map((place) => circleMarkup(place) + place.roles.map(roleMarkup).join(''))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}" viewBox="${corner} ${corner} ${side} ${side}"><rect x="${corner}" y="${corner}" width="${side}" height="${side}" fill="${SHEET}"/>${body.join('')}</svg>\n`
}
