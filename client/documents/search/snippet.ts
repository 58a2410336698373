/** As much of a place as one line shows, with what was found in it (pure). */
import { answers, wordsOf } from './words'

export interface Snippet {
  readonly text: string
  /** What was found, as pairs of start and end in `text`. */
  readonly hits: readonly (readonly [number, number])[]
}

/** UTF-16 units: two lines of a phone. */
const LONGEST = 160
/** How much stands before the first word that was found. */
const BEFORE = 36

export function snippetOf(place: string, wanted: readonly string[]): Snippet {
  const found = hitsIn(place, wanted)
  if (place.length <= LONGEST) return { text: place, hits: found }
  const first = found[0]?.[0] ?? 0
  const start = first <= BEFORE + 12 ? 0 : wordStart(place, first - BEFORE)
  const end = Math.min(place.length, wordEnd(place, start + LONGEST))
  const lead = start > 0 ? '…' : ''
  const shift = lead.length - start
  return {
    text: `${lead}${place.slice(start, end)}${end < place.length ? '…' : ''}`,
    hits: found.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from + shift, to + shift] as const),
  }
}

/** Whole words that answer; pairs of signs that overlap become one stretch. */
export function hitsIn(text: string, wanted: readonly string[]): (readonly [number, number])[] {
  const hits: [number, number][] = []
  for (const { term, start, end } of wordsOf(text)) {
    if (!wanted.some((one) => answers(term, one))) continue
    const last = hits.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else hits.push([start, end])
  }
  return hits
}

function wordStart(text: string, near: number): number {
  const at = text.lastIndexOf(' ', near)
  return at >= 0 && near - at < 24 ? at + 1 : clear(text, near)
}
function wordEnd(text: string, near: number): number {
  if (near >= text.length) return text.length
  const at = text.lastIndexOf(' ', near)
  return at >= 0 && near - at < 24 ? at : clear(text, near)
}
/** Not in the middle of a pair of surrogates. */
const clear = (text: string, at: number): number => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at)
