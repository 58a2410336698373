import { bestLocale, direction, locale, setLocale } from '../words/words'

/**
 * Which language this device speaks. The choice is kept with the other settings; a copy of it stands in localStorage, because the first picture is drawn before
 * the device's own storage has answered, and should not change its language a moment later.
 */
const KEPT = 'leaderful/language'

/** What was chosen last, as far as it is known before the settings are; null: as the browser says. */
export function keptLanguage(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function keep(chosen: string | null): void {
  try {
    if (chosen === null) localStorage.removeItem(KEPT)
    else localStorage.setItem(KEPT, chosen)
  } catch {
    // Without localStorage the first picture follows the browser.
  }
}

/**
 * Speaks the chosen language, or the first of the browser's that there is; the page says which, and which way it runs. Where its words cannot be fetched
 * (no network, and never read before), the app goes on in the one that it has. Never rejects.
 */
export async function speak(chosen: string | null, page: Document = document, browser: readonly string[] = navigator.languages): Promise<void> {
  const next = bestLocale(chosen === null ? browser : [chosen, ...browser])
  // The region stays with the language: ar-MA counts in 123, also when Arabic was chosen by hand.
  await setLocale(next, browser).catch(() => undefined)
  const spoken = locale.get()
  page.documentElement.lang = spoken.startsWith('pseudo') ? 'en' : spoken
  page.documentElement.dir = direction()
}

/** Speaks it from now on and at the next start. */
export async function choose(chosen: string | null): Promise<void> {
  keep(chosen)
  await speak(chosen)
}
