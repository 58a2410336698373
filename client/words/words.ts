/**
 * What the app says, in the language that was chosen.
 *
 * `t('documents.placeholder')` finds an ICU message in the catalogue; the type of its second argument is read from the message itself, so that a missing
 * or misspelt value does not compile. English is bundled, but for rooms that come when they are opened (`later/`); every other language is one file, loaded when it is chosen. That it lacks nothing is a matter of types (`translation.ts`).
 * Pure: no React, no DOM. `client/design/useLocale.ts` makes a screen follow the choice.
 */
import type { en } from './en'
import { first } from './first'
import { type Message, parseMessage, sayMessage } from './message'
import type { ValuesOf } from './messageTypes'

export type Locale = 'en' | 'es' | 'ar' | PseudoLocale
/** English made longer, and English from right to left: see `pseudo.ts`. In dev and in tests only. */
export type PseudoLocale = 'pseudo-long' | 'pseudo-rtl'
export type WordKey = keyof typeof en
export type Catalogue = Readonly<Partial<Record<WordKey, string>>>

/** The languages that have a catalogue, by their own names. */
export const localeNames: Partial<Record<Locale, string>> = { en: 'English', es: 'Español', ar: 'العربية' }

/** How the others are loaded: one dynamic import each, so that nobody carries a language that they do not read. */
const loaders: Partial<Record<Locale, () => Promise<Catalogue>>> = {
  es: () => import('./es').then(({ es }) => es),
  ar: () => import('./ar').then(({ ar }) => ar),
}

/** One more language for this session, under the name that the settings show. */
export function addLocale(added: PseudoLocale, name: string, load: () => Promise<Catalogue>): void {
  localeNames[added] = name
  loaders[added] = load
}

/**
 * The locale given to `Intl` for dates, lists and numbers where the browser names no region. English dates are written day first: "12 November"; Spanish is
 * Latin America's; Arabic counts in its own digits (a region that counts in 123, such as ar-MA, keeps its way).
 */
const intlLocales: Record<Locale, string> = { en: 'en-GB', es: 'es-419', ar: 'ar-u-nu-arab', 'pseudo-long': 'en-GB', 'pseudo-rtl': 'en-GB' }

let current: Locale = 'en'
let currentIntl = intlLocales.en
let asked = 0
/** What English says of the rooms that have come. */
let english: Catalogue = first
let catalogue: Catalogue = first
let messages = new Map<string, Message>()
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
  return currentIntl
}

/** How the reader's region writes the language, if the browser names one: 'es-AR' of ['fr', 'es-AR']. English keeps to one way. */
function regional(of: Locale, wanted: readonly string[]): string {
  const found = of === 'en' ? undefined : wanted.find((tag) => tag.toLowerCase().startsWith(`${of}-`))
  try {
    return found === undefined ? intlLocales[of] : (Intl.getCanonicalLocales(found)[0] ?? intlLocales[of])
  } catch {
    return intlLocales[of]
  }
}

export function direction(of: Locale = current): 'ltr' | 'rtl' {
  return of === 'ar' || of === 'pseudo-rtl' ? 'rtl' : 'ltr'
}

/** The first of the wanted languages (as in `navigator.languages`) that has a catalogue; English if there is none. */
export function bestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const whole = tag.toLowerCase()
    for (const name of [whole, whole.split('-')[0] ?? '']) if (Object.hasOwn(localeNames, name)) return name as Locale
  }
  return 'en'
}

/**
 * Loads the language and then says everything in it; dates and numbers are written as in the first region that `wanted` (as in `navigator.languages`) names for it.
 * Rejects if its file cannot be fetched; the words then stay as they were. Of two that are asked for at once, the later one is said.
 */
export async function setLocale(next: Locale, wanted: readonly string[] = []): Promise<void> {
  const turn = ++asked
  const load = loaders[next]
  const words = next === 'en' || !load ? null : await load()
  if (turn !== asked) return
  current = next
  currentIntl = regional(next, wanted)
  catalogue = words ?? english
  messages = new Map()
  for (const listener of listeners) listener()
}

/** The English of a room that comes with its screens (`later/`): what nobody has opened yet weighs nothing. */
export function addWords(room: Catalogue): void {
  const isEnglish = catalogue === english
  english = { ...english, ...room }
  if (isEnglish) catalogue = english
}

function messageOf(key: WordKey): string {
  const message = catalogue[key] ?? english[key]
  if (message === undefined) throw new Error(`the words for ${key} have not come: import client/words/later of its room`)
  return message
}

/** A parsed message is kept: the same sentence is said many times. */
function parsed(key: WordKey): Message {
  const known = messages.get(key)
  if (known) return known
  const made = parseMessage(messageOf(key))
  messages.set(key, made)
  return made
}
const spokenIn = (key: WordKey): string => (catalogue[key] === undefined ? intlLocales.en : intlLocale())

type Arguments<K extends WordKey> = keyof ValuesOf<(typeof en)[K]> extends never ? [] : [values: ValuesOf<(typeof en)[K]>]

/** The words for `key`. */
export function t<K extends WordKey>(key: K, ...[values]: Arguments<K>): string {
  const message = messageOf(key)
  if (!/[{'<]/.test(message)) return message
  return sayMessage(parsed(key), spokenIn(key), isolated<unknown>(message, values ?? {})).join('')
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const LEFT_TO_RIGHT = /(?![\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}])\p{L}/u

/** A name that runs against the sentence is set apart by the marks that Unicode has for it, or the full stop after it would jump to its other end. Choices are left alone. */
function isolated<V>(message: string, values: Record<string, V>): Record<string, V | string> {
  const against = direction() === 'rtl' ? LEFT_TO_RIGHT : RIGHT_TO_LEFT
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const isName = typeof value === 'string' && against.test(value) && !message.includes(`{${name}, select`)
      return [name, isName ? `\u2068${value}\u2069` : value]
    }),
  )
}

/**
 * The words for `key` in pieces, for a message in which some words are set apart, as in "<b>37 changes</b> not yet sent".
 * Each tag is given as a function from what stands inside to what it becomes, a React element for instance.
 */
export function tPieces<T>(key: WordKey, values: Record<string, string | number | Date | ((inside: (string | T)[]) => T)>): (string | T)[] {
  return sayMessage<T>(parsed(key), spokenIn(key), isolated<unknown>(messageOf(key), values))
}
