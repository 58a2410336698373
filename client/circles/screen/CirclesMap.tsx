import { type KeyboardEvent, type MouseEvent, memo, useMemo, useRef, useState } from 'react'
import { IconButton } from '../../design/controls/IconButton'
import { whoOf } from '../../design/people/person'
import { ringShape } from '../../design/people/ring'
import { Pill } from '../../design/signs/Pill'
import { t } from '../../words/words'
import type { Circle } from '../chart/chart'
import type { RoleView } from '../chart/roll'
import { seatsOf } from '../circleWords'
import { fitName, isRtl, LINE } from '../map/fitName'
import { type CirclePlace, NAME_ROOM, pictureOf, ROLE_RADIUS, type RolePlace } from '../map/layout'
import { useMapHands } from '../map/useMapHands'
import { useZoom } from '../map/useZoom'
import type { UsedChart } from '../useChart'
import styles from './CirclesMap.module.css'
import { useMove } from './MoveDialog'

export interface CirclesMapProps {
  readonly chart: UsedChart
  /** Of a circle or a role. */
  readonly chosen: string | null
  readonly onGo: (route: string) => void
}

/** Circles in circles, roles in them, seats round each role. The same list stands beside it for whoever does not see it. */
export function CirclesMap({ chart, chosen, onGo }: CirclesMapProps) {
  const { roll, mayWrite } = chart
  const picture = useMemo(() => pictureOf(roll.circles), [roll.circles])
  const svg = useRef<SVGSVGElement>(null)
  const world = useRef<SVGGElement>(null)
  const [letters, setLetters] = useState(1)
  const zoom = useZoom(svg, world, picture, ROLE_RADIUS, setLetters)
  const [over, setOver] = useState<string | null>(null)
  const move = useMove(chart)
  const { handlers, wasDrag } = useMapHands({
    svg,
    zoom,
    places: picture.circles,
    mayMove: mayWrite,
    onOver: setOver,
    onDrop({ kind, id }, into) {
      const name = kind === 'role' ? roll.roles.get(id)?.role.name : roll.byId.get(id)?.circle.name
      const from = kind === 'role' ? roll.roles.get(id)?.circle.id : (roll.byId.get(id)?.circle.parent ?? null)
      const to = into?.view.circle ?? null
      if (name === undefined || from === (to?.id ?? null) || (kind === 'role' && !to)) return
      void move({ kind, id, name }, to)
    },
  })
  const open = (event: MouseEvent | KeyboardEvent) => {
    const node = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-kind]') : null
    if (!node || wasDrag.current) return
    onGo(node.dataset.kind === 'role' ? `/circles/r/${node.dataset.id}` : `/circles/c/${node.dataset.id}`)
  }
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      return open(event)
    }
    if (event.key === '+' || event.key === '=') return zoom.by(1.25)
    if (event.key === '-') return zoom.by(0.8)
    if (event.key === '0') return zoom.all()
    const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0
    const node = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-kind]') : null
    if (step === 0 || !node) return
    event.preventDefault()
    const circle = node.dataset.kind === 'circle' ? node.dataset.id : node.dataset.circle
    const roles = [...(svg.current?.querySelectorAll<SVGGElement>(`[data-circle="${circle}"]`) ?? [])]
    const at = roles.indexOf(node)
    const next = at < 0 ? roles[step > 0 ? 0 : roles.length - 1] : roles[at + step]
    if (next) next.focus()
    else svg.current?.querySelector<SVGGElement>(`[data-kind="circle"][data-id="${circle}"]`)?.focus()
  }
  return (
    <div className={styles.place}>
      <svg
        ref={svg}
        className={styles.map}
        role="group"
        aria-label={t('circles.mapLabel')}
        data-detail="names"
        onClick={open}
        onKeyDown={onKeyDown}
        {...handlers}
      >
        <g ref={world}>
          {picture.circles.map((place) => (
            <CircleNode key={place.view.circle.id} place={place} chosen={chosen} over={over} letters={letters} />
          ))}
        </g>
      </svg>
      <div className={styles.signs}>
        {roll.freeSeats > 0 && <Pill>{t('circles.freeSeats', { count: roll.freeSeats })}</Pill>}
        {roll.endingSoon > 0 && <Pill tone="turn">{t('circles.endSoon', { count: roll.endingSoon })}</Pill>}
      </div>
      <ul className={styles.legend} aria-hidden="true">
        <li data-edge="lasting">{t('circles.lasting')}</li>
        <li data-edge="time">{t('circles.forATime')}</li>
        <li data-edge="advises">{t('circles.advises')}</li>
      </ul>
      <div className={styles.zoom}>
        <IconButton name="add" label={t('circles.zoomIn')} keys="+" placement="before" onClick={() => zoom.by(1.25)} />
        <IconButton name="less" label={t('circles.zoomOut')} keys="-" placement="before" onClick={() => zoom.by(0.8)} />
      </div>
    </div>
  )
}

