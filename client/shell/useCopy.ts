import { useEffect, useState } from 'react'

export type CopyState = 'idle' | 'copied' | 'failed'

/** To the clipboard; on plain http the browser may not let the app, and that is said. */
export function useCopy(): { readonly state: CopyState; copy(text: string): void } {
  const [state, setState] = useState<CopyState>('idle')
  useEffect(() => {
    if (state !== 'copied') return
    const timer = setTimeout(() => setState('idle'), 8000)
    return () => clearTimeout(timer)
  }, [state])
  return {
    state,
    copy(text) {
      const attempt = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
      attempt.then(
        () => setState('copied'),
        () => setState('failed'),
      )
    },
  }
}
