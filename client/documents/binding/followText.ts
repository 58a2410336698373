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
import { align, Grams, type NewText, Taken } from './alignText'
import { type Character, type Copies, type Copy, keyOf, type Stranded, strandedBy, type Written } from './strandedText'

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

/** More new signs than this are no moved paragraph but a text that was brought in. */
const MOST_SIGNS = 400_000

function written(transaction: Y.Transaction): NewText<Written>[] {
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
  let size = 0
  return [...texts].flatMap((text) => {
    size += text.length
    if (size > MOST_SIGNS) return []
    const there = [...charactersOf(text)].filter((character) => !character.deleted)
    return {
      of: { text, ids: there.map((character) => character.id) },
      signs: there.map((character) => character.sign).join(''),
      isNew: there.map((character) => isNewIn(transaction, character.id)),
    }
  })
}

/**
 * Own characters up to this clock were certainly known to whoever wrote what came: they are named in it (as the neighbour of something), or so is a later one.
 * -1: nothing is certain.
 */
function knownOf(transaction: Y.Transaction, own: number): number {
  let known = -1
  const name = (id: Y.ID | null | undefined) => {
    if (id?.client === own) known = Math.max(known, id.clock)
  }
  for (const [client, state] of transaction.afterState) {
    const from = transaction.beforeState.get(client) ?? 0
    if (client === own || state === from) continue
    const structs = transaction.doc.store.clients.get(client) ?? []
    for (let i = structs.length - 1; i >= 0; i--) {
      const struct = structs[i]
      if (!struct || struct.id.clock + struct.length <= from) break
      if (!(struct instanceof Y.Item)) continue
      name(struct.origin)
      name(struct.rightOrigin)
    }
  }
  return known
}

interface Guess {
  readonly copies: Copies
  /** Characters that should have a copy and have none. */
  readonly missing: number
}

/** What was copied where, if the other knew one's own characters only up to `cut`. Own ones that stayed were certainly not known. */
function guess(characters: readonly Character[], cut: number, grams: Grams<Written>): Guess {
  const copies = new Map<string, Copy>()
  const taken = new Taken<Written>()
  let missing = 0
  let run: Character[] = []
  const close = () => {
    const alignment = align(run.map((character) => character.sign).join(''), grams, taken)
    run.forEach((character, i) => {
      const copy = alignment[i]
      if (copy) copies.set(keyOf(character.id), copy)
      else missing++
    })
    run = []
  }
  for (const character of characters) {
    if (character.own && (!character.gone || character.id.clock >= cut)) continue
    if (character.gone) run.push(character)
    else close()
  }
  close()
  return { copies, missing }
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
    const into = written(transaction)
    if (into.length === 0) return []
    const known = knownOf(transaction, own)
    const grams = new Grams(into)
    if (this.copies.size > 20_000) this.copies.clear()
    return touched.flatMap((text) => this.follow(charactersBefore(text, transaction, own), Math.max(recentFrom, known + 1), known, grams))
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

  private follow(characters: readonly Character[], recentFrom: number, seen: number, grams: Grams<Written>): Stranded[] {
    const recent = characters.flatMap(({ own, gone, id }) => (own && gone && id.clock >= recentFrom ? [id.clock] : []))
    const cuts = [Number.POSITIVE_INFINITY, ...recent.sort((a, b) => b - a)].slice(0, MOST_GUESSES)
    let best: (Guess & { readonly cut: number }) | null = null
    for (const cut of cuts) {
      const tried = guess(characters, cut, grams)
      if (best === null || tried.missing < best.missing) best = { ...tried, cut }
      if (tried.missing === 0) break
    }
    if (!best || best.copies.size === 0) return []
    for (const [key, { into, at }] of best.copies) {
      const copy = into.of.ids[at]
      if (copy) this.copies.set(key, copy)
    }
    return strandedBy(characters, best.copies, best.cut, recentFrom, seen)
  }
}

/** The item that holds `id`, if Yjs still has it as an item. */
export function itemAt(doc: Y.Doc, id: Y.ID): Y.Item | null {
  if (id.clock >= Y.getState(doc.store, id.client)) return null
  const item = Y.getItem(doc.store, id) as Y.AbstractStruct
  return item instanceof Y.Item ? item : null
}
