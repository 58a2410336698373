/** How a name stands in the disc of a role (pure): on few lines, a little smaller, or parted, before anything of it is cut. */

export interface FittedName {
  readonly lines: readonly string[]
  /** Of the letters, in the units of the map. */
  readonly size: number
  /** The way its letters run; an ellipsis stands at their end. */
  readonly direction: 'ltr' | 'rtl'
}

/** How high a line is, in its letters' size. */
export const LINE = 1.12
const SMALLER = [1, 0.92, 0.84]
const LINES = [1, 2, 3, 4]

/** In sizes of a letter: near enough to what the app's typeface takes, and rather too much than too little. No font has to be there for it. */
export function widthOf(text: string): number {
  let sum = 0
  for (const sign of text)
    sum += /[iljtfrI.,:;'’|! ()]/.test(sign)
      ? 0.36
      : sign === '-'
        ? 0.42
        : /[mwMW@…]/.test(sign)
          ? 0.9
          : /\p{Lu}/u.test(sign)
            ? 0.68
            : sign > '\u2e80'
              ? 1.05
              : 0.55
  return sum
}

/** Whether a name begins with letters that run from the right. */
export const isRtl = (text: string): boolean => /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text)

/** Room of each of so many lines in a disc, in units of the map. */
function rooms(radius: number, count: number, size: number): number[] {
  const height = size * LINE
  return Array.from({ length: count }, (_, at) => {
    const middle = (at - (count - 1) / 2) * height
    // The corners of letters, not of lines: an x is half as high as its line.
    const corner = Math.abs(middle) + size * 0.3
    return corner >= radius ? 0 : 2 * Math.sqrt(radius ** 2 - corner ** 2)
  })
}

/** The words on exactly these lines, the first as full as it goes; null if they do not go. */
function wrapped(words: readonly string[], widths: readonly number[]): string[] | null {
  const [width, ...below] = widths
  if (width === undefined) return words.length === 0 ? [] : null
  const lines: string[] = []
  for (const [at, word] of words.entries()) {
    const before = lines.at(-1)
    // What is parted goes on in the next line.
    if (before?.endsWith('-')) break
    const line = before === undefined ? word : `${before} ${word}`
    if (widthOf(line) > width || words.length - at - 1 < below.length) break
    lines.push(line)
  }
  for (let count = lines.length; count > 0; count--) {
    const rest = wrapped(words.slice(count), below)
    if (rest) return [lines[count - 1] ?? '', ...rest]
  }
  return null
}

/** A long word in two, near its middle, before a consonant and a vowel, where people would part it; joined letters are never parted. */
function parted(word: string): string[] {
  const hyphen = word.indexOf('-', 3) + 1
  if (hyphen > 0 && hyphen < word.length - 2) return [word.slice(0, hyphen), word.slice(hyphen)]
  if (word.length < 8 || !/^\p{Script=Latin}+['’.,:;]?$/u.test(word)) return [word]
  const plain = word.normalize('NFD').length === word.length ? word : word.normalize('NFC')
  const isVowel = (sign: string | undefined): boolean => sign !== undefined && 'aeiouy'.includes(sign.normalize('NFD').charAt(0).toLowerCase())
  const places = Array.from({ length: plain.length }, (_, at) => at)
    .filter((at) => !isVowel(plain[at]) && isVowel(plain[at + 1]))
    // "pr", "tr", "bl" begin a syllable together.
    .map((at) => (/^[bcdfgpt][rl]$/i.test(plain.slice(at - 1, at + 1)) ? at - 1 : at))
    .filter((at) => at >= 3 && at <= plain.length - 3)
  const [place] = places.sort((a, b) => Math.abs(a - plain.length / 2) - Math.abs(b - plain.length / 2))
  return place === undefined ? [word] : [`${plain.slice(0, place)}-`, plain.slice(place)]
}

/** @param radius of the room for it; @param size of letters as they should be */
export function fitName(name: string, radius: number, size: number): FittedName {
  const direction = isRtl(name) ? 'rtl' : 'ltr'
  const words = name.split(' ').filter((word) => word !== '')
  const [widest = 0] = rooms(radius, 1, size * 0.84)
  const long = words.flatMap((word) => (widthOf(word) * size * 0.84 > widest * 0.95 ? parted(word) : [word]))
  for (const each of [words, long, words.flatMap(parted)])
    for (const smaller of SMALLER)
      for (const count of LINES) {
        const letters = size * smaller
        const lines = wrapped(
          each,
          rooms(radius, count, letters).map((room) => room / letters),
        )
        if (lines) return { lines, size: letters, direction }
      }
  return { lines: cut(words, radius, size * 0.84), size: size * 0.84, direction }
}

/** As much as goes on two lines, and an ellipsis. */
function cut(words: readonly string[], radius: number, size: number): string[] {
  const [room = 0] = rooms(radius, 2, size)
  const most = room / size
  const [first = '', ...more] = words
  const shorten = (text: string, always: boolean): string => {
    if (!always && widthOf(text) <= most) return text
    const signs = [...text]
    while (signs.length > 1 && widthOf(`${signs.join('').trimEnd()}…`) > most) signs.pop()
    return `${signs.join('').trimEnd()}…`
  }
  const top = shorten(first, false)
  // One that is cut already stands for the whole of it.
  if (more.length === 0 || top !== first) return [top]
  const rest = more.join(' ')
  return [top, shorten(rest, false)]
}
