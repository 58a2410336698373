import { useEffect, useState } from 'react'
import type { Later } from './later'

/** The module once it is wanted and has come; null until then. It stays, so that what it draws can leave the page in its own way. */
export function useLater<T>(what: Later<T>, isWanted: boolean): T | null {
  const [wasWanted, setWasWanted] = useState(isWanted)
  const [, redraw] = useState(0)
  if (isWanted && !wasWanted) setWasWanted(true)
  useEffect(() => {
    if (!isWanted || what.now() !== null) return
    let isOver = false
    what.load().then(
      () => {
        if (!isOver) redraw((count) => count + 1)
      },
      () => undefined,
    )
    return () => {
      isOver = true
    }
  }, [isWanted, what])
  return wasWanted || isWanted ? what.now() : null
}
