/** "@" in a comment: who is meant while it is typed, and who is meant in what was typed. Pure. */
import { folded } from '../../workspace/listing'
import type { Mention } from './commentRecords'

export interface Person {
  /** A device key of theirs, hex. */
  readonly device: string
  readonly name: string
  readonly colour: number
}

/** What was typed behind an "@" up to the caret; null if one is not naming anybody. */
export interface Naming {
  /** Where the "@" stands. */
  readonly from: number
  readonly typed: string
}

const LONGEST = 40

export function namingAt(text: string, caret: number): Naming | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from < 0 || caret - from > LONGEST) return null
  // An address of mail is no name.
  if (from > 0 && /[\p{L}\p{N}]/u.test(text.charAt(from - 1))) return null
  const typed = text.slice(from + 1, caret)
  return /^\s|\n|\s\s|[,;:!?()]/.test(typed) ? null : { from, typed }
}

/** Whoever has a word in their name that begins with what was typed; those whose whole name does, first. */
export function peopleNamed<T extends { readonly name: string }>(people: readonly T[], typed: string, most = 6): T[] {
  const wanted = folded(typed.trim())
  const rank = ({ name }: T): number => {
    const given = folded(name)
    return given.startsWith(wanted) ? 0 : given.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2
  }
  return people
    .map((person) => ({ person, place: rank(person) }))
    .filter(({ place }) => place < 2)
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ person }) => person)
}

/** The text with the name put in, and where the caret then stands. */
export function named(text: string, { from, typed }: Naming, name: string): { readonly text: string; readonly caret: number } {
  const rest = text.slice(from + 1 + typed.length)
  const put = `@${name}${rest.startsWith(' ') ? '' : ' '}`
  return { text: text.slice(0, from) + put + rest, caret: from + put.length + (rest.startsWith(' ') ? 1 : 0) }
}

/** Of those that could be meant, whoever's name stands behind an "@"; of two where one name begins like the other, the longer. */
export function mentionsIn(text: string, people: readonly Person[]): Mention[] {
  return [
    ...new Map(
      piecesOf(text, people).flatMap((piece) => (typeof piece === 'string' ? [] : [[piece.device, { device: piece.device, name: piece.name }]])),
    ).values(),
  ]
}

/** Plain text, and whoever is named in it. */
export function piecesOf<T extends Mention>(text: string, mentions: readonly T[]): (string | T)[] {
  const byLength = [...mentions].filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length)
  const pieces: (string | T)[] = []
  let plain = ''
  for (let i = 0; i < text.length; ) {
    const found = text.charAt(i) === '@' ? byLength.find(({ name }) => isNameAt(text, i + 1, name)) : undefined
    if (!found) {
      plain += text.charAt(i++)
      continue
    }
    if (plain !== '') pieces.push(plain)
    plain = ''
    pieces.push(found)
    i += found.name.length + 1
  }
  if (plain !== '') pieces.push(plain)
  return pieces
}

/** The name, whole: "@Ana" does not stand in "@Anabel". */
const isNameAt = (text: string, at: number, name: string): boolean => text.startsWith(name, at) && !/[\p{L}\p{N}]/u.test(text.charAt(at + name.length))
