/**
 * A text as the words by which it is found (pure). The same cutting is done to what is written and to what is typed into the field, so that both meet.
 *
 * - Latin, Greek, Cyrillic, Arabic, Hebrew, Indic scripts, Hangul: runs of letters; found by their beginning.
 * - Arabic: without harakat and tatweel, all forms of alef as one, final ya and ta marbuta as ya and ha, and also without the article and "and" ("البيوت",
 *   "بالبيوت" and "بيوت" are found by each other).
 * - Chinese, Japanese, Thai and others that are written without blanks: pairs of neighbouring signs, and the last sign of a run by itself, so that one sign
 *   finds every place where it stands.
 * - Accents, case, width and ligatures do not count ("reunion" finds "Réunion"); the vowel signs of Devanagari are letters, and stay.
 */

export interface Word {
  /** What it is found by. */
  readonly term: string
  /** Where it stands in the text, in UTF-16 units. */
  readonly start: number
  readonly end: number
}

/** Letters of scripts that put no blank between words, each with the marks that belong to it. */
const WITHOUT_BLANKS = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u
const RUN = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u0640\u200c\u200d]*/gu
const SIGN = /[\p{L}\p{N}]\p{M}*/gu
/** Splits a run where it changes between the two kinds of script: "第3章" stays one, "Tokyo東京" becomes two. */
const PIECES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}][\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{M}\p{N}]*|[^\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]+/gu

/** Marks that do not count: accents, harakat and Quranic signs, Hebrew points, the nukta; tatweel and joiners. */
const UNCOUNTED = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u0640\u200c\u200d]/g
const SAME: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ħ: 'h',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ё: 'е',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
  '\u0901': '\u0902',
}
const SAME_SIGNS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g')
const PLAIN = /^[a-z0-9]+$/
/** What is written together with a word: "and", and the article with what stands before it. */
const AND = /^و(?=.{4})/
const ARTICLE = /^(?:[وفبك]?ال|لل)(?=.{3})/

/** One word without what does not count. */
export function folded(word: string): string {
  const small = word.toLowerCase()
  if (PLAIN.test(small)) return small
  const bare = small.normalize('NFKD').replace(UNCOUNTED, '').normalize('NFC')
  return bare.toLowerCase().replace(SAME_SIGNS, (sign) => SAME[sign] ?? sign)
}

/** The words of a text, in its order. Some stand at the same place: a word with its article and without. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: run, index: at } of text.matchAll(RUN)) {
    if (!WITHOUT_BLANKS.test(run)) {
      addWord(words, run, at)
      continue
    }
    for (const { 0: piece, index } of run.matchAll(PIECES)) {
      if (WITHOUT_BLANKS.test(piece)) addSigns(words, piece, at + index)
      else addWord(words, piece, at + index)
    }
  }
  return words
}

function addWord(words: Word[], run: string, start: number): void {
  const term = folded(run)
  if (term === '') return
  const end = start + run.length
  words.push({ term, start, end })
  // The barest last: that is what a question asks for.
  for (const bare of new Set([term.replace(AND, ''), term.replace(ARTICLE, '')])) if (bare !== term) words.push({ term: bare, start, end })
}

function addSigns(words: Word[], piece: string, start: number): void {
  const signs = [...piece.matchAll(SIGN)].map(({ 0: sign, index }) => ({ sign, start: start + index, end: start + index + sign.length }))
  signs.forEach((sign, i) => {
    const next = signs[i + 1]
    const term = folded(next ? sign.sign + next.sign : sign.sign)
    if (term !== '') words.push({ term, start: sign.start, end: next?.end ?? sign.end })
  })
}

/** What a question asks for: every one of these has to be there. Where a word stands with and without its article, without. */
export function wantedOf(question: string): string[] {
  const words = wordsOf(question)
  const wanted: string[] = []
  words.forEach((word, i) => {
    const next = words[i + 1]
    const hasBare = next !== undefined && next.start === word.start && next.end === word.end
    // The last sign of a run is in the pair before it.
    const before = words[i - 1]
    const isTail = before !== undefined && word.start > before.start && word.end === before.end
    if (!hasBare && !isTail && !wanted.includes(word.term)) wanted.push(word.term)
  })
  return wanted
}

const ALPHABET = /^[\p{scx=Latin}\p{scx=Greek}\p{scx=Cyrillic}\p{N}]/u

/** Is it enough to find longer words by? One or two letters of an alphabet find only themselves: half of all words begin with any. A sign, or two syllables, say more. */
export function isBeginning(term: string): boolean {
  const { length } = [...term]
  return length > 2 || (length > 1 && !ALPHABET.test(term)) || WITHOUT_BLANKS.test(term)
}

/** Does this word of a text answer to what is wanted? */
export const answers = (term: string, wanted: string): boolean => (isBeginning(wanted) ? term.startsWith(wanted) : term === wanted)
