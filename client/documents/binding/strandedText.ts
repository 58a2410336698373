/**
 * Own characters that a move of others left behind. Pure: from the characters of one text, and where copies of them stand, to what has to be brought along.
 */
import type * as Y from 'yjs'
import type { Found } from './alignText'

/** Own characters left behind, and the character (in its new place) after which they belong; null: at the beginning of `into`. */
export interface Stranded {
  readonly text: string
  readonly ids: readonly Y.ID[]
  /** Those of them that are still there, and to be taken away; the others died with their place. */
  readonly remove: readonly Y.ID[]
  readonly into: Y.XmlText
  readonly after: Y.ID | null
}

export interface Character {
  readonly sign: string
  readonly id: Y.ID
  readonly own: boolean
  readonly gone: boolean
}

/** What others wrote anew: the text, and which character each sign is. */
export interface Written {
  readonly text: Y.XmlText
  readonly ids: readonly Y.ID[]
}

/** Where the copy of a character stands. */
export type Copy = Found<Written>

export const keyOf = (id: Y.ID) => `${id.client}:${id.clock}`

/** Copies of the characters that vanished, by key. */
export type Copies = ReadonlyMap<string, Copy>

/** Letters, digits and what stands inside a word. */
const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}\p{M}'’_]/u.test(sign)

/** Groups of own characters that the other did not know, each with the copy that it belongs after. */
export function strandedBy(characters: readonly Character[], copies: Copies, cut: number, recentFrom: number, seen: number): Stranded[] {
  const copyOf = (character: Character | undefined) => (character ? copies.get(keyOf(character.id)) : undefined)
  const known = characters.reduce((most, character) => (character.own && copyOf(character) ? Math.max(most, character.id.clock) : most), recentFrom - 1)
  const isLeft = (character: Character | undefined): character is Character =>
    character?.own === true && character.id.clock > seen && (!character.gone || character.id.clock >= cut) && !copyOf(character)
  /** The nearest copy on one side, past what the other deleted; none where something stayed. */
  const nearest = (from: number, step: 1 | -1): Copy | undefined => {
    for (let i = from; ; i += step) {
      const character = characters[i]
      if (!character?.gone) return undefined
      const copy = copyOf(character)
      if (copy) return copy
    }
  }
  const movedBeside = (from: number, step: 1 | -1): number => {
    let length = 0
    while (copyOf(characters[from + length * step])) length++
    return length
  }
  const groups: Stranded[] = []
  for (let i = 0; i < characters.length; i++) {
    if (!isLeft(characters[i])) continue
    let end = i
    while (isLeft(characters[end])) end++
    const left = nearest(i - 1, -1)
    const right = nearest(end, 1)
    const died = characters.slice(i, end).every(({ gone }) => gone)
    let group = characters.slice(i, end)
    if (!left || !right) {
      group = edgeOf(characters, i, end, known, left !== undefined, right !== undefined, died)
      // A word is not drawn along by a letter.
      if (!died && group.length > Math.max(movedBeside(i - 1, -1), movedBeside(end, 1))) group = []
    }
    const place = left ? { into: left.into.of, before: left.at } : right ? { into: right.into.of, before: right.at - 1 } : null
    if (place && group.length > 0) {
      groups.push({
        text: group.map((character) => character.sign).join(''),
        ids: group.map((character) => character.id),
        remove: group.flatMap(({ gone, id }) => (gone ? [] : [id])),
        into: place.into.text,
        after: place.into.ids[place.before] ?? null,
      })
    }
    i = end - 1
  }
  return groups
}

/**
 * Which of the own characters from `from` to `end`, beside text that moved away on one side only, go with it: those that died with it, and of those that stayed
 * the recent ones that either ended the text or are part of the word that moved.
 */
function edgeOf(
  characters: readonly Character[],
  from: number,
  end: number,
  known: number,
  afterMoved: boolean,
  beforeMoved: boolean,
  died: boolean,
): Character[] {
  const group = characters.slice(from, end)
  if (!afterMoved && !beforeMoved) return []
  if (died) return group
  const isFresh = ({ id }: Character) => id.clock > known
  if (afterMoved) {
    const staying = group.findIndex((character) => !isFresh(character))
    const fresh = staying < 0 ? group : group.slice(0, staying)
    if (staying < 0 && end === characters.length) return fresh
    const letters = fresh.findIndex((character) => !isWordSign(character.sign))
    const word = letters < 0 ? fresh : fresh.slice(0, letters)
    return isWordSign(characters[from - 1]?.sign) && !isWordSign(characters[from + word.length]?.sign) ? word : []
  }
  let start = group.length
  for (let before = group[start - 1]; before && isFresh(before) && isWordSign(before.sign); before = group[start - 1]) start--
  return isWordSign(characters[end]?.sign) && !isWordSign(characters[from + start - 1]?.sign) ? group.slice(start) : []
}
