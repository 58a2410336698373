/**
 * Following words that somebody else moved.
 *
 * Yjs has no "move": whoever splits a paragraph, joins two, indents an item or turns a paragraph into a heading deletes characters here and writes the same
 * ones anew there. A caret anchored to a deleted character would stay behind, and what one typed in between would be stranded where the words were (or die with
 * them). So every change that arrives is looked at for text that vanished in one place and appeared in another. What follows from it:
 * - where the copy of each vanished character stands (`copyOf`), for one's own caret;
 * - which of one's *own* characters the other could not know of and left behind (`stranded`). Only their writer moves them, so it happens once.
 */
import * as Y from 'yjs'

/** Own characters left behind, and the character (in its new place) after which they belong; null: at the beginning of `into`. */
export interface Stranded {
  readonly text: string
  readonly ids: readonly Y.ID[]
  /** Still there in the old place, and to be taken away; else they died with it. */
  readonly alive: boolean
  readonly into: Y.XmlText
  readonly after: Y.ID | null
}

export interface Character {
  readonly sign: string
  readonly id: Y.ID
  readonly own: boolean
  readonly gone: boolean
}

interface Destination {
  readonly text: Y.XmlText
  readonly signs: string
  readonly ids: readonly Y.ID[]
  readonly isNew: readonly boolean[]
}

interface Place {
  readonly into: Destination
  /** Where the run begins in `into.signs`. */
  readonly at: number
}

/** A run of characters that vanished, as the one who moved it knew it. */
interface Run {
  readonly characters: readonly Character[]
  readonly place: Place
}

const keyOf = (id: Y.ID) => `${id.client}:${id.clock}`
const isNewIn = (transaction: Y.Transaction, id: Y.ID) => id.clock >= (transaction.beforeState.get(id.client) ?? 0)

/** One sign per unit of the text's length, so that places are indices. */
function* charactersOf(text: Y.XmlText): Generator<{ sign: string; id: Y.ID; deleted: boolean }> {
  for (let item = text._start; item !== null; item = item.right) {
    const { content } = item
    const signs = content instanceof Y.ContentString ? content.str : content.isCountable() ? '\ufffc'.repeat(item.length) : ''
    for (let i = 0; i < signs.length; i++) yield { sign: signs.charAt(i), id: Y.createID(item.id.client, item.id.clock + i), deleted: item.deleted }
  }
}

/** The text as it stood before the transaction, with what vanished in it. */
export function charactersBefore(text: Y.XmlText, transaction: Y.Transaction, own: number): Character[] {
  const characters: Character[] = []
  for (const { sign, id, deleted } of charactersOf(text)) {
    const gone = deleted && Y.isDeleted(transaction.deleteSet, id)
    if ((!deleted || gone) && !isNewIn(transaction, id)) characters.push({ sign, id, own: id.client === own, gone })
  }
  return characters
}

function destinations(transaction: Y.Transaction): Destination[] {
  const texts = new Set<Y.XmlText>()
  for (const [client, state] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (state === from) continue
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i]
      if (!struct || struct.id.clock + struct.length <= from) break
      if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString && struct.parent instanceof Y.XmlText)
        texts.add(struct.parent)
    }
  }
  return [...texts].map((text) => {
    const there = [...charactersOf(text)].filter((character) => !character.deleted)
    return {
      text,
      signs: there.map((character) => character.sign).join(''),
      ids: there.map((character) => character.id),
      isNew: there.map((character) => isNewIn(transaction, character.id)),
    }
  })
}

/** Where `signs` was written anew; three signs at least, or all that was written. */
function findCopy(signs: string, into: readonly Destination[]): Place | null {
  let best: { place: Place; fresh: number } | null = null
  for (const destination of into) {
    for (let at = destination.signs.indexOf(signs); at >= 0; at = destination.signs.indexOf(signs, at + 1)) {
      let fresh = 0
      for (let i = at; i < at + signs.length; i++) if (destination.isNew[i]) fresh++
      const whole = !destination.isNew[at - 1] && !destination.isNew[at + signs.length]
      const enough = signs.length >= 3 ? fresh >= Math.ceil(signs.length * 0.6) : fresh === signs.length && whole
      if (enough && (best === null || fresh > best.fresh)) best = { place: { into: destination, at }, fresh }
    }
  }
  return best?.place ?? null
}

/** Letters, digits and what stands inside a word. */
const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}\p{M}'’_]/u.test(sign)

/** The runs of vanished characters that found a copy, if the other knew one's own characters only up to `cut`; own ones that stayed do not break a run if they are `skipped`. */
function runsAt(characters: readonly Character[], cut: number, skipped: boolean, into: readonly Destination[]): Run[] {
  const runs: Run[] = []
  let run: Character[] = []
  const close = () => {
    if (run.length > 0) {
      const place = findCopy(run.map((character) => character.sign).join(''), into)
      if (place) runs.push({ characters: run, place })
    }
    run = []
  }
  for (const character of characters) {
    if (character.own && (character.gone ? character.id.clock >= cut : skipped)) continue
    if (character.gone) run.push(character)
    else close()
  }
  close()
  return runs
}

