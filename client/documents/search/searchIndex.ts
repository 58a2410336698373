/**
 * The index of all texts on this device, in memory (pure). MiniSearch says which documents hold every word; which of their places do is then looked up in the
 * few that are shown, so that the index has one entry per document and not one per paragraph.
 */
import MiniSearch from 'minisearch'
import type { Place } from './places'
import { type Snippet, snippetOf } from './snippet'
import { answers, isBeginning, wantedOf, wordsOf } from './words'

export interface Passage extends Snippet {
  readonly documentId: string
  readonly block: number
  /** The heading that it stands under. */
  readonly under: string | null
}
export interface FoundDocument {
  readonly documentId: string
  /** Places in which all of the words stand; 0: they stand in different ones. */
  readonly places: number
}
export interface Found {
  /** The best first. */
  readonly documents: readonly FoundDocument[]
  readonly passages: readonly Passage[]
}

interface Entry {
  readonly id: string
  readonly title: string
  readonly headings: string
  readonly text: string
}
interface Shelved {
  readonly places: readonly Place[]
  /** For each place its words, each after a blank: " every street has a chapter". */
  readonly words: readonly string[]
}

const MOST_DOCUMENTS = 24
const MOST_PASSAGES = 6
const MOST_OF_ONE = 2
const NOTHING: Found = { documents: [], passages: [] }

const spread = (places: readonly string[]): string => places.join('').trimStart()
const split = (text: string): string[] => (text === '' ? [] : text.split(' '))

export class SearchIndex {
  readonly #shelf = new Map<string, Shelved>()
  readonly #mini = new MiniSearch<Entry>({
    fields: ['title', 'headings', 'text'],
    tokenize: split,
    processTerm: (term) => term,
    autoVacuum: { batchSize: 2_000, batchWait: 5 },
  })

  get size(): number {
    return this.#shelf.size
  }

  /** In place of what was known of the document. */
  put(documentId: string, places: readonly Place[]): void {
    const words = places.map(({ text }) => wordsOf(text).reduce((all, { term }) => `${all} ${term}`, ''))
    const of = (kind: Place['kind']): string => spread(words.filter((_, i) => places[i]?.kind === kind))
    const entry: Entry = { id: documentId, title: of('title'), headings: of('heading'), text: of('text') }
    if (this.#shelf.has(documentId)) this.#mini.replace(entry)
    else this.#mini.add(entry)
    this.#shelf.set(documentId, { places, words })
  }

  remove(documentId: string): void {
    if (this.#shelf.delete(documentId)) this.#mini.discard(documentId)
  }

  find(question: string): Found {
    const wanted = wantedOf(question)
    if (wanted.length === 0) return NOTHING
    // Words of one or two letters stand nearly everywhere: they are looked up in what the others found.
    const telling = wanted.some(isBeginning) ? wanted.filter(isBeginning) : wanted
    const rest = wanted.filter((term) => !telling.includes(term))
    const results = this.#mini.search(telling.join(' '), {
      combineWith: 'AND',
      prefix: isBeginning,
      boost: { title: 4, headings: 2 },
    })
    const documents: FoundDocument[] = []
    const passages: Passage[] = []
    for (const { id } of results) {
      if (documents.length >= MOST_DOCUMENTS) break
      const documentId = String(id)
      const shelved = this.#shelf.get(documentId)
      if (!shelved || !rest.every((term) => shelved.words.some((words) => holds(words, term)))) continue
      const { whole, best } = placesWith(shelved, wanted)
      documents.push({ documentId, places: whole })
      for (const place of best) {
        if (passages.length >= MOST_PASSAGES) break
        passages.push({ documentId, block: place.block, under: place.under, ...snippetOf(place.text, wanted) })
      }
    }
    return { documents, passages }
  }
}

/** How many places hold all of the words, and those to show. The title is not one of them: it is what one goes to. */
function placesWith({ places, words }: Shelved, wanted: readonly string[]): { whole: number; best: Place[] } {
  const counted = places
    .map((place, i) => ({ place, count: wanted.filter((term) => holds(words[i] ?? '', term)).length }))
    .filter(({ place, count }) => count > 0 && place.kind !== 'title')
  const most = Math.max(0, ...counted.map(({ count }) => count))
  const best = counted.filter(({ count }) => count === most).map(({ place }) => place)
  return { whole: most === wanted.length ? best.length : 0, best: best.slice(0, MOST_OF_ONE) }
}

/** `words`: each after a blank. */
const holds = (words: string, wanted: string): boolean =>
  isBeginning(wanted) ? words.includes(` ${wanted}`) : words.split(' ').some((term) => answers(term, wanted))
