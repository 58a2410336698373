/** Addresses among words that somebody writes. Pure. */
import { hrefFrom } from '../screen/hrefFrom'

/** Where the address stands in the word, and where it leads. */
export interface Address {
  readonly from: number
  readonly to: number
  readonly href: string
}

/** What is an address without saying so. Country endings only with a path: "the house.It" is the end of a sentence. */
const SHAPES: readonly RegExp[] = [
  /^https?:\/\/[^\s/?#]+/iu,
  /^mailto:[^\s@]+@[^\s@]+$/iu,
  /^www\.[\p{L}\p{N}-]+\.[^\s.]/iu,
  /^[\p{L}\p{N}.+_-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*\.\p{L}{2,}$/u,
  /^([\p{L}\p{N}-]+\.)+(com|coop|edu|gov|info|int|net|ngo|org|social|wiki)(:\d+)?([/?#]\S*)?$/iu,
  /^([\p{L}\p{N}-]+\.)+\p{L}{2,}(:\d+)?\/\S*$/u,
]

const OPENING = /^[([{<"'“‘«„¿¡]+/u
const CLOSING = /[)\]}>"'”’»“.,;:!?…،؛؟。，、]$/u
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }

/** The address that a word without spaces is, apart from what stands around it: "(see example.org/a_(b))." */
export function addressIn(word: string): Address | null {
  const from = OPENING.exec(word)?.[0].length ?? 0
  let to = word.length
  while (to > from && CLOSING.test(word.slice(from, to))) {
    const opening = PAIRS[word.charAt(to - 1)]
    // A bracket that the address itself opens belongs to it.
    if (opening && count(word.slice(from, to), opening) >= count(word.slice(from, to), word.charAt(to - 1))) break
    to--
  }
  const address = word.slice(from, to)
  if (address.length < 4 || address.length > 2048 || !SHAPES.some((shape) => shape.test(address))) return null
  const href = hrefFrom(address)
  return href === null ? null : { from, to, href }
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

const MARKDOWN_LINK = /\[([^[\]]+)\]\(((?:[^\s()]|\([^\s()]*\))+)\)$/

/** `[words](address)` at the end of what is written: where it begins, its words, where it leads. An image, or what is escaped, is none. */
export function markdownLinkAtEnd(text: string): { readonly index: number; readonly length: number; readonly words: string; readonly href: string } | null {
  const found = MARKDOWN_LINK.exec(text)
  const [whole, words = '', address = ''] = found ?? []
  if (!found || whole === undefined || words.trim() === '' || /[!\\]$/.test(text.slice(0, found.index))) return null
  const href = hrefFrom(address)
  return href === null ? null : { index: found.index, length: whole.length, words, href }
}