/** How many guesses at what the other knew are made for one text; each costs one search. */
const MOST_GUESSES = 400

export class TextFollower {
  private readonly copies = new Map<string, Y.ID>()

  /** Where the copy of a vanished character is now, or null. */
  copyOf(id: Y.ID): Y.ID | null {
    let found: Y.ID | null = null
    for (let next = this.copies.get(keyOf(id)); next; next = this.copies.get(keyOf(next))) {
      if (found && Y.compareIDs(found, next)) break
      found = next
    }
    return found
  }

  /**
   * Looks at one change of others, before Yjs forgets what it deleted.
   * @param own this replica's client number in the document
   * @param recentFrom own characters from this clock on may be unknown to the other
   * @param anchors characters that matter though no own ones are near (the caret's)
   */
  note(transaction: Y.Transaction, own: number, recentFrom: number, anchors: readonly Y.ID[]): Stranded[] {
    const touched = this.touchedTexts(transaction, own, anchors)
    if (touched.length === 0) return []
    const into = destinations(transaction)
    if (into.length === 0) return []
    if (this.copies.size > 20_000) this.copies.clear()
    return touched.flatMap((text) => this.follow(charactersBefore(text, transaction, own), recentFrom, into))
  }

  /** Texts in which something vanished and where an anchor or an own character stood. */
  private touchedTexts(transaction: Y.Transaction, own: number, anchors: readonly Y.ID[]): Y.XmlText[] {
    const vanished = new Set<Y.XmlText>()
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString && struct.parent instanceof Y.XmlText) vanished.add(struct.parent)
    })
    if (vanished.size === 0) return []
    const anchored = new Set<unknown>(anchors.map((id) => itemAt(transaction.doc, id)?.parent))
    return [...vanished].filter((text) => {
      if (anchored.has(text)) return true
      for (let item = text._start; item !== null; item = item.right) if (item.id.client === own) return true
      return false
    })
  }

  private follow(characters: readonly Character[], recentFrom: number, into: readonly Destination[]): Stranded[] {
    const clocks = characters.filter((character) => character.own && character.gone).map(({ id }) => id.clock)
    const cuts = [Number.POSITIVE_INFINITY, ...clocks.sort((a, b) => b - a)].slice(0, MOST_GUESSES)
    for (const skipped of [true, false]) {
      for (const cut of skipped ? cuts : cuts.slice(0, 1)) {
        const runs = runsAt(characters, cut, skipped, into)
        if (runs.length === 0) continue
        for (const run of runs) this.remember(run)
        return strandedBy(characters, runs, recentFrom)
      }
    }
    return []
  }

  private remember({ characters, place }: Run): void {
    characters.forEach(({ id }, i) => {
      const copy = place.into.ids[place.at + i]
      if (copy) this.copies.set(keyOf(id), copy)
    })
  }
}

/** Groups of own characters between (or beside) characters of a run, each with the copy that it belongs after. */
function strandedBy(characters: readonly Character[], runs: readonly Run[], recentFrom: number): Stranded[] {
  const moved = new Map<string, { run: Run; index: number }>()
  let known = recentFrom - 1
  for (const run of runs) {
    run.characters.forEach((character, index) => {
      moved.set(keyOf(character.id), { run, index })
      if (character.own) known = Math.max(known, character.id.clock)
    })
  }
  const moveOf = (character: Character | undefined) => (character ? moved.get(keyOf(character.id)) : undefined)
  const groups: Stranded[] = []
  for (let i = 0; i < characters.length; i++) {
    const first = characters[i]
    if (!first?.own || moveOf(first)) continue
    let end = i
    for (let next = characters[end]; next?.own && next.gone === first.gone && !moveOf(next); next = characters[end]) end++
    const left = moveOf(characters[i - 1])
    const right = moveOf(characters[end])
    const group = left && right ? characters.slice(i, end) : edgeOf(characters, i, end, known, left !== undefined, right !== undefined, first.gone)
    const place = left ? { run: left.run, before: left.index } : right ? { run: right.run, before: right.index - 1 } : null
    if (place && group.length > 0) {
      groups.push({
        text: group.map((character) => character.sign).join(''),
        ids: group.map((character) => character.id),
        alive: !first.gone,
        into: place.run.place.into.text,
        after: place.run.place.into.ids[place.run.place.at + place.before] ?? null,
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

/** The item that holds `id`, if Yjs still has it as an item. */
export function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null
  const item = Y.getItem(doc.store, id) as Y.AbstractStruct
  return item instanceof Y.Item ? item : null
}
