/** What people are called (pure): cleaned on the way in, since a name comes from others too. */

export const NAME_LENGTH = 60

// Control signs, and the marks that turn the direction of what follows: a name must not re-order the sentence around it.
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** NFC, without control signs, blanks joined; at most 60 signs. '' where nothing is left. */
export const cleanName = (name: string): string =>
  [...name.normalize('NFC').replace(CONTROLS, ' ').replace(/\s+/gu, ' ').trim()].slice(0, NAME_LENGTH).join('').trim()

/** "Ana", "Ana and Mei", "Ana, Mei and 3 others": by the locale's own rules. */
export function listNames(names: readonly string[], locale: string, others: (count: number) => string, most = 3): string {
  const shown = names.length > most ? [...names.slice(0, most - 1), others(names.length - most + 1)] : names
  return new Intl.ListFormat(locale, { style: 'long', type: 'conjunction' }).format(shown)
}
