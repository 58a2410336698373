import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { Picture } from './layout'

/** How the map is looked at: `k` pixels for each unit, around a point of it. */
export interface View {
  k: number
  x: number
  y: number
}
const MOST = 3
/** Below this radius on screen dots only, then seats, then names on hover, then names; names keep their size on screen. */
const detailOf = (radius: number): string => (radius < 10 ? 'dots' : radius < 22 ? 'seats' : radius < 26 ? 'hover' : 'names')

export interface Zoom {
  /** Nearer or further, around a point of the window; its middle if none is given. */
  by(factor: number, at?: { readonly x: number; readonly y: number }): void
  all(): void
  pan(x: number, y: number): void
  /** From a point of the window to one of the map. */
  toMap(x: number, y: number): { readonly x: number; readonly y: number }
  show(x: number, y: number): void
  readonly scale: () => number
}

/** Pans and zooms without React: the transform is written to the drawing itself, once a frame. */
export function useZoom(
  svg: RefObject<SVGSVGElement | null>,
  world: RefObject<SVGGElement | null>,
  picture: Picture,
  roleRadius: number,
  onLetters: (letters: number) => void,
): Zoom {
  const view = useRef<View | null>(null)
  const asked = useRef(0)
  const latest = useRef(picture)
  latest.current = picture

  const whole = useCallback((): View => {
    const box = svg.current?.getBoundingClientRect()
    const { radius, centre } = latest.current
    const k = box && radius > 0 ? Math.min(MOST / 2, (Math.min(box.width, box.height) - 24) / (2 * radius)) : 1
    return { k: Math.max(0.02, k), x: centre.x, y: centre.y }
  }, [svg])
  const draw = useCallback(() => {
    asked.current = 0
    const box = svg.current?.getBoundingClientRect()
    if (!box || !world.current) return
    view.current ??= whole()
    const { k, x, y } = view.current
    world.current.setAttribute('transform', `translate(${box.width / 2 - x * k} ${box.height / 2 - y * k}) scale(${k})`)
    svg.current?.setAttribute('data-detail', detailOf(roleRadius * k))
    // Letters are never smaller than they can be read.
    const letters = Math.max(1, 1 / k)
    svg.current?.style.setProperty('--letters', String(letters))
    // Names are laid in lines anew where it makes a difference, and not in each frame.
    onLetters(Math.min(2, Math.round(letters * 8) / 8))
  }, [svg, world, whole, roleRadius, onLetters])
  const soon = useCallback(() => {
    asked.current ||= requestAnimationFrame(draw)
  }, [draw])

  useEffect(() => {
    const element = svg.current
    if (!element) return
    // The first picture, and another window, show all of it unless somebody looked closer.
    let isTouched = false
    const resized = new ResizeObserver(() => {
      if (!isTouched) view.current = null
      draw()
    })
    const touched = () => {
      isTouched = true
    }
    resized.observe(element)
    element.addEventListener('pointerdown', touched)
    element.addEventListener('wheel', touched, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('pointerdown', touched)
      element.removeEventListener('wheel', touched)
      cancelAnimationFrame(asked.current)
      asked.current = 0
    }
  }, [svg, draw])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another chart is another size
  useEffect(() => {
    view.current = null
    draw()
  }, [picture.radius, draw])

  const toMap = useCallback(
    (x: number, y: number) => {
      const box = svg.current?.getBoundingClientRect()
      const now = view.current ?? whole()
      return box ? { x: now.x + (x - box.left - box.width / 2) / now.k, y: now.y + (y - box.top - box.height / 2) / now.k } : { x: 0, y: 0 }
    },
    [svg, whole],
  )
  const by = useCallback(
    (factor: number, at?: { readonly x: number; readonly y: number }) => {
      const now = view.current ?? whole()
      const least = whole().k * 0.6
      const k = Math.min(MOST, Math.max(least, now.k * factor))
      const around = at ? toMap(at.x, at.y) : { x: now.x, y: now.y }
      // What is under the point stays under it.
      view.current = { k, x: around.x + ((now.x - around.x) * now.k) / k, y: around.y + ((now.y - around.y) * now.k) / k }
      soon()
    },
    [whole, toMap, soon],
  )
  const pan = useCallback(
    (x: number, y: number) => {
      const now = view.current ?? whole()
      view.current = { ...now, x: now.x - x / now.k, y: now.y - y / now.k }
      soon()
    },
    [whole, soon],
  )
  const all = useCallback(() => {
    view.current = null
    soon()
  }, [soon])
  const show = useCallback(
    (x: number, y: number) => {
      view.current = { ...(view.current ?? whole()), x, y }
      soon()
    },
    [whole, soon],
  )
  const scale = useCallback(() => (view.current ?? whole()).k, [whole])
  return { by, all, pan, toMap, show, scale }
}
