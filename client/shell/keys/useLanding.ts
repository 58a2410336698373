import { useEffect, useRef } from 'react'

/** Frames that a screen which is still being fetched is waited for. */
const PATIENCE = 120

/** After going somewhere the focus is in that place, not lost with the one that was left; a screen reader then says its name. */
export function useLanding(path: string): void {
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each path is a landing
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    let frame = 0
    let tries = 0
    const look = (): void => {
      const active = document.activeElement
      if (active !== null && active !== document.body) return
      const main = document.getElementById('main')
      if (main?.hasAttribute('tabindex')) main.focus({ preventScroll: true })
      else if (tries++ < PATIENCE) frame = requestAnimationFrame(look)
    }
    // A text that was just begun takes the focus itself.
    const timer = setTimeout(look, 150)
    return () => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
    }
  }, [path])
}
