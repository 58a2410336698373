import { type PointerEvent, useEffect, useRef } from 'react'
import { type CirclePlace, circleAt } from './layout'
import type { Zoom } from './useZoom'

export interface Dragged {
  readonly kind: 'circle' | 'role'
  readonly id: string
}
interface Drag {
  readonly what: Dragged | null
  readonly element: SVGGElement | null
  readonly startX: number
  readonly startY: number
  lastX: number
  lastY: number
  isMoving: boolean
}

/** Pixels that a press may wander and still be a press. */
const STILL = 6

/**
 * Hands on the map: one finger or the mouse pans, two fingers or the wheel zoom, the mouse takes a circle or a role along
 * and lets it go in another circle. With space held the mouse pans wherever it is.
 */
export function useMapHands(options: {
  readonly svg: React.RefObject<SVGSVGElement | null>
  readonly zoom: Zoom
  readonly places: readonly CirclePlace[]
  readonly mayMove: boolean
  readonly onDrop: (what: Dragged, into: CirclePlace | null) => void
  readonly onOver: (circle: string | null) => void
}) {
  const { svg, zoom } = options
  const latest = useRef(options)
  latest.current = options
  const drag = useRef<Drag | null>(null)
  const fingers = useRef(new Map<number, { x: number; y: number }>())
  const isSpace = useRef(false)
  /** A press at the end of a drag opens nothing. */
  const wasDrag = useRef(false)

  useEffect(() => {
    const element = svg.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      if (event.ctrlKey || event.deltaMode !== 0 || Math.abs(event.deltaY) >= 50) zoom.by(Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY })
      else zoom.pan(-event.deltaX, -event.deltaY)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === ' ') isSpace.current = event.type === 'keydown'
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    window.addEventListener('keydown', onKey)
    window.addEventListener('keyup', onKey)
    return () => {
      element.removeEventListener('wheel', onWheel)
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('keyup', onKey)
    }
  }, [svg, zoom])

  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    wasDrag.current = false
    if (event.button > 1) return
    const target = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-moves]') : null
    const moves = target && latest.current.mayMove && event.pointerType === 'mouse' && event.button === 0 && !isSpace.current
    const what: Dragged | null = moves ? { kind: target.dataset.moves === 'role' ? 'role' : 'circle', id: target.dataset.id ?? '' } : null
    drag.current = {
      what,
      element: moves ? target : null,
      startX: event.clientX,
      startY: event.clientY,
      lastX: event.clientX,
      lastY: event.clientY,
      isMoving: false,
    }
  }
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const before = fingers.current.get(event.pointerId)
    if (before && fingers.current.size === 2) {
      const [other] = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
      if (other) {
        const was = Math.hypot(before.x - other.x, before.y - other.y)
        const is = Math.hypot(event.clientX - other.x, event.clientY - other.y)
        if (was > 0) zoom.by(is / was, { x: (event.clientX + other.x) / 2, y: (event.clientY + other.y) / 2 })
      }
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      wasDrag.current = true
      return
    }
    if (before) fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const held = drag.current
    if (!held) return
    if (!held.isMoving && Math.hypot(event.clientX - held.startX, event.clientY - held.startY) < STILL) return
    if (!held.isMoving) svg.current?.setPointerCapture(event.pointerId)
    held.isMoving = true
    wasDrag.current = true
    if (held.what && held.element) {
      const k = zoom.scale()
      held.element.setAttribute('transform', `translate(${(event.clientX - held.startX) / k} ${(event.clientY - held.startY) / k})`)
      held.element.setAttribute('data-dragged', 'true')
      const { x, y } = zoom.toMap(event.clientX, event.clientY)
      latest.current.onOver(circleAt(latest.current.places, x, y, held.what.kind === 'circle' ? held.what.id : null)?.view.circle.id ?? null)
    } else zoom.pan(event.clientX - held.lastX, event.clientY - held.lastY)
    held.lastX = event.clientX
    held.lastY = event.clientY
  }
  const end = (event: PointerEvent<SVGSVGElement>) => {
    fingers.current.delete(event.pointerId)
    const held = drag.current
    drag.current = null
    if (!held?.what || !held.element) return
    held.element.removeAttribute('transform')
    held.element.removeAttribute('data-dragged')
    latest.current.onOver(null)
    if (!held.isMoving || event.type === 'pointercancel') return
    const { x, y } = zoom.toMap(event.clientX, event.clientY)
    latest.current.onDrop(held.what, circleAt(latest.current.places, x, y, held.what.kind === 'circle' ? held.what.id : null))
  }
  return { handlers: { onPointerDown, onPointerMove, onPointerUp: end, onPointerCancel: end }, wasDrag }
}
