import { useSyncExternalStore } from 'react'
import { type Locale, locale } from '../words/words'

/** The chosen language. Whoever calls it is drawn again when the language changes; the shell calls it once at the top. */
export function useLocale(): Locale {
  return useSyncExternalStore(locale.subscribe, locale.get)
}
