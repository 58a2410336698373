/**
 * From a selection to a hook (its words, what stands round them, their place in Yjs), and from a hook back to the words, wherever they are now: first by their
 * place, if the same words still stand there; then by the words, if what stands round them leaves no doubt; then by their place alone. Reads only.
 */
import type { Node } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { placeAt, positionOf, type Shown } from '../binding/places'
import { CONTEXT, type Hook, LONGEST_QUOTE } from './commentRecords'

export interface Range {
  readonly from: number
  readonly to: number
}

/** The whole text as one string, each sign where it stands: '\ufffc' for what is no text, '\n' between blocks. */
interface Flat {
  readonly text: string
  /** Of each block: where it begins in the string, and in the document. */
  readonly starts: readonly { readonly at: number; readonly position: number; readonly length: number }[]
}

const flats = new WeakMap<Node, Flat>()

function flatOf(doc: Node): Flat {
  const known = flats.get(doc)
  if (known) return known
  const starts: { at: number; position: number; length: number }[] = []
  const texts: string[] = []
  let at = 0
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const text = node.textBetween(0, node.content.size, undefined, '\ufffc')
    starts.push({ at, position: position + 1, length: text.length })
    texts.push(text)
    at += text.length + 1
    return false
  })
  const flat = { text: texts.join('\n'), starts }
  flats.set(doc, flat)
  return flat
}

/** The last of the starts that fulfils it; the starts rise. */
function lastStart({ starts }: Flat, holds: (start: Flat['starts'][number]) => boolean) {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const start = starts[middle]
    if (start && holds(start)) low = middle + 1
    else high = middle
  }
  return starts[low - 1] ?? null
}

function indexAt(flat: Flat, position: number): number {
  const start = lastStart(flat, (each) => each.position <= position)
  return start ? start.at + Math.min(position - start.position, start.length) : 0
}

function positionAt(flat: Flat, index: number): number {
  const start = lastStart(flat, (each) => each.at <= index)
  return start ? start.position + Math.min(index - start.at, start.length) : 0
}

/** Without blanks and block borders at its ends; null if nothing is left. */
export function trimmedRange(doc: Node, { from, to }: Range): Range | null {
  const flat = flatOf(doc)
  const begin = indexAt(flat, from)
  const text = flat.text.slice(begin, indexAt(flat, to))
  const words = text.trim()
  if (words.replace(/\ufffc/g, '') === '') return null
  const start = begin + text.indexOf(words)
  return { from: positionAt(flat, start), to: positionAt(flat, start + words.length - 1) + 1 }
}

export const textIn = (doc: Node, { from, to }: Range): string => {
  const flat = flatOf(doc)
  return flat.text.slice(indexAt(flat, from), indexAt(flat, to))
}

/** @param range trimmed */
export function hookAt(shown: Shown, doc: Node, range: Range): Hook {
  const flat = flatOf(doc)
  const begin = indexAt(flat, range.from)
  const end = indexAt(flat, range.to)
  const text = flat.text.slice(begin, end)
  return {
    quote: text.slice(0, LONGEST_QUOTE),
    before: flat.text.slice(Math.max(0, begin - CONTEXT), begin),
    after: flat.text.slice(end, end + CONTEXT),
    whole: text.length <= LONGEST_QUOTE,
    position: positionsOf(shown, range),
  }
}

/** The first character, to its right, and the last, to its left: what is typed at either side does not belong to it. */
function positionsOf(shown: Shown, { from, to }: Range): Hook['position'] {
  const start = placeAt(shown, from)
  const end = placeAt(shown, to)
  const found = start && Y.createAbsolutePositionFromRelativePosition(start, shown.doc)
  if (!found || !end) return null
  const first = Y.createRelativePositionFromTypeIndex(found.type, found.index, 0)
  return { from: Y.encodeRelativePosition(first), to: Y.encodeRelativePosition(end) }
}

function placeOf(bytes: Uint8Array): Y.RelativePosition | null {
  try {
    return Y.decodeRelativePosition(bytes)
  } catch {
    return null
  }
}

function byPosition(shown: Shown, doc: Node, { position }: Hook): Range | null {
  const start = position && placeOf(position.from)
  const end = position && placeOf(position.to)
  if (!start || !end) return null
  try {
    const from = positionOf(shown, start)
    const to = positionOf(shown, end)
    const isInside = from !== null && to !== null && from >= 0 && to <= doc.content.size && from < to
    return isInside ? trimmedRange(doc, { from, to }) : null
  } catch {
    return null
  }
}

/** As many signs as agree, from the end of one and of the other (or from their beginnings). */
function agreeing(a: string, b: string, fromEnd: boolean): number {
  const most = Math.min(a.length, b.length)
  let count = 0
  while (count < most && (fromEnd ? a.at(-1 - count) === b.at(-1 - count) : a[count] === b[count])) count++
  return count
}

/** Words of fewer signs are found by what stands round them only. */
const TELLING = 12
/** So many signs round it leave no doubt. */
const CERTAIN = 8
const MOST_FINDS = 500

function byWords(doc: Node, { quote, before, after, whole }: Hook): Range | null {
  if (!whole || quote === '') return null
  const flat = flatOf(doc)
  const finds: { index: number; round: number }[] = []
  for (let index = flat.text.indexOf(quote); index >= 0 && finds.length < MOST_FINDS; index = flat.text.indexOf(quote, index + 1)) {
    const end = index + quote.length
    const round = agreeing(before, flat.text.slice(Math.max(0, index - CONTEXT), index), true) + agreeing(after, flat.text.slice(end, end + CONTEXT), false)
    finds.push({ index, round })
  }
  finds.sort((a, b) => b.round - a.round)
  const [best, second] = finds
  if (!best) return null
  const needed = Math.min(CERTAIN, before.length + after.length)
  const isSure = best.round >= needed ? second === undefined || second.round < best.round : second === undefined && quote.length >= TELLING
  return isSure ? { from: positionAt(flat, best.index), to: positionAt(flat, best.index + quote.length - 1) + 1 } : null
}

/** Where the words of a hook stand now, or null: they are gone. */
export function findHook(shown: Shown, doc: Node, hook: Hook): Range | null {
  const there = byPosition(shown, doc, hook)
  if (there && textIn(doc, there).slice(0, LONGEST_QUOTE).normalize('NFC') === hook.quote) return there
  const words = byWords(doc, hook)
  if (words) return words
  // Some of its words were changed meanwhile; a range far longer or shorter is one that came apart.
  const length = there ? there.to - there.from : 0
  return there && (!hook.whole || (length >= hook.quote.length / 3 && length <= hook.quote.length * 3 + 20)) ? there : null
}
