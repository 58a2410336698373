/** Keeps a panel at a place in the text: below it, above where there is no room, inside the window. Placed through CSSOM, after each frame in which it may have moved. */
import type { Editor } from '@tiptap/core'
import { type RefObject, useLayoutEffect, useRef } from 'react'

const GAP = 6
const EDGE = 12

/** @param box what it belongs to, where that is more than a place in the text; looked at each time */
export function useFloating(panel: RefObject<HTMLElement | null>, editor: Editor, position: number | null, box?: () => DOMRect | null): void {
  const latest = useRef(box)
  latest.current = box
  useLayoutEffect(() => {
    if (position === null) return
    let frame = 0
    const place = () => {
      frame = 0
      const element = panel.current
      if (!element || editor.isDestroyed) return
      const at = latest.current?.() ?? editor.view.coordsAtPos(Math.min(position, editor.state.doc.content.size))
      const view = window.visualViewport
      const top = view?.offsetTop ?? 0
      const bottom = top + (view?.height ?? window.innerHeight)
      const { offsetWidth: width, offsetHeight: height } = element
      const isRtl = getComputedStyle(element).direction === 'rtl'
      const x = Math.max(EDGE, Math.min(isRtl ? at.left - width : at.left, window.innerWidth - width - EDGE))
      const below = at.bottom + GAP
      const y = below + height + EDGE <= bottom || at.top - GAP - height < top ? below : at.top - GAP - height
      element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
    }
    const soon = () => {
      frame ||= requestAnimationFrame(place)
    }
    place()
    editor.on('transaction', soon)
    document.addEventListener('scroll', soon, { capture: true, passive: true })
    window.addEventListener('resize', soon)
    window.visualViewport?.addEventListener('resize', soon)
    return () => {
      cancelAnimationFrame(frame)
      editor.off('transaction', soon)
      document.removeEventListener('scroll', soon, { capture: true })
      window.removeEventListener('resize', soon)
      window.visualViewport?.removeEventListener('resize', soon)
    }
  })
}