const edgeOf = ({ may, until }: Circle): string => (may === 'third space' ? 'third' : may === 'advise' ? 'advises' : until !== null ? 'time' : 'lasting')

interface CircleNodeProps {
  readonly place: CirclePlace
  readonly chosen: string | null
  readonly over: string | null
  /** How much bigger letters are than at the map's own scale. */
  readonly letters: number
}

const CircleNode = memo(function CircleNode({ place, chosen, over, letters }: CircleNodeProps) {
  const { view, x, y, r } = place
  const { circle, roles, depth } = view
  const inner = Math.max(8, r - 24)
  // The name runs over the top, from nine o'clock to three.
  const curve = `M${x - inner} ${y}A${inner} ${inner} 0 0 1 ${x + inner} ${y}`
  const most = Math.floor((inner * Math.PI * 0.8) / 8.5)
  return (
    <g data-moves={circle.parent === null ? undefined : 'circle'} data-id={circle.id}>
      <g
        role="button"
        tabIndex={0}
        className={styles.circle}
        data-kind="circle"
        data-id={circle.id}
        data-depth={depth % 2}
        data-edge={edgeOf(circle)}
        data-chosen={chosen === circle.id}
        data-over={over === circle.id}
        aria-label={t('circles.nodeCircle', { name: circle.name, count: roles.length })}
      >
        <title>{circle.name}</title>
        <circle cx={x} cy={y} r={r} />
        {edgeOf(circle) === 'third' && <circle cx={x} cy={y} r={r - 4} className={styles.double} />}
        <path id={`curve-${circle.id}`} d={curve} className={styles.curve} />
        <text className={styles.circleName}>
          <textPath direction={isRtl(circle.name) ? 'rtl' : 'ltr'} href={`#curve-${circle.id}`} startOffset="50%">
            {circle.name.length > most ? `${circle.name.slice(0, Math.max(1, most - 1))}…` : circle.name}
          </textPath>
        </text>
      </g>
      {place.roles.map((role) => (
        <RoleNode key={role.view.role.id} place={role} isChosen={chosen === role.view.role.id} letters={letters} />
      ))}
      {place.children.map((child) => (
        <CircleNode key={child.view.circle.id} place={child} chosen={chosen} over={over} letters={letters} />
      ))}
    </g>
  )
})

const label = ({ role, held }: RoleView): string => t('circles.nodeRole', { name: role.name, held: held.length, all: Math.max(role.seats, held.length) })

const RoleNode = memo(function RoleNode({ place, isChosen, letters }: { place: RolePlace; isChosen: boolean; letters: number }) {
  const { view, x, y, r } = place
  const shape = ringShape(seatsOf(view), { size: 2 * r, thickness: 5, join: false })
  const { lines, size, direction } = fitName(view.role.name, NAME_ROOM, 12 * letters)
  return (
    <g data-moves="role" data-id={view.role.id}>
      <g
        role="button"
        tabIndex={-1}
        className={styles.role}
        data-kind="role"
        data-id={view.role.id}
        data-circle={view.circle.id}
        data-chosen={isChosen}
        aria-label={label(view)}
      >
        <circle cx={x} cy={y} r={isChosen ? r + 4 : r - 2} className={styles.disc} />
        <g className={styles.seats} transform={`translate(${x - r} ${y - r})`}>
          {shape.seats.map((seat, at) => (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a seat is its place
              key={at}
              d={seat.path}
              data-state={seat.state}
              data-who={seat.state === 'held' ? whoOf(seat.colour) : undefined}
              strokeWidth={seat.width}
              strokeDasharray={seat.form === 'dotted' ? `0 ${seat.width * 2.1}` : undefined}
            />
          ))}
        </g>
        <title>{view.role.name}</title>
        <text className={styles.roleName} x={x} y={y} direction={direction} style={{ fontSize: size }}>
          {lines.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <tspan key={at} x={x} dy={`${at === 0 ? 0.35 - ((lines.length - 1) / 2) * LINE : LINE}em`}>
              {line}
            </tspan>
          ))}
        </text>
      </g>
    </g>
  )
})
