import { useEffect, useRef } from 'react'
import { whenFetched } from '../../design/whenFetched'

/**
 * Whenever the browser prints (a menu of ours, its own, a key): the text laid on paper, beside the app and instead of it. Gone afterwards. What lays it
 * comes soon after the text: by the time somebody prints it is there.
 *
 * @param text what is shown now; null: nothing to print
 */
export function usePaper(text: () => HTMLElement | null, title: () => string): void {
  const latest = useRef({ text, title })
  latest.current = { text, title }
  useEffect(() => {
    let isOver = false
    let layPaper: typeof import('./layPaper').layPaper | null = null
    let end: (() => void) | null = null
    const clear = () => {
      end?.()
      end = null
    }
    const lay = () => {
      clear()
      const shown = latest.current.text()
      end = shown && layPaper ? layPaper(shown, latest.current.title()) : null
    }
    void whenFetched(() => import('./layPaper')).then((part) => {
      if (!isOver) layPaper = part.layPaper
    })
    window.addEventListener('beforeprint', lay)
    window.addEventListener('afterprint', clear)
    return () => {
      isOver = true
      window.removeEventListener('beforeprint', lay)
      window.removeEventListener('afterprint', clear)
      clear()
    }
  }, [])
}
