import { type KeyboardEvent, useRef } from 'react'

/**
 * Enter takes what is found first, as soon as it is found. The list marks its first line a moment after it has changed; on a slow machine somebody who writes and
 * presses Enter would get nothing, or what had been first before. Once somebody has moved in the list themselves, the list knows better.
 */
export function useFirstOnEnter(query: string, first: string | undefined, choose: (id: string, beside: boolean) => void) {
  const moved = useRef({ in: '', has: false })
  const isMoved = () => moved.current.has && moved.current.in === query
  const onMove = () => {
    moved.current = { in: query, has: true }
  }
  return {
    /** For the list. */
    onMove,
    /** For the field. */
    onKeyDown: (event: KeyboardEvent) => {
      if (/^(Arrow(Up|Down)|Page|Home|End)/.test(event.key)) onMove()
      if (event.key !== 'Enter' || event.nativeEvent.isComposing || first === undefined || isMoved()) return
      event.preventDefault()
      choose(first, event.ctrlKey || event.metaKey)
    },
  }
}
