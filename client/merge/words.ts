/**
 * Where words and sentences end. Part of what a commit is computed from, so it asks nobody: `Intl.Segmenter` cuts differently from one browser to the next.
 * Offsets are UTF-16 units, as in ProseMirror; anything inline that is not text counts as one (`ATOM`, or `LINE_END` for a hard break).
 */

export const ATOM = '\uFFFC'
export const LINE_END = '\n'

const WORD = /[\p{L}\p{N}\p{M}_]+|\s+|\p{RI}\p{RI}|\p{Extended_Pictographic}(?:[\uFE0F\u{1F3FB}-\u{1F3FF}]|\u200D\p{Extended_Pictographic})*|./gsu
/** Scripts that put no spaces between words: each sign is a word. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u
const LETTER_WITH_MARKS = /[\p{L}\p{N}_]\p{M}*|\p{M}+/gu

/** Words, runs of white space and single signs; joined they are the text. */
export function wordsIn(text: string): string[] {
  const words: readonly string[] = text.match(WORD) ?? []
  if (!UNSPACED.test(text)) return [...words]
  return words.flatMap((word) => (UNSPACED.test(word) ? (word.match(LETTER_WITH_MARKS) ?? [word]) : [word]))
}

export const isSpace = (text: string): boolean => text.trim() === ''

/** A full stop of any script, its closing quotes, and the white space behind it; or a line's end. */
const END = /([.!?…؟۔।॥]+)["'”’»)\]]*(\s+)|[。！？．]+[”’」』）\]]*\s*|\n/gu
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st no nos vs etc approx cf ed eds fig jr sr inc dept e.g i.e art sec vol pp ca bzw usw vgl nr bspw ggf evtl str sra srta núm pág'.split(
    ' ',
  ),
)
const LAST_WORD = /[\p{L}\p{M}\p{N}.]+$/u

/** Rather too few ends than too many: half a sentence is never asked about [F9]. */
function isEnd(text: string, stop: string, at: number, next: number): boolean {
  if (next >= text.length) return false
  const following = text.slice(next, next + 2)
  if (/^\p{Ll}/u.test(following)) return false
  if (stop !== '.') return true
  const before = LAST_WORD.exec(text.slice(Math.max(0, at - 24), at))?.[0] ?? ''
  if (/^(\p{L}|\p{N}{1,2})$/u.test(before) || /^(\p{L}\p{M}*\.)+\p{L}\p{M}*$/u.test(before)) return false
  if (/^\p{N}/u.test(following) && before.length <= 3) return false
  return !ABBREVIATIONS.has(before.toLowerCase())
}

/** Where to cut a text into sentences and the white space between them: offsets, without 0 and the end. */
export function sentenceCuts(text: string): number[] {
  const cuts: number[] = []
  for (const match of text.matchAll(END)) {
    const [whole, stop] = match
    const next = match.index + whole.length
    if (stop === undefined ? next >= text.length : !isEnd(text, stop, match.index, next)) continue
    const end = match.index + whole.trimEnd().length
    if (whole !== LINE_END && end < next) cuts.push(end)
    cuts.push(next)
  }
  return cuts
}

/** A text's sentences, without the white space between them. */
export function sentencesIn(text: string): string[] {
  const cuts = [0, ...sentenceCuts(text), text.length]
  return cuts.flatMap((from, index) => text.slice(from, cuts[index + 1]).trim() || [])
}
