import type { Rung } from '../crypto/seed'
import type { DocumentKey } from '../device/deviceLog'
import type { DocumentSort, IndexEntry } from './indexDocument'
import { type Digest, isText, type StoredDocument } from './stored'

/**
 * The documents of a workspace as a person sees them (pure): what the index lists, what it no longer lists but this
 * device still has, and what was deleted and still lies here.
 */

export type DocumentState =
  /** Listed. */
  | 'listed'
  /** Gone from the index without a signed word: can be put back. */
  | 'removed'
  /** Deleted, signed; this device has not agreed to drop its copy. */
  | 'deleted'

export interface DocumentListing {
  readonly id: string
  readonly doc: DocumentKey
  readonly rung: Rung
  readonly title: string
  readonly sort: DocumentSort
  readonly state: DocumentState
  readonly archived: boolean
  /** A text to begin others with: it stands among the templates, not among the documents. */
  readonly isTemplate: boolean
  /** Only this device lists it: a copy of one's own. */
  readonly isPrivate: boolean
  /** Who deleted it (a device key, hex) or took it off the list (an author, hex, a claim); null: not known. */
  readonly goneBy: string | null
  readonly goneAt: number | null
  readonly changedAt: number | null
  readonly changedBy: string | null
  /** Somebody else changed it since this person last had it open. */
  readonly isChanged: boolean
  /** Never had it open, and somebody else made it. */
  readonly isNew: boolean
  readonly words: number
}

/** What a workspace's documents are, from the index, the key store, the glances and the deletions. */
export function listingsOf(options: {
  /** null: the index has not been looked at yet; then what is stored is shown as it was. */
  readonly entries: readonly IndexEntry[] | null
  readonly stored: ReadonlyMap<string, StoredDocument>
  readonly digests: ReadonlyMap<DocumentKey, Digest>
  readonly deletions: ReadonlyMap<string, { readonly by: string; readonly at: number }>
  readonly isMine: (author: string) => boolean
}): DocumentListing[] {
  const { entries, stored, digests, deletions, isMine } = options
  const byId = new Map((entries ?? []).map((entry) => [entry.documentId, entry]))
  const listings: DocumentListing[] = []
  for (const document of stored.values()) {
    // What belongs to a text (its history) or to the whole workspace is kept like a document and is none for a person.
    if (document.dropped || !isText(document)) continue
    const entry = byId.get(document.id)
    const digest = digests.get(document.doc)
    const deletion = deletions.get(document.id)
    const isPrivate = !entry && document.unlisted === true
    const by = entry?.by ?? ''
    listings.push({
      id: document.id,
      doc: document.doc,
      rung: document.rung,
      title: digest?.title || entry?.hint || document.hint,
      sort: entry?.sort ?? document.sort,
      state: deletion ? 'deleted' : entry || isPrivate || entries === null ? 'listed' : 'removed',
      archived: entry?.archived ?? document.archived,
      isTemplate: (entry ? entry.template : document.template) === true,
      isPrivate,
      goneBy: deletion?.by ?? (entry ? null : document.removedBy),
      goneAt: deletion?.at ?? null,
      changedAt: digest?.changedAt ?? null,
      changedBy: digest?.changedBy ?? null,
      isChanged: isChangedSince(digest),
      isNew: digest?.seenAt == null && by !== '' && !isMine(by),
      words: digest?.words ?? 0,
    })
  }
  return listings
}

/** Somebody else's rows since one last had it open. What was never opened is new, not changed. */
export const isChangedSince = (digest: Digest | undefined): boolean =>
  digest !== undefined && digest.seenAt !== null && digest.othersAt !== null && digest.othersAt > digest.seenAt

/** In use: listed, not archived. The newest change first; what has not come yet, last; then by title. */
export function inUse(listings: readonly DocumentListing[]): DocumentListing[] {
  return sorted(listings.filter(({ state, archived, isTemplate }) => state === 'listed' && !archived && !isTemplate))
}
/** The group's own templates, by title. */
export const templatesIn = (listings: readonly DocumentListing[]): DocumentListing[] =>
  listings.filter(({ state, archived, isTemplate }) => state === 'listed' && !archived && isTemplate).sort((a, b) => a.title.localeCompare(b.title))
/** The archive: what was put there, and what is gone from the list and still lies here. */
export function inArchive(listings: readonly DocumentListing[]): DocumentListing[] {
  return sorted(listings.filter(({ state, archived }) => state !== 'listed' || archived))
}
const sorted = (listings: readonly DocumentListing[]): DocumentListing[] =>
  [...listings].sort((a, b) => (b.changedAt ?? -1) - (a.changedAt ?? -1) || a.title.localeCompare(b.title) || (a.id < b.id ? -1 : 1))

/** Without case, accents and marks, so that "reunion" finds "Réunion". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

export interface Hit<T> {
  readonly item: T
  /** Start and end in the title that was found, in UTF-16 units; null: found, but not as one stretch. */
  readonly mark: readonly [number, number] | null
}

/** Find by title: words that begin so come first, then words that hold it; every word typed must be there. */
export function findByTitle<T extends { readonly title: string }>(items: readonly T[], typed: string): Hit<T>[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return items.map((item) => ({ item, mark: null }))
  const found: { hit: Hit<T>; rank: number }[] = []
  for (const item of items) {
    const title = folded(item.title)
    if (!words.every((word) => title.includes(word))) continue
    const whole = folded(typed.trim())
    const at = title.indexOf(whole)
    // Folding can change lengths (ligatures, marks): a mark is shown only where it cannot be wrong.
    const sameLength = title.length === item.title.length
    const starts = words.every((word) => title.startsWith(word) || title.includes(` ${word}`))
    found.push({ hit: { item, mark: at >= 0 && sameLength ? [at, at + whole.length] : null }, rank: title.startsWith(whole) ? 0 : starts ? 1 : 2 })
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit)
}
