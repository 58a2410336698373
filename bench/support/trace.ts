import * as Y from 'yjs'

/**
 * A long writing session, made and not recorded: 260,000 keystrokes of one person, who types in bursts, takes back, and
 * goes elsewhere in the text. Its counts are those of the well-known recorded session of a paper (182,000 insertions,
 * 77,000 deletions, 105,000 characters at the end, about 160 KB as one Yjs update). The same in every run.
 */
export const INSERTIONS = 182_000
export const DELETIONS = 77_000

/** Mulberry32: enough chance for a text, and the same each time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Common words, the most common first. */
export const WORDS =
  'the of and to a in we is that it for be with as this on are by our or have not will from they who can all each was group if at one their what which when how no more other people so than about work time care may must should only into own both after before between without against together under over decide share meet write hold take turn council kitchen garden housing members question answer proposal reason evening region network childcare money rent winter summer language translate respond review remember until because those these where there some any every again first second third next last long short new old open clear plain hard soft late early slow quick many few much little same different public common shared private local federal general strategy task force circle role seat'.split(
    ' ',
  )

/** Types into `text`, one keystroke a transaction. */
export class Typist {
  #at = 0
  #left = 0
  #word = ''
  #mode: 'types' | 'takes back' = 'types'
  constructor(
    readonly text: Y.Text,
    readonly random: () => number,
  ) {}

  keystroke(): void {
    while (this.#left === 0) this.#nextBurst()
    this.#left--
    if (this.#mode === 'takes back') {
      if (this.#at > 0) this.text.delete(--this.#at, 1)
      else this.#left = 0
      return
    }
    if (this.#word === '') this.#word = `${WORDS[Math.floor(this.random() ** 2 * WORDS.length)]} `
    this.text.insert(this.#at++, this.#word.charAt(0))
    this.#word = this.#word.slice(1)
  }

  #nextBurst(): void {
    const long = (mean: number) => 1 + Math.floor(-Math.log(1 - this.random()) * mean)
    if (this.#mode === 'types') {
      this.#mode = 'takes back'
      this.#left = long(11)
      return
    }
    this.#mode = 'types'
    this.#left = long(26)
    const { length } = this.text
    const where = this.random()
    if (where < 0.5) this.#at = Math.min(this.#at, length)
    else if (where < 0.9) this.#at = length
    else this.#at = Math.floor(this.random() * length)
  }
}

export interface Trace {
  /** As one update. */
  readonly state: Uint8Array
  readonly stateV2: Uint8Array
  readonly characters: number
}

export function writeTrace(keystrokes = INSERTIONS + DELETIONS, seed = 1): { doc: Y.Doc; typist: Typist } {
  const doc = new Y.Doc()
  doc.clientID = seed
  const typist = new Typist(doc.getText('text'), chance(seed))
  for (let n = 0; n < keystrokes; n++) typist.keystroke()
  return { doc, typist }
}
export const traceOf = (doc: Y.Doc): Trace => ({
  state: Y.encodeStateAsUpdate(doc),
  stateV2: Y.encodeStateAsUpdateV2(doc),
  characters: doc.getText('text').length,
})

/** The updates of the next `count` keystrokes. */
export function keystrokesOf({ doc, typist }: { doc: Y.Doc; typist: Typist }, count: number): Uint8Array[] {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => updates.push(update)
  doc.on('update', keep)
  while (updates.length < count) typist.keystroke()
  doc.off('update', keep)
  return updates
}
