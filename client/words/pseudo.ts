/**
 * Two languages that nobody speaks, made from English by rule, to see what a longer or a mirrored language does to a screen before anybody has translated a word.
 * In dev they stand in Settings; tests make them the same way. The build holds neither.
 */
import { addLocale, type Catalogue } from './words'

const accents: Record<string, string> = {
  a: 'á',
  c: 'ç',
  e: 'ë',
  i: 'î',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'û',
  y: 'ý',
  A: 'Å',
  E: 'É',
  I: 'Î',
  N: 'Ñ',
  O: 'Ø',
  S: 'Š',
  U: 'Ü',
}

/** Words made 40 % longer (each fifth letter twice more, spread over all words as a longer language is), with an accent wherever there is one. */
function longer(words: string): string {
  let letters = 0
  return words.replace(/\p{L}/gu, (letter) => {
    const accented = accents[letter] ?? letter
    letters++
    return letters % 5 === 2 || letters % 5 === 4 ? accented + accented.toLowerCase() : accented
  })
}

/** Runs from right to left although its letters do not: the marks that Unicode has for that. */
const turned = (words: string): string => words.replace(/\p{L}[\p{L}\p{N}’-]*/gu, (word) => `\u202E${word}\u202C`)

/** `change` on the words of an ICU message; names of values, kinds, options, # and tags stay. */
function overWords(message: string, change: (words: string) => string): string {
  let said = ''
  let words = ''
  const flush = () => {
    said += words
      .split(/(<[^>]*>)/)
      .map((part) => (part.startsWith('<') ? part : change(part)))
      .join('')
    words = ''
  }
  /** One entry for each brace that is open: what stands directly inside of it. */
  const open: ('words' | 'options' | 'argument')[] = []
  for (let at = 0; at < message.length; at++) {
    const sign = message.charAt(at)
    const inside = open.at(-1) ?? 'words'
    if (sign === '{') {
      flush()
      const isArgument = inside === 'words'
      const options = isArgument ? /^\{\s*\w+\s*,\s*(?:plural|selectordinal|select)\s*,/.exec(message.slice(at)) : null
      open.push(isArgument ? (options ? 'options' : 'argument') : 'words')
      said += options?.[0] ?? sign
      if (options) at += options[0].length - 1
    } else if (sign === '}') {
      flush()
      open.pop()
      said += sign
    } else if (inside === 'words') words += sign
    else said += sign
  }
  flush()
  return said
}

/** In brackets, so that a sentence put together from pieces shows its seams, and one that is cut off its missing end. */
export const pseudoLong = (message: string): string => `[${overWords(message, longer)}]`
export const pseudoRtl = (message: string): string => overWords(message, turned)

/** All of English, changed. */
export function pseudoCatalogue(english: Catalogue, change: (message: string) => string): Catalogue {
  return Object.fromEntries(Object.entries(english).map(([key, message]) => [key, change(message)]))
}

/** Puts both beside the languages that people speak. */
export function addPseudoLocales(): void {
  // English as a whole is fetched, or the first screen would carry the words of every room.
  addLocale('pseudo-long', 'Łöñgér', () => import('./en').then(({ en }) => pseudoCatalogue(en, pseudoLong)))
  addLocale('pseudo-rtl', 'Turned', () => import('./en').then(({ en }) => pseudoCatalogue(en, pseudoRtl)))
}
