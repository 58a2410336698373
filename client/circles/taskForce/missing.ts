import type { PersonId } from '../../crypto/person'
import type { AboutMe } from './aboutMe'

/**
 * Who is not in a group yet (pure): places where others say they live, and languages that others say they speak. Only what people said of
 * themselves; whoever says nothing is counted nowhere.
 */
export interface Gap {
  readonly kind: 'place' | 'language'
  readonly words: string
  /** Who could be asked. */
  readonly people: readonly PersonId[]
}

/** "Portuguese, English" or a line each. */
export const partsOf = (text: string): string[] =>
  text
    .split(/[,;،؛\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
const plain = (text: string): string => text.toLocaleLowerCase().normalize('NFKC')

/** The places first; of each kind those that the most people share. */
export function gapsOf(said: ReadonlyMap<PersonId, AboutMe>, group: readonly PersonId[]): Gap[] {
  const inGroup = new Set(group)
  const gapsIn = (kind: Gap['kind'], valuesOf: (about: AboutMe) => string[]): Gap[] => {
    const found = new Map<string, { words: string; people: PersonId[]; isHere: boolean }>()
    for (const [person, about] of [...said].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const words of valuesOf(about)) {
        const entry = found.get(plain(words)) ?? { words, people: [], isHere: false }
        found.set(plain(words), entry)
        if (inGroup.has(person)) entry.isHere = true
        else entry.people.push(person)
      }
    }
    return [...found.values()]
      .filter(({ isHere, people }) => !isHere && people.length > 0)
      .sort((a, b) => b.people.length - a.people.length || (plain(a.words) < plain(b.words) ? -1 : 1))
      .map(({ words, people }) => ({ kind, words, people }))
  }
  return [...gapsIn('place', ({ livesIn }) => partsOf(livesIn)), ...gapsIn('language', ({ speaks }) => partsOf(speaks))]
}
