import { useLayoutEffect } from 'react'
import { type EarlyKeys, holdEarlyKeys } from './earlyKeys'

let early: EarlyKeys | null = null
export const takeEarly = (): ReturnType<EarlyKeys['take']> | null => early?.take() ?? null

/** The palette's own field, once it has the focus. */
const isInPalette = (): boolean => document.activeElement?.getAttribute('role') === 'combobox'

/** Holds what is typed for the palette from the moment that it is wanted. */
export function useEarlyKeys(isFinding: boolean, onEscape: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: closing is the same for as long as it is open
  useLayoutEffect(() => {
    if (!isFinding) return
    const held = holdEarlyKeys(window, isInPalette, onEscape)
    early = held
    return () => {
      held.stop()
      early = null
    }
  }, [isFinding])
}
