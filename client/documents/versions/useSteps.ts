import { useEffect, useState } from 'react'

export interface Steps {
  /** null: one has not begun to step. */
  readonly at: number | null
  readonly id: string | null
  go(by: 1 | -1): void
  set(id: string): void
}

/** From change to change: by buttons, by J and K, and by pressing one. */
export function useSteps(ids: readonly string[]): Steps {
  const [id, setId] = useState<string | null>(null)
  const index = id === null ? -1 : ids.indexOf(id)
  const at = index < 0 ? null : index
  const go = (by: 1 | -1) => {
    if (ids.length > 0) setId(ids[at === null ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length] ?? null)
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isElsewhere =
        event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[role="dialog"], [role="menu"]') !== null
      if (isElsewhere || (event.target instanceof HTMLElement && /^(TEXTAREA|SELECT)$/.test(event.target.tagName))) return
      if (event.key === 'j') go(1)
      else if (event.key === 'k') go(-1)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  })
  return { at, id: at === null ? null : id, go, set: setId }
}
