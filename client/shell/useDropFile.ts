import { type RefObject, useEffect, useState } from 'react'

/** A file that is let go anywhere over `place`. True while one is held over it. What is dragged inside the page (words, a row) is left alone. */
export function useDropFile(place: RefObject<HTMLElement | null>, onFile: ((file: File) => void) | null): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const element = place.current
    if (!element || !onFile) return
    // Each child that is entered and left says so, too.
    let depth = 0
    const holdsFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const move = (by: number) => (event: DragEvent) => {
      if (!holdsFile(event)) return
      depth = Math.max(0, depth + by)
      setOver(depth > 0)
    }
    const enter = move(1)
    const leave = move(-1)
    const over = (event: DragEvent) => {
      if (holdsFile(event)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      if (!holdsFile(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      const [file] = event.dataTransfer?.files ?? []
      if (file) onFile(file)
    }
    element.addEventListener('dragenter', enter)
    element.addEventListener('dragleave', leave)
    element.addEventListener('dragover', over)
    element.addEventListener('drop', drop)
    return () => {
      element.removeEventListener('dragenter', enter)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('dragover', over)
      element.removeEventListener('drop', drop)
    }
  }, [place, onFile])
  return isOver
}
