import { useCallback, useSyncExternalStore } from 'react'

const asked = new Map<string, MediaQueryList>()

/** One list per query: it is read at each drawing. */
function mediaOf(query: string): MediaQueryList | undefined {
  const known = asked.get(query) ?? window.matchMedia?.(query)
  if (known) asked.set(query, known)
  return known
}

/** Whether a media query holds, followed as the window changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = mediaOf(query)
      media?.addEventListener('change', listener)
      return () => media?.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => mediaOf(query)?.matches ?? false)
}

/** Below 700 px: the phone's layout, with sheets in place of dialogs and margins. */
export const usePhone = (): boolean => useMedia('(max-width: 699px)')
