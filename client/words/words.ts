/**
 * What the app says, in the language that was chosen.
 *
 * `t('documents.placeholder')` finds an ICU message in the catalogue; the type of its second argument is read from the message itself, so that a missing
 * or misspelt value does not compile. English is bundled; every other language is one file, loaded when it is chosen, and whatever it lacks is said in English.
 * Pure: no React, no DOM. `client/design/useLocale.ts` makes a screen follow the choice.
 */
import { IntlMessageFormat } from 'intl-messageformat'
import { en } from './en'
import type { ValuesOf } from './messageTypes'

export type Locale = 'en' | 'es' | 'ar'
export type WordKey = keyof typeof en
export type Catalogue = Readonly<Partial<Record<WordKey, string>>>

/** The languages that have a catalogue, by their own names. */
export const localeNames = { en: 'English' } as const satisfies Partial<Record<Locale, string>>

/** How the others are loaded: one dynamic import each, so that nobody carries a language that they do not read. */
const loaders: Partial<Record<Locale, () => Promise<Catalogue>>> = {}

/** The locale given to `Intl` for dates, lists and numbers. English dates are written day first: "12 November". */
const intlLocales: Record<Locale, string> = { en: 'en-GB', es: 'es', ar: 'ar' }

let current: Locale = 'en'
let catalogue: Catalogue = en
let messages = new Map<string, IntlMessageFormat>()
const listeners = new Set<() => void>()

/** The chosen language, as something to subscribe to. */
export const locale = {
  get: (): Locale => current,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function intlLocale(): string {
  return intlLocales[current]
}

export function direction(of: Locale = current): 'ltr' | 'rtl' {
  return of === 'ar' ? 'rtl' : 'ltr'
}

/** The first of the wanted languages (as in `navigator.languages`) that has a catalogue; English if there is none. */
export function bestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0] ?? ''
    if (language in localeNames) return language as Locale
  }
  return 'en'
}

/** Loads the language and then says everything in it. Rejects if its file cannot be fetched; the words then stay as they were. */
export async function setLocale(next: Locale): Promise<void> {
  const load = loaders[next]
  const words = next === 'en' || !load ? en : await load()
  current = next
  catalogue = words
  messages = new Map()
  for (const listener of listeners) listener()
}

function messageOf(key: WordKey): string {
  return catalogue[key] ?? en[key]
}

/** A parsed message is kept: the same sentence is said many times. */
function formatterOf(key: WordKey): IntlMessageFormat {
  const known = messages.get(key)
  if (known) return known
  const made = new IntlMessageFormat(messageOf(key), catalogue[key] === undefined ? intlLocales.en : intlLocale())
  messages.set(key, made)
  return made
}

type Arguments<K extends WordKey> = keyof ValuesOf<(typeof en)[K]> extends never ? [] : [values: ValuesOf<(typeof en)[K]>]

/** The words for `key`. */
export function t<K extends WordKey>(key: K, ...[values]: Arguments<K>): string {
  const message = messageOf(key)
  if (!/[{'<]/.test(message)) return message
  const said: unknown = formatterOf(key).format(values as Record<string, string | number | Date> | undefined)
  return typeof said === 'string' ? said : String(said)
}

/**
 * The words for `key` in pieces, for a message in which some words are set apart, as in "<b>37 changes</b> not yet sent".
 * Each tag is given as a function from what stands inside to what it becomes, a React element for instance.
 */
export function tPieces<T>(key: WordKey, values: Record<string, string | number | Date | ((inside: (string | T)[]) => T)>): (string | T)[] {
  const said = formatterOf(key).format<T>(values as Record<string, string | number | Date | T | ((inside: (string | T)[]) => T)>)
  return Array.isArray(said) ? said : [said]
}
