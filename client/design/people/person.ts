/** What is needed to draw a person. Pure. */
export interface PersonLook {
  name: string
  /** 0, 1, 2, … in the order of joining; null before there is a workspace. */
  colour: number | null
  /** In the workspace at this moment: drawn filled; else as an outline. Not given: filled. */
  here?: boolean | undefined
}

const colours = 10

/** The value of `data-who` (base.css), which sets `--who` to the person's colour. Beyond ten they repeat. */
export function whoOf(colour: number | null | undefined): string | undefined {
  return colour === null || colour === undefined ? undefined : String((Math.max(0, Math.trunc(colour)) % colours) + 1)
}

const oneLetterScripts = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Devanagari}]/u

let segmenter: Intl.Segmenter | null = null

/** The first two letters as people see them: a letter with its marks is one. */
function lettersOf(text: string): string[] {
  if (typeof Intl.Segmenter !== 'function') return [...text]
  // Making one takes longer than all that it is asked here.
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const letters: string[] = []
  for (const { segment } of segmenter.segment(text)) if (letters.push(segment) === 2) break
  return letters
}

/**
 * What stands in a person's disc: the first two letters, "An"; one where there is room for one only (below 21 px), and one in scripts whose letters join
 * or fill a square. Signs before the name (quotes, brackets) are passed over.
 */
export function initialsOf(name: string, size: number): string {
  const letters = lettersOf(name.normalize('NFC').replace(/^[^\p{L}\p{N}]+/u, ''))
  const [first = '', second = ''] = letters
  if (size < 21 || oneLetterScripts.test(first) || !/^[\p{L}\p{N}]/u.test(second)) return first.toLocaleUpperCase()
  return first.toLocaleUpperCase() + second.toLocaleLowerCase()
}
